"""The messes that are made. Each is played on a desk whose claims all wait for reviewers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from django.db import connection

from newsroom.accounts.models import User
from verification.models import Assignment, ClaimReview
from verification.operations.assignments import assign, take_back
from verification.operations.people import deactivate_person, reactivate_person

from .judging import asked, wait_until
from .stage import Stage
from .twice import everything_twice
from .workers import APP

AT_ONCE = 200  # as many rows as an admin's page takes at a time
IN_A_RUN = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
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
    """Two editors give out claims, one in bulk and one by one, while runs give out the same."""
    jonas, ilse = stage.desk.editors
    random = own(stage.chance)

    def in_bulk() -> None:
        for rows in portions(shuffled(stage.desk.reviews, random), AT_ONCE):
            person = random.choice(stage.desk.reviewers)
            for review in rows:
                stage.tries("assigned", lambda: assign(review, person, by=jonas))  # noqa: B023

    def one_by_one() -> None:
        chance = own(random)
        for review in shuffled(stage.desk.reviews, chance):
            person = chance.choice(stage.desk.reviewers)
            reason = chance.choice(("", "knows the subject"))
            stage.tries("assigned", lambda: assign(review, person, by=ilse, reason=reason))  # noqa: B023
            if chance.random() < 0.1:
                reassign(stage, review, by=ilse, chance=chance)

    def runs() -> None:
        for _ in range(6):
            stage.ring(2)
            stage.rest(0.4)

    stage.at_once((in_bulk, one_by_one, runs))


def reassign(stage: Stage, review: ClaimReview, *, by: User, chance: Random) -> None:
    """Take it from whoever has it and give it to somebody else."""
    work = Assignment.objects.live().filter(review=review).first()
    if work is None:
        return
    stage.tries("taken back", lambda: take_back(work, by=by, reason="urgent"))
    person = chance.choice(stage.desk.reviewers)
    stage.tries("assigned", lambda: assign(review, person, by=by, reason="urgent"))


def twice(stage: Stage) -> None:
    """Whatever is sent arrives twice, at two workers at once."""
    with everything_twice():
        by_hand(stage)


def killed(stage: Stage) -> None:
    """A worker is killed at some moment of a run, and brought back."""
    victim = stage.chance.choice(stage.workers)
    stage.ring(2)
    wait_until(lambda: bool(asked(IN_A_RUN)), 2)
    stage.rest(0.5)
    stage.counts["killed in a run"] += bool(asked(IN_A_RUN))
    victim.kill()
    stage.counts["killed"] += 1
    stage.ring(2)
    victim.start()


def toggled(stage: Stage) -> None:
    """People leave and come back while claims are given to them."""
    admins = stage.desk.editors
    chances = [own(stage.chance) for _ in admins]

    def comings_and_goings(admin: User, chance: Random) -> Callable[[], None]:
        def act() -> None:
            for _ in range(12):
                person = chance.choice(stage.desk.reviewers)
                stage.tries("left", lambda: deactivate_person(person, by=admin, reason="ill"))  # noqa: B023
                time.sleep(chance.uniform(0, 0.05))
                person = chance.choice(stage.desk.reviewers)
                stage.tries("came back", lambda: reactivate_person(person, by=admin))  # noqa: B023

        return act

    def runs() -> None:
        for _ in range(8):
            stage.ring(2)
            stage.rest(0.2)

    people = (comings_and_goings(*pair) for pair in zip(admins, chances, strict=True))
    stage.at_once((*people, runs))


def two_schedulers(stage: Stage) -> None:
    """The scheduler was started twice; nobody else rings."""
    for beat in stage.beats:
        beat.start()
    wait_until(lambda: not ClaimReview.objects.filter(needs_reviewers=True).exists(), 5)
    connection.close()
    for beat in stage.beats:
        beat.stop()


SCENARIOS: tuple[Scenario, ...] = (
    Scenario("hands", "two editors and runs give out the same claims at once", by_hand),
    Scenario("twice", "every message is delivered twice", twice, app="verification.soak.app_twice"),
    Scenario("killed", "a worker is killed during a run and brought back", killed),
    Scenario("toggled", "people leave and come back during runs", toggled),
    Scenario("beats", "the scheduler is started twice", two_schedulers, beats=2),
)


def own(chance: Random) -> Random:
    """Chance for a thread of its own, so that the same seed gives the same, whoever is faster."""
    return Random(chance.random())


def shuffled(reviews: Iterable[ClaimReview], chance: Random) -> list[ClaimReview]:
    rows = list(reviews)
    chance.shuffle(rows)
    return rows


def portions(rows: list[ClaimReview], size: int) -> Iterable[list[ClaimReview]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))
