"""Months and quarters of the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

LENGTHS = {"quarter": 3, "month": 1}  # in months


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """``months`` long, from the first day of one of them."""

    first_day: date
    months: int

    @property
    def label(self) -> str:
        """ "Q3 2026", "May 2026"."""
        if self.months == 1:
            return f"{self.first_day:%b %Y}"
        return f"Q{(self.first_day.month - 1) // self.months + 1} {self.first_day.year}"

    def moved(self, by: int) -> Period:
        """So many periods later, or earlier."""
        months = self.first_day.year * 12 + self.first_day.month - 1 + by * self.months
        return Period(date(months // 12, months % 12 + 1, 1), self.months)


def period_of(day: date, months: int) -> Period:
    return Period(date(day.year, (day.month - 1) // months * months + 1, 1), months)


def periods_until(day: date, *, months: int, count: int) -> list[Period]:
    """The period of the day and those before it, the earliest first."""
    last = period_of(day, months)
    return [last.moved(-back) for back in reversed(range(count))]
