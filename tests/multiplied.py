"""The same rows many times over, for what must not be read one by one.

Verbs make one row at a time, and thirty reviews by them take half a minute. Here a row is copied
as it lies in the database, with all that belongs to it::

    multiplied(document, times=29)        # thirty documents, each with its claims and reviews

Guards and history triggers are off while the copies are written: they guard what people do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from itertools import count, islice
from typing import Any

from django.db import connection, models

# What must differ between copies, where PostgreSQL does not allow it twice.
NAMES = {
    "accounts.user": "email",
    "claims.claimant": "name",
    "claims.topic": "name",
    "notices.webhook": "name",
    "notices.webhookdelivery": "message_id",
    "verification.policy": "name",
    "verification.source": "name",
    "verification.sourcedomain": "domain",
    "verification.watch": "url",
}
APART = 1_000_000_000  # between the keys of a row and of its copy
COPIES = count(1)  # no two copies of a process have the same keys
Row = models.Model
Change = Callable[[Any, int], None]


def multiplied(
    *roots: Row,
    times: int,
    without: Collection[str] = (),
    change: Change = lambda row, copy: None,
) -> None:
    """Add so many copies of the rows and of everything that points to them. What they point to
    stays the same, and so do rows of the models ``without`` ("app.model"). ``change`` may alter a
    copy, which has a number of its own, before it is written."""
    found = all_below(roots, set(without))
    tables = [model._meta.db_table for model in found]
    with_triggers(tables, "DISABLE")
    copies = list(islice(COPIES, times))
    for model, rows in found.items():
        model._base_manager.bulk_create(
            copy_of(row, copy, found, change) for copy in copies for row in rows.values()
        )
    with_triggers(tables, "ENABLE")
    # The planner has never seen so many rows, and would go through them in each other's loops.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE " + ", ".join(f'"{table}"' for table in tables))


def all_below(roots: Iterable[Row], without: set[str]) -> dict[type[Row], dict[Any, Row]]:
    found: dict[type[Row], dict[Any, Row]] = defaultdict(dict)
    new = list(roots)
    while new:
        by_model: dict[type[Row], list[Row]] = defaultdict(list)
        for row in new:
            if row.pk not in found[type(row)]:
                found[type(row)][row.pk] = row
                by_model[type(row)].append(row)
        new = [
            below
            for model, rows in by_model.items()
            for relation in model._meta.get_fields(include_hidden=True)
            if (relation.one_to_many or relation.one_to_one) and relation.auto_created
            if relation.related_model._meta.label_lower not in without
            for below in relation.related_model._base_manager.filter(
                **{f"{relation.field.name}__in": rows}
            )
        ]
    return dict(found)


def copy_of(row: Row, copy: int, found: dict[type[Row], dict[Any, Row]], change: Change) -> Row:
    model = type(row)
    values = {}
    for field in model._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.is_relation and value in found.get(field.related_model, {}):
            value += copy * APART
        values[field.attname] = value
    made = model(**values)
    made.pk = row.pk + copy * APART
    if name := NAMES.get(model._meta.label_lower):
        setattr(made, name, f"{copy}.{values[name]}")
    change(made, copy)
    return made


def with_triggers(tables: Iterable[str], verb: str) -> None:
    with connection.cursor() as cursor:
        # A table whose rows PostgreSQL still has to look at cannot be altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" {verb} TRIGGER USER')
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
