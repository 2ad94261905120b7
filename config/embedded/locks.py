"""One `up` per run-time folder: an advisory lock that the kernel drops with its holder."""

import fcntl
import json
import os
from pathlib import Path
from typing import Any


class Taken(Exception):
    """Another process holds this lock."""


class Lock:
    """An exclusive lock on a file or folder, held until `release` or the end of the process.

    The file stays: removing it would let two processes lock two files of one name. Children do
    not inherit the descriptor, so a child that outlives us does not hold it.
    """

    def __init__(self, path: Path, *, wait: bool = False):
        flags = os.O_RDONLY if path.is_dir() else os.O_RDWR | os.O_CREAT
        self._descriptor = os.open(path, flags, 0o600)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as error:
            os.close(self._descriptor)
            raise Taken(path) from error

    def release(self) -> None:
        os.close(self._descriptor)


def is_taken(path: Path) -> bool:
    if not path.exists():
        return False
    try:
        Lock(path).release()
    except Taken:
        return True
    return False


def write_private(path: Path, what: dict[str, Any]) -> None:
    """Write JSON that only we may read, whole or not at all."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(what, file)
    draft.replace(path)


def read_private(path: Path) -> dict[str, Any]:
    """What `write_private` wrote, or an empty dict."""
    try:
        return dict(json.loads(path.read_text()))
    except (FileNotFoundError, ValueError):
        return {}
