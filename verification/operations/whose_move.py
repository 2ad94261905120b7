"""Whose move settling, adjudicating and wording a verdict are now.

Asked under the lock by the verbs; and before that by every page with one of these forms, which
names who handed in and what they found: nobody is shown it, nor told what is wrong with what they
typed into it, before the move is theirs.
"""

from __future__ import annotations

from newsroom.accounts.models import User
from newsroom.accounts.rights import require
from verification.clean_hands import among
from verification.models import ClaimReview
from verification.states import ReviewState

from .answers import Answers, agreed_answers
from .interest_bar import require_no_interest
from .locking import require_state


def require_settling(review: ClaimReview, by: User) -> None:
    """Errors: ``PermissionDenied``, ``IllegalTransition``, ``FourEyesViolation`` (an interest)."""
    require_own_finding(review, by)
    require_state(review, ReviewState.ADJUDICATION, to="settle it")
    require_no_interest(review, by, to="settle it")


def require_adjudicating(review: ClaimReview, by: User) -> None:
    """Errors: as ``require_settling``."""
    require_adjudicator(review, by)
    require_state(review, ReviewState.ADJUDICATION, to="adjudicate it")
    require_no_interest(review, by, to="adjudicate it")


def require_wording(review: ClaimReview, by: User) -> Answers:
    """What the verdict must say. Errors: as ``require_settling``, and ``NotReady`` while findings
    are missing or differ."""
    require_text(review, by)
    require_state(review, ReviewState.IN_REVIEW, ReviewState.DECIDED, to="write the verdict")
    require_no_interest(review, by, to="write the verdict")
    return agreed_answers(review)


def require_adjudicator(review: ClaimReview, by: User) -> None:
    require(
        by,
        "verification.adjudicate",
        review,
        otherwise="Only an editor who did not review this claim can adjudicate it."
        + among(review.policy, "adjudicators"),
    )


def require_own_finding(review: ClaimReview, by: User) -> None:
    require(
        by,
        "verification.review",
        review,
        otherwise="Only the claim’s reviewers can do this.",
    )


def require_text(review: ClaimReview, by: User) -> None:
    require(
        by,
        "verification.write_text",
        review,
        otherwise="Only the claim’s reviewers, or whom an editor gave the text to, can write it.",
    )
