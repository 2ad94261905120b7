"""Findings that differ, looked into once more by the same two."""

from __future__ import annotations

from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from newsroom.accounts.models import User
from newsroom.refusals import Refused
from verification.models import Absence, ClaimReview, Reviewer, ReviewVerb
from verification.states import ReviewState

from .assignments import assign
from .findings import submitted_findings
from .locking import lock_review, require_state
from .reviews import require_reason, start_next_round
from .whose_move import require_adjudicator


@transaction.atomic
def ask_again(review: ClaimReview, *, by: User, reason: str) -> ClaimReview:
    """The adjudicator has both look again, in a next round under the same policy: blind again,
    with the adjudicator's note, their earlier findings staying readable. In the place of somebody
    who is away or cannot be asked any more the desk's run finds another."""
    review = lock_review(review.pk)
    require_adjudicator(review, by)
    require_state(review, ReviewState.ADJUDICATION, to="ask again")
    reason = require_reason(reason, "asking again")
    same = [finding.reviewer for finding in submitted_findings(review)]
    review.move_to(ReviewState.IN_REVIEW)
    start_next_round(review, policy=review.policy)
    review.record(ReviewVerb.ASKED_AGAIN, actor=by, note=reason, round=review.round)
    lock_reviewers(same)
    for person in present(same):
        with suppress(Refused):
            assign(review, person, by=by, reason=f"gave a finding in round {review.round - 1}")
    review.refresh_from_db()
    return review


def lock_reviewers(people: list[User]) -> None:
    """Both before either is given anything, in the order in which everybody locks them."""
    list(Reviewer.objects.select_for_update().filter(user__in=people).order_by("pk"))


def present(people: list[User]) -> list[User]:
    """Those who are not away today."""
    away = Absence.objects.on(timezone.localdate()).filter(reviewer__user__in=people)
    gone = set(away.values_list("reviewer__user", flat=True))
    return [person for person in people if person.pk not in gone]
