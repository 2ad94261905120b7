"""No row is locked: neither the reviews that a run takes nor the people it gives them to. One run
is held between reading and writing."""

from __future__ import annotations

from typing import Any

from celery.signals import worker_process_init
from django.db.models import QuerySet

from .holding import hold_before
from .slow import app

__all__ = ["app"]

hold_before("INSERT INTO verification_assignment")


@worker_process_init.connect
def leave_the_locks_out(**rest: Any) -> None:
    QuerySet.select_for_update = lambda rows, *args, **options: rows.all()
