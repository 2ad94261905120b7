"""All guards are on; a run rests between reading and writing, and before it tells people."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from celery.signals import worker_process_init
from django.db import connection

from config.celery import app

__all__ = ["app"]

# How long before which statement, in seconds.
RESTS = {"INSERT INTO verification_assignment": 0.3, "INSERT INTO notices_notice": 0.6}
# Not in every run: there are as many as messages.
AT_MOST_EVERY = 3.0


@worker_process_init.connect
def take_time(**rest: Any) -> None:
    rested = dict.fromkeys(RESTS, -AT_MOST_EVERY)

    def slowly(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        for words, seconds in RESTS.items():
            if words in sql.replace('"', "") and time.monotonic() > rested[words] + AT_MOST_EVERY:
                time.sleep(seconds)
                rested[words] = time.monotonic()
        return execute(sql, *rest)

    connection.execute_wrappers.append(slowly)
