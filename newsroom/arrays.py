"""Many values as one parameter: PostgreSQL reads an array's text several times faster than the
expression that the driver would write for a list."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import ForeignKey, Lookup
from django.db.models.fields import BigAutoField


def array_of(values: Iterable[Any]) -> str:
    """The array of numbers, truth values, texts, moments or ``None`` as PostgreSQL reads it; to
    be cast to the type that is meant: ``%s::text[]``."""
    return f"{{{','.join(map(element, values))}}}"


def element(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, int):  # truth values too: "True" is read as such
        return str(value)
    text = value.isoformat() if isinstance(value, datetime) else str(value)
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@ForeignKey.register_lookup
@BigAutoField.register_lookup
class Among(Lookup):
    """``filter(pk__among=keys)``: as ``in``, but for thousands of keys, which are one parameter."""

    lookup_name = "among"
    prepare_rhs = False
    rhs: Collection[int]

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s::bigint[])", [*params, array_of(self.rhs)]
