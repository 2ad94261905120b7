"""Every verb starts here: the review's row, fresh and locked."""

from __future__ import annotations

from newsroom.accounts.models import User
from newsroom.accounts.rights import require
from verification.errors import IllegalTransition
from verification.models import ClaimReview
from verification.states import ReviewState


def lock_review(review_id: int) -> ClaimReview:
    """Lock the review's row until the transaction ends; others who want it wait their turn."""
    return (
        ClaimReview.objects.select_for_update(of=("self",))
        .select_related("claim__document", "claim__claimant", "policy", "scale")
        .get(pk=review_id)
    )


def require_state(review: ClaimReview, *states: ReviewState, to: str) -> None:
    """Raise ``IllegalTransition`` unless the review is in one of the states."""
    if review.state not in states:
        raise IllegalTransition(
            f"This review is {review.get_state_display()}, so you cannot {to}. Nothing was changed."
        )


def require_desk(by: User, to: str) -> None:
    require(by, "verification.run_desk", otherwise=f"Only editors can {to}.")
