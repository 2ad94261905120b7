"""How the figures of two texts compare, as a plain record for other programs; its keys are
documented in docs/reading.md."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from claims.quantities import Comparison, Held, Quantity, Relation, weigh

from .door import number_of
from .reading import Figure

Record = dict[str, Any]
Pair = tuple[Figure, Figure, Comparison]


def comparison_record(claimed: Sequence[Figure], found: Sequence[Figure]) -> Record:
    """The pair of figures that is compared best, and what the numbers say of it."""
    if not claimed or not found:
        return _nothing_read("what was claimed" if not claimed else "what was found")
    one, other, comparison = best_pair(claimed, found)
    return {
        "relation": comparison.relation.value,
        "distance": number_of(comparison.distance),
        "difference": number_of(comparison.difference),
        "reservations": [reservation.value for reservation in comparison.reservations],
        "sentence": comparison.sentence,
        "steps": list(comparison.steps),
        "claimed": _figure(one),
        "found": _figure(other),
    }


def best_pair(claimed: Sequence[Figure], found: Sequence[Figure]) -> Pair:
    """Those that can be compared before those that cannot, then those with the fewest
    reservations, then as they stand in the texts."""
    pairs = [(one, other, weigh(held(one), held(other))) for one in claimed for other in found]
    return min(pairs, key=lambda pair: (not pair[2].comparable, len(pair[2].reservations)))


def held(figure: Figure) -> Held:
    return Held(figure.quantity, figure.population, figure.place)


def _figure(figure: Figure) -> Record:
    quantity: Quantity = figure.quantity
    return {
        "start": figure.start,
        "end": figure.end,
        "text": quantity.text,
        "low": number_of(quantity.low),
        "high": number_of(quantity.high),
    }


def _nothing_read(where: str) -> Record:
    return {
        "relation": Relation.NOT_COMPARABLE.value,
        "distance": None,
        "difference": None,
        "reservations": [],
        "sentence": f"Not comparable: no figure was read in {where}.",
        "steps": [],
        "claimed": None,
        "found": None,
    }
