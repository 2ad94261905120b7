"""Rounds of a scenario: a fresh desk, the mess, quiet, and the judgement."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from verification.models import Assignment

from . import desk
from .judging import Violations, deadlocks, forget_lost_messages, settle, violations
from .scenarios import Scenario
from .stage import Stage
from .workers import CeleryProcess, beat, stop_all, trouble_in, worker

# Room for all, and too little for all: then capacity is what everybody pushes against.
ROOM = (1.1, 0.9)


@dataclass(frozen=True, slots=True)
class Round:
    """``violations`` names what is wrong, by rule, or by "errors", "deadlocks", "unsettled"."""

    scenario: str
    number: int
    claims: int
    live: int
    seconds: float
    counts: Mapping[str, int]
    violations: Violations

    def __str__(self) -> str:
        done = ", ".join(f"{count:,} {what}" for what, count in sorted(self.counts.items()))
        wrong = ", ".join(f"{what}: {len(rows)}" for what, rows in self.violations.items())
        return (
            f"{self.scenario} {self.number}: {self.claims:,} claims, {self.live:,} assignments"
            f"{', ' if done else ''}{done}; {self.seconds:.1f} s; {wrong or '0 violations'}"
        )


@contextmanager
def staffed(
    app: str,
    folder: Path,
    environment: Mapping[str, str],
    *,
    workers: int,
    beats: int,
    slots: int = 2,
) -> Iterator[tuple[list[CeleryProcess], list[CeleryProcess]]]:
    """So many workers of an application, each for so many tasks at a time, ready; and schedulers
    that stand still."""
    with ExitStack() as stack:
        rested = [beat(number, folder, environment, app=app) for number in range(beats)]
        hired = [
            worker(number, folder, environment, app=app, slots=slots) for number in range(workers)
        ]
        stack.callback(stop_all, (*rested, *hired))
        for process in (*rested, *hired):
            process.launch()
        for process in rested:
            process.wait_until_ready()
            process.pause()
        for process in hired:
            process.wait_until_ready()
        yield hired, rested


def play(
    scenario: Scenario,
    workers: Sequence[CeleryProcess],
    beats: Sequence[CeleryProcess],
    *,
    rounds: int,
    claims: int,
    seed: int = 0,
) -> Iterator[Round]:
    known = deadlocks()
    for number in range(1, rounds + 1):
        chance = Random(f"{seed} {scenario.name} {number}")
        outcome = play_round(
            scenario, number, workers, beats, claims=claims, chance=chance, known_deadlocks=known
        )
        known += len(outcome.violations.get("deadlocks", ()))
        yield outcome


def play_round(
    scenario: Scenario,
    number: int,
    workers: Sequence[CeleryProcess],
    beats: Sequence[CeleryProcess],
    *,
    claims: int,
    chance: Random,
    known_deadlocks: int,
) -> Round:
    """PostgreSQL may count a deadlock seconds late: it is then one of the next round."""
    began = time.monotonic()
    logs = [len(process.log) for process in (*workers, *beats)]
    desk.empty()
    stage = Stage(
        desk=desk.fill(claims, chance, room=ROOM[number % len(ROOM)]),
        workers=workers,
        beats=beats,
        chance=chance,
    )
    scenario.play(stage)
    is_settled = settle(stage.lost_until)
    forget_lost_messages()
    found = violations()
    new_lines = [process.log[said:] for process, said in zip((*workers, *beats), logs, strict=True)]
    troubles = {
        "errors": stage.errors + [line for log in new_lines for line in trouble_in(log)],
        "deadlocks": ["PostgreSQL found one"] * (deadlocks() - known_deadlocks),
        "unsettled": [] if is_settled else ["something is still due, or still at work"],
    }
    return Round(
        scenario=scenario.name,
        number=number,
        claims=claims,
        live=Assignment.objects.live().count(),
        seconds=time.monotonic() - began,
        counts=dict(stage.counts),
        violations=found | {what: rows for what, rows in troubles.items() if rows},
    )
