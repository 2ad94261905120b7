"""Which of many figures are nearest to the claim, where not all of them can be drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeVar

from .comparing import Comparison

Thing = TypeVar("Thing")
NEAREST, FARTHEST = Decimal(0), Decimal("Infinity")


def nearest(
    things: Sequence[Thing], most: int, comparison_of: Callable[[Thing], Comparison | None]
) -> list[Thing]:
    """The ``most`` things nearest to the claim, in the order given; what cannot be compared is
    farther than all that can. Nothing is compared where there is room for all."""
    if len(things) <= most:
        return list(things)
    distances = [distance(comparison_of(thing)) for thing in things]
    kept = sorted(range(len(things)), key=distances.__getitem__)[:most]
    return [things[index] for index in sorted(kept)]


def distance(comparison: Comparison | None) -> tuple[bool, bool, Decimal]:
    """To sort by: first what can be compared, then what has a share of the claim as its distance
    (nought where the two touch), then what has only a difference."""
    if comparison is None or not comparison.comparable:
        return True, True, FARTHEST
    if comparison.touching:
        return False, False, NEAREST
    if comparison.distance is not None:
        return False, False, comparison.distance
    return False, True, FARTHEST if comparison.difference is None else comparison.difference
