"""What the four signs and the percent sign make of amounts.

One share less another is said in percentage points, a share of "100 %" written out in percent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from .amounts import (
    FRACTIONS,
    ONE,
    TEMPERATURES,
    Amount,
    Bound,
    Form,
    added,
    combined,
    common_units,
    divided,
    multiplied,
    negated,
    scaled,
)
from .figures import units_in_words
from .formulas import MINUS, OVER, PLUS, TIMES, CannotCalculate

# What the sum of two forms is; the same for a difference, but for one share less another.
SUMS = {
    (Form.NUMBER, Form.NUMBER): Form.NUMBER,
    (Form.RATIO, Form.RATIO): Form.RATIO,
    (Form.SHARE, Form.SHARE): Form.SHARE,
    (Form.POINTS, Form.POINTS): Form.POINTS,
    (Form.SHARE, Form.POINTS): Form.SHARE,
    (Form.POINTS, Form.SHARE): Form.SHARE,
    (Form.RATIO, Form.SHARE): Form.RATIO,
    (Form.SHARE, Form.RATIO): Form.RATIO,
    (Form.NUMBER, Form.RATIO): Form.RATIO,
    (Form.RATIO, Form.NUMBER): Form.RATIO,
    (Form.NUMBER, Form.SHARE): Form.RATIO,
    (Form.SHARE, Form.NUMBER): Form.RATIO,
}


def plus(one: Amount, two: Amount) -> Amount:
    form = SUMS.get((one.form, two.form))
    units = common_units(one, two)
    if form is None or units is None or _number_with_unit_and_share(one, two):
        raise CannotCalculate(
            f"{units_in_words(one)} and {units_in_words(two)} cannot be added up or compared: "
            "they measure different things."
        )
    low, high = added(one, two)
    return Amount(
        low,
        high,
        form=form,
        units=units,
        of=one.of if one.of == two.of else "",
        over=one.over,
        is_about=one.is_about or two.is_about,
        is_difference=one.is_difference and two.is_difference,
        is_written=one.is_written and two.is_written,
    )


def _number_with_unit_and_share(one: Amount, two: Amount) -> bool:
    """6,387 people and 5 %: of what? But "1 + 5 %" is a factor."""
    if (one.form in FRACTIONS) == (two.form in FRACTIONS):
        return False
    number = two if one.form in FRACTIONS else one
    return not number.is_written or bool(number.units)


def minus(one: Amount, two: Amount) -> Amount:
    less = plus(one, negated(two))
    if one.form is two.form is Form.SHARE and not one.is_written:
        return replace(less, form=Form.POINTS, is_difference=True)
    return less


def times(one: Amount, two: Amount) -> Amount:
    refuse_temperature(one, two)
    low, high = multiplied(one, two)
    forms = {one.form, two.form}
    form = Form.NUMBER
    if forms <= set(FRACTIONS):
        form = one.form if one.form is two.form else Form.RATIO
    return _made(one, two, low, high, form, combined(one, two, 1))


def over(one: Amount, two: Amount) -> Amount:
    refuse_temperature(one, two)
    units = combined(one, two, -1)
    low, high = divided(one, two)
    form = Form.NUMBER
    if one.form in FRACTIONS:
        form = Form.RATIO if two.form in FRACTIONS else one.form
    elif one.units and not units:
        form = Form.RATIO
    return _made(one, two, low, high, form, units)


def _made(
    one: Amount,
    two: Amount,
    low: Bound,
    high: Bound,
    form: Form,
    units: tuple[tuple[str, int], ...],
) -> Amount:
    """The product or quotient; a bare factor changes nothing but the size."""
    kept = two if one.is_bare else one
    plain = one.is_bare or two.is_bare or two.form in FRACTIONS or one.form in FRACTIONS
    return Amount(
        low,
        high,
        form=form,
        units=units,
        of=kept.of if plain else "",
        over=kept.over if one.is_bare or two.is_bare else ONE,
        is_about=one.is_about or two.is_about,
        is_difference=plain and (one.is_difference or two.is_difference),
        is_written=one.is_written and two.is_written,
    )


def refuse_temperature(one: Amount, two: Amount) -> None:
    for amount in (one, two):
        if any(unit in TEMPERATURES for unit, _ in amount.units) and not amount.is_difference:
            raise CannotCalculate(
                "Degrees have no zero of their own, so a temperature is neither multiplied nor "
                "divided. Use difference(a, b) or mean(a, b)."
            )


def in_percent(amount: Amount) -> Amount:
    if not amount.is_bare:
        raise CannotCalculate(
            "“%” stands behind a bare number, such as 5 %. For a share write share(a, b)."
        )
    return replace(scaled(amount, Decimal("0.01")), form=Form.SHARE, is_written=amount.is_written)


SIGNS: dict[str, Callable[[Amount, Amount], Amount]] = {
    PLUS: plus,
    MINUS: minus,
    TIMES: times,
    OVER: over,
}
