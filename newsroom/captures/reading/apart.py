"""Reading a foreign file in a process of its own, which may hang, swell or crash.

``subprocess`` and not ``multiprocessing``, because Celery's workers are daemons and may have no
children of the other kind.
"""

from __future__ import annotations

import json
import logging
import math
import os
import signal
import subprocess
import sys
from pathlib import Path

from .parts import ReadCopy, copy_from_values
from .unreadable import BROKEN, NOT_STARTED, TOO_HUNGRY, TOO_SLOW, Unreadable

log = logging.getLogger(__name__)

SECONDS = 30.0
MEMORY = 1_500_000_000  # bytes of address space; a page takes about 0.2, a large sheet 0.6
CHILD = "newsroom.captures.reading.child"
ROOT = Path(__file__).resolve().parents[3]
# Nothing of ours is in it: no settings, no secrets, no proxies.
ENVIRONMENT = {"LANG": "C.UTF-8", "PATH": os.defpath, "PYTHONHASHSEED": "0"}
_ENDED_BY: dict[int, str] = {
    signal.SIGXCPU: TOO_SLOW,
    signal.SIGKILL: TOO_SLOW,
    signal.SIGABRT: TOO_HUNGRY,
    signal.SIGSEGV: TOO_HUNGRY,
}
_LOGGED = 2_000  # characters of what the child said last


def read_apart(
    content: bytes, media_type: str, url: str, *, seconds: float, memory: int = MEMORY
) -> ReadCopy:
    """Read in a child that has ``seconds`` by the clock and of processor time, and ``memory``
    bytes. Raises ``Unreadable``."""
    # -B, because it may not write; -s, because no user's own packages are wanted.
    command: list[str | bytes] = [sys.executable, "-B", "-s", "-m", CHILD]
    command += [_argument(media_type), _argument(url), str(math.ceil(seconds) + 1), str(memory)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=ENVIRONMENT,
        start_new_session=True,
    ) as child:
        try:
            said, complained = child.communicate(content, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            log.warning("reading %s: stopped after %s s", _described(content, media_type), seconds)
            raise Unreadable(TOO_SLOW, f"{seconds} s") from error
        finally:
            _kill_group(child)
    if complained:
        words = complained.decode("utf-8", "replace").strip()[-_LOGGED:]
        log.warning("reading %s: %s", _described(content, media_type), words)
    return _answered(said, child.returncode)


def _answered(said: bytes, returncode: int) -> ReadCopy:
    try:
        answer = json.loads(said)
    except ValueError as error:
        sentence = _ENDED_BY.get(-returncode, BROKEN if returncode < 0 else NOT_STARTED)
        log.warning("reading ended with %s and no answer", returncode)
        raise Unreadable(sentence, f"exit {returncode}") from error
    if "unreadable" in answer:
        raise Unreadable(answer["unreadable"])
    return copy_from_values(answer["copy"])


def _kill_group(child: subprocess.Popen[bytes]) -> None:
    """The child and whatever it began, also where we are being stopped ourselves."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)


def _argument(text: str) -> bytes:
    """What a command line can carry of a foreign text."""
    return text.encode("utf-8", "ignore").replace(b"\x00", b"")


def _described(content: bytes, media_type: str) -> str:
    return f"{len(content)} bytes of {media_type[:100]!r}"
