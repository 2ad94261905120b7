from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from newsroom.accounts.templatetags.moments import due, on_day, on_the_clock, relative, when
from newsroom.dates import moment_words

NOW = datetime(2025, 10, 16, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "just now"),
        (44, "just now"),
        (45, "1 min ago"),
        (3569, "59 min ago"),
        (3570, "1 h ago"),
        (86_399, "24 h ago"),
        (86_400, "1 day ago"),
        (3 * 86_400, "3 days ago"),
        (-20, "in a moment"),
        (-240, "in 4 min"),
        (-2 * 86_400, "in 2 days"),
    ],
)
def test_a_moment_is_told_relative_to_now(seconds, words):
    assert relative(NOW - timedelta(seconds=seconds), NOW) == words


def test_the_exact_time_is_kept_for_whoever_hovers(settings):
    settings.TIME_ZONE = "UTC"
    html = when(NOW)
    assert 'title="16 October 2025, 12:00"' in html
    assert 'datetime="2025-10-16T12:00:00+00:00"' in html
    assert when(None, "not yet") == "not yet"


def test_lateness_is_a_word_and_a_waiting_claim_has_no_clock():
    past = timezone.now() - timedelta(hours=2)
    soon = due(timezone.now() + timedelta(hours=2))
    assert ">late by 2 h<" in due(past)
    assert ('class="pill pill-late"' in due(past), "pill-late" in soon) == (True, False)
    assert ('class="pill pill-soon"' in soon, "pill-soon" in due(past)) == (True, False)
    assert ">due in 2 days<" in due(timezone.now() + timedelta(days=2))
    assert ">clock paused<" in due(past, waiting=True)
    assert due(None) == ""


def test_what_was_saved_on_another_day_names_the_day(settings):
    settings.TIME_ZONE = "UTC"
    now = timezone.now()
    assert on_the_clock(now) == f"{timezone.localtime(now):%H:%M}"
    before = now - timedelta(days=1)
    assert on_the_clock(before) == moment_words(before)
    assert on_the_clock(before) != f"{timezone.localtime(before):%H:%M}"


def test_a_day_is_written_in_full():
    assert ">5 March 2026<" in on_day(date(2026, 3, 5))
    assert on_day(None) == "no date"
