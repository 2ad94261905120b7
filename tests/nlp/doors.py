"""Running a door: a command that takes lines of JSON and needs no server."""

import json
import os
import subprocess
import sys
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
SERVERS = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE")


def through(
    command: str, given: bytes, *options: str
) -> tuple[list[dict], subprocess.CompletedProcess[bytes]]:
    """What the command answers to these bytes where no server is named or runs."""
    surroundings = {name: value for name, value in os.environ.items() if name not in SERVERS}
    done = subprocess.run(
        [sys.executable, "manage.py", command, *options],
        input=given,
        capture_output=True,
        cwd=REPO,
        env=surroundings | {"PLUMBLINE_VAR": str(REPO / "var" / "no-desk-here")},
        check=False,
        timeout=120,
    )
    return [json.loads(line) for line in done.stdout.splitlines()], done


def lines(*rows: object) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)
