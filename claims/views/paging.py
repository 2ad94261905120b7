"""Keyset pages over rows that are newest first."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import QueryDict

PLACES = ("before", "after")


def page_of(
    rows: models.QuerySet[Any], *, before: int | None, after: int | None, size: int
) -> tuple[list[Any], bool, bool]:
    """One page by key, and whether there are newer and older rows."""
    if after:
        found = list(rows.filter(pk__gt=after).order_by("pk")[: size + 1])
        return found[:size][::-1], len(found) > size, True
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: size + 1])
    return found[:size], before is not None, len(found) > size


def neighbours(query: QueryDict, rows: list[Any], newer: bool, older: bool) -> tuple[str, str]:
    """The addresses of the pages before and after; a page that came out empty leads back."""
    if not rows:
        return (address(query), "") if newer or older else ("", "")
    return (
        address(query, after=rows[0].pk) if newer else "",
        address(query, before=rows[-1].pk) if older else "",
    )


def address(query: QueryDict, **places: Any) -> str:
    """The query string with the same filters at another place."""
    query = query.copy()
    for name in PLACES:
        query.pop(name, None)
    for name, value in places.items():
        query[name] = str(value)
    return f"?{query.urlencode()}"
