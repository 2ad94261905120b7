"""A desk goes into one file and comes out of it in another folder."""

import shutil
import stat
import subprocess
import tarfile
from pathlib import Path

import psycopg2
import pytest

from .desks import manage
from .servers_alone import running, superuser_sql

pytestmark = pytest.mark.slow


def test_a_desk_comes_back_from_its_backup_and_is_never_overwritten(tmp_path: Path):
    desk, copy, file = tmp_path / "desk", tmp_path / "copy", tmp_path / "desk.tar"
    assert "no desk" in manage(desk, "backup", str(file)).stderr
    superuser_sql(
        desk,
        "CREATE TABLE kept AS SELECT 'a claim'::text AS word;"
        "ALTER TABLE kept OWNER TO plumbline_owner;"
        "GRANT SELECT ON kept TO plumbline",
    )
    (desk / "snapshots").mkdir()
    (desk / "snapshots" / "page").write_bytes(b"as it was \x00")
    (desk / "snapshots" / ".part-1").write_bytes(b"half of it")
    (desk / "secret-key").write_text("signs sessions\n")

    made = manage(desk, "backup", str(file))
    assert made.returncode == 0, made.stderr
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    back = manage(copy, "restore", str(file))
    assert back.returncode == 0, back.stderr

    assert (copy / "snapshots" / "page").read_bytes() == b"as it was \x00"
    assert [file.name for file in (copy / "snapshots").iterdir()] == ["page"]
    assert (copy / "secret-key").read_text() == "signs sessions\n"
    with running(copy) as addresses:
        connection = psycopg2.connect(addresses["DATABASE_URL"])
        with connection.cursor() as cursor:
            cursor.execute("SELECT word FROM kept")
            assert cursor.fetchall() == [("a claim",)], "the running role's rights came along"
        connection.close()
    again = manage(copy, "restore", str(file))
    assert again.returncode == 1
    assert "There is a desk in" in again.stderr


KEEP_THREE = """
from newsroom.captures.keeping import keep_bytes
from newsroom.captures.models import Capture, Snapshot
from newsroom.accounts.models import User
for words in ("It rained.", "It rained.", "It snowed."):
    Snapshot.objects.keep(words.encode(), text=words)
brought = keep_bytes(b"%PDF- not read yet")
somebody = User.objects.create_user("ada@desk.example", "Ada")
Capture.objects.create(path=brought.path, filename="a.pdf", total=brought.size, asked_by=somebody)
"""


def verified(desk: Path) -> subprocess.CompletedProcess[str]:
    with running(desk) as addresses:
        return manage(desk, "verify_snapshots", **addresses, SECRET_KEY="x" * 60)


def test_saved_copies_come_back_from_a_backup_and_every_hash_verifies(tmp_path: Path):
    desk, copy, file = tmp_path / "desk", tmp_path / "copy", tmp_path / "desk.tar"
    with running(desk) as addresses:
        for command in (["migrate"], ["shell", "--command", KEEP_THREE]):
            ran = manage(desk, *command, **addresses, SECRET_KEY="x" * 60)
            assert ran.returncode == 0, ran.stderr
    made = manage(desk, "backup", str(file))
    assert made.returncode == 0, made.stderr
    kept = {f.relative_to(desk): f.read_bytes() for f in (desk / "snapshots").glob("*/*")}
    assert len(kept) == 3

    # The control: with the store wiped each file is named, with the copies of it.
    shutil.rmtree(desk / "snapshots")
    wiped = verified(desk)
    assert wiped.returncode == 1
    assert len(wiped.stdout.splitlines()) == 3
    assert "saved copy 1, 2\n" in wiped.stdout
    assert "saved copy 3\n" in wiped.stdout
    assert "capture 1\n" in wiped.stdout
    assert "3 files read, 0 bytes: 3 missing." in wiped.stderr

    # Only the store, as docs/running.md says.
    subprocess.run(
        ["tar", "--extract", f"--file={file}", f"--directory={desk}", "snapshots"], check=True
    )
    again = verified(desk)
    assert (again.returncode, again.stdout) == (
        0, "3 files read, 38 bytes: every hash verifies.\n",
    )  # fmt: skip

    # The whole desk, into another folder.
    back = manage(copy, "restore", str(file))
    assert back.returncode == 0, back.stderr
    assert {f.relative_to(copy): f.read_bytes() for f in (copy / "snapshots").glob("*/*")} == kept
    elsewhere = verified(copy)
    assert (elsewhere.returncode, elsewhere.stdout) == (again.returncode, again.stdout)


def test_copies_in_a_bucket_are_said_not_to_be_in_the_file(tmp_path: Path):
    desk = tmp_path / "desk"
    superuser_sql(desk, "SELECT 1")
    made = manage(desk, "backup", str(tmp_path / "desk.tar"), SNAPSHOTS_URL="s3://copies")
    assert made.returncode == 0, made.stderr
    assert "SNAPSHOTS_URL" in made.stdout + made.stderr
    plain = manage(desk, "backup", str(tmp_path / "other.tar"))
    assert "SNAPSHOTS_URL" not in plain.stdout + plain.stderr


def test_a_file_that_is_no_backup_is_refused_before_anything_is_made(tmp_path: Path):
    (tmp_path / "holiday.jpg").write_bytes(b"not a tar")
    refused = manage(tmp_path / "desk", "restore", str(tmp_path / "holiday.jpg"))
    assert refused.returncode == 1
    assert "is not a backup" in refused.stderr
    assert not (tmp_path / "desk").exists()


def test_a_file_from_elsewhere_cannot_write_beside_the_desk(tmp_path: Path):
    (tmp_path / "bad").write_text("bad")
    with tarfile.open(tmp_path / "bad.tar", "w") as archive:
        for name in ("snapshots/../../outside", "/" + str(tmp_path / "absolute"), "var/other"):
            archive.add(tmp_path / "bad", name)
    manage(tmp_path / "desk", "restore", str(tmp_path / "bad.tar"))
    assert not (tmp_path / "outside").exists()
    assert not (tmp_path / "absolute").exists()
    assert not (tmp_path / "desk" / "var").exists()


def test_a_damaged_backup_leaves_no_half_desk_behind(tmp_path: Path):
    with tarfile.open(tmp_path / "damaged.tar", "w") as archive:
        (tmp_path / "database.dump").write_bytes(b"PGDMP, and then nothing")
        archive.add(tmp_path / "database.dump", "database.dump")
    for _ in range(2):
        refused = manage(tmp_path / "desk", "restore", str(tmp_path / "damaged.tar"))
        assert refused.returncode == 1
        assert "pg_restore failed" in refused.stderr


def test_servers_of_ones_own_are_left_to_their_own_tools(tmp_path: Path):
    named = {"DATABASE_URL": "postgresql://db/plumbline", "REDIS_URL": "redis://cache/0"}
    refused = manage(tmp_path, "backup", **named)
    assert refused.returncode == 1
    assert "pg_dump" in refused.stderr
