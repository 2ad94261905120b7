"""A database of its own for what measures or tries the desk, deleted afterwards."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.db import connections
from django.test.utils import setup_databases, teardown_databases

END_OTHER_SESSIONS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()
"""


@contextmanager
def scratch_database(name: str) -> Iterator[dict[str, str]]:
    """The database ``default`` is a new one, with every table. Answers the variables that lead
    another process there. One whose name starts with ``test_`` lets its history be emptied."""
    # The role that the desk runs as makes no databases; the one that migrates does.
    owner = connections["owner"].settings_dict
    here = connections["default"].settings_dict
    here |= {key: owner[key] for key in ("USER", "PASSWORD", "HOST", "PORT")}
    here["TEST"]["NAME"] = name
    databases = setup_databases(verbosity=0, interactive=False, aliases=["default"])
    try:
        yield variables(name)
    finally:
        end_other_sessions()
        connections["default"].close()
        teardown_databases(databases, verbosity=0)


def end_other_sessions() -> None:
    """Whoever is in a database keeps it from being deleted, and who was killed there may be in it
    for a while."""
    with connections["default"].cursor() as cursor:
        cursor.execute(END_OTHER_SESSIONS)


def variables(name: str) -> dict[str, str]:
    """The environment of a process that works on the database of this name, beside ours."""
    address = os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
    there = urlsplit(address)._replace(path=f"/{name}").geturl()
    return {"DATABASE_URL": there, "DATABASE_OWNER_URL": there}
