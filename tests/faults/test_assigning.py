"""Assigning never does the wrong thing: the soak's scenarios, shorter.

Real workers, real schedulers, real messages. Each scenario has a control beside it in which its
guard is off, and the wrong thing is indeed done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest
from django.db import connection

from tests.faults.apps.holding import SOMEBODY_IS_HELD, gate_shut
from tests.fixtures.processes import leading_to_test_database
from verification.models import Assignment
from verification.soak import desk, judging
from verification.soak.judging import asked, is_quiet, redis_of_messages, wait_until
from verification.soak.rounds import play, staffed
from verification.soak.scenarios import SCENARIOS, Scenario
from verification.soak.stage import Stage
from verification.soak.workers import APP, CeleryProcess

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ROUNDS = 3
CLAIMS = 60
BY_NAME = {scenario.name: scenario for scenario in SCENARIOS}
# The guard that is off, and one of the rules that is broken then. Those of one application
# together: so it is started once.
CONTROLS = (
    ("hands", "unlocked", {"places", "one_each", "once_each", "capacity"}),
    ("twice", "unlocked", {"places", "one_each", "once_each", "capacity"}),
    ("toggled", "unlocked", {"able"}),
    ("beats", "unlocked", {"places", "one_each", "once_each", "capacity"}),
    ("killed", "untransacted", {"places", "one_each", "told", "needs"}),
)
# Of each application, its workers, the tasks that each does at a time, and its schedulers. One
# task at a time where there is no transaction: else runs cross without their locks as well.
STAFF = {
    "slow": (2, 2, 2),
    "slow_twice": (2, 2, 0),
    "unlocked": (1, 2, 2),
    "untransacted": (1, 1, 0),
}
# For a run to come to where it is held, or to give out what another would have.
PATIENCE_SECONDS = 60

Staff = Callable[[str], tuple[list[CeleryProcess], list[CeleryProcess]]]


@pytest.fixture(scope="module")
def staff(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Staff]:
    """``staff(app)`` are its workers and schedulers, the same until another application's are
    asked for. Those of one only: all take messages from one queue, and a run of a worker that has
    its guards is no control."""
    with ExitStack() as stack:
        at_work: dict[str, tuple[list[CeleryProcess], list[CeleryProcess]]] = {}

        def staff(app: str) -> tuple[list[CeleryProcess], list[CeleryProcess]]:
            if app not in at_work:
                at_work.clear()
                stack.close()
                workers, slots, beats = STAFF[app]
                with redis_of_messages() as redis:
                    redis.flushdb()  # what earlier tests sent is nobody's here
                hired, rested = at_work[app] = stack.enter_context(
                    staffed(
                        f"tests.faults.apps.{app}",
                        tmp_path_factory.mktemp(app),
                        {**leading_to_test_database(), "EMAIL_URL": "dummymail://"},
                        workers=workers,
                        slots=slots,
                        beats=beats,
                    )
                )
                for process in (*hired, *rested):  # they have nothing to finish
                    stack.callback(process.kill)
            return at_work[app]

        yield staff


@pytest.fixture
def unguarded(transactional_db: None) -> Iterator[None]:
    """PostgreSQL refuses nothing of what it guards about assigning."""
    tables = ("verification_assignment", "verification_reviewer", "accounts_user")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s "
            "AND indexdef LIKE 'CREATE UNIQUE INDEX %% WHERE %%'",
            [tables[0]],
        )
        indexes = cursor.fetchall()
        assert len(indexes) == 2
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    wait_until(is_quiet, 60)
    desk.empty()
    with connection.cursor() as cursor:
        for _, definition in indexes:
            cursor.execute(definition)
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@pytest.mark.parametrize(
    "scenario",
    sorted(SCENARIOS, key=lambda scenario: scenario.app != APP),
    ids=lambda scenario: scenario.name,
)
def test_nothing_wrong_is_done_and_nothing_lost(staff: Staff, scenario: Scenario):
    workers, beats = staff("slow" if scenario.app == APP else "slow_twice")
    for outcome in play(scenario, workers, beats, rounds=ROUNDS, claims=CLAIMS):
        assert outcome.violations == {}, outcome
        assert Assignment.objects.live().filter(assigned_by=None).exists()
        assert any(outcome.counts.values()), "nobody made a mess"


@pytest.mark.parametrize(("name", "guard", "rules"), CONTROLS, ids=[name for name, *_ in CONTROLS])
def test_control_without_its_guard_a_rule_is_broken(
    staff: Staff, unguarded: None, monkeypatch, name: str, guard: str, rules: set[str]
):
    # What was done wrong may leave something over that nobody can take: it is not waited for.
    monkeypatch.setattr(judging, "SETTLE_SECONDS", 20)
    workers, beats = staff(guard)
    outcomes = play(with_a_run_held(BY_NAME[name]), workers, beats, rounds=1, claims=CLAIMS)
    assert [bool(rules & set(outcome.violations)) for outcome in outcomes] == [True]


def with_a_run_held(scenario: Scenario) -> Scenario:
    """The same mess, made while one run stands between reading and writing, or between two
    writes; and claims are given out meanwhile by another."""

    def play(stage: Stage) -> None:
        with gate_shut():
            stage.ring()
            assert wait_until(lambda: asked(SOMEBODY_IS_HELD), PATIENCE_SECONDS)
            scenario.play(stage)
            stage.ring()
            assert wait_until(Assignment.objects.live().exists, PATIENCE_SECONDS)

    return replace(scenario, play=play)
