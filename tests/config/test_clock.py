"""The tests' own clock."""

from __future__ import annotations

import time
from datetime import date, timedelta
from threading import Event
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests.at_once import Begun, until
from tests.factories import assigned, editor, reviewer, signed
from tests.fixtures import alone
from tests.fixtures.clock import Clock, times_of_the_database
from verification.models import Assignment, SignOff
from verification.operations.assignments import start_work
from verification.operations.reports import publish


def everything() -> dict[str, list[tuple]]:
    """Every time and day of every table, row by row."""
    rows = {}
    with connection.cursor() as cursor:
        for table, columns in times_of_the_database().items():
            names = ", ".join(f'"{name}"' for name, _ in columns)
            cursor.execute(f'SELECT {names} FROM "{table}" ORDER BY ctid')
            rows[table] = sorted(cursor.fetchall(), key=str)
    return rows


def moved(value, *, hours: int, days: int):
    if value is None:
        return None
    return value - (timedelta(days=days) if type(value) is date else timedelta(hours=hours))


@pytest.mark.django_db
def test_every_time_of_every_table_moves_and_append_only_rows_too(clock):
    publish(signed().review, by=editor())
    reviewer(away=(timezone.localdate(), None))
    before = everything()
    clock.forward(hours=48)
    after = everything()
    assert {table for table, rows in before.items() if rows} > {
        "claims_claimevent", "verification_signoff", "verification_report",
        "verification_absence", "verification_assignment", "verification_finding",
    }  # fmt: skip
    for table, rows in before.items():
        expected = [tuple(moved(value, hours=48, days=2) for value in row) for row in rows]
        assert after[table] == sorted(expected, key=str), table


@pytest.mark.django_db
def test_history_is_kept_before_and_again_afterwards(clock):
    signed()
    with pytest.raises(IntegrityError), transaction.atomic():
        SignOff.objects.update(at=timezone.now())
    clock.forward(hours=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        SignOff.objects.update(at=timezone.now())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("steps", "days"), [((5,), 0), ((5, 5), 0), ((12,), 1), ((5, 5, 5), 1), ((24, 24), 2)]
)
def test_days_move_when_a_midnight_has_passed(steps, days):
    """It is between 12 and 13 o'clock in the desk's time zone."""
    offset = (12 - timezone.now().hour + 11) % 24 - 11
    with timezone.override(timezone.get_fixed_timezone(offset * 60)):
        today = timezone.localdate()
        person = reviewer(away=(today, today))
        clock = Clock()
        for hours in steps:
            clock.forward(hours=hours)
        assert person.reviewer.absences.get().first_day == today - timedelta(days=days)


@pytest.mark.django_db(transaction=True)
def test_it_waits_for_whoever_is_writing(clock, monkeypatch):
    """What was being written when the clock went on has grown older with the rest."""
    work = assigned()
    asked_at = work.assigned_at
    writing, may_end = Event(), Event()

    def write() -> None:
        with transaction.atomic():
            start_work(work, by=work.reviewer)
            writing.set()
            until(may_end.is_set)

    # It was refused, and tries again once the other has ended.
    monkeypatch.setattr(alone, "time", SimpleNamespace(
        monotonic=time.monotonic, sleep=lambda seconds: may_end.set() or time.sleep(seconds)
    ))  # fmt: skip
    writer = Begun(write)
    until(writing.is_set)
    clock.forward(hours=3)
    writer.answer()
    assert may_end.is_set()
    row = Assignment.objects.get(pk=work.pk)
    assert row.assigned_at == asked_at - timedelta(hours=3)
    assert timezone.now() - row.started_at > timedelta(hours=3)
