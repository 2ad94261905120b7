"""Runs an installer, keeps all it says in a log, and tells the person the part that matters."""

import re
import subprocess
from pathlib import Path

from .speech import mention

COLLECTING = re.compile(r"Collecting ([\w.-]+)")
LARGE = re.compile(r"\s*Downloading ([\w-]+?)(?:-\d.*)? \((\d+(?:\.\d+)? ?[MG]i?B)\)")
STEP = re.compile(r"(Installing collected packages|Resolved \d|Prepared \d|Installed \d)")
EVERY = 20


def run(command: list[str], log: Path, total: int) -> bool:
    """Run an installer to its end; tell whether it succeeded. `total` packages are expected."""
    collected = 0
    with (
        log.open("a") as record,
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,  # it may be a pipe that is meant for the command
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as process,
    ):
        record.write(f"$ {' '.join(command)}\n")
        assert process.stdout is not None
        for line in process.stdout:
            record.write(line)
            if COLLECTING.match(line):
                collected += 1
                if collected % EVERY == 0:
                    mention(f"  {collected} of about {total} packages found")
            elif large := LARGE.match(line):
                mention(f"  Downloading {large[1]} ({large[2]})")
            elif step := STEP.match(line):
                mention(f"  {line.strip() if not step[0].startswith('Installing') else step[0]}")
    return process.returncode == 0
