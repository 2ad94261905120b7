"""Many values as one parameter: PostgreSQL reads an array's text several times faster than the
expression that the driver would write for a list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import BigAutoField, ForeignKey, Lookup

BETWEEN = "\0"  # what no text in PostgreSQL can hold


def numbers(values: Iterable[int]) -> str:
    """For ``%s::bigint[]``."""
    return f"{{{str(list(values))[1:-1]}}}"


def texts(values: Iterable[str]) -> str:
    """For ``%s::text[]``. Raises ``ValueError`` for a text that PostgreSQL cannot hold."""
    values = list(values)
    if not values:
        return "{}"
    whole = BETWEEN.join(values)
    if whole.count(BETWEEN) != len(values) - 1:
        raise ValueError("PostgreSQL keeps no text with a NUL character in it.")
    escaped = whole.replace("\\", "\\\\").replace('"', '\\"')
    return '{"' + escaped.replace(BETWEEN, '","') + '"}'


def moments(values: Iterable[datetime]) -> str:
    """For ``%s::timestamptz[]``."""
    return f"{{{','.join(map(datetime.isoformat, values))}}}"


class Keys:
    """The keys of rows, for ``filter(pk__among=Keys(keys))``: as ``in``, but for thousands."""

    def __init__(self, keys: Iterable[int]) -> None:
        self.array = numbers(keys)


@ForeignKey.register_lookup
@BigAutoField.register_lookup
class Among(Lookup):
    lookup_name = "among"
    prepare_rhs = False
    rhs: Keys

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s::bigint[])", [*params, self.rhs.array]
