"""The messes that are made. Each is played on a desk whose claims all wait for reviewers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from random import Random

from newsroom.accounts.models import User
from verification.models import Assignment
from verification.operations.keeping_for import keep_for
from verification.operations.people import deactivate_person, reactivate_person
from verification.operations.together import take_back_together

from .hands import in_bulk, live_work, one_by_one
from .judging import asked, wait_until
from .stage import Stage
from .twice import everything_twice
from .workers import APP

RUN_BEGAN = """
SELECT EXISTS (SELECT FROM verification_assignment) OR EXISTS (
    SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
)
"""


@dataclass(frozen=True, slots=True)
class Scenario:
    """``app`` is the Celery application of its workers; ``beats`` is how many schedulers run."""

    name: str
    sentence: str
    play: Callable[[Stage], None]
    app: str = APP
    beats: int = 0


def by_hand(stage: Stage) -> None:
    """Two editors give out all claims in bulk while runs give out the same, and people do
    everything else that they do with claims to a part of them."""
    jonas, ilse = stage.desk.editors
    stage.at_once(
        partial(in_bulk, stage, by=jonas, chance=stage.own_chance()),
        partial(in_bulk, stage, by=ilse, chance=stage.own_chance()),
        partial(one_by_one, stage, by=ilse, chance=stage.own_chance()),
        partial(runs, stage, stage.own_chance()),
    )


def runs(stage: Stage, chance: Random) -> None:
    for _ in range(4):
        time.sleep(chance.uniform(0, 0.4))
        stage.ring(2)


def twice(stage: Stage) -> None:
    """Whatever is sent arrives twice, at two workers at once."""
    with everything_twice():
        by_hand(stage)


def killed(stage: Stage) -> None:
    """A worker is killed at some moment of a run, and brought back."""
    victim = stage.chance.choice(stage.workers)
    stage.ring(2)
    wait_until(lambda: asked(RUN_BEGAN), 5)
    time.sleep(stage.chance.uniform(0, 0.5))
    given = Assignment.objects.exists()
    victim.kill()
    stage.lost_until = time.time()
    stage.counts["killed after a batch" if given else "killed before anything was given"] += 1
    stage.ring(2)
    victim.start()


def toggled(stage: Stage) -> None:
    """People leave and come back while claims are given to them, or kept for them."""
    jonas, ilse = stage.desk.editors
    with nobody_at_work(stage):
        for review in stage.shuffled(stage.chance)[:10]:
            person = stage.chance.choice(stage.desk.reviewers)
            stage.tries("kept", keep_for, review, person, by=ilse, reason="knows the subject")
    wait_until(lambda: asked(RUN_BEGAN), 5)
    stage.at_once(
        partial(comings_and_goings, stage, jonas, stage.own_chance()),
        partial(comings_and_goings, stage, ilse, stage.own_chance()),
        partial(runs, stage, stage.own_chance()),
    )


@contextmanager
def nobody_at_work(stage: Stage) -> Iterator[None]:
    """What rings for runs meanwhile is answered afterwards. Only while all is quiet: whoever is
    stopped in mid-transaction keeps its locks."""
    for worker in stage.workers:
        worker.pause()
    try:
        yield
    finally:
        for worker in stage.workers:
            worker.resume()


def comings_and_goings(stage: Stage, admin: User, chance: Random) -> None:
    for _ in range(12):
        person = chance.choice(stage.desk.reviewers)
        stage.tries("left", deactivate_person, person, by=admin, reason="ill")
        time.sleep(chance.uniform(0, 0.1))
        person = chance.choice(stage.desk.reviewers)
        stage.tries("came back", reactivate_person, person, by=admin)


def two_schedulers(stage: Stage) -> None:
    """The scheduler was started twice, and nobody else rings; work is taken back meanwhile, so
    that there is always something to sweep up."""
    for beat in stage.beats:
        beat.resume()
    until = time.monotonic() + 2.5
    while time.monotonic() < until:
        keys = live_work(stage, stage.chance, most=5)
        by = stage.chance.choice(stage.desk.editors)
        stage.tries("bulk taken back", take_back_together, keys, by=by, reason="urgent")
        time.sleep(0.1)
    for beat in stage.beats:
        beat.pause()


SCENARIOS: tuple[Scenario, ...] = (
    Scenario("hands", "two editors and runs give out the same claims at once", by_hand),
    Scenario("twice", "every message is delivered twice", twice, app="verification.soak.app_twice"),
    Scenario("killed", "a worker is killed during a run and brought back", killed),
    Scenario("toggled", "people leave and come back during runs", toggled),
    Scenario("beats", "the scheduler is started twice", two_schedulers, beats=2),
)
