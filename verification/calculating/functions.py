"""The functions of a formula.

- ``share(a, b)``: a of b, in percent;
- ``change(a, b)``: from a to b, in percent;
- ``difference(a, b)``: from a to b, in their own unit; of two shares, in percentage points;
- ``sum(…)``, ``mean(…)``;
- ``per(a, b, 100000)``: a for every 100,000 of b.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from .amounts import Amount, Bound, Form, added, divided, is_unit, negated, whole
from .figures import units_in_words
from .formulas import MINUS, CannotCalculate
from .signs import plus, refuse_temperature


def _parts(one: Amount, two: Amount) -> tuple[Bound, Bound]:
    """One over two, in the same unit; raises where they measure different things."""
    plus(one, two)
    refuse_temperature(one, two)
    return divided(one, two)


def _share(one: Amount, two: Amount) -> Amount:
    low, high = _parts(one, two)
    nouns = [unit for unit, power in two.units if power == 1 and not is_unit(unit)]
    return Amount(
        low, high, form=Form.SHARE, of=nouns[0] if nouns else two.of,
        is_about=one.is_about or two.is_about,
    )  # fmt: skip


def _change(one: Amount, two: Amount) -> Amount:
    if one.low.value <= 0:
        raise CannotCalculate(
            "A change in percent starts from a figure above zero. Use difference(a, b)."
        )
    low, high = _parts(two, one)
    grown = Amount(low, high, form=Form.SHARE, is_about=one.is_about or two.is_about)
    low, high = added(grown, whole(Decimal(-1)))
    return replace(grown, low=low, high=high, is_difference=True)


def _difference(one: Amount, two: Amount) -> Amount:
    less = plus(two, negated(one))
    form = Form.POINTS if less.form is Form.SHARE else less.form
    return replace(less, form=form, is_difference=True)


def _sum(*values: Amount) -> Amount:
    total, *others = values
    for value in others:
        total = plus(total, value)
    return total


def _mean(*values: Amount) -> Amount:
    total = _sum(*values)
    low, high = divided(total, whole(Decimal(len(values))))
    return replace(total, low=low, high=high)


def _per(one: Amount, two: Amount, number: Amount) -> Amount:
    if not (number.is_written and number.is_point and number.is_bare and number.low.value > 0):
        raise CannotCalculate("per(a, b, 100000) takes a number above zero in the third place.")
    if one.form is not Form.NUMBER or two.form is not Form.NUMBER:
        raise CannotCalculate("per(a, b, 100000) takes two counts or amounts, not shares.")
    refuse_temperature(one, two)
    if len(two.units) > 1 or any(power != 1 for _, power in two.units):
        raise CannotCalculate(f"A rate cannot be said per {units_in_words(two)}.")
    low, high = divided(one, two)
    # Not brought together: people per 100,000 people stays a rate.
    under = tuple((unit, -power) for unit, power in two.units)
    return Amount(
        low, high, units=(*one.units, *under), of=one.of, over=number.low.value,
        is_about=one.is_about or two.is_about,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Function:
    """What a function makes of its amounts, and the sum in words, given their numbers."""

    work: Callable[..., Amount]
    words: Callable[[list[str]], str]


WORKED = {
    "share": Function(_share, lambda n: f"{n[0]} ÷ {n[1]} × 100 %"),
    "change": Function(_change, lambda n: f"({n[1]} ÷ {n[0]} {MINUS} 1) × 100 %"),
    "difference": Function(_difference, lambda n: f"{n[1]} {MINUS} {n[0]}"),
    "sum": Function(_sum, " + ".join),
    "mean": Function(_mean, lambda n: f"({' + '.join(n)}) ÷ {len(n)}"),
    "per": Function(_per, lambda n: f"{n[0]} ÷ {n[1]} × {n[2]}"),
}
