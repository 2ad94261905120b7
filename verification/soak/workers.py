"""Celery's workers and schedulers as processes that can be killed and brought back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

READY_SECONDS = 60
PATIENCE_SECONDS = 10
APP = "config.celery"
READY = {"worker": "ready.", "beat": "beat: Starting..."}
TROUBLE = ("Traceback (most recent call last)", "deadlock detected", "CRITICAL")


class CeleryProcess:
    """A process of Celery, with all that it forks. ``start`` is ``launch`` and waiting until it
    takes work."""

    def __init__(
        self, kind: str, log: Path, environment: Mapping[str, str], arguments: Sequence[str]
    ) -> None:
        self.log_file = log
        self._kind = kind
        self._environment = {**os.environ, **environment, "PYTHONUNBUFFERED": "1"}
        self._arguments = arguments
        self._process: subprocess.Popen[bytes] | None = None
        self._said = 0

    @property
    def log(self) -> str:
        """All it has written since it was first started."""
        return self.log_file.read_text(errors="replace") if self.log_file.exists() else ""

    def start(self) -> None:
        self.launch()
        self.wait_until_ready()

    def launch(self) -> None:
        self._said = self.log.count(READY[self._kind])
        with self.log_file.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "celery", *self._arguments],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until_ready(self) -> None:
        """Errors: RuntimeError with what it wrote."""
        give_up = time.monotonic() + READY_SECONDS
        while self.log.count(READY[self._kind]) == self._said:
            if self._process is None or self._process.poll() is not None:
                raise RuntimeError(f"A {self._kind} ended while starting:\n{self.log[-4000:]}")
            if time.monotonic() > give_up:
                raise RuntimeError(f"A {self._kind} did not become ready:\n{self.log[-4000:]}")
            time.sleep(0.05)

    def kill(self) -> None:
        """kill -9, itself and its pool: nobody gets to tidy up."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def pause(self) -> None:
        """It stands still until it is resumed."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            os.killpg(self._process.pid, number)

    def ask_to_stop(self) -> None:
        """Let it finish what it does; harmless if it is gone."""
        if self._process is not None and self._process.poll() is None:
            self.resume()
            self._process.terminate()

    def stop(self) -> None:
        self.ask_to_stop()
        if self._process is not None:
            try:
                self._process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()


def stop_all(processes: Sequence[CeleryProcess]) -> None:
    for process in processes:
        process.ask_to_stop()
    for process in processes:
        process.stop()


def worker(
    number: int, folder: Path, environment: Mapping[str, str], *, app: str = APP, slots: int = 2
) -> CeleryProcess:
    """One that does ``slots`` tasks at a time."""
    arguments = ["-A", app, "worker", "--loglevel", "INFO", "--concurrency", str(slots)]
    arguments += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    arguments += ["--hostname", f"soak{number}-{os.getpid()}@%h"]
    return CeleryProcess("worker", folder / f"worker-{number}.log", environment, arguments)


def beat(
    number: int, folder: Path, environment: Mapping[str, str], *, app: str = APP
) -> CeleryProcess:
    """A scheduler that sweeps every second."""
    arguments = ["-A", app, "beat", "--loglevel", "INFO", "--pidfile="]
    arguments += ["--schedule", str(folder / f"schedule-{number}")]
    faster = {**environment, "SWEEP_SECONDS": "1"}
    return CeleryProcess("beat", folder / f"beat-{number}.log", faster, arguments)


def trouble_in(log: str) -> list[str]:
    """The lines that tell of something that went wrong."""
    return [line for line in log.splitlines() if any(word in line for word in TROUBLE)]
