"""The bench of the watch, as it is run by hand: figures in its last line."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("made_before")]


def bench(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """On the servers of these tests, as it finds its settings by itself."""
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    environment |= variables
    command = [sys.executable, "manage.py", "bench", "watch", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120)


def test_the_bench_measures_at_the_hosts_and_says_so_in_its_last_line():
    ran = bench("--pages", "12", "--hosts", "3")
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
    ran = bench("--pages", "2", "--hosts", "3")
    assert ran.returncode == 1
    assert "each with a page" in ran.stderr


def test_the_bench_reaches_no_loopback_under_the_products_own_settings():
    ran = bench(DJANGO_SETTINGS_MODULE="config.settings")
    assert ran.returncode == 1
    assert "only the tests' settings" in ran.stderr
