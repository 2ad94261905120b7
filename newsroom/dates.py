"""Days and moments in words, with the year where it is not the present one."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def day_words(day: date, now: datetime | None = None) -> str:
    """ "25 November", of another year "25 November 2027"."""
    return f"{day:%-d %B}{year_of(day, now)}"


def short_words(day: date, now: datetime | None = None) -> str:
    """ "Thu 25 Nov", of another year "Thu 25 Nov 2027"."""
    return f"{day:%a %-d %b}{year_of(day, now)}"


def moment_words(moment: datetime, joined: str = ", ", now: datetime | None = None) -> str:
    """ "25 November, 10:00", of another year "25 November 2027, 10:00", on the desk's clock."""
    local = timezone.localtime(moment)
    return f"{day_words(local, now)}{joined}{local:%H:%M}"


def year_of(day: date, now: datetime | None) -> str:
    return "" if day.year == timezone.localtime(now).year else f" {day.year}"
