"""One child process: started in a session of its own, ended in the way it likes best.

A session of its own keeps Ctrl-C in the terminal away from it, so that we choose the order in
which things stop. The kernel is asked to signal it when we die, so that a killed `up` leaves no
servers behind.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from .places import REPO

PR_SET_PDEATHSIG = 1
# Every child carries the run-time folder it belongs to, and is found again by it.
MARK = "PLUMBLINE_CHILD_OF"

_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Program:
    """How to start a child and how to end it."""

    name: str
    title: str
    """As a sentence names it: "the worker"."""
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    stop_with: signal.Signals = signal.SIGTERM
    patience: float = 10
    """Seconds it may take to stop before it is forced."""
    force_with: signal.Signals = signal.SIGKILL
    if_orphaned: signal.Signals = signal.SIGTERM
    options: Mapping[str, Any] = field(default_factory=dict)
    """More arguments for Popen: the user it runs as."""


def start(program: Program) -> subprocess.Popen[bytes]:
    with program.log.open("ab") as log:
        return subprocess.Popen(
            program.command,
            env=dict(program.environment),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=partial(_die_with, os.getpid(), program.if_orphaned),
            **{"cwd": REPO, **program.options},
        )


def _die_with(parent: int, signal_number: int) -> None:
    """In the child: be signalled when the parent dies, or end now if it already has."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, int(signal_number), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)


def stop(program: Program, process: subprocess.Popen[bytes]) -> bool:
    """End the child and wait for it. False if it had to be forced.

    Only the main process is signalled: a Celery pool that is told to stop by itself loses the
    task it runs.
    """
    if process.poll() is not None:
        return True
    process.send_signal(program.stop_with)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(program.patience)
        return True
    process.send_signal(program.force_with)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(5)
    # Whatever is left of its session, the main process among it.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(5)
    return False


def last_words(log: Path, lines: int = 40) -> list[str]:
    """The last lines of a log that say something."""
    try:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - 64_000))
            text = file.read().decode(errors="replace")
    except OSError:
        return []
    return [line.strip() for line in text.splitlines() if line.strip()][-lines:]
