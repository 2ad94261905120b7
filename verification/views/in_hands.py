"""Whose hands a claim is in, as far as the reader may know: who has it and why, who had it before
and left a note, who asks for more time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from newsroom.accounts.models import User
from verification.models import Assignment, AssignmentRole, ClaimReview, TimeRequest
from verification.states import AssignmentState

UNDO_WITHIN = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class InHand:
    """``before`` is the work that this goes on with, ``note`` what was written when it was handed
    over, ``request`` an open request for time, with its ``because`` where the reader may know;
    ``is_at_work`` that it is not handed in, as far as the reader may know."""

    work: Assignment
    before: Assignment | None = None
    note: str = ""
    request: TimeRequest | None = None
    because: str = ""
    may_answer: bool = False
    is_at_work: bool = False
    may_undo: bool = False


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """A place that somebody handed over to whoever is next, and nobody has taken up."""

    work: Assignment
    note: str = ""


def in_hands(user: User, review: ClaimReview) -> list[InHand]:
    """Those of this round, first reviewer first. Of assignments asked for ``with_time_asked``."""
    rows = {assignment.pk: assignment for assignment in review.assignments.all()}
    return [
        in_hand(
            user,
            review,
            work,
            rows.get(work.continues_id),
            next(iter(work.asks), None) if work.is_at_work_to(user) else None,
        )
        for work in review.current_assignments
    ]


def in_hand(
    user: User,
    review: ClaimReview,
    work: Assignment,
    before: Assignment | None,
    request: TimeRequest | None,
) -> InHand:
    desk = user.has_perm("verification.run_desk")
    is_mine = work.reviewer_id == user.pk
    is_hidden = not is_mine and review.is_blind_to(user)
    may_know = is_mine or (desk and not is_hidden)
    return InHand(
        work=work,
        before=before,
        note=note_for(user, review, before, work) if before else "",
        request=request,
        because=request.because if request and may_know else "",
        may_answer=bool(request and desk and not is_mine),
        is_at_work=work.is_at_work_to(user),
        may_undo=desk and not is_hidden and is_just_given(work, user),
    )


def is_just_given(work: Assignment, user: User) -> bool:
    return (
        work.state == AssignmentState.ASKED
        and work.assigned_by_id == user.pk
        and work.reviewer_id != user.pk
        and work.assigned_at > timezone.now() - UNDO_WITHIN
    )


def note_for(
    user: User, review: ClaimReview, before: Assignment, work: Assignment | None = None
) -> str:
    """The note of a handover: while a review is blind it is read by who wrote it and by who goes
    on with the work."""
    if before.state != AssignmentState.HANDED_OVER:
        return ""
    theirs = {before.reviewer_id, work.reviewer_id if work else None}
    return before.end_note if user.pk in theirs or not review.is_blind else ""


def left_open(user: User, review: ClaimReview) -> list[LeftOpen]:
    """Uses a prefetch of assignments."""
    filled = {assignment.role for assignment in review.current_assignments}
    last: dict[str, Assignment] = {}
    for assignment in sorted(review.assignments.all(), key=lambda a: a.pk):
        if assignment.round == review.round and assignment.role not in filled:
            last[assignment.role] = assignment
    return [
        LeftOpen(work, note_for(user, review, work))
        for role, work in sorted(last.items())
        if work.state == AssignmentState.HANDED_OVER and role != AssignmentRole.ADJUDICATOR
    ]
