"""One run of a desk is held before a statement, for as long as the test holds it there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from verification.soak.judging import asked

from . import slow

GATE = 1_604
# Those who are held do not hold each other.
WAIT_AT_THE_GATE = f"SELECT pg_advisory_xact_lock_shared({GATE})"
SOMEBODY_IS_HELD = """
SELECT EXISTS (
    SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
    WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted
)
"""


def hold_before(words: str) -> None:
    """Instead of resting: in the workers of the application that is loaded."""
    slow.RESTS = {words: WAIT_AT_THE_GATE}
    slow.AT_MOST_EVERY = timedelta(hours=1)


@contextmanager
def gate_shut() -> Iterator[None]:
    asked(f"SELECT pg_advisory_lock({GATE})")
    try:
        yield
    finally:
        asked(f"SELECT pg_advisory_unlock({GATE})")
