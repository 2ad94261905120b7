"""What a figure is measured in: its unit, read together with what it is per."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from .units import SHARES, canonical_unit, dimension_of

COMBINED = {"length per time": "speed"}
_PER = re.compile(r"(?:(?P<number>\d[\d,]*(?:\.\d+)?)\s*)?(?P<noun>.*)", re.DOTALL)
_SCALES = {
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "million": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
}
_NOUNS = {
    "people": "person",
    "persons": "person",
    "capita": "person",
    "head": "person",
    "inhabitant": "person",
    "inhabitants": "person",
    "annum": "year",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure is measured in: ``top`` per ``over`` times ``under``.

    ``top`` is a canonical unit or "" for a count. ``under`` is a canonical unit or the noun of a
    denominator, "" where there is none.
    """

    top: str
    under: str = ""
    over: Decimal = Decimal(1)

    @property
    def dimension(self) -> str:
        """Equal for two measures that can be converted into each other."""
        top = dimension_of(self.top)
        if not self.under:
            return top
        combined = f"{top} per {dimension_of(self.under)}"
        return COMBINED.get(combined, combined)


@lru_cache(maxsize=1024)
def measure_of(unit: str, *, per: str = "", counted: str = "") -> Measure:
    """Read a quantity's ``unit`` and ``per`` as one measure.

    "1 in 5" and "1 in 5 children" are shares, so their measure is a proportion over five.
    """
    top, under, over = canonical_unit(unit), "", Decimal(1)
    if top not in SHARES and " per " in top:
        top, _, under = top.partition(" per ")
    if per.strip():
        over, under = _denominator(per)
        if not top and over > 1 and under in ("", counted.strip().casefold()):
            return Measure("proportion", "", over)
    return Measure(top, under, over)


def _denominator(per: str) -> tuple[Decimal, str]:
    match = _PER.fullmatch(per.strip())
    assert match is not None  # every part of the pattern may be empty
    number, noun = match["number"], match["noun"]
    over = Decimal(number.replace(",", "")) if number else Decimal(1)
    word, _, rest = noun.partition(" ")
    if word.casefold() in _SCALES:
        over, noun = over * _SCALES[word.casefold()], rest
    noun = canonical_unit(noun)
    return over or Decimal(1), _NOUNS.get(noun.casefold(), noun)
