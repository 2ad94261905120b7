"""Days and moments in words: the year is told where it is not the present one."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from newsroom.dates import day_words, moment_words, short_words

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
THIS, NEXT, LAST = date(2026, 11, 25), date(2027, 11, 25), date(2025, 1, 2)


@pytest.fixture(autouse=True)
def desk_time(settings):
    settings.TIME_ZONE = "UTC"


@pytest.mark.parametrize(
    ("day", "words", "short"),
    [
        (THIS, "25 November", "Wed 25 Nov"),
        (NEXT, "25 November 2027", "Thu 25 Nov 2027"),
        (LAST, "2 January 2025", "Thu 2 Jan 2025"),
    ],
)
def test_a_day_has_its_year_where_it_is_another(day, words, short):
    assert (day_words(day, NOW), short_words(day, NOW)) == (words, short)


def test_a_moment_has_its_year_where_it_is_another():
    this, other = (datetime(year, 11, 25, 10, 0, tzinfo=UTC) for year in (2026, 2027))
    assert moment_words(this, now=NOW) == "25 November, 10:00"
    assert moment_words(other, now=NOW) == "25 November 2027, 10:00"
    assert moment_words(other, " at ", NOW) == "25 November 2027 at 10:00"


def test_the_year_is_the_desks_own(settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    eve = datetime(2026, 12, 31, 20, 0, tzinfo=UTC)
    assert moment_words(eve, now=NOW) == "1 January 2027, 05:00"
    assert moment_words(eve, now=eve) == "1 January, 05:00"
