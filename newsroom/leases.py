"""A worker's hold on a row that is a piece of work: taking it, keeping it, and losing it.

The row has the columns ``state`` ("due", "running", then whatever it ends as), ``attempt``, which
counts the workers that took it and fences off those that were given up, and ``lease_until``.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Self, TypeVar

from django.conf import settings
from django.db import connection, models
from django.db.models.functions import Now

DUE, RUNNING = "due", "running"
Row = TypeVar("Row", bound=models.Model)


class LeasedQuerySet(models.QuerySet[Row]):
    def awaiting_worker(self) -> Self:
        """The to-do list: due, or left by a worker that has stopped renewing its lease."""
        lapsed = models.Q(state=RUNNING, lease_until__lt=Now())
        return self.filter(models.Q(state=DUE) | lapsed)

    def take(self, pk: int) -> int | None:
        """Claim the row for one worker: the attempt's number, or ``None`` if another worker has it
        or it is over. Needs a transaction; the lease must be renewed before it lapses."""
        row: Any = self.filter(pk=pk).awaiting_worker().select_for_update(skip_locked=True).first()
        if row is None:
            return None
        row.attempt += 1
        self.filter(pk=pk).update(
            state=RUNNING, attempt=row.attempt, lease_until=lease_end(), **self.on_taking(row)
        )
        return row.attempt

    def on_taking(self, row: Any) -> dict[str, Any]:
        """Further columns to write when a worker takes the row."""
        return {}

    def held(self, pk: int, attempt: int) -> Self:
        """The row, if this attempt still holds it: a worker that was given up must not write."""
        return self.filter(pk=pk, state=RUNNING, attempt=attempt)

    def renew(self, pk: int, attempt: int) -> bool:
        return bool(self.held(pk, attempt).update(lease_until=lease_end()))


def lease_end() -> Any:
    """When a lease taken or renewed now lapses, by the database's clock."""
    return Now() + timedelta(seconds=settings.LEASE_SECONDS)


@contextmanager
def lease_renewed(renew: Callable[[], object]) -> Iterator[None]:
    """Call ``renew`` four times in a lease's length, from a thread with its own connection."""
    over = threading.Event()

    def keep() -> None:
        try:
            while not over.wait(settings.LEASE_SECONDS / 4):
                renew()
        finally:
            connection.close()

    thread = threading.Thread(target=keep, name="lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
