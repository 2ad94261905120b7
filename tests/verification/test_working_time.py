"""When somebody is at work, and when so many working hours have passed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verification.working_time import (
    Hours,
    NeverAtWork,
    Stretch,
    minutes_of,
    parse_week,
    write_week,
)

OSLO = ZoneInfo("Europe/Oslo")
DESK = parse_week("mon-fri 9:00-17:00")
NIGHTS = parse_week("mon-thu 22:00-6:00")
TICK = timedelta(microseconds=1)

times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30]))
weeks = st.lists(
    st.builds(Stretch, weekday=st.integers(0, 6), starts=times, ends=times), min_size=1, max_size=6
).map(tuple)
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
absences = st.lists(
    st.tuples(days, st.integers(0, 20)).map(
        lambda pair: (pair[0], pair[0] + timedelta(days=pair[1]))
    ),
    max_size=3,
).map(tuple)
zones = st.sampled_from(["UTC", "Europe/Oslo", "America/St_Johns", "Africa/Cairo", "Asia/Kolkata"])
everybody = st.builds(Hours, zone=zones.map(ZoneInfo), week=weeks, away=absences)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
quarters = st.integers(0, 400).map(lambda count: count / 4)
# On a busy machine an example takes its time.
unhurried = settings(deadline=None)


def oslo(text: str, *, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO, fold=fold)


# -- what holds for everybody --------------------------------------------------------------------


@unhurried
@given(everybody, moments, moments, quarters)
def test_who_starts_later_is_not_done_earlier(hours, one, other, count):
    first, second = sorted([one, other])
    assert hours.after(first, count) <= hours.after(second, count)


@unhurried
@given(everybody, moments, quarters, quarters)
def test_more_hours_do_not_end_earlier(hours, start, one, other):
    fewer, more = sorted([one, other])
    assert start <= hours.after(start, fewer) <= hours.after(start, more)


@unhurried
@given(everybody, moments, quarters, quarters)
def test_hours_add_up(hours, start, one, other):
    assert hours.after(hours.after(start, one), other) == hours.after(start, one + other)


@unhurried
@given(everybody, moments, quarters)
def test_it_ends_at_work_or_when_work_ends(hours, start, count):
    end = hours.after(start, count)
    assert hours.is_at_work(end) or hours.is_at_work(end - TICK)


@unhurried
@given(everybody, moments, st.integers(1, 20))
def test_so_much_time_at_work_has_passed(hours, start, count):
    """Counted the slow way, by quarters of an hour: all of the world's clocks agree on them."""
    quarter = timedelta(minutes=15)
    start = start.replace(minute=0, second=0, microsecond=0)
    end = hours.after(start, count)
    worked, at = 0, start
    while at < end:
        worked += hours.is_at_work(at)
        at += quarter
    assert worked == count * 4


@unhurried
@given(zones.map(ZoneInfo), moments, quarters)
def test_without_a_week_the_clock_counts(zone, start, count):
    assert Hours(zone, ()).after(start, count) == start + timedelta(hours=count)


@unhurried
@given(everybody, moments, quarters, days)
def test_days_away_never_bring_it_forward(hours, start, count, first):
    longer_away = replace(hours, away=(*hours.away, (first, first + timedelta(days=5))))
    assert longer_away.after(start, count) >= hours.after(start, count)


@unhurried
@given(everybody, moments, quarters)
def test_the_order_of_a_week_does_not_matter(hours, start, count):
    turned = replace(hours, week=tuple(reversed(hours.week)), away=tuple(reversed(hours.away)))
    assert turned.after(start, count) == hours.after(start, count)


@unhurried
@given(everybody, moments, st.integers(1, 400))
def test_who_is_away_for_good_is_never_done(hours, start, count):
    last_day = start.astimezone(hours.zone).date()
    gone = replace(hours, away=((last_day - timedelta(days=1), None),))
    assert not gone.is_at_work(start)
    with pytest.raises(NeverAtWork, match="working hours never pass"):
        gone.after(start, count)


# -- by example: 2 March 2026 is a Monday ----------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-03-02 10:00", 3, "2026-03-02 13:00"),
        ("2026-03-02 10:00", 7, "2026-03-02 17:00"),
        ("2026-03-02 10:00", 8, "2026-03-03 10:00"),
        ("2026-03-02 07:00", 1, "2026-03-02 10:00"),
        ("2026-03-02 19:00", 0, "2026-03-03 09:00"),
        ("2026-03-06 16:30", 1, "2026-03-09 09:30"),  # over a weekend
        ("2026-03-07 12:00", 40, "2026-03-13 17:00"),
        ("2026-03-27 16:00", 2, "2026-03-30 10:00"),  # over the change to summer time
        ("2026-10-23 16:00", 2, "2026-10-26 10:00"),  # and back
    ],
)
def test_hours_of_a_desk(start, hours, end):
    assert Hours(OSLO, DESK).after(oslo(start), hours) == oslo(end)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-03-02 23:00", 6, "2026-03-03 05:00"),
        ("2026-03-03 05:00", 2, "2026-03-03 23:00"),
        ("2026-03-06 05:00", 2, "2026-03-09 23:00"),  # Thursday's shift ends on Friday
    ],
)
def test_a_night_shift_goes_on_past_midnight(start, hours, end):
    assert Hours(OSLO, NIGHTS).after(oslo(start), hours) == oslo(end)


