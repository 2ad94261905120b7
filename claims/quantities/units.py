"""Units: one British singular name for each, and its dimension.

Conventions that whoever fills a :class:`~claims.quantities.quantity.Quantity` keeps to:

* A bare count has the unit ``""`` and says in ``counted`` what is counted.
* Shares: "20 %" is 20 with the unit ``percent``; "half" is 0.5 with the unit ``proportion``;
  "1 in 5 children" is 1 with no unit, counted ``child`` and per ``5``; "twice as many" is 2 with
  the unit ``times``. All four can be compared with each other.
* A change by a factor keeps the factor: "doubled" is 2 ``times``, a difference, up. The rise that
  it is, 100 %, is worked out in comparing: see :mod:`claims.quantities.factors`.
* "3.2 percentage points" has the unit ``percentage point``, which is never a share.
* Money has a currency's name as its unit (``US dollar``); each currency is a dimension of its own
  and is converted only at a :class:`~claims.quantities.conversion.DatedRate`.
* A rate may be written either way: unit ``US dollar per barrel``, or unit ``US dollar`` and per
  ``barrel``. A denominator may carry a number: per ``100000 person``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from .currencies import CENTS, CURRENCIES, CURRENCY_CODES, CURRENCY_WORDS

# Physical units by dimension. A name is also Pint's own once spaces are underscores,
# except where ``conversion.PINT_NAMES`` says otherwise.
PHYSICAL = {
    "length": (
        "metre kilometre centimetre millimetre micrometre nanometre mile yard foot inch light-year "
        "nautical-mile"
    ),
    "area": (
        "square-metre square-kilometre square-centimetre square-mile square-foot square-yard "
        "square-inch hectare acre"
    ),
    "volume": (
        "litre millilitre centilitre hectolitre cubic-metre cubic-kilometre cubic-centimetre "
        "cubic-foot cubic-inch cubic-yard gallon imperial-gallon pint quart fluid-ounce barrel"
    ),
    "mass": (
        "gram kilogram milligram microgram tonne kilotonne megatonne gigatonne pound ounce stone "
        "ton short-ton long-ton carat"
    ),
    "time": (
        "second minute hour day week fortnight month year decade century millisecond microsecond "
        "nanosecond"
    ),
    "age": "hour-of-age day-of-age week-of-age month-of-age year-of-age",
    "speed": "knot",
    "energy": (
        "joule kilojoule megajoule gigajoule calorie kilocalorie watt-hour kilowatt-hour "
        "megawatt-hour gigawatt-hour terawatt-hour"
    ),
    "power": "watt kilowatt megawatt gigawatt terawatt milliwatt horsepower",
    "data": ("bit kilobit megabit gigabit byte kilobyte megabyte gigabyte terabyte petabyte"),
    "frequency": "hertz kilohertz megahertz gigahertz",
    "pressure": "pascal hectopascal kilopascal megapascal bar millibar",
    "force": "newton kilonewton",
    "voltage": "volt kilovolt millivolt",
    "current": "ampere milliampere",
    "temperature": "degree-Celsius degree-Fahrenheit kelvin",
}
DIMENSION_OF = {
    name.replace("-", " ") if not name.startswith("light") else name: dimension
    for dimension, names in PHYSICAL.items()
    for name in names.split()
}

# Shares in percent, points in percentage points.
SHARES = {
    "percent": Decimal(1),
    "proportion": Decimal(100),
    "times": Decimal(100),
    "per mille": Decimal("0.1"),
    "part per million": Decimal("0.0001"),
    "part per billion": Decimal("0.0000001"),
}
POINTS = {"percentage point": Decimal(1), "basis point": Decimal("0.01")}

ALIASES = {
    "%": "percent",
    "percentage": "percent",
    "per cent": "percent",
    "pct": "percent",
    "pp": "percentage point",
    "ppt": "percentage point",
    "bp": "basis point",
    "bps": "basis point",
    "share": "proportion",
    "fraction": "proportion",
    "time": "times",
    "fold": "times",
    "ppm": "part per million",
    "ppb": "part per billion",
    "parts per million": "part per million",
    "parts per billion": "part per billion",
    "permille": "per mille",
    "dollar": "US dollar",
    "us dollar": "US dollar",
    "american dollar": "US dollar",
    "cent": "US cent",
    "pence": "penny",
    "sterling": "pound sterling",
    "british pound": "pound sterling",
    "yen": "Japanese yen",
    "yuan": "Chinese yuan",
    "renminbi": "Chinese yuan",
    "rupee": "Indian rupee",
    "rouble": "Russian rouble",
    "ruble": "Russian rouble",
    "russian ruble": "Russian rouble",
    "shekel": "Israeli shekel",
    "singaporean dollar": "Singapore dollar",
    "km": "kilometre",
    "m": "metre",
    "cm": "centimetre",
    "mm": "millimetre",
    "kg": "kilogram",
    "g": "gram",
    "mg": "milligram",
    "lb": "pound",
    "lbs": "pound",
    "oz": "ounce",
    "ft": "foot",
    "l": "litre",
    "ml": "millilitre",
    "h": "hour",
    "kwh": "kilowatt hour",
    "mwh": "megawatt hour",
    "gwh": "gigawatt hour",
    "twh": "terawatt hour",
    "kw": "kilowatt",
    "mw": "megawatt",
    "gw": "gigawatt",
    "km/h": "kilometre per hour",
    "kph": "kilometre per hour",
    "mph": "mile per hour",
    "metric ton": "tonne",
    "us ton": "short ton",
    "imperial ton": "long ton",
    "pound-mass": "pound",
    "celsius": "degree Celsius",
    "°c": "degree Celsius",
    "fahrenheit": "degree Fahrenheit",
    "°f": "degree Fahrenheit",
    "sq m": "square metre",
    "sq km": "square kilometre",
    "sq ft": "square foot",
    "square feet": "square foot",
    "cubic feet": "cubic foot",
    "feet": "foot",
    "inches": "inch",
    "centuries": "century",
}
_BY_FOLDED = {
    name.casefold(): name for name in (*DIMENSION_OF, *SHARES, *POINTS, *CURRENCIES, *CENTS)
} | {code.casefold(): name for code, name in CURRENCY_CODES.items()}
_AMERICAN = re.compile(r"(met|lit)er\b")


@lru_cache(maxsize=1024)
def canonical_unit(name: str) -> str:
    """The one name of a unit: "km" and "kilometers" are "kilometre", "USD" is "US dollar".

    A name that is not known comes back as it is, without outer space: a unit of its own.
    """
    plain = " ".join(name.split())
    if " per " in plain and plain.casefold() not in ALIASES | _BY_FOLDED:
        top, _, under = plain.partition(" per ")
        return f"{canonical_unit(top)} per {canonical_unit(under)}"
    for folded in _spellings(plain.casefold()):
        known = ALIASES.get(folded) or _BY_FOLDED.get(folded)
        if known is not None:
            return known
    return plain


def _spellings(folded: str) -> Iterator[str]:
    british = _AMERICAN.sub(r"\1re", folded)
    yield folded
    yield british
    if folded.endswith("s"):
        yield folded[:-1]
    if (plural := re.sub(r"(met|lit)ers\b", r"\1re", folded)) != folded:
        yield plural
    elif british.endswith("s"):
        yield british[:-1]


def is_currency(unit: str) -> bool:
    """Whether a canonical unit is money: a known currency, its hundredth, or named like one."""
    if unit in CURRENCIES or unit in CENTS:
        return True
    return unit not in DIMENSION_OF and unit.rpartition(" ")[2].casefold() in CURRENCY_WORDS


def dimension_of(unit: str) -> str:
    """The dimension of one canonical unit, in a word a reader knows."""
    if not unit:
        return "count"
    if unit in SHARES:
        return "share"
    if unit in POINTS:
        return "percentage points"
    if is_currency(unit):
        return f"money in {CENTS.get(unit, unit)}"
    return DIMENSION_OF.get(unit, unit.casefold())
