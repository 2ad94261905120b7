"""Writing down what was given to whom, in as many statements for one claim as for thousands.

Whoever calls holds the locks on the reviews and the reviewers, and has asked whether it may be.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from newsroom.arrays import moments, numbers, texts
from verification.models import ReviewVerb


class Given(NamedTuple):
    """Somebody gets a place of a review; ``beyond`` says why although they have no room."""

    review: int
    claim: int
    round: int
    role: str
    reviewer: int
    reason: str
    due_at: datetime
    beyond: str = ""


class Mark(NamedTuple):
    """Whether a review still needs reviewers; if so why it is short of them and what would help,
    and whether it is still kept for somebody."""

    review: int
    needs_reviewers: bool
    nobody_because: str = ""
    would_help: str = ""
    still_kept: bool = False


def due_at(review_due: datetime | None, asked: datetime) -> datetime:
    """When work is due that would be asked for by then: not before the review is."""
    return max(review_due, asked) if review_due else asked


def write_work(
    given: Sequence[Given], *, by: int | None, now: datetime, verb: str = ReviewVerb.ASSIGNED
) -> list[int]:
    """The assignments, each with its line of the claim's history; answers their keys, in the
    order given. A review that was open is in review now, needs nobody more, and is due when the
    last of its work is; it is kept no more for whom it was given to."""
    if not given:
        return []
    reviews, claims, rounds, roles, reviewers, reasons, due, beyond = zip(*given, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            GIVE,
            {
                "reviews": numbers(reviews),
                "claims": numbers(claims),
                "rounds": numbers(rounds),
                "roles": texts(roles),
                "reviewers": numbers(reviewers),
                "reasons": texts(reasons),
                "due": moments(due),
                "beyond": texts(beyond),
                "by": by,
                "now": now,
                "verb": verb,
            },
        )
        return [key for (key,) in cursor.fetchall()]


def write_marks(marks: Sequence[Mark]) -> None:
    """Where reviews stand on the list of those that need reviewers."""
    if not marks:
        return
    reviews, needs, because, would_help, kept = zip(*marks, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            MARK,
            [numbers(reviews), list(needs), texts(because), texts(would_help), list(kept)],
        )


GIVE = """
WITH given AS MATERIALIZED (
    SELECT * FROM unnest(
        %(reviews)s::bigint[], %(claims)s::bigint[], %(rounds)s::int[], %(roles)s::text[],
        %(reviewers)s::bigint[], %(reasons)s::text[], %(due)s::timestamptz[], %(beyond)s::text[]
    ) WITH ORDINALITY AS given (
        review, claim, round, role, reviewer, reason, due_at, beyond, place
    )
),
reviews AS (
    UPDATE verification_claimreview AS review SET
        state = CASE state WHEN 'open' THEN 'in_review' ELSE state END,
        state_since = CASE state WHEN 'open' THEN %(now)s ELSE state_since END,
        due_at = greatest(review.due_at, last.due_at),
        alerted_at = CASE WHEN last.due_at <= review.due_at THEN alerted_at END,
        needs_reviewers = false,
        nobody_because = '',
        would_help = '',
        kept_for_id = nullif(kept_for_id, last.reviewer),
        kept_because = CASE kept_for_id WHEN last.reviewer THEN '' ELSE kept_because END
    FROM (
        SELECT review, max(due_at) AS due_at, max(reviewer) AS reviewer FROM given GROUP BY review
    ) AS last
    WHERE review.id = last.review
),
lines AS (
    INSERT INTO claims_claimevent (claim_id, verb, actor_id, at, note, data)
    SELECT claim, %(verb)s, %(by)s, %(now)s, reason,
           jsonb_build_object('reviewer', reviewer, 'name', person.name)
    FROM given JOIN accounts_user AS person ON person.id = reviewer
    ORDER BY place
),
work AS (
    INSERT INTO verification_assignment (
        review_id, round, reviewer_id, role, state, reason, assigned_by_id, beyond_capacity,
        assigned_at, due_at, end_note
    )
    SELECT review, round, reviewer, role, 'asked', reason, %(by)s, beyond, %(now)s, due_at, ''
    FROM given ORDER BY place
    RETURNING id
)
SELECT id FROM work ORDER BY id
"""
MARK = """
UPDATE verification_claimreview AS review SET
    needs_reviewers = mark.needs_reviewers,
    nobody_because = mark.because,
    would_help = mark.would_help,
    kept_for_id = CASE WHEN still_kept THEN kept_for_id END,
    kept_because = CASE WHEN still_kept THEN kept_because ELSE '' END
FROM unnest(%s::bigint[], %s::bool[], %s::text[], %s::text[], %s::bool[])
    AS mark (review, needs_reviewers, because, would_help, still_kept)
WHERE review.id = mark.review
"""
