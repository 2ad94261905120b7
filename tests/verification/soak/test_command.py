"""``manage.py soak`` as it is run by hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import nullcontext
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from verification.management.commands import soak
from verification.soak.rounds import Round


@pytest.mark.slow
@pytest.mark.usefixtures("made_before")
def test_it_works_on_a_desk_of_its_own_and_says_what_came_of_it(redis_client):
    """Its workers would answer first what earlier tests sent and nobody took."""
    command = [sys.executable, "manage.py", "soak", "--scenario", "toggled"]
    ran = subprocess.run(
        [*command, "--rounds", "1", "--claims", "12", "--workers", "1"],
        capture_output=True,
        text=True,
        env=os.environ,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    line, found = ran.stdout.splitlines()
    assert line.startswith("toggled 1: 12 claims, ")
    assert line.endswith("; 0 violations")
    told = json.loads(found)
    assert told.pop("seconds") > 0
    assert told == {
        "soak": ["toggled"],
        "rounds": 1,
        "claims": 12,
        "seed": 0,
        "violations": {"toggled": 0},
    }


@pytest.fixture
def played(monkeypatch):
    """The rounds that the command is told of, without a desk."""
    rounds: dict[str, list[Round]] = {}
    monkeypatch.setattr(soak, "scratch_database", lambda name: nullcontext({}))
    monkeypatch.setattr(soak, "staffed", lambda *app, **staff: nullcontext(([], [])))
    monkeypatch.setattr(soak, "play", lambda scenario, *staff, **sizes: rounds[scenario.name])
    return rounds


def outcome(number: int, **violations: list[str]) -> Round:
    return Round(
        scenario="hands",
        number=number,
        claims=1000,
        live=1333,
        seconds=4.25,
        counts={"given": 1200, "given refused": 3},
        violations=violations,
    )


def ran(*options: str) -> tuple[list[str], str]:
    out = StringIO()
    try:
        call_command("soak", *options, stdout=out)
    except CommandError as error:
        return out.getvalue().splitlines(), str(error)
    return out.getvalue().splitlines(), ""


def test_violations_are_named_and_fail_it(played):
    rows = [f"review {number}" for number in range(5)]
    played["hands"] = [outcome(1), outcome(2, places=rows, deadlocks=["PostgreSQL found one"])]
    played["beats"] = []
    said, failed = ran("--scenario", "hands", "--scenario", "beats")
    assert failed == "6 violations."
    assert said[:-1] == [
        "hands 1: 1,000 claims, 1,333 assignments, 1,200 given, 3 given refused; 4.2 s; "
        "0 violations",
        "hands 2: 1,000 claims, 1,333 assignments, 1,200 given, 3 given refused; 4.2 s; "
        "places: 5, deadlocks: 1",
        *(f"  places: {row}" for row in rows[: soak.ROWS_NAMED]),
        "  deadlocks: PostgreSQL found one",
    ]
    assert json.loads(said[-1])["violations"] == {"hands": 6, "beats": 0}


def test_it_takes_one_of_each_at_least(played):
    said, failed = ran("--rounds", "0")
    assert (said, failed) == ([], "It takes at least one round, one claim and one worker.")
