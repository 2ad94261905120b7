"""The bench of the watch, as it is run by hand: figures in its last line."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

pytestmark = [pytest.mark.slow]


def test_the_bench_measures_at_the_hosts_and_says_so_in_its_last_line():
    command = [sys.executable, "manage.py", "bench", "watch", "--pages", "12", "--hosts", "3"]
    ran = subprocess.run(command, capture_output=True, text=True, env=os.environ, timeout=120)
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout.splitlines()[-1])
    assert (found["bench"], found["pages"], found["read"], found["requests"]) == (
        "watch",
        12,
        12,
        12,
    )
    assert (found["hosts"], found["most_requests_at_once"]) == (3, 1)
    assert found["ratio"] == found["least_gap_seconds"] >= 1


def test_the_bench_refuses_what_it_cannot_do():
    command = [sys.executable, "manage.py", "bench", "watch", "--pages", "2", "--hosts", "3"]
    ran = subprocess.run(command, capture_output=True, text=True, env=os.environ, timeout=120)
    assert ran.returncode == 1
    assert "each with a page" in ran.stderr
