"""A whole desk in a folder of its own, started by the command that people type."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

from config.embedded.places import REPO, Var
from config.embedded.programs import MARK

# What a person's shell does not have, and the tests' has.
OF_THE_TESTS = (
    "CI",
    "DATABASE_OWNER_URL",
    "DATABASE_URL",
    "DJANGO_SETTINGS_MODULE",
    "PUBLIC_URL",
    "REDIS_URL",
    "SECRET_KEY",
    "STATIC_FROM_SOURCE",
    "TMPDIR",
    MARK,
)
READY_SECONDS = 90


def shell(var: Path) -> dict[str, str]:
    """The environment of a person who runs a desk in this folder."""
    kept = {name: value for name, value in os.environ.items() if name not in OF_THE_TESTS}
    return kept | {"PLUMBLINE_VAR": str(var), "PYTHONUNBUFFERED": "1"}


def manage(var: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        [sys.executable, str(REPO / "manage.py"), *arguments],
        env=shell(var) | environment,
        capture_output=True,
        text=True,
        timeout=READY_SECONDS,
        check=False,
    )


def marked(var: Path) -> dict[int, str]:
    """The living processes of this folder's `up`, with their command lines."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            environment = (entry / "environ").read_bytes().split(b"\0")
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if f"{MARK}={var}".encode() in environment and command:
            found[int(entry.name)] = command
    return found


class Up:
    """A running ``manage.py up --empty``; ready when made, unless `ready` is False."""

    def __init__(self, var: Path, port: int, *arguments: str, ready: bool = True):
        self.var = var
        self.port = port
        self.said: list[str] = []
        self._lines: queue.Queue[str] = queue.Queue()
        command = [sys.executable, str(REPO / "manage.py"), "up", "--port", str(port), "--empty"]
        self.process = subprocess.Popen(
            [*command, *arguments],
            env=shell(var),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        threading.Thread(target=self._read, daemon=True).start()
        if ready:
            self.wait_for("Ctrl-C stops it")

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.rstrip())

    def wait_for(self, words: str, seconds: float = READY_SECONDS) -> str:
        """The next line that has these words."""
        give_up = time.monotonic() + seconds
        while time.monotonic() < give_up:
            try:
                self.said.append(self._lines.get(timeout=0.1))
            except queue.Empty:
                assert self.process.poll() is None, f"up ended: {self.said}"
                continue
            if words in self.said[-1]:
                return self.said[-1]
        raise AssertionError(f"up did not say {words!r}: {self.said}")

    def answers(self) -> bool:
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with direct.open(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    @property
    def environment(self) -> dict[str, str]:
        return json.loads(Var(self.var).running.read_text())["environment"]

    def press_ctrl_c(self, times: int = 1) -> int:
        """Press it and wait; the exit code."""
        for _ in range(times):
            self.process.send_signal(signal.SIGINT)
            time.sleep(0.1)
        return self.process.wait(60)

    def kill(self) -> None:
        """kill -9"""
        self.process.kill()
        self.process.wait()
