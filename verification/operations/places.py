"""The places of a review that reviewers fill: which are open, filling one, and what was gathered
in it before."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import connection
from django.utils import timezone

from newsroom.accounts.models import User
from newsroom.notices.models import NoticeKind
from newsroom.notices.operations import tell
from verification.models import Assignment, AssignmentRole, ClaimReview
from verification.states import STANDING_ASSIGNMENTS
from verification.timing import due, hours_of

from .done_with import path_of
from .giving import Given, Mark, due_at, write_marks, write_work
from .steps import reviewing, waits_until

PLACES = (AssignmentRole.FIRST, AssignmentRole.SECOND)


def open_roles(review: ClaimReview) -> list[AssignmentRole]:
    """The reviewer's places of this round that nobody fills."""
    filled = set(
        review.assignments.filter(round=review.round, state__in=STANDING_ASSIGNMENTS).values_list(
            "role", flat=True
        )
    )
    return [role for role in PLACES[: review.policy.reviewers] if role not in filled]


def create_assignment(
    review: ClaimReview, reviewer: User, *, reason: str, by: User | None, beyond: str = ""
) -> Assignment:
    """Fill a place of one review, with its history line and its notice; the caller holds the
    review's lock. ``beyond`` says why it is given to somebody who has no room."""
    now = timezone.now()
    first, *others = open_roles(review)
    asked = Given(
        review.pk, review.claim_id, review.round, first, reviewer.pk, reason,
        due_of(review, reviewer, now), beyond,
    )  # fmt: skip
    (key,) = write_work([asked], by=by.pk if by else None, now=now)
    if others:
        kept = review.kept_for_id not in (None, reviewer.pk)
        write_marks([Mark(review.pk, True, review.nobody_because, review.would_help, kept)])
    travel([key])
    tell(
        reviewer,
        f"You are asked to review: {review.claim.statement}",
        review.get_absolute_url(),
        kind=NoticeKind.ASKED,
        aloud=f"{reviewer.name} is asked to review: {review.claim.statement}",
    )
    review.refresh_from_db()
    return Assignment.objects.get(pk=key)


def due_of(review: ClaimReview, reviewer: User, now: datetime) -> datetime:
    """When what is given to them now is due: not before the review is. While somebody may still
    comment, the clock stands."""
    start = waits_until(review, now)
    asked = due(review.policy, "review", start, hours_of(reviewing(reviewer)))
    return due_at(review.due_at, asked)


def refresh_need(review: ClaimReview) -> None:
    """Keep the to-do mark in step with the places filled."""
    review.needs_reviewers = bool(open_roles(review))
    if not review.needs_reviewers:
        review.nobody_because = review.would_help = ""
    review.save(update_fields=["needs_reviewers", "nobody_because", "would_help"])


def travel(made: Collection[int]) -> None:
    """Give what was gathered in a place to who fills it now: the finding that was not handed in,
    with its evidence, the copies that were saved, and what was waived for it. ``made`` are the
    keys of assignments. The words stay; the rating and "was it said?" are the new reviewer's to
    give. Who cited what stays as it is: their hands are not clean. Nothing comes from the review's
    other place; what they were told of its waivers as an editor is put away."""
    if not made:
        return
    before, _, after = path_of(0).rpartition("0")
    with connection.cursor() as cursor:
        cursor.execute(
            CONTINUE,
            {"made": list(made), "waiver": NoticeKind.WAIVER, "before": before, "after": after},
        )
        if onward := [key for (key,) in cursor.fetchall()]:
            cursor.execute(MOVE_FINDINGS, {"made": onward})
            cursor.execute(MOVE_COPIES, {"made": onward})
            cursor.execute(MOVE_WAIVERS, {"made": onward})


# Of the place's last holder, if they left anything or named who comes next. Whoever was told, as
# an editor, what a reviewer asks to waive, and reviews it now themselves, is told no more.
CONTINUE = """
WITH put_away AS (
    UPDATE notices_notice AS notice SET seen_at = now()
    FROM verification_assignment AS work
    JOIN verification_claimreview AS review ON review.id = work.review_id
    WHERE work.id = ANY(%(made)s) AND notice.recipient_id = work.reviewer_id
        AND notice.path = %(before)s || review.claim_id || %(after)s
        AND notice.kind = %(waiver)s AND notice.seen_at IS NULL
)
UPDATE verification_assignment AS work SET continues_id = last.id
FROM verification_assignment AS taker CROSS JOIN LATERAL (
    SELECT id, state FROM verification_assignment
    WHERE (review_id, round, role) = (taker.review_id, taker.round, taker.role) AND id < taker.id
    ORDER BY id DESC LIMIT 1
) AS last
WHERE work.id = taker.id AND taker.id = ANY(%(made)s) AND taker.role <> '3_adjudicator'
    AND NOT EXISTS (SELECT FROM verification_assignment WHERE continues_id = last.id)
    AND (
        last.state = 'handed_over'
        OR EXISTS (
            SELECT FROM verification_finding
            WHERE assignment_id = last.id AND submitted_at IS NULL
        )
        OR EXISTS (SELECT FROM verification_claimcopy WHERE assignment_id = last.id)
        OR EXISTS (SELECT FROM verification_waiver WHERE assignment_id = last.id AND is_granted)
    )
RETURNING work.id
"""
MOVE_FINDINGS = """
UPDATE verification_finding AS finding SET
    assignment_id = work.id,
    reviewer_id = work.reviewer_id,
    rating_id = CASE WHEN finding.reviewer_id = work.reviewer_id THEN rating_id END,
    was_it_said = CASE WHEN finding.reviewer_id = work.reviewer_id THEN was_it_said ELSE '' END
FROM verification_assignment AS work
WHERE work.id = ANY(%(made)s) AND finding.assignment_id = work.continues_id
    AND finding.submitted_at IS NULL
"""
MOVE_COPIES = """
UPDATE verification_claimcopy AS copy SET assignment_id = work.id
FROM verification_assignment AS work
WHERE work.id = ANY(%(made)s) AND copy.assignment_id = work.continues_id
"""
# A request that nobody has answered is over: whoever has the work now asks for themselves.
MOVE_WAIVERS = """
UPDATE verification_waiver AS waiver SET assignment_id = work.id
FROM verification_assignment AS work
WHERE work.id = ANY(%(made)s) AND waiver.assignment_id = work.continues_id AND waiver.is_granted
"""
