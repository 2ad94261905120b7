"""Finds the browser of the browser tests, or installs it where that is ours to do.

Chromium without a window opens and draws a page in half the time of the whole one, so it is taken
where there is one; Debian packages it by itself.
"""

import os
import shutil
import subprocess
from pathlib import Path
from typing import IO

from .speech import say

PACKAGES = ("chromium-headless-shell", "chromium")
NAMES = (*PACKAGES, "chromium-browser", "google-chrome")
VARIABLE = "PLUMBLINE_CHROMIUM"
HOW_TO_GET_IT = (
    "install Chromium (on Debian: apt install chromium-headless-shell) "
    f"or set {VARIABLE} to the browser's program, then run the same command again"
)


def find() -> str | None:
    """The path of a Chromium, or None."""
    if named := os.environ.get(VARIABLE):
        return named if Path(named).exists() else None
    return next(filter(None, map(shutil.which, NAMES)), None)


def find_or_install(log: Path) -> str | None:
    """The path of a Chromium; root's machine gets Debian's, if there is a Debian."""
    found = find()
    if found or os.environ.get(VARIABLE) or os.geteuid() != 0 or not shutil.which("apt-get"):
        return found
    say("Installing Chromium for the browser tests.")
    with log.open("a") as record:
        _apt_get(record, "update")
        for package in PACKAGES:
            _apt_get(record, "install", "-y", "--no-install-recommends", package)
            if found := find():
                break
    return found


def _apt_get(record: IO[str], *arguments: str) -> None:
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", *arguments]
    subprocess.run(command, env=quiet, stdout=record, stderr=record, check=False)
