"""The desk's own way out: one door, one name, and no exception outside tests."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from newsroom.captures.fetcher import VERSION, check_address, fetch_page
from newsroom.captures.fetching import FetchFailed, Problem

ROOT = Path(__file__).resolve().parents[3]
FETCHING = ROOT / "newsroom/captures/fetching"
DOOR = ROOT / "newsroom/captures/fetcher.py"
# What opens connections, with the names by which libraries offer to fetch.
CONNECTING = {
    "aiohttp",
    "ftplib",
    "http.client",
    "httpx",
    "pycurl",
    "requests",
    "socket",
    "urllib.request",
    "urllib3",
    "xmlrpc",
    "asyncio.open_connection",
    "trafilatura.fetch_url",
    "trafilatura.fetch_response",
    "trafilatura.downloads",
    "newsroom.captures.fetching.fetch",
}


def connecting_imports(source: str) -> set[str]:
    """Which of CONNECTING a module imports or reaches by its dotted name."""
    named: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            module = (
                f"newsroom.captures.{module}" if node.level and "fetching" in module else module
            )
            named |= {module} | {f"{module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Attribute):
            named.add(ast.unparse(node))
    return {c for c in CONNECTING if any(n == c or n.startswith(c + ".") for n in named)}


def test_nothing_else_in_the_product_opens_a_connection():
    offenders = {}
    for part in ("newsroom", "claims", "verification"):
        for file in sorted((ROOT / part).rglob("*.py")):
            found = connecting_imports(file.read_text())
            if found and FETCHING not in file.parents and file != DOOR:
                offenders[str(file.relative_to(ROOT))] = found
    assert offenders == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import requests", {"requests"}),
        ("def f():\n    from requests.sessions import Session", {"requests"}),
        ("from urllib import request", {"urllib.request"}),
        ("import urllib.request as r", {"urllib.request"}),
        ("from http.client import HTTPConnection", {"http.client"}),
        ("import trafilatura\ntrafilatura.fetch_url('x')", {"trafilatura.fetch_url"}),
        ("from .fetching import fetch, Problem", {"newsroom.captures.fetching.fetch"}),
        ("from newsroom.captures.fetching import fetch", {"newsroom.captures.fetching.fetch"}),
        ("from newsroom.captures.fetching import Problem, FetchFailed", set()),
        ("from urllib.parse import urlsplit\nfrom http import HTTPStatus", set()),
        ("import trafilatura\ntrafilatura.extract('x')", set()),
    ],
)
def test_that_watch_sees_what_it_watches_for(source, found):
    assert connecting_imports(source) == found


def test_no_variable_opens_a_way_inside():
    program = "from django.conf import settings; print(settings.FETCH_ALLOW)"
    names = ("FETCH_ALLOW", "PLUMBLINE_FETCH_ALLOW", "DJANGO_FETCH_ALLOW", "fetch_allow")
    everything = dict.fromkeys(names, "127.0.0.1,0.0.0.0/0,::/0")
    for module, allowed in (("config.settings", "[]"), ("tests.settings", "['127.0.0.0/8']")):
        environment = os.environ | everything | {"DJANGO_SETTINGS_MODULE": module}
        said = subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert said.stdout.strip() == allowed


def test_the_desk_itself_reaches_no_loopback(site):
    site.page("/", "<p>Inner.")
    with pytest.raises(FetchFailed) as failure:
        fetch_page(site.url + "/")
    assert failure.value.problem is Problem.FORBIDDEN
    assert site.log == []


def test_the_desk_says_its_version_and_where_it_is(site, reachable, settings):
    settings.PUBLIC_URL = "https://desk.example"
    site.page("/", "<p>It rained.")
    answer = fetch_page(site.url + "/")
    assert answer.content == b"<p>It rained."
    assert site.log[0].headers["user-agent"] == f"Plumbline/{VERSION} (+https://desk.example)"


def test_the_version_is_the_projects():
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == VERSION


def test_an_address_can_be_looked_at_without_asking_anything_of_it(site, reachable, settings):
    check_address(site.page("/hook").url)
    assert site.log == []
    settings.FETCH_ALLOW = []
    with pytest.raises(FetchFailed) as failure:
        check_address(site.url)
    assert failure.value.problem == Problem.FORBIDDEN
    with pytest.raises(FetchFailed) as failure:
        check_address("file:///etc/passwd")
    assert failure.value.problem == Problem.BAD_ADDRESS
    assert site.log == []
