"""Writing down what was given to whom, in as many statements for one claim as for thousands.

Whoever calls holds the locks on the reviews and the reviewers, and has asked whether it may be.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from newsroom.arrays import array_of
from verification.models import Policy, ReviewVerb
from verification.timing import due
from verification.working_time import Hours


class Given(NamedTuple):
    """Somebody gets a place of a review; ``beyond`` says why although they have no room."""

    review: int
    claim: int
    round: int
    role: str
    reviewer: int
    name: str
    reason: str
    due_at: datetime
    beyond: str = ""


class Mark(NamedTuple):
    """How a review stands afterwards. ``due_at`` is when what was given last is due, or empty if
    nothing was."""

    review: int
    due_at: datetime | None
    needs_reviewers: bool
    nobody_because: str = ""
    would_help: str = ""
    still_kept: bool = False


def due_at(review_due: datetime | None, policy: Policy, hours: Hours, start: datetime) -> datetime:
    """When work that is given now is due: not before the review is."""
    asked = due(policy, "review", start, hours)
    return max(review_due, asked) if review_due else asked


def write_work(
    given: Sequence[Given], *, by: int | None, now: datetime, verb: str = ReviewVerb.ASSIGNED
) -> list[int]:
    """The assignments, each with its line of the claim's history; answers their keys, in the
    order given."""
    return [key for (key,) in ask(INSERT_WORK, given, by=by, now=now, verb=verb)]


def write_marks(marks: Sequence[Mark], *, now: datetime) -> None:
    """Where the reviews stand. One that was open is in review once somebody has it; it is due
    when the last of its work is."""
    ask(UPDATE_REVIEWS, marks, now=now)


def ask(statement: str, rows: Sequence[Given | Mark], **values: Any) -> list[tuple[Any, ...]]:
    """Run a statement on rows, which it takes as one array for each of their columns."""
    if not rows:
        return []
    columns = zip(rows[0]._fields, zip(*rows, strict=True), strict=True)
    arrays = {f"{name}s": array_of(column) for name, column in columns}
    with connection.cursor() as cursor:
        cursor.execute(statement, arrays | values)
        return cursor.fetchall() if cursor.description else []


INSERT_WORK = """
WITH given AS MATERIALIZED (
    SELECT * FROM unnest(
        %(reviews)s::bigint[], %(claims)s::bigint[], %(rounds)s::int[], %(roles)s::text[],
        %(reviewers)s::bigint[], %(names)s::text[], %(reasons)s::text[],
        %(due_ats)s::timestamptz[], %(beyonds)s::text[]
    ) WITH ORDINALITY AS given (
        review, claim, round, role, reviewer, name, reason, due_at, beyond, place
    )
),
work AS (
    INSERT INTO verification_assignment (
        review_id, round, reviewer_id, role, state, reason, assigned_by_id, beyond_capacity,
        assigned_at, due_at, end_note
    )
    SELECT review, round, reviewer, role, 'asked', reason, %(by)s, beyond, %(now)s, due_at, ''
    FROM given ORDER BY place
    RETURNING id
),
lines AS (
    INSERT INTO claims_claimevent (claim_id, verb, actor_id, at, note, data)
    SELECT claim, %(verb)s, %(by)s, %(now)s, reason,
           jsonb_build_object('reviewer', reviewer, 'name', name)
    FROM given ORDER BY place
)
SELECT id FROM work ORDER BY id
"""
UPDATE_REVIEWS = """
UPDATE verification_claimreview AS review SET
    state = CASE WHEN mark.due_at IS NULL OR state <> 'open' THEN state ELSE 'in_review' END,
    state_since = CASE WHEN mark.due_at IS NULL OR state <> 'open' THEN state_since
                       ELSE %(now)s END,
    due_at = greatest(review.due_at, mark.due_at),
    alerted_at = CASE WHEN mark.due_at > review.due_at THEN NULL ELSE alerted_at END,
    needs_reviewers = mark.needs_reviewers,
    nobody_because = mark.nobody_because,
    would_help = mark.would_help,
    kept_for_id = CASE WHEN still_kept THEN kept_for_id END,
    kept_because = CASE WHEN still_kept THEN kept_because ELSE '' END
FROM unnest(
    %(reviews)s::bigint[], %(due_ats)s::timestamptz[], %(needs_reviewerss)s::bool[],
    %(nobody_becauses)s::text[], %(would_helps)s::text[], %(still_kepts)s::bool[]
) AS mark (review, due_at, needs_reviewers, nobody_because, would_help, still_kept)
WHERE review.id = mark.review
"""
