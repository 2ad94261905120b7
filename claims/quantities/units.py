"""Units: one British singular name for each, its dimension, and exact conversion.

Conventions that whoever fills a :class:`~claims.quantities.quantity.Quantity` keeps to:

* A bare count has the unit ``""`` and says in ``counted`` what is counted.
* Shares: "20 %" is 20 with the unit ``percent``; "half" is 0.5 with the unit ``proportion``;
  "1 in 5 children" is 1 with no unit, counted ``child`` and per ``5``; "twice as many" is 2 with
  the unit ``times``. All four can be compared with each other.
* A change by a factor keeps the factor: "doubled" is 2 ``times``, a difference, up. The rise that
  it is, 100 %, is worked out in comparing: see :mod:`claims.quantities.factors`.
* "3.2 percentage points" has the unit ``percentage point``, which is never a share.
* Money has a currency's name as its unit (``US dollar``); each currency is a dimension of its own
  and is converted only at a :class:`DatedRate`.
* A rate may be written either way: unit ``US dollar per barrel``, or unit ``US dollar`` and per
  ``barrel``. A denominator may carry a number: per ``100000 person``.

Physical units are converted by Pint, which takes most of a second to load. So it is imported
when two different physical units first meet, and never for a plain count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import cache, lru_cache
from typing import Any

# Physical units by dimension. A name is also Pint's own once spaces are underscores,
# except where PINT_NAMES says otherwise.
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
PINT_NAMES = {
    "barrel": "oil_barrel",
    "light-year": "light_year",
    "ton": "short_ton",
    "decade": "calendar_decade",
    "degree Celsius": "degree_Celsius",
    "degree Fahrenheit": "degree_Fahrenheit",
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

CURRENCY_CODES = {
    "USD": "US dollar",
    "EUR": "euro",
    "GBP": "pound sterling",
    "JPY": "Japanese yen",
    "CNY": "Chinese yuan",
    "INR": "Indian rupee",
    "RUB": "Russian rouble",
    "CHF": "Swiss franc",
    "CAD": "Canadian dollar",
    "AUD": "Australian dollar",
    "NZD": "New Zealand dollar",
    "HKD": "Hong Kong dollar",
    "SGD": "Singapore dollar",
    "SEK": "Swedish krona",
    "NOK": "Norwegian krone",
    "DKK": "Danish krone",
    "PLN": "Polish zloty",
    "CZK": "Czech koruna",
    "HUF": "Hungarian forint",
    "TRY": "Turkish lira",
    "UAH": "Ukrainian hryvnia",
    "ILS": "Israeli shekel",
    "KRW": "South Korean won",
    "BRL": "Brazilian real",
    "MXN": "Mexican peso",
    "ZAR": "South African rand",
    "NGN": "Nigerian naira",
    "KES": "Kenyan shilling",
    "THB": "Thai baht",
    "IDR": "Indonesian rupiah",
    "MYR": "Malaysian ringgit",
    "PHP": "Philippine peso",
    "VND": "Vietnamese dong",
    "PKR": "Pakistani rupee",
    "EGP": "Egyptian pound",
    "SAR": "Saudi riyal",
    "AED": "UAE dirham",
    "ARS": "Argentine peso",
    "CLP": "Chilean peso",
    "COP": "Colombian peso",
}
CURRENCIES = frozenset(CURRENCY_CODES.values())
# A hundredth of its currency.
CENTS = {
    "US cent": "US dollar",
    "euro cent": "euro",
    "penny": "pound sterling",
    "Canadian cent": "Canadian dollar",
    "Australian cent": "Australian dollar",
    "Indian paisa": "Indian rupee",
    "kopeck": "Russian rouble",
}
CURRENCY_WORDS = frozenset(
    "dollar euro franc krona krone peso rupee rouble dinar lira riyal dirham shilling yen yuan "  # noqa: SIM905
    "won baht rand naira zloty koruna forint hryvnia shekel real ringgit rupiah dong crown mark "
    "taka kwacha cedi birr lari leu lev kuna tenge som manat guilder florin".split()
)

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


@dataclass(frozen=True, slots=True)
class DatedRate:
    """What one unit of ``base`` bought in ``quote`` on a day: 1 euro = 1.09 US dollar.

    Raises ``ValueError`` for a rate that is not above zero, or without its day.
    """

    base: str
    quote: str
    rate: Decimal
    on: str

    def __post_init__(self) -> None:
        if not self.rate.is_finite() or self.rate <= 0:
            raise ValueError("An exchange rate is a number above zero.")
        if not self.on:
            raise ValueError("An exchange rate belongs to a day: say which.")

    def between(self, found: str, claimed: str) -> Decimal | None:
        """How much of ``claimed`` one ``found`` is worth, if this rate tells it."""
        base, quote = canonical_unit(self.base), canonical_unit(self.quote)
        if (found, claimed) == (base, quote):
            return self.rate
        if (found, claimed) == (quote, base):
            return 1 / self.rate
        return None


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


def conversion_factor(found: Measure, claimed: Measure) -> Decimal:
    """What a figure in ``found`` is multiplied with to stand in ``claimed``'s measure.

    Both must have the same dimension and no temperature (:func:`convert` knows those); raises
    ``ValueError`` otherwise.
    """
    if found.dimension != claimed.dimension:
        raise ValueError(f"{found.dimension} cannot be converted into {claimed.dimension}.")
    if _speed_in_knots(found, claimed):
        return _pint_ratio(_pint_expression(found), _pint_expression(claimed))
    factor = _ratio(found.top, claimed.top) * claimed.over / found.over
    return factor / _ratio(found.under, claimed.under)


def _speed_in_knots(found: Measure, claimed: Measure) -> bool:
    return (not found.under) != (not claimed.under)


def _pint_expression(measure: Measure) -> str:
    top = _pint_name(measure.top)
    return f"{top} / {_pint_name(measure.under)}" if measure.under else top


def _ratio(unit: str, into: str) -> Decimal:
    if unit == into:
        return Decimal(1)
    for family in (SHARES, POINTS):
        if unit in family and into in family:
            return family[unit] / family[into]
    if is_currency(unit):
        return _in_whole(unit) / _in_whole(into)
    if unit in DIMENSION_OF:
        return _pint_ratio(_pint_name(unit), _pint_name(into))
    return Decimal(1)  # the same word in other letters


def _in_whole(currency: str) -> Decimal:
    return Decimal("0.01") if currency in CENTS else Decimal(1)


def _pint_name(unit: str) -> str:
    plain = unit.removesuffix(" of age")
    if plain in PINT_NAMES:
        return PINT_NAMES[plain]
    for word, power in (("square ", 2), ("cubic ", 3)):
        if plain.startswith(word):
            return f"{plain.removeprefix(word)} ** {power}"
    return plain.replace(" hour", " * hour").replace(" ", "_").replace("_*_", " * ")


@cache
def _registry() -> Any:
    from pint import UnitRegistry  # most of a second: only when two physical units meet

    registry: Any = UnitRegistry(non_int_type=Decimal)
    registry.define("calendar_decade = 10 * year")  # Pint's own decade is a step of a logarithm
    return registry


@cache
def _pint_ratio(unit: str, into: str) -> Decimal:
    one = _registry().Quantity(Decimal(1), unit)
    return Decimal(one.to(into).magnitude)


def convert(value: Decimal, found: Measure, claimed: Measure, *, difference: bool) -> Decimal:
    """``value`` in ``found``'s measure, said in ``claimed``'s.

    A difference of temperatures has no zero point and so converts without the offset.
    """
    if found == claimed:
        return value
    if found.dimension != "temperature" or found.top == claimed.top:
        return _plain(value * conversion_factor(found, claimed))
    prefix = "delta_" if difference else ""
    registry = _registry()
    names = [_temperature_name(measure.top, prefix) for measure in (found, claimed)]
    return _plain(Decimal(registry.Quantity(value, names[0]).to(names[1]).magnitude))


def _plain(value: Decimal) -> Decimal:
    # A foot is 0.3048000…0001 metre to Pint: the noise must not decide at a bound.
    return Context(prec=22).plus(value)


def _temperature_name(unit: str, prefix: str) -> str:
    name = PINT_NAMES.get(unit, unit)
    return name if unit == "kelvin" else prefix + name
