"""Keeping a worker's hold on a piece of work while it is done."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection


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
