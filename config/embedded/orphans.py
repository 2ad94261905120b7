"""Ends what a killed run left behind.

The kernel signals our children when we are killed, but a child may take its time over it, and
grandchildren (Celery's pool, gunicorn's workers) learn of it later. Whoever holds the lock of a
run-time folder owns every process marked with that folder, so the others are orphans.
"""

import contextlib
import os
import signal
import time
from pathlib import Path

from .places import Var
from .programs import MARK

# They were told to go when their parent died; a server may still be writing.
PATIENCE = 3
PATIENCE_WITH_POSTGRES = 30


def end_orphans(var: Var) -> int:
    """End all processes marked with this folder, servers in good order; tell how many.

    Call it only while holding the folder's lock.
    """
    found = _marked(var)
    for process in found:
        _signal(process, signal.SIGINT if _is_postgres(process) else signal.SIGTERM)
    _wait_for_end(var, PATIENCE, but_postgres=True)
    for process in _marked(var):
        if not _is_postgres(process):
            _signal(process, signal.SIGKILL)
    _wait_for_end(var, PATIENCE_WITH_POSTGRES)
    for process in _marked(var):
        # SIGQUIT makes PostgreSQL leave at once and repair itself at its next start.
        _signal(process, signal.SIGQUIT)
    _wait_for_end(var, PATIENCE)
    return len(found)


def _wait_for_end(var: Var, seconds: float, *, but_postgres: bool = False) -> None:
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        if all(but_postgres and _is_postgres(process) for process in _marked(var)):
            return
        time.sleep(0.1)


def _marked(var: Var) -> list[int]:
    mark = f"{MARK}={var.root}".encode()
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if mark in (entry / "environ").read_bytes().split(b"\0") and not _is_dead(entry):
                found.append(int(entry.name))
    return [process for process in found if process != os.getpid()]


def _is_dead(entry: Path) -> bool:
    """A zombie waits for its parent only."""
    return (entry / "stat").read_text().rpartition(")")[2].split()[0] in ("Z", "X")


def _is_postgres(process: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/exe").readlink().name == "postgres"
    return False


def _signal(process: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(process, number)
