"""Work in people's hands: given by an editor, started, declined, taken back."""

from __future__ import annotations

from django.db import transaction

from newsroom.accounts.models import User
from newsroom.accounts.rights import require
from verification.models import Assignment, ClaimReview, ReviewVerb
from verification.states import AssignmentState

from .locking import lock_review
from .places import refresh_need
from .reviews import call_for_reviewers, require_reason
from .together import (
    assign_together,
    give_up_together,
    reassign_together,
    take_back_together,
)


def assign(review: ClaimReview, reviewer: User, *, by: User, reason: str = "") -> Assignment:
    """An editor gives the review to somebody by name. It may exceed their capacity, with a
    reason, and who declined or did not start may be asked again by name."""
    return assign_together([review.pk], reviewer, by=by, reason=reason).only()


def reassign(assignment: Assignment, reviewer: User, *, by: User, reason: str) -> Assignment:
    """An editor takes work from one and gives it to another, with what was gathered."""
    return reassign_together([assignment.pk], reviewer, by=by, reason=reason).only()


def take_back(assignment: Assignment, *, by: User, reason: str) -> Assignment:
    """An editor takes work from a reviewer; what they gathered is kept."""
    return take_back_together([assignment.pk], by=by, reason=reason).only()


@transaction.atomic
def start_work(assignment: Assignment, *, by: User) -> Assignment:
    """The reviewer opened the workspace to work on it; opening it again changes nothing."""
    lock_review(assignment.review_id)
    return begin_work(assignment, by)


def begin_work(assignment: Assignment, by: User) -> Assignment:
    """The same of a review that the caller has locked."""
    assignment = own_work(assignment, by)
    if assignment.state == AssignmentState.ASKED:
        assignment.move_to(AssignmentState.STARTED)
        assignment.save(update_fields=["state", "started_at"])
        assignment.review.record(ReviewVerb.STARTED, actor=by)
    return assignment


def own_work(assignment: Assignment, by: User) -> Assignment:
    """The assignment, fresh; raises ``PermissionDenied`` unless it is this person's live work."""
    assignment = Assignment.objects.select_related("review__claim", "review__policy").get(
        pk=assignment.pk
    )
    require(
        by,
        "verification.work_on",
        assignment,
        otherwise="This claim is not, or no longer, assigned to you. What you saved is kept.",
    )
    return assignment


@transaction.atomic
def decline(assignment: Assignment, *, by: User, reason: str) -> Assignment:
    """Give the work back; the next able reviewer is asked."""
    review = lock_review(assignment.review_id)
    assignment = own_work(assignment, by)
    reason = require_reason(reason, "declining")
    end_assignment(assignment, AssignmentState.DECLINED, note=reason)
    review.record(ReviewVerb.DECLINED, actor=by, note=told_to_all(assignment, review, reason))
    refresh_need(review)
    call_for_reviewers()
    return assignment


def told_to_all(assignment: Assignment, review: ClaimReview, words: str) -> str:
    """What the history says of a reviewer's words: while the review is blind, nothing of somebody
    who has begun, since it may tell what they have found."""
    return "" if assignment.started_at and review.is_blind else words


def end_assignment(assignment: Assignment, state: AssignmentState, *, note: str = "") -> None:
    assignment.move_to(state)
    assignment.end_note = note
    assignment.save(update_fields=["state", "ended_at", "end_note"])


def release_work_of(person: User, *, by: User, reason: str) -> int:
    """Take back all live work of somebody who can no longer do it; answers how much there was.
    The caller has asked whether ``by`` may."""
    live = Assignment.objects.live().for_reviewer(person).values_list("pk", flat=True)
    return len(give_up_together(live, by=by, reason=reason).done)
