"""The clock that the demo is told by, so that what it tells of did not happen all at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

# Hours after a claim was sent to review.
ASKED, BEGUN, HANDED_IN, WORDED, CONFIRMED, SIGNED, PUBLISHED = 1, 3, 9, 13, 14, 17, 18


@contextmanager
def moved(**span: float) -> Iterator[None]:
    """Django's clock, by which rows are dated, goes by so much, back where it is negative. Within
    each other they add up; it never shows a time that is yet to come."""
    step, clock = timedelta(**span), timezone.datetime

    class Then(clock):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return min(clock.now(tz) + step, datetime.now(tz))

    timezone.datetime = Then
    try:
        yield
    finally:
        timezone.datetime = clock
