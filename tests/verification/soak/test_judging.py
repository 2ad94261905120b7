"""What a round is judged by: nothing left over, no deadlock, no error unseen."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from celery import current_app
from celery.signals import after_task_publish
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, transaction

from claims.models import Topic
from newsroom.accounts.models import User
from newsroom.dispatch import send_task
from tests.at_once import at_once, barrier
from tests.factories import assigned, open_review_for, reviewer
from verification.errors import NotReady
from verification.invariants.checking import broken_rules
from verification.models import Assignment, ClaimReview, DeclaredInterest
from verification.operations.assignments import decline
from verification.soak import twice
from verification.soak.desk import Desk
from verification.soak.judging import (
    LEFT_OVER,
    QUEUE,
    deadlocks,
    forget_lost_messages,
    messages,
    wait_until,
)
from verification.soak.stage import Stage
from verification.soak.workers import trouble_in


def left_over() -> list[int]:
    return [row["review"] for one in broken_rules([LEFT_OVER]) for row in one.rows]


def change(row: Any, **columns: Any) -> None:
    type(row).objects.filter(pk=row.pk).update(**columns)


def full(person: User, review: ClaimReview) -> None:
    change(person.reviewer, capacity=1)
    assigned(to=person)


def has_another_beat(person: User, review: ClaimReview) -> None:
    change(review.claim, topic=Topic.objects.create(name="Treaties"))
    person.reviewer.topics.add(Topic.objects.create(name="Housing"))


def away(person: User, review: ClaimReview) -> None:
    person.reviewer.absences.create(first_day=date(2020, 1, 1))


def had_it(person: User, review: ClaimReview) -> None:
    decline(assigned(review, person), by=person, reason="ill")


def interested(person: User, review: ClaimReview) -> None:
    DeclaredInterest.objects.create(
        person=person, declared_by=person, stake="s", claimant=review.claim.claimant
    )


UNABLE: tuple[Callable[[User, ClaimReview], Any], ...] = (
    full,
    has_another_beat,
    away,
    had_it,
    interested,
    lambda person, review: change(person, is_active=False),
    lambda person, review: change(person, roles=["editor"]),
    lambda person, review: change(person, password="!none"),
    lambda person, review: change(person.reviewer, languages=["ru"]),
    lambda person, review: change(review, kept_for=reviewer(capacity=0), kept_because="knows it"),
    lambda person, review: change(review, state="closed"),
)


@pytest.mark.django_db
@pytest.mark.parametrize("unable", UNABLE)
def test_a_claim_is_left_over_where_somebody_able_has_room(unable):
    person, review = reviewer(), open_review_for()
    assert left_over() == [review.pk]
    unable(person, review)
    assert left_over() == []


@pytest.mark.django_db
def test_what_has_its_reviewers_is_not_left_over():
    reviewer()
    given = assigned()
    assert left_over() == []
    Assignment.objects.filter(pk=given.pk).update(state="taken_back")
    assert left_over() == [given.review_id]


@pytest.mark.django_db(transaction=True)
def test_a_deadlock_is_counted():
    people = [reviewer().pk, reviewer().pk]
    before, both_hold_one = deadlocks(), barrier(2)

    def lock(order: list[int]) -> None:
        with transaction.atomic():
            User.objects.select_for_update().get(pk=order[0])
            both_hold_one.wait()
            User.objects.select_for_update().get(pk=order[1])

    answers = at_once(partial(lock, people), partial(lock, people[::-1]))
    assert sorted(type(answer) for answer in answers if answer) == [OperationalError]
    assert wait_until(lambda: deadlocks() == before + 1, 15)


def test_a_message_that_a_worker_holds_is_counted_until_it_is_done_with_or_lost(redis_client):
    for _ in range(2):
        send_task("verification.sweep")
    with current_app.connection_for_read() as broker, broker.SimpleQueue(QUEUE) as queue:
        first, other = queue.get(timeout=10), queue.get(timeout=10)
        assert redis_client.llen(QUEUE) == 0
        assert messages() == 2
        assert messages(lost_until=time.time() + 1) == 0
        first.ack()
        assert messages() == 1
        forget_lost_messages()
        assert messages() == 0
        other.ack()


def test_a_log_is_read_for_what_went_wrong():
    log = (
        "INFO/MainProcess] ready.\n"
        "ERROR Task verification.sweep raised\n"
        "Traceback (most recent call last):\n"
        "psycopg2.errors.DeadlockDetected: deadlock detected\n"
        "DETAIL: Process 1 waits"
    )
    assert trouble_in(log) == [
        "Traceback (most recent call last):",
        "psycopg2.errors.DeadlockDetected: deadlock detected",
    ]
    assert trouble_in("Task verification.sweep succeeded") == []


def stage() -> Stage:
    from random import Random

    return Stage(desk=Desk([], [], []), workers=(), beats=(), chance=Random(1))


def test_a_refusal_is_an_answer_and_all_else_an_error():
    here = stage()

    def raises(error: Exception) -> None:
        raise error

    here.tries("given", raises, NotReady("No room."))
    here.tries("given", raises, PermissionDenied("Not yours."))
    here.tries("given", raises, ValueError("never"))
    here.tries("given", str, 7)
    assert here.counts == {"given": 1, "given refused": 2}
    assert here.errors == ["given: ValueError: never"]


def test_what_somebody_at_work_stumbles_over_is_an_error_too():
    here, done = stage(), []
    here.at_once(lambda: done.append("one"), lambda: 1 / 0)
    assert done == ["one"]
    assert here.errors == ["ZeroDivisionError: division by zero"]


def test_each_message_is_sent_once_more_and_no_more(monkeypatch):
    sent = []
    monkeypatch.setattr(
        twice.app, "send_task", lambda name, **message: sent.append((name, message))
    )

    def publish(**headers: Any) -> None:
        after_task_publish.send(
            sender="verification.sweep", headers={"id": "a", **headers}, body=([7], {}, {})
        )

    publish()
    assert sent == []
    with twice.everything_twice():
        publish()
        publish(**sent[0][1]["headers"])
    publish()
    again = {"args": [7], "kwargs": {}, "task_id": "a", "headers": {"sent_again": True}}
    assert sent == [("verification.sweep", again)]
