"""Tests side by side: when they are, what each process has of its own, and their order."""

import os
from pathlib import Path
from types import SimpleNamespace

import execnet
import pytest
from xdist.scheduler import LoadFileScheduling

from config.embedded import testing
from tests.fixtures import side_by_side


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine with two cores, and a file to test in the folder where we are."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "test_one.py").touch()


@pytest.mark.parametrize(
    "arguments", [[], ["-q"], ["-x"], ["-m", "not slow and not browser"], ["--durations", "30"]]
)
def test_everything_takes_a_process_for_each_core_and_one_that_waits(
    two_cores, arguments, monkeypatch
):
    assert testing.side_by_side(arguments) == ["-n", "3"]
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    assert testing.side_by_side(arguments) == ["-n", "4"], "more would fill the memory"
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert testing.side_by_side(arguments) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["test_one.py"], ["-q", "test_one.py::test_it"], ["-k", "undo"], ["-kundo"], ["--lf"],
        ["--pdb"], ["-s"], ["-n", "0"], ["-n3"], ["--numprocesses=3"], ["-p", "no:xdist"],
    ],
)  # fmt: skip
def test_a_few_tests_or_a_number_of_ones_own_are_left_as_they_are(two_cores, arguments):
    assert testing.side_by_side(arguments) == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("unix:///run/valkey.sock?db=0", "unix:///run/valkey.sock?db=3"),
        ("unix:///run/valkey.sock", "unix:///run/valkey.sock?db=3"),
        ("redis://cache:6379/1", "redis://cache:6379/4"),
        ("redis://:secret@cache", "redis://:secret@cache/3"),
    ],
)
def test_a_redis_database_is_counted_from_the_one_that_is_named(given, expected):
    assert side_by_side.another_redis(given, 3) == expected
    assert side_by_side.another_redis(expected, 0) == expected


def test_each_process_is_started_with_a_redis_and_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("REDIS_URL", "redis://cache/0")
    monkeypatch.setenv("PLUMBLINE_VAR", str(tmp_path))
    names = ("REDIS_URL", "PLUMBLINE_VAR")
    group = execnet.Group()
    specs = [execnet.XSpec(f"popen//id=started{place}") for place in range(2)]
    side_by_side.pytest_xdist_setupnodes(specs)
    try:
        found = []
        for spec in specs:
            asking = (
                "import os; channel.send({name: os.environ[name] for name in channel.receive()})"
            )
            channel = group.makegateway(spec).remote_exec(asking)
            channel.send(names)
            found.append(channel.receive(30))
    finally:
        group.terminate(5)
    assert found == [
        {"REDIS_URL": f"redis://cache/{place}", "PLUMBLINE_VAR": str(tmp_path / f"process-{place}")}
        for place in range(2)
    ]
    assert all(Path(of["PLUMBLINE_VAR"], "static").is_dir() for of in found)


TESTS = [
    "tests/claims/test_a.py::test_quick",
    "tests/claims/test_b.py::test_quick",
    "tests/claims/test_b.py::test_slow",
    "tests/config/test_c.py::test_quick",
    "tests/faults/test_d.py::test_slow",
]


def test_whole_programs_come_first_and_then_what_is_slow():
    def mark(name: str) -> dict[str, object]:
        return {"nodeid": name, "get_closest_marker": lambda marker: marker in name or None}

    items = [SimpleNamespace(**mark(name)) for name in TESTS]
    alone = list(items)
    side_by_side.pytest_collection_modifyitems(SimpleNamespace(), alone)
    assert [item.nodeid for item in alone] == TESTS, "one process keeps pytest's order"
    side_by_side.pytest_collection_modifyitems(SimpleNamespace(workerinput={}), items)
    assert [item.nodeid.partition("/test_")[2][0] for item in items] == ["d", "c", "b", "a", "b"]


def test_whole_programs_go_to_one_process_and_of_others_each_file(pytestconfig):
    option = SimpleNamespace(tx=["popen"] * 2, loadscopereorder=True)
    config = SimpleNamespace(option=option, getvalue=lambda name: getattr(option, name))
    made = side_by_side.pytest_xdist_make_scheduler(config, None)
    scopes = [made._split_scope(test) for test in TESTS]
    assert scopes[:3] == [
        "tests/claims/test_a.py",
        "tests/claims/test_b.py",
        "tests/claims/test_b.py",
    ]
    assert scopes[3:] == ["whole programs"] * 2
    assert option.loadscopereorder is False
    assert LoadFileScheduling(config)._split_scope(TESTS[3]) == "tests/config/test_c.py", "control"
