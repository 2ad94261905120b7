"""Where run-time files go, and the sentences when they cannot go there."""

import errno
import os
import tempfile
from pathlib import Path

import pytest

from config.embedded import places
from config.embedded.places import Var, socket_folder
from config.embedded.speech import Refusal, about

from .desks import manage


def test_a_shallow_folder_keeps_its_sockets_to_itself():
    with tempfile.TemporaryDirectory(dir="/tmp") as shallow:
        var = Var(Path(shallow).resolve())
        var.make()
        assert socket_folder(var) == var.root / "run" / "sockets"


@pytest.mark.parametrize("name", ["deep/" * 30, "with a space", "mit-Umläuten"])
def test_a_deep_or_odd_folder_gets_a_short_plain_private_one(tmp_path: Path, name: str):
    var = Var(tmp_path / name)
    var.make()
    folder = socket_folder(var)
    assert var.root not in folder.parents
    assert len(os.fsencode(folder / ".s.PGSQL.5432")) <= 107
    assert folder.stat().st_mode & 0o777 == 0o700
    assert socket_folder(var) == folder, "the same one each time"
    folder.rmdir()


def test_two_deep_folders_do_not_share_their_sockets(tmp_path: Path):
    first, second = (Var(tmp_path / ("deep/" * 30) / name) for name in "ab")
    first.make()
    second.make()
    folders = {socket_folder(first), socket_folder(second)}
    assert len(folders) == 2
    for folder in folders:
        folder.rmdir()


def test_a_socket_folder_that_somebody_else_made_first_is_not_used(tmp_path, monkeypatch):
    var = Var(tmp_path / ("deep/" * 30))
    var.make()
    honest = socket_folder(var)
    honest.rmdir()
    honest.symlink_to(tmp_path)
    assert socket_folder(var) != honest, "a link leads to where its maker wants"
    honest.unlink()
    monkeypatch.setattr(os, "geteuid", lambda: 54321)
    with pytest.raises(Refusal, match="set PLUMBLINE_VAR to a short folder"):
        socket_folder(var)
    # The control: what is refused above is ours again.
    monkeypatch.undo()
    assert socket_folder(var) == honest
    honest.rmdir()


def test_a_file_in_the_way_is_a_sentence(tmp_path: Path):
    (tmp_path / "run").write_text("not a folder")
    with pytest.raises(Refusal, match="run is in the way"):
        Var(tmp_path).make()


def test_a_folder_that_may_not_be_written_is_a_sentence():
    with pytest.raises(Refusal, match=r"may not write to /sys/plumbline.*PLUMBLINE_VAR"):
        Var(Path("/sys/plumbline")).make()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EDQUOT, "The disk is full"),
        (errno.EACCES, "may not write"),
        (errno.EROFS, "may not write"),
        (errno.EIO, "The operating system refused"),
    ],
)
def test_an_error_of_the_system_is_a_sentence_with_the_place(code: int, words: str):
    sentence = about(OSError(code, os.strerror(code), "/some/where"))
    assert words in sentence
    assert "/some/where" in sentence


def test_the_folder_follows_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("PLUMBLINE_VAR", str(tmp_path))
    assert places.the_var().root == tmp_path.resolve()
    monkeypatch.delenv("PLUMBLINE_VAR")
    assert places.the_var().root == places.REPO / "var"


def test_one_server_of_your_own_without_the_other_is_a_sentence(tmp_path: Path):
    refused = manage(tmp_path, "up", DATABASE_URL="postgresql://db/plumbline")
    assert refused.returncode == 1
    assert "DATABASE_URL is set and REDIS_URL is not" in refused.stderr
