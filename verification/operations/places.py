"""The places of a review that reviewers fill: which are open, and filling one."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from newsroom.accounts.models import User
from newsroom.notices.models import NoticeKind
from newsroom.notices.operations import tell
from verification.models import Assignment, AssignmentRole, ClaimReview, ReviewVerb
from verification.states import STANDING_ASSIGNMENTS, ReviewState


def open_roles(review: ClaimReview) -> list[AssignmentRole]:
    """The reviewer's places of this round that nobody fills."""
    places = [AssignmentRole.FIRST, AssignmentRole.SECOND][: review.policy.reviewers]
    filled = set(
        review.assignments.filter(round=review.round, state__in=STANDING_ASSIGNMENTS).values_list(
            "role", flat=True
        )
    )
    return [role for role in places if role not in filled]


def create_assignment(
    review: ClaimReview, reviewer: User, *, reason: str, by: User | None
) -> Assignment:
    """Write the assignment, its history line and its notice; the caller holds the review's lock."""
    role = open_roles(review)[0]
    assignment = Assignment.objects.create(
        review=review,
        round=review.round,
        reviewer=reviewer,
        role=role,
        reason=reason,
        assigned_by=by,
        due_at=max(
            review.due_at or timezone.now(),
            timezone.now() + timedelta(hours=review.policy.review_hours),
        ),
    )
    if review.state == ReviewState.OPEN:
        review.move_to(ReviewState.IN_REVIEW)
    review.record(
        ReviewVerb.ASSIGNED, actor=by, note=reason, reviewer=reviewer.pk, name=reviewer.name
    )
    tell(
        reviewer,
        f"You are asked to review: {review.claim.statement}",
        review.get_absolute_url(),
        kind=NoticeKind.ASKED,
    )
    refresh_need(review)
    return assignment


def refresh_need(review: ClaimReview) -> None:
    """Keep the to-do mark in step with the places filled."""
    review.needs_reviewers = bool(open_roles(review))
    if not review.needs_reviewers:
        review.nobody_because = ""
    review.save(update_fields=["needs_reviewers", "nobody_because"])
