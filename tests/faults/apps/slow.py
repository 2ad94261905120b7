"""All guards are on; a run rests between reading and writing, and before it tells people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import redis
from celery.signals import worker_process_init
from django.conf import settings
from django.db import connection

from config.celery import app
from verification.soak.judging import asked

__all__ = ["app"]

# What it asks of PostgreSQL before which statement.
RESTS = {
    "INSERT INTO verification_assignment": "SELECT pg_sleep(0.3)",
    "INSERT INTO notices_notice": "SELECT pg_sleep(0.6)",
}
# One run of a desk, not every one: there are as many as messages.
AT_MOST_EVERY = timedelta(seconds=3)
# Another one in each round: keys go on where they were.
WHICH_DESK = "SELECT min(id) FROM accounts_user"


@worker_process_init.connect
def take_time(**rest: Any) -> None:
    known = redis.Redis.from_url(settings.REDIS_URL)

    def rest_before(words: str) -> None:
        here = f"{words} at desk {asked(WHICH_DESK)}"
        if known.set(here, "rested", nx=True, px=AT_MOST_EVERY):
            asked(RESTS[words])

    def slowly(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        for words in RESTS:
            if words in sql.replace('"', ""):
                rest_before(words)
        return execute(sql, *rest)

    connection.execute_wrappers.append(slowly)
