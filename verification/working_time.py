"""When somebody is at work, and when so many of their working hours have passed.

No database, no clock, no user. Times of day are those of the person's zone; a time that a change
of the clock leaves out counts as the one after it, a time that comes twice as its first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
LIFETIME = timedelta(days=50 * 365)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAYS = re.compile(rf"({'|'.join(WEEKDAYS)})(?:-({'|'.join(WEEKDAYS)}))?")
FROM_TO = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")


class NeverAtWork(ValueError):
    """So many working hours never pass, or not in ``LIFETIME``: from some day on the person is
    away for good, or they hardly ever work."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Time at work that begins on a weekday (Monday is 0). Where ``ends`` is not after
    ``starts`` it runs past midnight; it belongs to the day on which it begins."""

    weekday: int
    starts: time
    ends: time


ROUND_THE_CLOCK = tuple(Stretch(weekday, time(), time()) for weekday in range(7))


@dataclass(frozen=True, slots=True)
class Hours:
    """Somebody's working week, and the days they are ``away``: first and last, or ``None`` until
    further notice. With an empty ``week`` they are always at work but for those days."""

    zone: ZoneInfo
    week: tuple[Stretch, ...]
    away: tuple[tuple[date, date | None], ...] = ()

    def after(self, start: datetime, hours: float) -> datetime:
        """The moment, in UTC, at which so many working hours have passed since ``start``. It
        lies at work or at the end of a stretch; 0 hours lead to the next moment at work.

        Raises ``NeverAtWork`` where that moment never comes.
        """
        left = timedelta(hours=hours)
        reached = start.astimezone(UTC)
        for starts, ends in self.stretches_from(start):
            if starts - start > LIFETIME:
                break
            if ends < reached:
                continue
            reached = max(reached, starts)
            if left <= ends - reached:
                return reached + left
            left -= ends - reached
            reached = ends
        raise NeverAtWork(f"{hours} working hours never pass after {start}.")

    def is_at_work(self, at: datetime) -> bool:
        for starts, ends in self.stretches_from(at):
            if starts > at:
                return False
            if at < ends:
                return True
        return False

    def is_away(self, day: date) -> bool:
        return self.absence_on(day) is not None

    def absence_on(self, day: date) -> tuple[date, date | None] | None:
        for first, last in self.away:
            if first <= day and (last is None or day <= last):
                return first, last
        return None

    def stretches_from(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """What is worked from ``at`` on, and perhaps a little before, in UTC, in the order in
        which it begins. Stretches may overlap; those of a day are over a day later."""
        week = self.week or ROUND_THE_CLOCK
        day = at.astimezone(self.zone).date() - DAY
        while True:
            if absence := self.absence_on(day):
                _, last = absence
                if last is None or last >= date.max - DAY:
                    return
                day = last + DAY
                continue
            yield from sorted(
                self.on(day, stretch) for stretch in week if stretch.weekday == day.weekday()
            )
            if day >= date.max - DAY:
                return
            day += DAY

    def on(self, day: date, stretch: Stretch) -> tuple[datetime, datetime]:
        last = day + DAY if stretch.ends <= stretch.starts else day
        starts = datetime.combine(day, stretch.starts, self.zone).astimezone(UTC)
        ends = datetime.combine(last, stretch.ends, self.zone).astimezone(UTC)
        return starts, max(starts, ends)


def parse_week(text: str) -> tuple[Stretch, ...]:
    """A week as people write it: "mon-thu 9:00-18:00, fri 9:00-12:00 13:00-16:00"; "22:00-6:00"
    runs past midnight, and an empty text is a week without a pause.

    Raises ``ValueError`` with a sentence for whoever wrote it.
    """
    parts = [part.split() for part in text.lower().split(",") if part.strip()]
    return tuple(
        Stretch(weekday, *times_of(times, text))
        for days, *stretches in parts
        for weekday in weekdays_of(days, text)
        for times in stretches or [""]
    )


def minutes_of(week: Iterable[Stretch]) -> int:
    """How many minutes of the week are worked; those that stretches share count once."""
    a_day = 24 * 60
    worked: set[int] = set()
    for one in week:
        starts = one.starts.hour * 60 + one.starts.minute
        ends = one.ends.hour * 60 + one.ends.minute
        length = (ends - starts) % a_day or a_day
        begins = one.weekday * a_day + starts
        worked.update(minute % (7 * a_day) for minute in range(begins, begins + length))
    return len(worked)


def write_week(week: Iterable[Stretch]) -> str:
    """The week as ``parse_week`` reads it, days that are alike together."""
    by_day: dict[int, list[str]] = {}
    for one in sorted(week, key=lambda stretch: (stretch.weekday, stretch.starts, stretch.ends)):
        ends = one.ends.strftime("%-H:%M") if one.ends != time() else "24:00"
        by_day.setdefault(one.weekday, []).append(f"{one.starts:%-H:%M}-{ends}")
    runs: list[list[int]] = []
    for day, times in by_day.items():
        if runs and runs[-1][-1] == day - 1 and by_day[day - 1] == times:
            runs[-1].append(day)
        else:
            runs.append([day])
    if len(runs) > 1 and (runs[0][0], runs[-1][-1]) == (0, 6) and by_day[0] == by_day[6]:
        runs[0] = runs.pop() + runs[0]
    return ", ".join(f"{days_in_words(run)} {' '.join(by_day[run[0]])}" for run in runs)


def days_in_words(run: list[int]) -> str:
    first, last = WEEKDAYS[run[0]], WEEKDAYS[run[-1]]
    return first if first == last else f"{first}-{last}"


def weekdays_of(days: str, text: str) -> list[int]:
    if not (match := DAYS.fullmatch(days)):
        raise not_understood(text)
    first = WEEKDAYS.index(match[1])
    last = WEEKDAYS.index(match[2] or match[1])
    return [(first + step) % 7 for step in range((last - first) % 7 + 1)]


def times_of(times: str, text: str) -> tuple[time, time]:
    if not (match := FROM_TO.fullmatch(times)):
        raise not_understood(text)
    hour, minute, to_hour, to_minute = map(int, match.groups())
    if (to_hour, to_minute) == (24, 0):
        to_hour = 0
    try:
        return time(hour, minute), time(to_hour, to_minute)
    except ValueError:
        raise not_understood(text) from None


def not_understood(text: str) -> ValueError:
    return ValueError(
        f"“{text}” is no working week. Write it as in “mon-thu 9:00-18:00, fri 9:00-16:00”."
    )
