"""Signing as somebody does who has read the page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from newsroom.accounts.models import User
from tests.factories import fresh
from verification.models import Contact, Verdict
from verification.reports.signing import page_digest, to_be_signed


def page_seen(verdict: Verdict, by: User | None = None) -> str:
    """The hash of the page as it is now."""
    signer = by.name if by else "Somebody"
    return page_digest(to_be_signed(fresh(verdict.review), verdict, signer=signer))


def signing(verdict: Verdict, **more: Any) -> dict[str, Any]:
    """What the form on the page posts."""
    return {"verdict": verdict.pk, "page": page_seen(verdict), "meant": "on", **more}


def ask(verdict: Verdict, whom: str = "The ministry") -> Contact:
    """Something that readers see, and that can still be answered."""
    return Contact.objects.create(
        review=verdict.review, round=verdict.round, asked_by=verdict.drafted_by, whom=whom,
        question="How many?", reply_by=timezone.now() + timedelta(days=1),
    )  # fmt: skip
