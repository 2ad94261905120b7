"""What is due: reminders before, and what happens after."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from newsroom.accounts.models import Role, User
from newsroom.notices.models import NoticeKind
from newsroom.notices.operations import tell
from verification.models import Assignment, ClaimReview, ReviewVerb
from verification.states import AssignmentState

from .assignments import end_assignment
from .locking import lock_review
from .places import refresh_need
from .reviews import call_for_reviewers

BATCH = 500
REMIND_BEFORE = timedelta(hours=2)


def remind_of_due_work(now: datetime | None = None) -> int:
    """Tell reviewers, once, of work that is due soon. Answers how many were told."""
    now = now or timezone.now()
    told = 0
    due_soon = Assignment.objects.live().filter(
        reminded_at__isnull=True, due_at__gt=now, due_at__lte=now + REMIND_BEFORE
    )
    for assignment in due_soon.select_related("review__claim", "reviewer"):
        with transaction.atomic():
            if (
                not Assignment.objects.live()
                .filter(pk=assignment.pk, reminded_at=None)
                .update(reminded_at=now)
            ):
                continue
            tell(
                assignment.reviewer,
                f"Due soon: {assignment.review.claim.statement}",
                assignment.review.get_absolute_url(),
                kind=NoticeKind.DUE,
            )
            told += 1
    return told


def follow_up_overdue() -> int:
    """Untouched late work goes to the next; started late work alerts reviewer and editors.

    Answers how many assignments were acted on.
    """
    acted = 0
    late = Assignment.objects.overdue().filter(
        Q(state=AssignmentState.ASKED) | Q(alerted_at__isnull=True)
    )
    for pk, review_id in late.values_list("pk", "review_id")[:BATCH]:
        with transaction.atomic():
            acted += follow_up_one(pk, lock_review(review_id))
    return acted


def follow_up_one(pk: int, review: ClaimReview) -> bool:
    assignment = Assignment.objects.overdue().select_related("reviewer").filter(pk=pk).first()
    if assignment is None:
        return False
    if assignment.state == AssignmentState.ASKED:
        end_assignment(assignment, AssignmentState.TAKEN_BACK, note="not started in time")
        review.record(
            ReviewVerb.TAKEN_BACK, note="not started in time", name=assignment.reviewer.name
        )
        tell(
            assignment.reviewer,
            f"Not started in time, so somebody else is asked: {review.claim.statement}",
            review.get_absolute_url(),
            kind=NoticeKind.TAKEN,
        )
        refresh_need(review)
        call_for_reviewers()
        return True
    if assignment.alerted_at:
        return False
    assignment.alerted_at = timezone.now()
    assignment.save(update_fields=["alerted_at"])
    review.record(ReviewVerb.OVERDUE, name=assignment.reviewer.name)
    for person in {assignment.reviewer, *User.objects.with_role(Role.EDITOR)}:
        tell(
            person,
            f"Late, with {assignment.reviewer.name}: {review.claim.statement}",
            review.get_absolute_url(),
            kind=NoticeKind.LATE,
        )
    return True
