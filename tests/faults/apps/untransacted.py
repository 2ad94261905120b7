"""What a run writes is written at once, each statement for itself. One is held between two of
them."""

from __future__ import annotations

from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any

from celery.signals import worker_process_init

from .holding import hold_before
from .unlocked import app  # PostgreSQL locks rows in transactions only

__all__ = ["app"]

hold_before("INSERT INTO notices_notice")


@worker_process_init.connect
def leave_the_transaction_out(**rest: Any) -> None:
    from verification.operations import assigning

    assigning.transaction = SimpleNamespace(atomic=nullcontext)
