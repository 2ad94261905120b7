"""A week of the desk and the one before it, by the desk's own calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Fortnight:
    """Two weeks that follow each other: [``before``, ``since``) and [``since``, ``until``). Each
    starts on a Monday at midnight of ``since.tzinfo``, so that one in which the clocks change is
    an hour longer or shorter."""

    before: datetime
    since: datetime
    until: datetime

    def holds(self, moment: datetime) -> bool:
        return self.since <= moment < self.until

    @property
    def monday(self) -> date:
        return self.since.date()

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def earlier(self) -> date:
        return self.monday - WEEK

    @property
    def later(self) -> date:
        return self.monday + WEEK


def fortnight(day: date, zone: tzinfo) -> Fortnight:
    """The week that ``day`` lies in, and the one before."""
    monday = day - timedelta(days=day.weekday())
    before, since, until = (
        datetime.combine(monday + weeks * WEEK, time.min, zone) for weeks in (-1, 0, 1)
    )
    return Fortnight(before, since, until)
