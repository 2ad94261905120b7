"""Keeps children running and ends them in order: the last one started is the first one stopped."""

import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .programs import Program, start, stop
from .speech import say

Rest = Callable[[float], None]
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
# A child that ran this long has recovered: its next crash starts with the first pause again.
RECOVERED_AFTER = 60.0
LARGEST_LOG = 10_000_000


@dataclass
class Kept:
    """A child that is kept running."""

    program: Program
    process: subprocess.Popen[bytes]
    started: float
    pause: float = FIRST_PAUSE
    start_at: float | None = None
    """When to start it again; None while it runs."""


class Supervisor:
    def __init__(self, rest: Rest = time.sleep) -> None:
        """`rest` is how to wait between two looks; it may raise when we are asked to stop."""
        self.rest = rest
        self._kept: list[Kept] = []

    def add(self, program: Program) -> subprocess.Popen[bytes]:
        """Start a child and keep it running from the next `watch` on."""
        _trim(program.log)
        process = start(program)
        self._kept.append(Kept(program, process, time.monotonic()))
        return process

    def watch(self) -> None:
        """Look once at every child: start again what crashed, after a pause that doubles."""
        for kept in self._kept:
            if kept.start_at is None and kept.process.poll() is not None:
                self._mourn(kept)
            elif kept.start_at is not None and time.monotonic() >= kept.start_at:
                kept.process = start(kept.program)
                kept.started, kept.start_at = time.monotonic(), None
            _trim(kept.program.log)

    def _mourn(self, kept: Kept) -> None:
        if time.monotonic() - kept.started > RECOVERED_AFTER:
            kept.pause = FIRST_PAUSE
        say(
            f"{_capital(kept.program.title)} ended unexpectedly ({_how(kept.process.returncode)}); "
            f"starting it again in {kept.pause:.0f} s. Its log: {kept.program.log}"
        )
        kept.start_at = time.monotonic() + kept.pause
        kept.pause = min(kept.pause * 2, LONGEST_PAUSE)

    def stop_all(self) -> None:
        """Stop every child and wait for it, the last one first. Harmless when repeated."""
        while self._kept:
            kept = self._kept[-1]
            if not stop(kept.program, kept.process):
                say(f"{_capital(kept.program.title)} did not stop in time and was ended.")
            self._kept.pop()


def _trim(log: Path) -> None:
    """Keep one older part of a log that has grown large. Children append, so it may be emptied."""
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        shutil.copyfile(log, log.with_suffix(".log.1"))
        with log.open("r+b") as file:
            file.truncate()


def _how(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def _capital(title: str) -> str:
    return title[0].upper() + title[1:]
