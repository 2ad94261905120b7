"""What a run writes is written at once, each statement for itself."""

from __future__ import annotations

from typing import Any

from celery.signals import worker_process_init

from . import slow
from .unlocked import app  # PostgreSQL locks rows in transactions only

__all__ = ["app"]

slow.AFTER_READING = 0  # so that it is killed between two writes, not while it rests


@worker_process_init.connect
def leave_the_transaction_out(**rest: Any) -> None:
    from verification.operations import assigning

    def assign_batch(keys: Any, notices: Any) -> Any:
        return assigning.assign_locked(assigning.lock_due(keys), notices), notices

    assigning.assign_batch = assign_batch
