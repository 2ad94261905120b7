"""When a watched page is read again, and how long one that could not be read is left alone.

All the watch's times stand in one table; what is worked out from them is for whoever reads pages.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds are of the watcher's own clock; the rest are times of day and night."""

    under_work: timedelta = timedelta(hours=6)
    published: timedelta = timedelta(days=1)
    settled: timedelta = timedelta(weeks=1)  # published, and unchanged for …
    settled_after: timedelta = timedelta(days=90)
    spread: float = 0.1  # of each of these, so that what was cited at once is not read at once
    gone_again: timedelta = timedelta(hours=1)  # between the two readings that find a page gone
    page_waits: timedelta = timedelta(hours=1)  # after a failure; twice as long after each further
    host_waits: timedelta = timedelta(minutes=5)  # the same, where the site itself is at fault
    longest: timedelta = timedelta(weeks=1)
    longest_asked: timedelta = timedelta(days=30)  # by a site that names a time itself
    between_requests: float = 1.0  # from an answer of a site to the next request
    visit: float = 60.0  # what is left of a site's pages then waits for the next sweep
    pages_a_visit: int = 100
    hosts_at_once: int = 2  # so that somebody who has a page saved finds a worker soon


TIMES = Times()


def pace(unchanged_for: timedelta, *, is_under_work: bool, times: Times = TIMES) -> timedelta:
    """How long a page that was read is left alone. ``unchanged_for`` counts from when it was last
    cited, or its figure last changed."""
    if is_under_work:
        return times.under_work
    return times.settled if unchanged_for >= times.settled_after else times.published


def spread(wait: timedelta, times: Times = TIMES) -> timedelta:
    """That long, give or take."""
    return wait * random.uniform(1 - times.spread, 1 + times.spread)


def first_wait(wait: timedelta) -> timedelta:
    """For a page that was just cited: some time within its pace, and not at once."""
    return wait * random.uniform(0.5, 1)


def back_off(
    first: timedelta, failures: int, asked: int | None = None, times: Times = TIMES
) -> timedelta:
    """How long to wait after so many failures in a row (1: the first). ``asked`` are the seconds
    that the site itself named; it gets at least these."""
    wait = min(first * 2 ** min(failures - 1, 30), times.longest)
    return max(wait, min(timedelta(seconds=asked or 0), times.longest_asked))
