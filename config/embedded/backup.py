"""``manage.py backup`` and ``manage.py restore``: a whole desk of the embedded servers in one file.

The file is a tar of the database as pg_dump writes it, the saved copies and the secret key.
Valkey carries only hints and stays out. Restoring needs no particular PostgreSQL version, so this
is also the way from one to the next.
"""

import argparse
import os
import shutil
import subprocess
import tarfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from . import bootstrap, identity, postgres, servers
from .locks import Lock, Taken
from .orphans import end_orphans
from .places import Var, the_var
from .speech import Refusal, say
from .supervisor import Supervisor

DUMP = "database.dump"
SAVED_COPIES = "snapshots"
SECRET_KEY = "secret-key"
CONTENTS = (DUMP, SAVED_COPIES, SECRET_KEY)
FOR_SERVERS_OF_YOUR_OWN = (
    "DATABASE_URL names a server of your own, so back it up and restore it with pg_dump and "
    "pg_restore as docs/running.md says."
)


def backup(arguments: Sequence[str]) -> int:
    """Write the desk into a file, whether or not an `up` runs. Errors: Refusal."""
    parser = argparse.ArgumentParser(prog="manage.py backup")
    parser.add_argument(
        "file", type=Path, nargs="?", default=Path(time.strftime("plumbline-%Y-%m-%d-%H%M%S.tar"))
    )
    target = parser.parse_args(arguments).file.absolute()
    var = _enter()
    if not (var.root / "postgres-runs-as").exists():
        raise Refusal(f"There is no desk in {var.root} yet, so there is nothing to back up.")
    with _server(var) as database:
        dump = var.temporary / DUMP
        try:
            _run("pg_dump", "--format=custom", f"--file={dump}", database)
            # After the dump: a row that is in it was written after its saved copy.
            _pack(var, dump, target)
        finally:
            dump.unlink(missing_ok=True)
    say(f"The desk is in {target}. Keep it as carefully as the desk itself.")
    if os.environ.get("SNAPSHOTS_URL"):
        say(
            "Not in it are the saved copies in the bucket that SNAPSHOTS_URL names: back that up "
            "by its own means, after this file, as docs/running.md says."
        )
    return 0


def restore(arguments: Sequence[str]) -> int:
    """Make a new desk from a file. Errors: Refusal, also if there is a desk already."""
    parser = argparse.ArgumentParser(prog="manage.py restore")
    parser.add_argument("file", type=Path)
    source = parser.parse_args(arguments).file.absolute()
    if not source.is_file() or not tarfile.is_tarfile(source):
        raise Refusal(f"{source} is not a backup that `manage.py backup` wrote.")
    var = _enter()
    if (var.root / "postgres-runs-as").exists():
        raise Refusal(
            f"There is a desk in {var.root} already, and it was not touched. Move that folder "
            "away, or point PLUMBLINE_VAR at a new one, then restore again."
        )
    try:
        with _server(var) as database:
            _unpack(var, source, database)
    except Refusal:
        # Ours and empty: the desk that it was meant to be was never there.
        shutil.rmtree(identity.choose(var).data)
        (var.root / "postgres-runs-as").unlink()
        raise
    say(f"The desk is in {var.root}. Start it with: python3 manage.py up")
    return 0


def _enter() -> Var:
    if servers.are_named():
        raise Refusal(FOR_SERVERS_OF_YOUR_OWN)
    bootstrap.enter(bootstrap.RUNNING, bootstrap.SERVERS)
    var = the_var()
    var.make()
    return var


@contextmanager
def _server(var: Var) -> Iterator[str]:
    """The address of the desk's database, as superuser: that of a running `up`, or of our own."""
    supervisor = Supervisor()
    lock: Lock | None = None
    try:
        lock = Lock(var.lock)
        end_orphans(var)
        servers.start(var, supervisor)
    except Taken:
        say("The desk is running; it goes on meanwhile.")
    try:
        yield postgres.url(identity.choose(var), postgres.SUPERUSER)
    finally:
        supervisor.stop_all()
        if lock is not None:
            lock.release()


def _run(program: str, *arguments: str | Path) -> None:
    command = [postgres.programs_folder() / program, *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        words = ran.stderr.strip().splitlines() or ["no reason was given"]
        raise Refusal(f"{program} failed, and nothing was changed: {words[-1]}")


def _unpack(var: Var, source: Path, database: str) -> None:
    dump = var.temporary / DUMP
    with tarfile.open(source) as archive:
        for member in archive:
            # Only plain files where ours would be: a file from elsewhere may hold anything.
            parts = Path(member.name).parts
            content = archive.extractfile(member) if member.isfile() else None
            if content is None or parts[0] not in CONTENTS or ".." in parts:
                continue
            target = dump if parts == (DUMP,) else var.root / member.name
            target.parent.mkdir(parents=True, exist_ok=True)
            with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                shutil.copyfileobj(content, file)
    _run("pg_restore", "--exit-on-error", "--single-transaction", f"--dbname={database}", dump)
    dump.unlink()


def _whole_files(folder: Path) -> Iterator[Path]:
    """The saved copies. Hidden is what a worker is just writing: it may be gone in a moment, and
    no row names it before it has its own name."""
    return (
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    )


def _pack(var: Var, dump: Path, target: Path) -> None:
    """Write the file whole or not at all, for our eyes only."""
    draft = target.with_name(target.name + ".part")
    try:
        with (
            open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file,
            tarfile.open(fileobj=file, mode="w") as archive,
        ):
            archive.add(dump, DUMP)
            for path in [*_whole_files(var.root / SAVED_COPIES), var.root / SECRET_KEY]:
                if path.exists():
                    archive.add(path, str(path.relative_to(var.root)))
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
