"""The bench of a run, as it is run by hand: figures in its last line."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("made_before")]


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    """On the servers of these tests, as it finds its settings by itself."""
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "manage.py", "bench", "assign", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300)


def test_the_bench_writes_the_same_both_ways_and_says_how_fast_in_its_last_line():
    ran = bench("--claims", "400", "--reviewers", "20", "--rounds", "1")
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout.splitlines()[-1])
    # Every fifth claim has two reviewers; each review and each of its lines counts as a row.
    assert (found["bench"], found["claims"], found["assignments"], found["rows"]) == (
        "assign",
        400,
        480,
        400 + 480 + 480,
    )
    by_run, by_sql = found["rows_per_second"], found["sql_rows_per_second"]
    assert found["ratio"] == pytest.approx(by_run / by_sql, rel=0.01)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (("--claims", "0"), "It takes a claim, a reviewer and a round."),
        (("--claims", "40", "--reviewers", "1"), "can be taken by nobody. It takes more reviewers"),
    ],
)
def test_the_bench_refuses_what_it_cannot_do(asked, answer):
    ran = bench(*asked)
    assert ran.returncode == 1
    assert answer in ran.stderr
