"""Findings that differ, looked into once more by the same two."""

from __future__ import annotations

from django.db import transaction

from newsroom.accounts.models import Role, User
from verification.models import ClaimReview, Reviewer, ReviewVerb
from verification.states import ReviewState

from .findings import submitted_findings
from .locking import lock_review, require_state
from .places import create_assignment
from .reviews import require_reason, start_next_round
from .verdicts import require_adjudicator


@transaction.atomic
def ask_again(review: ClaimReview, *, by: User, reason: str) -> ClaimReview:
    """The adjudicator has both look again, in a next round under the same policy: blind again,
    with the adjudicator's note, their earlier findings staying readable. In the place of somebody
    who cannot be asked any more the desk's run finds another."""
    review = lock_review(review.pk)
    require_adjudicator(review, by)
    require_state(review, ReviewState.ADJUDICATION, to="ask again")
    reason = require_reason(reason, "asking again")
    same = [finding.reviewer for finding in submitted_findings(review)]
    review.move_to(ReviewState.IN_REVIEW)
    start_next_round(review, policy=review.policy)
    review.record(ReviewVerb.ASKED_AGAIN, actor=by, note=reason, round=review.round)
    for person in same:
        if can_be_asked(person):
            create_assignment(
                review, person, reason=f"gave a finding in round {review.round - 1}", by=by
            )
    return review


def can_be_asked(person: User) -> bool:
    """Whether somebody is still here to be asked."""
    reviewer = Reviewer.objects.filter(user=person).prefetch_related("absences").first()
    is_away = reviewer is not None and reviewer.is_away()
    return person.has_role(Role.REVIEWER, Role.EDITOR) and not is_away
