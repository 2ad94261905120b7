"""Turning a guard of the database off, to show what happens without it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def without_guard(table: str, trigger: str) -> Iterator[None]:
    """Outside a transaction the trigger is on again afterwards; inside one, with its end."""
    switch(table, trigger, "DISABLE")
    try:
        yield
    finally:
        if not connection.in_atomic_block:
            switch(table, trigger, "ENABLE")


def switch(table: str, trigger: str, how: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} {how} TRIGGER {trigger}")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
