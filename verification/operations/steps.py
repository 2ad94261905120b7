"""The steps of a review, and when the present one is due."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from newsroom.accounts.models import User
from verification.models import ClaimReview, Reviewer
from verification.timing import due, hours_of


def begin_step(review: ClaimReview, stage: str, *, of: User | None = None) -> None:
    """A step begins now: one of ``timing.STAGES``. Whoever it is asked ``of``, or else the desk,
    has the policy's hours for it; while the clock stands they begin when it runs again."""
    hours = hours_of(reviewing(of) if of else None)
    review.due_at = due(review.policy, stage, waits_until(review, timezone.now()), hours)
    review.set_due_at = review.alerted_at = None
    review.save(update_fields=["due_at", "set_due_at", "alerted_at"])


def reviewing(person: User) -> Reviewer | None:
    return (
        Reviewer.objects.filter(user=person)
        .prefetch_related("hours", "absences")
        .order_by("pk")
        .first()
    )


def waits_until(review: ClaimReview, now: datetime) -> datetime:
    """When the clock runs again: the latest time anybody may still reply by, or now."""
    awaited = review.contacts.filter(answered_at=None).values_list("reply_by", flat=True)
    return max([now, *awaited])
