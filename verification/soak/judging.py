"""What became of a round: whether a rule is broken, something lost, or something went wrong."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from celery import current_app
from django.db import connection

from newsroom.dispatch import send_task
from verification.invariants.checking import broken_rules, named
from verification.invariants.rule import Rule

QUEUE = "celery"
# Redis's lists of the messages that a worker has taken and not done with, and when.
TAKEN, WHEN_TAKEN = "unacked", "unacked_index"
SETTLE_SECONDS = 90
RING_SECONDS = 0.3

# Asked once nothing is at work: a claim that waits although somebody could take it is lost.
LEFT_OVER = Rule(
    "left_over",
    "Nothing waits for reviewers that somebody could take.",
    """
    SELECT reviews.review, reviews.claim, wanted - standing AS places, min(person.name) AS person
    FROM reviews
    JOIN claims_claim stated ON stated.id = reviews.claim_id
    JOIN claims_document document ON document.id = stated.document_id
    JOIN accounts_user person ON person.is_active AND '{reviewer}' && person.roles
         AND person.password NOT LIKE '!%'
    JOIN verification_reviewer reviewer ON reviewer.user_id = person.id
    LEFT JOIN (
        SELECT reviewer_id, count(*) AS load FROM work WHERE is_live GROUP BY reviewer_id
    ) held ON held.reviewer_id = person.id
    WHERE reviews.state IN ('open', 'in_review') AND standing < wanted
      AND coalesce(kept_for_id, person.id) = person.id
      AND coalesce(held.load, 0) < reviewer.capacity
      AND (reviewer.languages = '{}' OR document.language = ANY (reviewer.languages))
      AND (stated.topic_id IS NULL OR NOT EXISTS (
              SELECT FROM verification_reviewer_topics beat WHERE beat.reviewer_id = reviewer.id
          ) OR EXISTS (
              SELECT FROM verification_reviewer_topics beat
              WHERE beat.reviewer_id = reviewer.id AND beat.topic_id = stated.topic_id
          ))
      AND NOT EXISTS (
          SELECT FROM verification_absence absence
          WHERE absence.reviewer_id = reviewer.id AND absence.first_day <= current_date
            AND coalesce(absence.last_day, current_date) >= current_date
      )
      AND NOT EXISTS (
          SELECT FROM verification_assignment had
          WHERE had.review_id = reviews.review AND had.round = reviews.round
            AND had.reviewer_id = person.id
      )
      AND NOT EXISTS (
          SELECT FROM verification_declaredinterest interest
          WHERE interest.person_id = person.id AND interest.ended_at IS NULL
            AND (interest.claimant_id = stated.claimant_id
                 OR interest.document_id = document.id
                 OR lower(interest.outlet) = nullif(lower(document.outlet), ''))
      )
    GROUP BY reviews.review, reviews.claim, wanted, standing
    """,
)
AT_WORK = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
"""
DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"

Violations = dict[str, list[str]]


def violations() -> Violations:
    """The rules that do not hold, each with the rows that break it in words."""
    rules = broken_rules() + broken_rules([LEFT_OVER])
    return {one.rule.name: [named(row) for row in one.rows] for one in rules}


def settle(lost_until: float = 0) -> bool:
    """Ring, as the scheduler does, until nothing is due that can be done. False: it never was.
    Messages that were taken up to ``lost_until`` are of a killed worker, and nobody's."""
    give_up = time.monotonic() + SETTLE_SECONDS
    is_quiet_now = partial(is_quiet, lost_until)
    while time.monotonic() < give_up:
        send_task("verification.sweep")
        time.sleep(RING_SECONDS)
        if wait_until(is_quiet_now, give_up - time.monotonic()) and not broken_rules([LEFT_OVER]):
            return True
    return False


def wait_until(so: Callable[[], bool], seconds: float) -> bool:
    give_up = time.monotonic() + seconds
    while not so():
        if time.monotonic() > give_up:
            return False
        time.sleep(0.05)
    return True


def is_quiet(lost_until: float = 0) -> bool:
    """No message waits or is being answered, and nobody works."""
    for pause in (0.05, 0.0):
        if messages(lost_until) or asked(AT_WORK):
            return False
        time.sleep(pause)
    return True


def messages(lost_until: float = 0) -> int:
    """Those that wait, and those that a worker has taken: one may be long on its way to the
    database where the machine is busy."""
    with redis_of_messages() as redis:
        return redis.llen(QUEUE) + redis.zcount(WHEN_TAKEN, lost_until, "inf")


def forget_lost_messages() -> None:
    """What killed workers had taken comes back after a quarter of an hour. Only when all is
    quiet."""
    with redis_of_messages() as redis:
        redis.delete(TAKEN, WHEN_TAKEN)


@contextmanager
def redis_of_messages() -> Iterator[Any]:
    with current_app.connection_for_read() as broker:
        yield broker.default_channel.client


def deadlocks() -> int:
    """How many there were in this database since it was made."""
    return asked(DEADLOCKS)


def asked(question: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]
