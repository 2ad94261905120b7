"""A worker says every ten seconds that it is there, in the database all pages can read."""

from __future__ import annotations

import time
from typing import Any

from celery.signals import heartbeat_sent, worker_ready
from django.db import DatabaseError, close_old_connections

from .models import START, WORKER, Pulse

EVERY_SECONDS = 10
_last_told = 0.0


@worker_ready.connect
def started(sender: Any = None, **kwargs: Any) -> None:
    tell(sender, kinds=(START, WORKER))


@heartbeat_sent.connect
def tell(sender: Any = None, *, kinds: tuple[str, ...] = (WORKER,), **kwargs: Any) -> None:
    global _last_told
    if START not in kinds and time.monotonic() - _last_told < EVERY_SECONDS:
        return
    _last_told = time.monotonic()
    hostname = getattr(sender, "hostname", None) or getattr(
        getattr(sender, "eventer", None), "hostname", "worker"
    )
    close_old_connections()
    try:
        for kind in kinds:
            Pulse.objects.beat(kind, hostname)
    except DatabaseError:
        # A database that is away must not stop the worker; the silence itself is the message.
        _last_told = 0.0
