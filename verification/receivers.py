"""What verification hears from claims."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from claims.models import Claim
from claims.signals import claim_sent_to_review
from newsroom.accounts.models import User

from .operations.reviews import open_review


@receiver(claim_sent_to_review, dispatch_uid="verification.open_review")
def open_review_of_sent_claim(sender: Any, claim: Claim, by: User, **kwargs: Any) -> None:
    open_review(claim, by=by)
