"""Exact conversion between measures of one dimension; money only at a dated rate.

Physical units are converted by Pint, which takes most of a second to load. So it is imported
when two different physical units first meet, and never for a plain count.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from functools import cache
from typing import Any

from .currencies import CENTS
from .measures import Measure
from .units import DIMENSION_OF, POINTS, SHARES, canonical_unit, is_currency

PINT_NAMES = {
    "barrel": "oil_barrel",
    "light-year": "light_year",
    "ton": "short_ton",
    "decade": "calendar_decade",
    "degree Celsius": "degree_Celsius",
    "degree Fahrenheit": "degree_Fahrenheit",
}


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
