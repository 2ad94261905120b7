"""A declared interest keeps somebody from every step that a claim's verdict rests on."""

from __future__ import annotations

from newsroom.accounts.models import User
from verification.errors import FourEyesViolation
from verification.models import ClaimReview

from .barring import barred


def bars_of(review: ClaimReview) -> dict[int, str]:
    """Whom an interest keeps from a review, by their keys, and in what words."""
    return barred([review]).get(review.pk, {})


def interest_in(review: ClaimReview, person: User) -> str:
    """The interest that keeps this person from the claim, in its declared words, or ""."""
    return barred([review], [person]).get(review.pk, {}).get(person.pk, "")


def require_no_interest(review: ClaimReview, by: User, *, to: str) -> None:
    """Raise ``FourEyesViolation`` where an interest keeps this person from the claim."""
    if interest := interest_in(review, by):
        raise FourEyesViolation(
            f"You declared an interest in {interest.rstrip('.')}, so somebody else must {to}. "
            "Nothing was changed."
        )
