"""Two people at one figure at the same moment: one saves, the other is told, nobody hangs."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import OperationalError

from claims.models import Correction, Figure
from claims.operations import corrections, keeping, triage
from claims.quantities import Quantity
from newsroom.refusals import Refused
from tests.at_once import Meeting, at_once
from tests.factories import ClaimFactory, DocumentFactory, editor

pytestmark = pytest.mark.django_db(transaction=True)


def failures_at_once(*steps: Callable[[], object]) -> list[Exception]:
    """What the steps were refused with."""
    failures = [answer for answer in at_once(*steps) if isinstance(answer, Exception)]
    assert all(isinstance(failure, Refused | OperationalError) for failure in failures), failures
    return failures


def corrected_by_two() -> tuple[list[Exception], int]:
    figure, by = ClaimFactory().figures.get(), editor()
    seen = keeping.seen_of(keeping.plain_figure(figure))

    def correct(number: int) -> Callable[[], object]:
        said = Quantity("", low=Decimal(number), high=Decimal(number))
        row = Figure.objects.get(pk=figure.pk)
        return lambda: corrections.correct_figure(row, said, by=by, seen=seen)

    return failures_at_once(correct(1), correct(2)), Correction.objects.count()


def test_of_two_corrections_at_once_one_is_saved_and_one_is_told():
    failures, kept = corrected_by_two()
    assert [type(failure).__name__ for failure in failures] == ["Overtaken"]
    assert kept == 1


def test_control_without_what_was_seen_both_are_saved(monkeypatch):
    monkeypatch.setattr(corrections, "refuse_unseen", lambda values, seen: None)
    assert corrected_by_two() == ([], 2)


def moved_both_ways(monkeypatch, order) -> list[Exception]:
    """Each claim's figure given to the other, both held after their first lock until the other
    has its own or is seen to wait for it."""
    document, by = DocumentFactory(), editor()
    one, two = (ClaimFactory(document=document) for _ in range(2))
    two.figures.update(start=0, end=9)
    meeting = Meeting()

    def paused(keys):
        for number, key in enumerate(order(keys)):
            if number:
                meeting.come()
            yield key

    monkeypatch.setattr(triage, "sorted", paused, raising=False)
    first, second = one.figures.get(), two.figures.get()
    return failures_at_once(
        lambda: corrections.move_figure(first, two, by=by),
        lambda: corrections.move_figure(second, one, by=by),
    )


def test_moving_figures_both_ways_at_once_moves_both(monkeypatch):
    assert moved_both_ways(monkeypatch, sorted) == []


def test_control_locking_in_the_order_given_ends_in_a_deadlock(monkeypatch):
    failures = moved_both_ways(monkeypatch, list)
    assert any("deadlock" in str(failure) for failure in failures)