def test_a_night_is_an_hour_shorter_or_longer_when_the_clock_changes():
    every_night = Hours(OSLO, parse_week("mon-sun 22:00-6:00"))
    assert every_night.after(oslo("2026-03-28 22:00"), 7) == oslo("2026-03-29 06:00")
    assert every_night.after(oslo("2026-10-24 22:00"), 9) == oslo("2026-10-25 06:00")
    assert every_night.after(oslo("2026-11-24 22:00"), 8) == oslo("2026-11-25 06:00")


def test_an_hour_that_comes_twice_is_worked_once_where_it_ends_a_stretch():
    early = Hours(OSLO, parse_week("sun 0:00-2:30"))
    assert early.is_at_work(oslo("2026-10-25 02:15"))
    assert not early.is_at_work(oslo("2026-10-25 02:15", fold=1))


def test_a_time_that_the_clock_leaves_out_is_the_one_after():
    early = Hours(OSLO, parse_week("sun 2:30-8:00"))
    assert early.after(oslo("2026-03-29 00:00"), 0) == oslo("2026-03-29 03:30")


def test_stretches_that_overlap_count_once():
    both = Hours(OSLO, parse_week("mon 9:00-13:00, mon 12:00-15:00, sun 20:00-10:00"))
    assert both.after(oslo("2026-03-01 20:00"), 19) == oslo("2026-03-02 15:00")


def test_days_away_do_not_count():
    away = Hours(OSLO, DESK, ((date(2026, 3, 3), date(2026, 3, 5)), (date(2026, 3, 9), None)))
    assert away.after(oslo("2026-03-02 10:00"), 8) == oslo("2026-03-06 10:00")
    assert [away.is_away(date(2026, 3, day)) for day in (2, 3, 5, 6, 9)] == [
        False, True, True, False, True,
    ]  # fmt: skip


def test_a_night_shift_belongs_to_the_day_it_begins_on():
    away_on_tuesday = Hours(OSLO, NIGHTS, ((date(2026, 3, 3), date(2026, 3, 3)),))
    assert away_on_tuesday.is_at_work(oslo("2026-03-03 03:00"))
    assert not away_on_tuesday.is_at_work(oslo("2026-03-03 23:00"))
    assert not away_on_tuesday.is_at_work(oslo("2026-03-04 03:00"))


def test_a_day_away_is_one_of_the_persons_own_zone():
    auckland = Hours(ZoneInfo("Pacific/Auckland"), (), ((date(2026, 3, 3), date(2026, 3, 3)),))
    assert auckland.is_at_work(datetime(2026, 3, 2, 10, tzinfo=UTC))
    assert not auckland.is_at_work(datetime(2026, 3, 2, 11, tzinfo=UTC))
    assert auckland.is_at_work(datetime(2026, 3, 3, 11, tzinfo=UTC))


def test_an_absence_to_the_end_of_time_is_one_for_good():
    gone = Hours(OSLO, DESK, ((date(2026, 3, 3), date.max),))
    with pytest.raises(NeverAtWork):
        gone.after(oslo("2026-03-02 10:00"), 8)


def test_what_a_lifetime_does_not_bring_never_passes():
    hardly = Hours(OSLO, parse_week("mon 9:00-9:01"))
    assert hardly.after(oslo("2026-03-02 08:00"), 1) == oslo("2027-04-19 09:01")  # in 60 weeks
    with pytest.raises(NeverAtWork):
        hardly.after(oslo("2026-03-02 08:00"), 100)


# -- a week as people write it ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("", ()),
        ("mon 9:00-18:00", (Stretch(0, time(9), time(18)),)),
        ("sat-mon 22:00-6:00", tuple(Stretch(day, time(22), time(6)) for day in (5, 6, 0))),
        (
            " Thu 9:00-12:30 13:00-17:00 , fri 0:00-24:00",
            (
                Stretch(3, time(9), time(12, 30)),
                Stretch(3, time(13), time(17)),
                Stretch(4, time(0), time(0)),
            ),
        ),
    ],
)
def test_a_week_is_read_as_written(text, week):
    assert parse_week(text) == week


@unhurried
@given(weeks)
def test_a_week_is_written_as_it_is_read(week):
    def in_order(stretches):
        return sorted(stretches, key=lambda one: (one.weekday, one.starts, one.ends))

    assert in_order(parse_week(write_week(week))) == in_order(week)


def test_days_that_are_alike_are_written_together():
    for text in (
        "mon-wed 9:00-17:00, fri 9:00-12:00 13:00-24:00, sat-sun 22:00-6:00",
        "sun-thu 22:00-6:00, fri 22:00-2:00",
        "mon-sun 0:00-24:00",
    ):
        assert write_week(parse_week(text)) == text
    assert write_week(()) == ""


@pytest.mark.parametrize(
    "text",
    [
        "mon",
        "weekdays 9:00-18:00",
        "mon-fri 9-18",
        "mon 9:00-25:00",
        "mon 24:00-6:00",
        "9:00-18:00",
    ],
)
def test_what_is_no_week_is_said(text):
    with pytest.raises(ValueError, match=r"is no working week\. Write it as in “mon-thu"):
        parse_week(text)


@pytest.mark.parametrize(
    ("week", "minutes"),
    [
        ("", 0),
        ("mon 9:00-9:01", 1),
        ("mon-thu 22:00-6:00", 4 * 480),
        ("sun 22:00-6:00, mon 5:00-7:00", 540),
        ("mon-sun 0:00-24:00", 7 * 1440),
        ("mon 9:00-11:00 10:00-12:00 10:30-11:30", 180),
    ],
)
def test_minutes_that_stretches_share_count_once(week, minutes):
    assert minutes_of(parse_week(week)) == minutes
