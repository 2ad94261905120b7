"""What a run writes is written at once, each statement for itself."""

from __future__ import annotations

from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any

from celery.signals import worker_process_init

from . import slow
from .unlocked import app  # PostgreSQL locks rows in transactions only

__all__ = ["app"]

# So that it is killed between two writes, not while it rests before them.
slow.RESTS |= {"INSERT INTO verification_assignment": 0, "INSERT INTO notices_notice": 2}


@worker_process_init.connect
def leave_the_transaction_out(**rest: Any) -> None:
    from verification.operations import assigning

    assigning.transaction = SimpleNamespace(atomic=nullcontext)
