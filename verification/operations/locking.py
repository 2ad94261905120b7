"""Every verb starts here: the review's row, fresh and locked.

Locks are always taken in this order: reviews by their keys, then reviewers, then users.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from newsroom.accounts.models import User
from newsroom.accounts.rights import require
from verification.errors import IllegalTransition
from verification.models import ClaimReview, Reviewer
from verification.models.review import ReviewQuerySet
from verification.states import ReviewState


def to_lock() -> ReviewQuerySet:
    return ClaimReview.objects.select_for_update(of=("self",)).select_related(
        "claim__document", "claim__claimant", "claim__topic", "policy", "scale"
    )


def lock_review(review_id: int) -> ClaimReview:
    """Lock the review's row until the transaction ends; others who want it wait their turn."""
    return to_lock().get(pk=review_id)


def lock_reviews(keys: Iterable[int]) -> list[ClaimReview]:
    """The same of many, in the order in which everybody locks them."""
    return list(to_lock().filter(pk__in=set(keys)).order_by("pk"))


def lock_person(person: User) -> tuple[User, Reviewer | None]:
    """Somebody who is to be given work, as they are now: until the transaction ends nobody else
    gives them any, and nobody deactivates them. An editor may have no row as a reviewer; where
    one was made while we waited for the account, the account is let go and both locked anew."""
    with transaction.atomic():
        reviewer = Reviewer.objects.select_for_update().filter(user=person).first()
        account = User.objects.select_for_update(no_key=True).get(pk=person.pk)
        if reviewer is not None or not Reviewer.objects.filter(user=person).exists():
            return account, reviewer
        transaction.set_rollback(True)
    return lock_person(person)


def require_state(review: ClaimReview, *states: ReviewState, to: str) -> None:
    """Raise ``IllegalTransition`` unless the review is in one of the states."""
    if review.state not in states:
        raise IllegalTransition(
            f"This review is {review.get_state_display()}, so you cannot {to}. Nothing was changed."
        )


def require_desk(by: User, to: str) -> None:
    require(by, "verification.run_desk", otherwise=f"Only editors can {to}.")
