"""``manage.py up`` as a person meets it: real servers in a folder of their own."""

import os
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from config.embedded.places import Var

from .desks import Up, manage, marked
from .servers_alone import superuser_sql

pytestmark = pytest.mark.slow

EVERY_PART = ("postgres", "valkey-server", "celery beat", "celery worker", "gunicorn")
FROM_THE_FUTURE = (
    "INSERT INTO django_migrations (app, name, applied) VALUES ('claims', '{}', now())"
)


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Desk:
    """One desk, which the tests below share as long as they leave it running."""

    def __init__(self, var: Path):
        self.var = var
        self.up: Up | None = None

    def running(self) -> Up:
        if self.up is None or self.up.process.poll() is not None:
            self.up = Up(self.var, a_free_port())
        return self.up


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    shared = Desk(tmp_path_factory.mktemp("desk").resolve())
    yield shared
    if shared.up is not None and shared.up.process.poll() is None:
        shared.up.press_ctrl_c()
    for process in marked(shared.var):
        os.kill(process, signal.SIGKILL)


@pytest.fixture
def up(desk: Desk) -> Up:
    return desk.running()


def parts_of(var: Path) -> set[str]:
    commands = marked(var).values()
    # The module is run as `-m celery -A config.celery worker`.
    commands = [command.replace("-A config.celery ", "") for command in commands]
    return {part for part in EVERY_PART if any(part in command for command in commands)}


def worker_of(var: Path) -> int:
    """The worker's main process; its pool has the same command line, but not a session."""
    workers = [pid for pid, command in marked(var).items() if " worker " in command]
    return next(pid for pid in workers if os.getsid(pid) == pid)


def run_sql(up: Up, statement: str) -> list[tuple]:
    connection = psycopg2.connect(up.environment["DATABASE_OWNER_URL"])
    with connection, connection.cursor() as cursor:
        cursor.execute(statement)
        rows = cursor.fetchall() if cursor.description else []
    connection.close()
    return rows


def assert_refused(run, *words: str) -> None:
    said = run.stdout + run.stderr
    assert run.returncode == 1, said
    assert "Traceback" not in said
    for word in words:
        assert word in said


def test_a_second_up_and_a_used_port_are_refused_and_the_first_goes_on(up: Up, tmp_path: Path):
    second = manage(up.var, "up", "--port", str(a_free_port()))
    assert_refused(second, "already running", f"127.0.0.1:{up.port}", str(up.process.pid))
    elsewhere = manage(tmp_path, "up", "--empty", "--port", str(up.port))
    assert_refused(elsewhere, f"Port {up.port} is in use", "--port 8000")
    assert marked(tmp_path) == {}
    assert_refused(manage(tmp_path, "up", "--port", "0"), "There is no port 0")
    assert up.answers()


def test_other_commands_use_the_running_desk_and_tests_leave_it_alone(up: Up, tmp_path: Path):
    shown = manage(up.var, "showmigrations", "claims")
    assert shown.returncode == 0
    assert "[X] 0001_initial" in shown.stdout
    nowhere = manage(tmp_path, "showmigrations", "claims")
    assert_refused(nowhere, "Nothing to connect to: start `python3 manage.py up`")
    assert manage(tmp_path, "check").returncode == 0, "a check needs no database"

    before = set(marked(up.var))
    tested = manage(up.var, "test", "-q", "tests/config/test_places.py")
    assert tested.returncode == 0, tested.stdout + tested.stderr
    assert up.answers()
    assert before <= set(marked(up.var))
    assert list(up.var.glob("test-*")) == []


def test_a_crashed_worker_is_started_again_with_a_sentence(up: Up):
    worker = worker_of(up.var)
    os.kill(worker, signal.SIGKILL)
    said = up.wait_for("The worker ended unexpectedly (signal 9)")
    assert "starting it again in 1 s" in said
    give_up = time.monotonic() + 20
    while "celery worker" not in parts_of(up.var) and time.monotonic() < give_up:
        time.sleep(0.1)
    assert parts_of(up.var) == set(EVERY_PART)


def test_ctrl_c_pressed_twice_ends_every_process_and_is_a_clean_end(up: Up):
    assert up.answers()
    assert parts_of(up.var) == set(EVERY_PART)
    assert up.press_ctrl_c(times=2) == 0
    assert marked(up.var) == {}
    assert not up.answers()
    assert "recovery" not in Var(up.var).logs.joinpath("postgres.log").read_text()


def test_a_run_killed_with_9_is_taken_up_again_with_its_data(desk: Desk):
    up = desk.running()
    run_sql(up, "CREATE TABLE IF NOT EXISTS kept (word text)")
    run_sql(up, "INSERT INTO kept VALUES ('before the fall')")
    # A worker that cannot react stays behind, whatever the kernel tells it.
    worker = worker_of(up.var)
    os.kill(worker, signal.SIGSTOP)
    up.kill()
    time.sleep(0.5)
    assert worker in marked(up.var), "the control: without the next run it would stay for ever"

    again = desk.up = Up(up.var, up.port)
    assert any("The previous run was cut off" in line for line in again.said)
    assert worker not in marked(up.var)
    assert run_sql(again, "SELECT word FROM kept") == [("before the fall",)]


def test_data_of_a_newer_plumbline_is_refused_untouched(up: Up):
    name = "9999_from_the_future"
    run_sql(up, FROM_THE_FUTURE.format(name))
    assert up.press_ctrl_c() == 0, "also one that took up what was cut off"
    assert marked(up.var) == {}
    refused = manage(up.var, "up", "--port", str(up.port))
    assert_refused(refused, f"newer Plumbline: it knows claims.{name}", "Nothing was touched")
    assert marked(up.var) == {}


def test_an_app_that_was_taken_out_is_not_taken_for_a_newer_plumbline(desk: Desk):
    """The control of the test above: once the newer line is gone, the desk starts again."""
    other = FROM_THE_FUTURE.format("0001_initial").replace("claims", "an_old_app")
    superuser_sql(desk.var, f"DELETE FROM django_migrations WHERE name LIKE '9999%'; {other}")
    up = desk.running()
    assert up.answers()
    assert up.press_ctrl_c() == 0
