"""Work in people's hands: given by an editor, started, declined, taken back."""

from __future__ import annotations

from django.db import transaction

from newsroom.accounts.models import Role, User
from newsroom.accounts.rights import require
from newsroom.notices.models import NoticeKind
from newsroom.notices.operations import tell
from verification.errors import NotReady, Overtaken
from verification.models import Assignment, ClaimReview, Reviewer, ReviewVerb
from verification.states import AssignmentState, ReviewState

from .locking import lock_review, require_desk, require_state
from .places import create_assignment, open_roles, refresh_need
from .reviews import call_for_reviewers, require_reason


@transaction.atomic
def assign(review: ClaimReview, reviewer: User, *, by: User, reason: str = "") -> Assignment:
    """An editor gives the review to somebody by name. It may exceed their capacity, with a
    reason, and who declined or did not start may be asked again by name."""
    require_desk(by, "assign a review")
    review = lock_review(review.pk)
    require_state(review, ReviewState.OPEN, ReviewState.IN_REVIEW, to="assign it")
    if not reviewer.has_role(Role.REVIEWER, Role.EDITOR):
        raise NotReady(f"{reviewer.name} is not an active reviewer or editor.")
    if review.standing_assignment_of(reviewer):
        raise Overtaken(f"{reviewer.name} already has this claim.")
    if not open_roles(review):
        raise Overtaken(
            "This review already has its reviewers. Take it back from one of them first."
        )
    if is_full(reviewer) and not reason.strip():
        raise NotReady(
            f"{reviewer.name} has no room for more. Give a reason to assign it all the same."
        )
    return create_assignment(
        review, reviewer, reason=reason.strip() or f"chosen by {by.name}", by=by
    )


def is_full(user: User) -> bool:
    reviewer = Reviewer.objects.select_for_update().filter(user=user).first()
    load = Assignment.objects.live().filter(reviewer=user).count()
    return reviewer is not None and load >= reviewer.capacity


@transaction.atomic
def start_work(assignment: Assignment, *, by: User) -> Assignment:
    """The reviewer opened the workspace to work on it; opening it again changes nothing."""
    lock_review(assignment.review_id)
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
    review.record(ReviewVerb.DECLINED, actor=by, note=reason)
    refresh_need(review)
    call_for_reviewers()
    return assignment


@transaction.atomic
def take_back(assignment: Assignment, *, by: User, reason: str) -> Assignment:
    """An editor takes work from a reviewer; what they gathered is kept."""
    require_desk(by, "take work back")
    return give_to_next(assignment, by=by, reason=require_reason(reason, "taking back"))


def give_to_next(assignment: Assignment, *, by: User, reason: str) -> Assignment:
    review = lock_review(assignment.review_id)
    assignment = Assignment.objects.select_related("review", "reviewer").get(pk=assignment.pk)
    end_assignment(assignment, AssignmentState.TAKEN_BACK, note=reason)
    review.record(
        ReviewVerb.TAKEN_BACK,
        actor=by,
        note=reason,
        reviewer=assignment.reviewer_id,
        name=assignment.reviewer.name,
    )
    tell(
        assignment.reviewer,
        f"{by.name} took this back from you ({reason}): {review.claim.statement}",
        review.get_absolute_url(),
        kind=NoticeKind.TAKEN,
    )
    refresh_need(review)
    call_for_reviewers()
    return assignment


def end_assignment(assignment: Assignment, state: AssignmentState, *, note: str = "") -> None:
    assignment.move_to(state)
    assignment.end_note = note
    assignment.save(update_fields=["state", "ended_at", "end_note"])


def release_work_of(person: User, *, by: User, reason: str) -> int:
    """Take back all live work of somebody who can no longer do it; answers how much there was.
    The caller has asked whether ``by`` may."""
    live = list(Assignment.objects.live().for_reviewer(person).order_by("review_id"))
    for assignment in live:
        give_to_next(assignment, by=by, reason=reason)
    return len(live)
