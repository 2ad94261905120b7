"""docker-compose.yml holds no secret, and .env.example has all that it asks for."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from config.embedded.places import REPO

COMPOSE = (REPO / "docker-compose.yml").read_text()
EXAMPLE = dict(
    line.split("=", 1)
    for line in (REPO / ".env.example").read_text().splitlines()
    if line and not line.startswith("#")
)
REQUIRED = set(re.findall(r"\$\{(\w+):\?", COMPOSE))
OPTIONAL = set(re.findall(r"\$\{(\w+):-", COMPOSE))


def test_every_password_and_key_comes_from_the_environment_and_is_required():
    values = re.findall(r"^ +\w*(?:PASSWORD|SECRET|ACCESS)\w*: *(.*)$", COMPOSE, re.MULTILINE)
    # Keys of a bucket are only needed where there is one.
    of_a_bucket = [value for value in values if value.startswith("${AWS_")]
    assert of_a_bucket == ["${AWS_ACCESS_KEY_ID:-}", "${AWS_SECRET_ACCESS_KEY:-}"]
    values = [value for value in values if value not in of_a_bucket]
    assert len(values) == 4
    assert [value for value in values if not value.startswith("${") or ":?" not in value] == []
    in_addresses = re.findall(r"://\w+:([^@\n]*)@", COMPOSE)
    assert len(in_addresses) == 2
    assert all(value.startswith("${") for value in in_addresses)


def test_the_example_names_exactly_the_variables_that_are_read():
    assert set(EXAMPLE) == REQUIRED | OPTIONAL
    assert all(EXAMPLE[name] for name in REQUIRED)


def test_workers_can_be_many_and_every_service_is_watched():
    assert "container_name" not in COMPOSE
    services = re.split(r"\n  (?=\w+:\n)", COMPOSE.split("\nservices:\n")[1].split("\nvolumes:")[0])
    names = {service.strip().split(":")[0]: service for service in services if service.strip()}
    names = {name: text for name, text in names.items() if not name.startswith("#")}
    assert set(names) == {"web", "worker", "beat", "migrate", "postgres", "redis"}
    assert {name for name, text in names.items() if "healthcheck:" not in text} == {"migrate"}


def test_a_password_of_the_example_is_refused_before_anything_runs():
    run = subprocess.run(
        ["sh", str(REPO / "docker/migrate.sh")],
        env={"SECRET_KEY": EXAMPLE["SECRET_KEY"], "DATABASE_URL": "", "DATABASE_OWNER_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "replace-me" in run.stderr


def test_compose_accepts_the_file(tmp_path: Path):
    tools = (["docker", "compose"], ["docker-compose"])
    tools = [tool for tool in tools if shutil.which(tool[0])]
    works = [tool for tool in tools if _runs([*tool, "version"], tmp_path) == 0]
    if not works:
        pytest.skip("docker compose is not installed here.")
    (tmp_path / "docker-compose.yml").write_text(COMPOSE)
    assert _runs([*works[0], "config"], tmp_path) != 0, "without .env it names what is missing"
    shutil.copy(REPO / ".env.example", tmp_path / ".env")
    assert _runs([*works[0], "config"], tmp_path) == 0


def _runs(command: list[str], folder: Path) -> int:
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode
