"""What has changed on a page to be signed since this editor last read it in this browser."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from verification.models import Verdict
from verification.reports.signing import changed_parts

from .text import rewording

KEY = "pages_read"
MOST = 20  # claims that a session remembers


def what_changed(request: HttpRequest, verdict: Verdict, parts: dict[str, str]) -> dict[str, Any]:
    """``read_before`` (when, or None), ``changed_parts`` and ``reworded_since``; what is
    read now is remembered in place of it."""
    pages = request.session.get(KEY, {})
    claim = str(verdict.review.claim_id)
    before = pages.pop(claim, None)
    pages[claim] = {"verdict": verdict.pk, "parts": parts, "at": timezone.now().isoformat()}
    request.session[KEY] = dict(list(pages.items())[-MOST:])
    if before is None:
        return {"read_before": None}
    then = verdict.review.verdicts.filter(pk=before["verdict"]).exclude(pk=verdict.pk).first()
    return {
        "read_before": datetime.fromisoformat(before["at"]),
        "changed_parts": changed_parts(before["parts"], parts),
        "reworded_since": rewording(then, verdict) if then else None,
    }
