"""How a sweep takes what is due: some rows at a time, and only those that nobody else works on.

Each sweep finds reviews, holds them, and looks again at what is due on those it holds. So two at
once share the work, one that comes too late finds nothing, and a row that somebody works on is
left for the next.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import DurationField, ExpressionWrapper, F, Value

from verification.models import ClaimReview
from verification.models.review import ReviewQuerySet

BATCH = 1000
# How long before something is due the policy of its review has people reminded.
REMIND_BEFORE = ExpressionWrapper(
    F("review__policy__remind_hours") * Value(timedelta(hours=1)), output_field=DurationField()
)


def hold(reviews: ReviewQuerySet) -> dict[int, ClaimReview]:
    """Up to ``BATCH`` of these reviews by their ids, locked until the transaction ends; those
    that somebody else has locked are passed over."""
    held = (
        reviews.order_by("pk")
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("claim", "policy")
    )
    return {review.pk: review for review in held[:BATCH]}


def in_batches(step: Callable[[], int]) -> int:
    """Take the step, each time in a transaction of its own, until it finds nothing more to do;
    answers how much was done."""
    done = 0
    while True:
        with transaction.atomic():
            found = step()
        if not found:
            return done
        done += found
