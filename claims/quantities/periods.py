"""Which year "last year" is, in a text whose day is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from .scope import Held

_BACK = {"last": 1, "this": 0}
# "The last year" and "the past year" are twelve months, of whichever years.
_RELATIVE = re.compile(r"(?<!the )\b(last|this) year\b", re.IGNORECASE)
_TOLD = re.compile(r"\d{4}")


def dated(claimed: Sequence[Held], on: date | None) -> list[Held]:
    """A claim's figures with the year that their words mean in a text of that day: "last year"
    becomes "last year (2025)" where it was 2026. Only of several figures, which their periods
    tell apart; without the day their words stay as they are."""
    if len(claimed) < 2 or on is None:
        return list(claimed)
    return [_dated(held, on) for held in claimed]


def is_relative(as_of: str) -> bool:
    """Whether only the text's day tells which year it is."""
    return bool(_RELATIVE.search(as_of)) and not _TOLD.search(as_of)


def _dated(held: Held, on: date) -> Held:
    words = held.quantity.as_of
    if not is_relative(words):
        return held

    def with_year(found: re.Match[str]) -> str:
        return f"{found[0]} ({on.year - _BACK[found[1].casefold()]})"

    return replace(held, quantity=replace(held.quantity, as_of=_RELATIVE.sub(with_year, words)))
