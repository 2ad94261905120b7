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
    before = last_holders(made)
    findings = Finding.objects.filter(assignment__in=before, submitted_at__isnull=True).in_bulk(
        field_name="assignment_id"
    )
    copies = list(ClaimCopy.objects.filter(assignment__in=before))
    left_something = findings.keys() | {copy.assignment_id for copy in copies}
    onward = {
        last.pk: taker
        for last, taker in before.items()
        if last.pk in left_something or last.state == AssignmentState.HANDED_OVER
    }
    for last, taker in before.items():
        taker.continues = last if last.pk in onward else None
    for copy in copies:
        copy.assignment = onward[copy.assignment_id]
    for pk, finding in findings.items():
        taker = finding.assignment = onward[pk]
        if finding.reviewer_id != taker.reviewer_id:
            finding.reviewer_id = taker.reviewer_id
            finding.rating, finding.was_it_said = None, ""
    Assignment.objects.bulk_update(onward.values(), ["continues"])
    ClaimCopy.objects.bulk_update(copies, ["assignment"])
    Finding.objects.bulk_update(
        findings.values(), ["assignment", "reviewer", "rating", "was_it_said"]
    )


def last_holders(made: Sequence[Assignment]) -> dict[Assignment, Assignment]:
    """Who had each of these places before, in this round: never the review's other place."""
    places = {(a.review_id, a.round, a.role): a for a in made}
    earlier = (
        Assignment.objects.filter(review__in={a.review_id for a in made})
        .exclude(pk__in=[a.pk for a in made])
        .exclude(role=AssignmentRole.ADJUDICATOR)
        .filter(continued_by__isnull=True)
        .order_by("pk")
    )
    last = {(a.review_id, a.round, a.role): a for a in earlier}
    return {last[place]: taker for place, taker in places.items() if place in last}
