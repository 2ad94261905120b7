"""Amounts to calculate with: an interval, and what it is measured in.

An ``Amount`` is a quantity's number freed of the way it was written: a share is a fraction of one,
"3 per 100,000 people" is 0.00003 per person. Bounds have 28 digits; where a digit more would be
needed the lower is rounded down and the upper up, so that the interval holds whatever the true
values give. Open ends are infinite.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from enum import Enum
from fractions import Fraction
from functools import cache

from claims.quantities.conversion import conversion_factor
from claims.quantities.measures import Measure
from claims.quantities.nouns import together
from claims.quantities.units import DIMENSION_OF, POINTS, dimension_of, is_currency

from .formulas import CannotCalculate

DIGITS = 28
DOWN, UP, NEAREST = (
    Context(prec=DIGITS, rounding=way) for way in (ROUND_FLOOR, ROUND_CEILING, ROUND_HALF_EVEN)
)
ZERO, ONE, INFINITE = Decimal(0), Decimal(1), Decimal("Infinity")
TEMPERATURES = frozenset({"degree Celsius", "degree Fahrenheit"})


class Form(Enum):
    """How a pure number is meant; what has a unit is ``NUMBER``."""

    NUMBER = "number"
    RATIO = "ratio"  # of two like amounts: "2.5 times"
    SHARE = "share"  # said in percent
    POINTS = "points"  # percentage points


PERCENT = (Form.SHARE, Form.POINTS)
FRACTIONS = (Form.RATIO, *PERCENT)


@dataclass(frozen=True, slots=True)
class Bound:
    """An end of an interval; an open one is not reached itself."""

    value: Decimal
    is_open: bool = False

    @property
    def is_finite(self) -> bool:
        return self.value.is_finite()


@dataclass(frozen=True, slots=True)
class Amount:
    """``units`` are canonical units and counted nouns with their powers, ``of`` is what a share or
    a measured amount is of ("5 tonnes of grain"), ``over`` the number a rate is said per.
    ``is_written`` is true of what stands as a number in the formula."""

    low: Bound
    high: Bound
    form: Form = Form.NUMBER
    units: tuple[tuple[str, int], ...] = ()
    of: str = ""
    over: Decimal = ONE
    is_about: bool = False
    is_difference: bool = False
    is_written: bool = False

    @property
    def is_point(self) -> bool:
        return self.low == self.high

    @property
    def holds_zero(self) -> bool:
        return self.low.value <= 0 <= self.high.value

    @property
    def is_bare(self) -> bool:
        return self.form is Form.NUMBER and not self.units


def whole(number: Decimal) -> Amount:
    return Amount(Bound(number), Bound(number), is_written=True)


# -- intervals -----------------------------------------------------------------------------------


def added(one: Amount, two: Amount) -> tuple[Bound, Bound]:
    def end(x: Bound, y: Bound, context: Context) -> Bound:
        return Bound(context.add(x.value, y.value), x.is_open or y.is_open)

    if one.is_point and two.is_point:
        both = end(one.low, two.low, NEAREST)
        return both, both
    return end(one.low, two.low, DOWN), end(one.high, two.high, UP)


def negated(amount: Amount) -> Amount:
    low, high = (
        Bound(bound.value.copy_negate() if bound.value else ZERO, bound.is_open)
        for bound in (amount.high, amount.low)
    )
    return replace(amount, low=low, high=high)


def multiplied(one: Amount, two: Amount) -> tuple[Bound, Bound]:
    return _corners(one, two, Context.multiply)


def divided(one: Amount, two: Amount) -> tuple[Bound, Bound]:
    """Raises ``CannotCalculate`` where the divisor may be zero."""
    if two.holds_zero:
        only = two.low.value == two.high.value == 0
        why = "zero" if only else "a range that holds zero"
        raise CannotCalculate(f"Nothing can be divided by {why}.")
    return _corners(one, two, Context.divide)


def _corners(
    one: Amount, two: Amount, function: Callable[[Context, Decimal, Decimal], Decimal]
) -> tuple[Bound, Bound]:
    """The interval that a function, monotone in each number, makes of two: the least and the
    greatest of what it makes of their ends."""
    if one.is_point and two.is_point:
        both = Bound(function(NEAREST, one.low.value, two.low.value))
        return both, both

    def corner(x: Bound, y: Bound, context: Context) -> Bound | None:
        zeros = [bound for bound in (x, y) if not bound.value]
        if zeros:  # also zero times an open end: none of its values is infinite
            return Bound(ZERO, all(bound.is_open for bound in zeros))
        if not x.is_finite and not y.is_finite and function is Context.divide:
            return None  # the other corners bound it
        return Bound(function(context, x.value, y.value), x.is_open or y.is_open)

    ends = [(x, y) for x in (one.low, one.high) for y in (two.low, two.high)]
    lows = [bound for x, y in ends if (bound := corner(x, y, DOWN))]
    highs = [bound for x, y in ends if (bound := corner(x, y, UP))]
    # Of two equal ends the one that is reached counts.
    low = min(lows, key=lambda bound: (bound.value, bound.is_open))
    high = max(highs, key=lambda bound: (bound.value, not bound.is_open))
    return low, high


# -- units ---------------------------------------------------------------------------------------


def said_like(two: Amount, one: Amount) -> Amount:
    """The second with its units turned into those of the first, as far as they are alike:
    500 m beside km is 0.5 km."""
    units, factor = dict(two.units), Fraction(1)
    for unit, power in two.units:
        for known, _ in one.units:
            ratio = ratio_of(unit, known)
            if is_unit(unit) and ratio is not None and known not in units:
                factor *= ratio**power
                units[known] = units.pop(unit)
                break
    if factor == 1:
        return replace(two, units=in_order(units))
    low, high = divided(scaled(two, Decimal(factor.numerator)), whole(Decimal(factor.denominator)))
    return replace(two, low=low, high=high, units=in_order(units))


def combined(one: Amount, two: Amount, sign: int) -> tuple[tuple[str, int], ...]:
    """The units of a product (``sign`` 1) or a quotient (−1): km per hour by hours leaves km."""
    units = dict(one.units)
    for unit, power in two.units:
        mine = next((known for known in units if ratio_of(unit, known) == 1), unit)
        units[mine] = units.get(mine, 0) + sign * power
    return in_order({unit: power for unit, power in units.items() if power})


def in_order(units: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(units.items()))


@cache
def ratio_of(unit: str, into: str) -> Fraction | None:
    """How many of ``into`` one ``unit`` is; ``None`` where the two are different things. Kinds of
    people are people."""
    if unit == into:
        return Fraction(1)
    if is_unit(unit) or is_unit(into):
        if dimension_of(unit) != dimension_of(into) or unit in TEMPERATURES:
            return None
        if into in TEMPERATURES:
            return None
        larger = conversion_factor(Measure(unit), Measure(into))
        if larger < 1:  # a minute is an hour through 60, which a decimal cannot say
            return 1 / _exact(conversion_factor(Measure(into), Measure(unit)))
        return _exact(larger)
    return Fraction(1) if together(unit, into) is not None else None


def _exact(factor: Decimal) -> Fraction:
    """A foot is 0.3048000…0001 metre to the library: the noise must not decide."""
    return Fraction(Context(prec=22).plus(factor))


def is_unit(name: str) -> bool:
    """Whether it is a unit of measurement or a currency, and not a thing that is counted."""
    return name in DIMENSION_OF or name in POINTS or is_currency(name)


def common_units(one: Amount, two: Amount) -> tuple[tuple[str, int], ...] | None:
    """What both measure; ``None`` where it is not the same. A bare number takes the other's noun,
    and of two nouns the wider one stays."""
    if not one.units or not two.units:
        units = one.units or two.units
        countable = all(power == 1 and not is_unit(unit) for unit, power in units)
        return units if countable and len(units) < 2 else None
    if len(one.units) != len(two.units):
        return None
    mine, common = dict(one.units), {}
    for unit, power in two.units:
        like = [known for known in mine if ratio_of(unit, known) == 1 and mine[known] == power]
        if not like:
            return None
        del mine[like[0]]
        common[like[0] if is_unit(like[0]) else together(like[0], unit) or unit] = power
    return in_order(common)


def scaled(amount: Amount, factor: Decimal) -> Amount:
    """Each bound times a positive number."""
    if factor == 1:
        return amount
    low, high = multiplied(amount, whole(factor))
    return replace(amount, low=low, high=high)
