"""What PostgreSQL counts and takes the median of: one query for the stages, one for the load."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from verification.states import LIVE_ASSIGNMENTS

from .stages import STAGES
from .weeks import Fortnight

DONE = "\n    UNION ALL".join(select for stage in STAGES for select in stage.ended)

# Of each stage and week: all of it, then by person, then by topic.
PACE = f"""
WITH done (stage, person, review, began, ended) AS ({DONE})
SELECT stage, ended >= %(since)s AS is_now, grouping(person, topic_id), person, topic_id,
       count(*),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ended - began) / 3600)
FROM done
JOIN verification_claimreview AS review ON review.id = done.review
JOIN claims_claim AS claim ON claim.id = review.claim_id
GROUP BY stage, is_now, GROUPING SETS ((), (person), (topic_id))"""

# What each person and each topic has at hand now, and had at a moment before.
LOAD = """
SELECT grouping(reviewer_id, topic_id), reviewer_id, topic_id,
       count(*) FILTER (WHERE assignment.state = ANY(%(live)s)),
       count(*) FILTER (
         WHERE assigned_at <= %(then)s AND (ended_at IS NULL OR ended_at > %(then)s))
FROM verification_assignment AS assignment
JOIN verification_claimreview AS review ON review.id = assignment.review_id
JOIN claims_claim AS claim ON claim.id = review.claim_id
WHERE assignment.state = ANY(%(live)s) OR ended_at > %(then)s
GROUP BY GROUPING SETS ((reviewer_id), (topic_id))"""

BY_PERSON, BY_TOPIC, OVERALL = 1, 2, 3  # what grouping() answers


@dataclass(frozen=True, slots=True)
class Done:
    """How often something was done in a week, and the median of how long it took, in hours."""

    count: int = 0
    median: float | None = None


@dataclass(slots=True)
class Weeks:
    """The same of a week and of the one before it."""

    now: Done = Done()
    before: Done = Done()


@dataclass(frozen=True, slots=True)
class Load:
    """Claims at hand now, and at the same time a week ago."""

    now: int = 0
    before: int = 0


@dataclass(slots=True)
class Pace:
    """By the stage's key; of each stage by the person's id, and by the topic's (None: no topic)."""

    overall: dict[str, Weeks] = field(default_factory=lambda: defaultdict(Weeks))
    people: dict[str, dict[int, Weeks]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Weeks))
    )
    topics: dict[str, dict[int | None, Weeks]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Weeks))
    )


def measure(weeks: Fortnight) -> Pace:
    """One query, bounded by the indexes on when things ended, however much is in the store."""
    window = {"before": weeks.before, "since": weeks.since, "until": weeks.until}
    pace = Pace()
    for stage, is_now, of, person, topic, count, median in rows(PACE, window):
        if of == OVERALL:
            found = pace.overall[stage]
        elif of == BY_TOPIC:
            found = pace.topics[stage][topic]
        elif person is None:  # the whole way is nobody's own
            continue
        else:
            found = pace.people[stage][person]
        if is_now:
            found.now = Done(count, median)
        else:
            found.before = Done(count, median)
    return pace


def measure_load(then: datetime) -> tuple[dict[int, Load], dict[int | None, Load]]:
    """The load by person and by topic, now and ``then``: one query over what is live and what
    ended since."""
    people: dict[int, Load] = {}
    topics: dict[int | None, Load] = {}
    values = {"live": list(LIVE_ASSIGNMENTS), "then": then}
    for of, person, topic, now, before in rows(LOAD, values):
        if of == BY_PERSON:
            people[person] = Load(now, before)
        else:
            topics[topic] = Load(now, before)
    return people, topics


def rows(sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
