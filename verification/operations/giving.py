"""Writing down what was given to whom, in as many statements for one claim as for thousands.

Whoever calls holds the locks on the reviews and the reviewers, and has asked whether it may be.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

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


def write_assignments(given: Sequence[Given], *, by: int | None, now: datetime) -> list[int]:
    """The rows, in the order given; answers their keys."""
    return [key for (key,) in ask(INSERT_ASSIGNMENTS, given, Given, by=by, now=now)]


def write_lines(
    given: Sequence[Given], *, by: int | None, now: datetime, verb: str = ReviewVerb.ASSIGNED
) -> None:
    """A line of each claim's history."""
    ask(INSERT_LINES, given, Given, by=by, now=now, verb=verb)


def write_marks(marks: Sequence[Mark], *, now: datetime) -> None:
    """Where the reviews stand. One that was open is in review once somebody has it; it is due
    when the last of its work is."""
    ask(UPDATE_REVIEWS, marks, Mark, now=now)


def ask(
    statement: str, rows: Sequence[tuple[Any, ...]], shape: Any, **values: Any
) -> list[tuple[Any, ...]]:
    """Run a statement on rows, which it takes as one array for each of their columns."""
    if not rows:
        return []
    columns = dict(zip(shape._fields, map(list, zip(*rows, strict=True)), strict=True))
    with connection.cursor() as cursor:
        cursor.execute(statement, {**columns, **{f"_{name}": values[name] for name in values}})
        return cursor.fetchall() if cursor.description else []


GIVEN = """
unnest(
    %(review)s::bigint[], %(claim)s::bigint[], %(round)s::int[], %(role)s::text[],
    %(reviewer)s::bigint[], %(name)s::text[], %(reason)s::text[], %(due_at)s::timestamptz[],
    %(beyond)s::text[]
) WITH ORDINALITY
AS given (review, claim, round, role, reviewer, name, reason, due_at, beyond, place)
"""
INSERT_ASSIGNMENTS = f"""
INSERT INTO verification_assignment (
    review_id, round, reviewer_id, role, state, reason, assigned_by_id, beyond_capacity,
    assigned_at, due_at, end_note
)
SELECT review, round, reviewer, role, 'asked', reason, %(_by)s, beyond, %(_now)s, due_at, ''
FROM {GIVEN} ORDER BY place
RETURNING id
"""
INSERT_LINES = f"""
INSERT INTO claims_claimevent (claim_id, verb, actor_id, at, note, data)
SELECT claim, %(_verb)s, %(_by)s, %(_now)s, reason,
       jsonb_build_object('reviewer', reviewer, 'name', name)
FROM {GIVEN} ORDER BY place
"""
UPDATE_REVIEWS = """
UPDATE verification_claimreview AS review SET
    state = CASE WHEN mark.due_at IS NULL OR state <> 'open' THEN state ELSE 'in_review' END,
    state_since = CASE WHEN mark.due_at IS NULL OR state <> 'open' THEN state_since
                       ELSE %(_now)s END,
    due_at = greatest(review.due_at, mark.due_at),
    alerted_at = CASE WHEN mark.due_at > review.due_at THEN NULL ELSE alerted_at END,
    needs_reviewers = mark.needs_reviewers,
    nobody_because = mark.nobody_because,
    would_help = mark.would_help,
    kept_for_id = CASE WHEN still_kept THEN kept_for_id END,
    kept_because = CASE WHEN still_kept THEN kept_because ELSE '' END
FROM unnest(
    %(review)s::bigint[], %(due_at)s::timestamptz[], %(needs_reviewers)s::bool[],
    %(nobody_because)s::text[], %(would_help)s::text[], %(still_kept)s::bool[]
) AS mark (review, due_at, needs_reviewers, nobody_because, would_help, still_kept)
WHERE review.id = mark.review
"""
