"""Short ways to write down a quantity in a table of tests."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from claims.quantities import Change, Comparator, Nature, Quantity

_SAME = object()


def fig(text: str, low: Any, high: Any = _SAME, **fields: Any) -> Quantity:
    """A level: ``fig("65", 65)``, ``fig("up to 9", None, 9)``; numbers as int, str or None."""
    first = None if low is None else Decimal(str(low))
    last = first if high is _SAME else None if high is None else Decimal(str(high))
    if "comparator" not in fields:
        fields["comparator"] = _comparator(first, last)
    return Quantity(text, first, last, **fields)


def _comparator(low: Decimal | None, high: Decimal | None) -> Comparator:
    if high is None:
        return Comparator.MORE_THAN
    if low is None:
        return Comparator.AT_MOST
    return Comparator.EXACT if low == high else Comparator.BETWEEN


def about(text: str, value: Any, **fields: Any) -> Quantity:
    """ "about 5,000", "some 6,300", "nearly 5,000"."""
    return fig(text, value, comparator=Comparator.ABOUT, **fields)


def up(text: str, low: Any, high: Any = _SAME, **fields: Any) -> Quantity:
    """A rise by so much."""
    return fig(text, low, high, nature=Nature.DIFFERENCE, change=Change.UP, **fields)


def down(text: str, low: Any, high: Any = _SAME, **fields: Any) -> Quantity:
    """A fall by so much."""
    return fig(text, low, high, nature=Nature.DIFFERENCE, change=Change.DOWN, **fields)


def by(text: str, low: Any, high: Any = _SAME, **fields: Any) -> Quantity:
    """A difference without a direction."""
    return fig(text, low, high, nature=Nature.DIFFERENCE, **fields)


def moved(text: str, start: Any, end: Any, **fields: Any) -> Quantity:
    """From one level to another."""
    change = Change.UP if Decimal(str(end)) > Decimal(str(start)) else Change.DOWN
    return fig(
        text,
        start,
        end,
        nature=Nature.TRANSITION,
        change=change,
        comparator=Comparator.EXACT,
        **fields,
    )


def rose(text: str, low: Any, high: Any = _SAME, **fields: Any) -> Quantity:
    """A rise by a factor, as the reader keeps it: "doubled" is 2 times."""
    return up(text, low, high, unit="times", **fields)


def fell(text: str, low: Any, high: Any = _SAME, **fields: Any) -> Quantity:
    """A fall by a factor: "halved" is 0.5 times, "dropped tenfold" 10."""
    return down(text, low, high, unit="times", **fields)
