"""When pages are read again, and how failing ones are left alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from verification.watch.times import TIMES, back_off, first_wait, pace, spread

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)


@pytest.mark.parametrize(
    ("unchanged_for", "is_under_work", "wait"),
    [
        (timedelta(0), True, 6 * HOUR),
        (400 * DAY, True, 6 * HOUR),
        (timedelta(0), False, DAY),
        (89 * DAY, False, DAY),
        (90 * DAY, False, WEEK),
    ],
)
def test_the_pace_of_a_page(unchanged_for, is_under_work, wait):
    assert pace(unchanged_for, is_under_work=is_under_work) == wait


@pytest.mark.parametrize(
    ("failures", "asked", "wait"),
    [
        (1, None, HOUR),
        (2, None, 2 * HOUR),
        (4, None, 8 * HOUR),
        (8, None, 128 * HOUR),
        (9, None, WEEK),
        (99, None, WEEK),
        (1, 60, HOUR),
        (1, 7200, 2 * HOUR),
        (1, 20 * 86_400, 20 * DAY),
        (1, 10**9, 30 * DAY),
    ],
)
def test_a_failing_page_is_left_alone_twice_as_long_each_time(failures, asked, wait):
    assert back_off(HOUR, failures, asked) == wait


def test_what_was_cited_at_once_is_not_read_at_once():
    waits = [spread(DAY) for _ in range(1000)]
    assert all(DAY * 0.9 <= wait <= DAY * 1.1 for wait in waits)
    assert max(waits) - min(waits) > timedelta(hours=3)
    firsts = [first_wait(TIMES.under_work) for _ in range(1000)]
    assert all(3 * HOUR <= wait <= 6 * HOUR for wait in firsts)
    assert max(firsts) - min(firsts) > 2 * HOUR
