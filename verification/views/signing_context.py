"""What the page to be signed shows: the same claim as in the workspace, without what only matters
to those who still work on it."""

from __future__ import annotations

from typing import Any

from newsroom.accounts.models import User
from verification.models import ClaimReview
from verification.operations.interest_bar import bars_of

from .cited import evidence_context
from .moves import moves_of, steps_of
from .side_by_side import differ_in
from .so_far import so_far
from .text import wording_context


def signing_context(user: User, review: ClaimReview) -> dict[str, Any]:
    """``basis`` are the rows that the page is built of, where this person may read them all."""
    found = so_far(user, review)
    moves = moves_of(
        user, review, mine=found.mine, findings=found.open_findings, proposal=found.proposal,
        verdict=found.verdict, bars=bars_of(review),
    )  # fmt: skip
    ratings = list(review.scale.ratings.on_the_keys())
    return {
        "nav": "claims",
        "review": review,
        "claim": review.claim,
        "moves": moves,
        "steps": steps_of(review),
        "findings": found.findings,
        "differ": differ_in(found.findings),
        "settlement": found.settled,
        "verdict": found.verdict,
        "waiting_for": [contact for contact in review.contacts.all() if contact.is_waiting],
        **evidence_context(found, ratings, interest=moves.interest),
        **(wording_context(found.verdict) if found.verdict else {}),
    }
