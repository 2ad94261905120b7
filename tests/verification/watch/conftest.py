from __future__ import annotations

import pytest

from newsroom.captures.reading import ReadCopy
from newsroom.captures.reading.readers import read_here
from tests.newsroom.captures.web import reachable, site

__all__ = ["reachable", "site"]


@pytest.fixture(autouse=True)
def store(settings, tmp_path) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "snapshots": {
            "BACKEND": "newsroom.captures.stores.SnapshotFolder",
            "OPTIONS": {"location": tmp_path / "snapshots"},
        },
    }
    # The thread that renews a lease has a connection of its own, on which what a test has not
    # committed is not there: no test here lasts until its first renewal.
    settings.LEASE_SECONDS = 600


@pytest.fixture(autouse=True)
def reading_here(monkeypatch) -> None:
    """Read pages in this process: a child for each takes its time, and has its own tests."""

    def read(content: bytes, media_type: str, *, url: str = "") -> ReadCopy:
        return read_here(content, media_type, url)

    monkeypatch.setattr("verification.operations.looking.read_file", read)
