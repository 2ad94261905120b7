"""The order in which figures are drawn and listed: by value, and by date where that is equal."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from .spans import Span
from .wording import figure_words

if TYPE_CHECKING:
    from .telling import Seen


def in_order(seen: Sequence[Seen]) -> list[Seen]:
    """From the lowest to the highest; then what has no place on the line, as it was given.

    Further passages in which one publisher says the same stand beside the first of them.
    """
    placed = [(one.span, one) for one in seen if one.span is not None]
    placed.sort(key=lambda pair: (*_value(pair[0]), pair[1].mark.when))
    said: dict[tuple[str, ...], list[Seen]] = {}
    for _, one in placed:
        said.setdefault(what_is_said(one), []).append(one)
    elsewhere = [one for one in seen if one.span is None]
    return [one for same in said.values() for one in same] + elsewhere


def _value(span: Span) -> tuple[Decimal, Decimal]:
    """The middle of a range, or the end that is known; then how low it reaches."""
    ends = [end for end in (span.stated.low, span.stated.high) if end is not None]
    return sum(ends, Decimal(0)) / len(ends), min(ends)


def what_is_said(one: Seen) -> tuple[str, ...]:
    """Equal for marks that say the same of the same figure, whichever passage they stand in."""
    mark = one.mark
    return figure_words(mark.quantity), mark.label, mark.stance, one.reason
