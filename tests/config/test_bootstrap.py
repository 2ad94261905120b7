"""What happens before anything is installed: only the standard library, and sentences."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from config.embedded import bootstrap
from config.embedded.places import REPO
from config.embedded.speech import Refusal


def run_bare(code: str) -> subprocess.CompletedProcess[str]:
    """Run code in a Python that sees neither installed packages nor our environment."""
    return subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, {str(REPO)!r})\n{code}",
        ],
        capture_output=True,
        text=True,
        check=False,
    )


def test_everything_before_the_environment_needs_only_the_standard_library():
    bare = run_bare("import config.embedded.commands; print('found')")
    assert (bare.returncode, bare.stdout) == (0, "found\n"), bare.stderr
    assert run_bare("import django").returncode == 1, "the control: packages are out of sight"


def test_a_python_that_is_too_old_is_told_so():
    old = run_bare(
        "import runpy; sys.version_info = (3, 9, 2); "
        f"runpy.run_path({str(REPO / 'manage.py')!r}, run_name='__main__')"
    )
    assert old.returncode == 1
    assert "needs Python 3.11 or newer, and this is Python 3.9" in old.stderr
    assert "Traceback" not in old.stderr


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with one requirement, whose installer only writes down that it ran."""
    monkeypatch.setenv("PLUMBLINE_VAR", str(tmp_path / "var"))
    monkeypatch.setattr(bootstrap, "REPO", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / ".venv/bin/python")
    monkeypatch.setattr(bootstrap, "INSTALLED", tmp_path / ".venv/installed.json")
    (tmp_path / "requirements.txt").write_text("something==1.0\n")
    return tmp_path


@pytest.fixture
def installer(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that were run, which all succeed; re-execution is left out."""
    ran: list[list[str]] = []

    def run(command: list[str], log: Path, total: int) -> bool:
        ran.append(command)
        (checkout / ".venv/bin").mkdir(parents=True, exist_ok=True)
        (checkout / ".venv/bin/python").touch()
        return True

    monkeypatch.setattr(bootstrap.progress, "run", run)
    monkeypatch.setattr(bootstrap, "_working_uv", lambda: None)
    monkeypatch.setattr(bootstrap.os, "execv", lambda *arguments: None)
    return ran


def test_a_second_run_installs_nothing_until_the_requirements_change(checkout, installer):
    bootstrap.enter("requirements.txt")
    assert [command[1:3] for command in installer] == [["-m", "venv"], ["-m", "pip"]]
    assert "--require-hashes" in installer[1]
    bootstrap.enter("requirements.txt")
    assert len(installer) == 2

    (checkout / "requirements.txt").write_text("something==1.1\n")
    bootstrap.enter("requirements.txt")
    assert len(installer) == 3


def test_more_requirements_are_added_to_what_is_there(checkout, installer):
    bootstrap.enter("requirements.txt")
    (checkout / "requirements-test.txt").write_text("another==2.0\n")
    bootstrap.enter("requirements.txt", "requirements-test.txt")
    assert len(installer) == 3
    assert sorted(json.loads(bootstrap.INSTALLED.read_text())) == [
        "requirements-test.txt",
        "requirements.txt",
    ]


def test_a_python_without_venv_is_told_which_package_brings_it(checkout, monkeypatch):
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "ensurepip" else found(name)
    )
    monkeypatch.setattr(bootstrap, "_working_uv", lambda: None)
    with pytest.raises(Refusal, match="apt install python3-venv"):
        bootstrap.enter("requirements.txt")
    assert not (checkout / ".venv").exists()


def test_too_little_room_is_said_before_anything_is_made(checkout, monkeypatch):
    room = SimpleNamespace(free=1_000_000_000)
    monkeypatch.setattr(bootstrap.shutil, "disk_usage", lambda path: room)
    with pytest.raises(Refusal, match=r"lacks 501 MB of it\. Free some space"):
        bootstrap.enter("requirements.txt")
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize(
    ("wrote", "sentence"),
    [
        ("ERROR: Could not install: [Errno 28] No space left on device", "The disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "not the one Plumbline was locked"),
        (
            "Collecting x\nERROR: No matching distribution for x\n",
            "No matching distribution for x.",
        ),
        ("error: Failed to fetch: `http://index/`", "Failed to fetch"),
        ("", "no reason was given"),
    ],
)
def test_what_the_installer_wrote_becomes_one_sentence(tmp_path, wrote: str, sentence: str):
    log = tmp_path / "install.log"
    log.write_text(wrote)
    assert sentence in bootstrap._why_not(log)


def test_an_installation_that_fails_is_tried_again_by_the_next_run(
    checkout, installer, monkeypatch
):
    working = bootstrap.progress.run

    def fail(command: list[str], log: Path, total: int) -> bool:
        log.write_text("ERROR: the network is away\n")
        return "pip" not in command and working(command, log, total)

    monkeypatch.setattr(bootstrap.progress, "run", fail)
    with pytest.raises(Refusal, match="the network is away"):
        bootstrap.enter("requirements.txt")
    monkeypatch.setattr(bootstrap.progress, "run", working)
    bootstrap.enter("requirements.txt")
    assert "pip" in installer[-1]


def test_an_image_without_environment_runs_django_directly(checkout, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/plumbline")
    assert bootstrap.runs_without()
    (checkout / ".venv").mkdir()
    assert not bootstrap.runs_without(), "a checkout has its own environment"
    (checkout / ".venv").rmdir()
    monkeypatch.delenv("DATABASE_URL")
    assert not bootstrap.runs_without(), "without a database it is a checkout's first run"
