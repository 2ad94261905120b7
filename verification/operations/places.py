"""The places of a review that reviewers fill: which are open, and filling one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from newsroom.accounts.models import User
from newsroom.notices.models import NoticeKind
from newsroom.notices.operations import tell
from verification.models import (
    Assignment,
    AssignmentRole,
    ClaimCopy,
    ClaimReview,
    Finding,
    ReviewVerb,
)
from verification.states import STANDING_ASSIGNMENTS, AssignmentState, ReviewState


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
    travel([assignment])
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


def travel(made: Sequence[Assignment]) -> None:
    """Give what was gathered in a place to who fills it now: the finding that was not handed in,
    with its evidence, and the copies that were saved. Its words stay; the rating and "was it
    said?" are the new reviewer's to give. Who cited what stays as it is: their hands are not clean.
    """
    places = {(a.review_id, a.round, a.role): a for a in made}
    before: dict[int, Assignment] = {}
    for last in (
        Assignment.objects.filter(review__in={a.review_id for a in made})
        .exclude(pk__in=[a.pk for a in made])
        .filter(continued_by__isnull=True, role__in=(AssignmentRole.FIRST, AssignmentRole.SECOND))
        .order_by("pk")
    ):
        if who := places.get((last.review_id, last.round, last.role)):
            before[who.pk] = last
    if not before:
        return
    earlier = {last.pk: last for last in before.values()}
    findings = {
        finding.assignment_id: finding
        for finding in Finding.objects.filter(assignment__in=earlier, submitted_at__isnull=True)
    }
    copies = list(ClaimCopy.objects.filter(assignment__in=earlier))
    with_copies = {copy.assignment_id for copy in copies}
    onward = {}
    for taker in made:
        last = before.get(taker.pk)
        if last and (
            last.pk in findings
            or last.pk in with_copies
            or last.state == AssignmentState.HANDED_OVER
        ):
            taker.continues = last
            onward[last.pk] = taker
    Assignment.objects.bulk_update(onward.values(), ["continues"])
    for pk, finding in findings.items():
        finding.assignment = onward[pk]
        if finding.reviewer_id != onward[pk].reviewer_id:
            finding.reviewer_id = onward[pk].reviewer_id
            finding.rating, finding.was_it_said = None, ""
    Finding.objects.bulk_update(
        findings.values(), ["assignment", "reviewer", "rating", "was_it_said"]
    )
    for copy in copies:
        copy.assignment = onward[copy.assignment_id]
    ClaimCopy.objects.bulk_update(copies, ["assignment"])
