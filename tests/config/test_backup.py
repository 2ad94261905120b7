"""A desk goes into one file and comes out of it in another folder."""

import stat
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
    (desk / "secret-key").write_text("signs sessions\n")

    made = manage(desk, "backup", str(file))
    assert made.returncode == 0, made.stderr
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    back = manage(copy, "restore", str(file))
    assert back.returncode == 0, back.stderr

    assert (copy / "snapshots" / "page").read_bytes() == b"as it was \x00"
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
