"""When mail is due by a person's choice, and how long to wait after a failure. Knows no Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum


class Rhythm(StrEnum):
    """How often somebody wants mail."""

    AT_ONCE = "at_once"
    HOURLY = "hourly"
    DAILY = "daily"
    NEVER = "never"


def mail_time(rhythm: str, now: datetime, *, hour: int, zone: tzinfo) -> datetime | None:
    """When something told ``now`` is due to be mailed; ``None`` for never.

    Hourly is at the next full hour; daily at the next ``hour`` (0 to 23) on the clock of ``zone``.
    """
    if rhythm == Rhythm.NEVER:
        return None
    if rhythm == Rhythm.HOURLY:
        return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    if rhythm == Rhythm.DAILY:
        return next_time(now, time(hour), zone)
    return now


def next_time(now: datetime, clock: time, zone: tzinfo) -> datetime:
    """The next moment at which a clock on the wall in ``zone`` shows that time."""
    today = now.astimezone(zone).date()
    for days in range(2):
        moment = datetime.combine(today + timedelta(days=days), clock, zone)
        # Moments are compared across zones, which sees a change of the clocks; within one it is
        # overlooked.
        if moment.astimezone(now.tzinfo) > now:
            break
    return moment.astimezone(now.tzinfo)


@dataclass(frozen=True, slots=True)
class Waits:
    """``first`` after one failure, ``factor`` times as long after each further one in a row, at
    most ``most``."""

    first: timedelta
    factor: int
    most: timedelta

    def after(self, failures: int) -> timedelta:
        wait = self.first
        for _ in range(1, failures):
            wait *= self.factor
            if wait >= self.most:
                break
        return min(wait, self.most)
