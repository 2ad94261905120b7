"""Verbs at the same time, each in a thread with a connection of its own.

Their answers come in the verbs' order; what one raised is its answer::

    signed, told = at_once(partial(sign_off, verdict, by=one), partial(sign_off, verdict, by=other))

How far somebody has come is seen and never guessed from the clock: they are done, or PostgreSQL
says that they wait for a lock of ours::

    giving = Begun(partial(assign, review, person, by=boss))
    until(lambda: giving.is_done or somebody_waits_for_us())
    ...
    giving.answer()
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread
from typing import Any

from django.db import connection, connections

# Whoever takes longer hangs, also where the machine is busy.
PATIENCE_SECONDS = 60
SOMEBODY_WAITS = """
SELECT EXISTS (
    SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))
)
"""

Verb = Callable[[], Any]


class Begun:
    """A verb that goes on beside us."""

    def __init__(self, verb: Verb) -> None:
        self._answer: Any = None
        self._raised: Exception | None = None
        self._thread = Thread(target=self._run, args=(verb,), daemon=True)
        self._thread.start()

    def _run(self, verb: Verb) -> None:
        try:
            self._answer = verb()
        except Exception as error:
            self._raised = error
        finally:
            connections.close_all()

    @property
    def is_done(self) -> bool:
        return not self._thread.is_alive()

    def answer(self) -> Any:
        """Wait for it, and return what it returned. Errors: what it raised."""
        self._thread.join(PATIENCE_SECONDS)
        assert self.is_done, "It hangs."
        if self._raised is not None:
            raise self._raised
        return self._answer


def at_once(*verbs: Verb) -> list[Any]:
    """All of them, each with its connection open before any begins."""
    start = barrier(len(verbs))

    def with_the_others(verb: Verb) -> Any:
        connection.ensure_connection()
        start.wait()
        try:
            return verb()
        except Exception as error:
            return error

    begun = [Begun(partial(with_the_others, verb)) for verb in verbs]
    return [one.answer() for one in begun]


def barrier(parties: int) -> Barrier:
    return Barrier(parties, timeout=PATIENCE_SECONDS)


def until(so: Verb) -> None:
    give_up = time.monotonic() + PATIENCE_SECONDS
    while not so():
        assert time.monotonic() < give_up, "It did not come to that."
        time.sleep(0.01)


def somebody_waits_for_us() -> bool:
    """Whether somebody cannot go on before our transaction has ended."""
    with connection.cursor() as cursor:
        cursor.execute(SOMEBODY_WAITS)
        return cursor.fetchone()[0]


class Meeting:
    """Where two meet who hold a lock each. Who comes goes on once the other has come, too, or
    cannot come, since it waits for what we hold."""

    def __init__(self) -> None:
        self._come: list[None] = []

    def come(self) -> None:
        self._come.append(None)
        until(lambda: len(self._come) > 1 or somebody_waits_for_us())
