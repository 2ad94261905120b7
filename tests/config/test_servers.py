"""The embedded servers: made whole, started after any end, refused with a sentence."""

import getpass
import os
import pwd
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest

from config.embedded import identity, postgres, servers
from config.embedded.orphans import end_orphans
from config.embedded.places import REPO, Var
from config.embedded.programs import MARK, Program, start, stop
from config.embedded.speech import Refusal
from config.embedded.supervisor import Supervisor

from .servers_alone import running

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Var:
    """A folder whose servers were made once and stopped."""
    made = Var(tmp_path_factory.mktemp("servers").resolve())
    with running(made.root):
        pass
    return made


def start_postgres(var: Var) -> tuple[Supervisor, subprocess.Popen[bytes]]:
    """PostgreSQL as it would start without any tidying up before."""
    supervisor = Supervisor()
    log = var.logs / "postgres.log"
    environment = servers.child_environment(var)
    program = postgres.program(identity.choose(var), environment, log, careless=True)
    return supervisor, supervisor.add(program)


def test_the_role_that_runs_is_neither_owner_nor_superuser(var: Var):
    with running(var.root) as addresses:
        owner = psycopg2.connect(addresses["DATABASE_OWNER_URL"])
        with owner.cursor() as cursor:
            cursor.execute(
                "SELECT rolname, rolsuper, rolcreatedb FROM pg_roles"
                " WHERE rolname LIKE 'plumbline%' ORDER BY rolname"
            )
            assert cursor.fetchall() == [
                ("plumbline", False, False),
                ("plumbline_owner", False, True),
            ]
            cursor.execute("SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'")
            assert {name for (name,) in cursor.fetchall()} == set(postgres.EXTENSIONS)
        owner.close()
        runner = psycopg2.connect(addresses["DATABASE_URL"])
        with runner.cursor() as cursor, pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute("CREATE TABLE mine (id int)")
        runner.close()


def test_nobody_else_may_enter_the_servers_folder(var: Var):
    with running(var.root):
        sockets = identity.choose(var).sockets
        assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
        assert stat.S_IMODE((sockets / ".s.PGSQL.5432").stat().st_mode) & 0o077 == 0


def test_a_lock_file_with_the_number_of_a_living_process_does_not_stop_the_start(var: Var):
    with running(var.root):
        left_behind = (var.root / "postgres/postmaster.pid").read_text()
    # After a kill -9 and a restart of the machine the number may be any program's.
    lines = [str(os.getppid()), *left_behind.splitlines()[1:]]
    stale = var.root / "postgres/postmaster.pid"
    stale.write_text("\n".join(lines) + "\n")

    supervisor, process = start_postgres(var)
    try:
        with pytest.raises(Refusal, match="lock file"):  # the control: nothing tidied up
            postgres.wait_until_ready(identity.choose(var), process, var.logs / "postgres.log")
    finally:
        supervisor.stop_all()
    stale.write_text("\n".join(lines) + "\n")
    with running(var.root) as addresses:
        psycopg2.connect(addresses["DATABASE_URL"]).close()


@pytest.mark.parametrize(("version", "words"), [("99", "newer than the"), ("9", "Make a backup")])
def test_data_of_another_postgresql_is_refused_untouched(var: Var, version: str, words: str):
    marker = var.root / "postgres/PG_VERSION"
    ours = marker.read_text()
    marker.write_text(version + "\n")
    try:
        with pytest.raises(Refusal, match=words), running(var.root):
            pass
        assert marker.read_text() == version + "\n"
    finally:
        marker.write_text(ours)


def test_a_data_folder_that_was_not_finished_is_made_anew(tmp_path: Path):
    unfinished = tmp_path / "postgres.new"
    unfinished.mkdir()
    (unfinished / "half").touch()
    with running(tmp_path) as addresses:
        psycopg2.connect(addresses["DATABASE_URL"]).close()
    assert not unfinished.exists()


def test_data_that_belongs_to_somebody_else_is_named(var: Var, monkeypatch):
    maker = "root" if os.geteuid() == 0 else getpass.getuser()
    assert identity.choose(var).data.exists(), "the control: its maker may use it"
    monkeypatch.setattr(os, "geteuid", lambda: 54321)
    with pytest.raises(Refusal, match=f"was made by {maker}, and you are user 54321"):
        identity.choose(var)


def test_a_full_disk_is_a_sentence(tmp_path: Path):
    """On a disk of 24 MB, which the data folder does not fit."""
    code = (
        "from config.embedded import postgres; import tests.config.servers_alone as alone\n"
        "from pathlib import Path; from config.embedded.speech import Refusal\n"
        f"try:\n    alone.running(Path({str(tmp_path)!r})).__enter__()\n"
        "except Refusal as refusal:\n    print('REFUSED', refusal)"
    )
    mounted = [
        "unshare",
        "--mount",
        *([] if os.geteuid() == 0 else ["--map-root-user"]),
        "sh",
        "-c",
    ]
    mount = f"mount -t tmpfs -o size=24m full {tmp_path}"
    if subprocess.run([*mounted, mount], capture_output=True, check=False).returncode != 0:
        pytest.skip("This machine lets nobody mount a small disk.")
    run = subprocess.run(
        [*mounted, f'{mount} && exec "$0" -c "$1"', sys.executable, code],
        cwd=REPO,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "REFUSED The disk is full" in run.stdout, run.stdout + run.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="Only root's PostgreSQL runs as somebody else.")
def test_where_namespaces_are_refused_the_server_becomes_nobody_for_good(tmp_path, monkeypatch):
    refusing = tmp_path / "bin"
    refusing.mkdir()
    (refusing / "unshare").write_text("#!/bin/sh\nexit 1\n")
    (refusing / "unshare").chmod(0o755)
    path = os.environ["PATH"]
    monkeypatch.setenv("PATH", f"{refusing}:{path}")
    var = Var(tmp_path / "var")
    var.make()
    home = identity.home_of_nobody(var)
    try:
        with running(var.root) as addresses:
            psycopg2.connect(addresses["DATABASE_URL"]).close()
            assert (home / "postgres").stat().st_uid == pwd.getpwnam("nobody").pw_uid
        # Namespaces that come back later do not change the owner of what is there.
        monkeypatch.setenv("PATH", path)
        assert identity.choose(var).kind == "nobody"
    finally:
        shutil.rmtree(home, ignore_errors=True)


def test_only_the_processes_of_this_folder_are_ended_as_orphans(tmp_path: Path):
    def sleeper(folder: Path) -> tuple[Program, subprocess.Popen[bytes]]:
        program = Program(
            name="sleeper",
            title="the sleeper",
            command=["sleep", "60"],
            environment=os.environ | {MARK: str(folder)},
            log=tmp_path / "log",
        )
        return program, start(program)

    _, ours = sleeper(tmp_path / "ours")
    program, theirs = sleeper(tmp_path / "theirs")
    assert end_orphans(Var(tmp_path / "ours")) == 1
    assert ours.wait(5) != 0
    assert theirs.poll() is None, "a process of another desk lives on"
    stop(program, theirs)
