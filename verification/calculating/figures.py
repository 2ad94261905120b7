"""From a figure to an amount that can be calculated with, and back to a figure and its words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from claims.quantities import Change, Comparator, Nature, Quantity, in_number, plural
from claims.quantities.measures import Measure, measure_of
from claims.quantities.numerals import rounded
from claims.quantities.signs import SYMBOLS
from claims.quantities.units import POINTS, SHARES, dimension_of
from claims.quantities.wording import unit_after

from .amounts import (
    INFINITE,
    ONE,
    PERCENT,
    ZERO,
    Amount,
    Bound,
    Form,
    divided,
    is_unit,
    negated,
    scaled,
    whole,
)
from .formulas import CannotCalculate

LARGEST, SMALLEST = Decimal(10) ** 24, Decimal(10) ** -24
HUNDRED = Decimal(100)
PAIRS = frozenset({"ratio", "score"})
POWERS = {1: "", 2: "square ", 3: "cubic "}


def amount_of(quantity: Quantity, letter: str) -> Amount:
    """A figure as an amount. Raises ``CannotCalculate`` for what is two figures in one."""
    if quantity.nature is Nature.TRANSITION or quantity.unit in PAIRS:
        raise CannotCalculate(
            f"{letter} is “{quantity.text}”, which is two figures. Cite the one that you mean."
        )
    measure = measure_of(quantity.unit, per=quantity.per, counted=quantity.counted)
    low, high = _bounds(quantity)
    amount = Amount(
        low,
        high,
        over=measure.over,
        is_about=quantity.comparator is Comparator.ABOUT,
        is_difference=quantity.nature is Nature.DIFFERENCE,
    )
    if amount.is_difference and quantity.change is Change.DOWN and low.value >= 0:
        amount = negated(amount)
    noun = " ".join(quantity.counted.split())
    units: dict[str, int] = {}
    if measure.top in SHARES:
        amount = replace(scaled(amount, SHARES[measure.top] / HUNDRED), form=Form.SHARE, of=noun)
    elif measure.top in POINTS:
        amount = replace(scaled(amount, POINTS[measure.top] / HUNDRED), form=Form.POINTS)
    elif measure.top:
        units[measure.top] = 1
        amount = replace(amount, of=noun)
    elif noun:
        units[noun] = 1
    if measure.over != 1:
        bounds = divided(amount, whole(measure.over))
        amount = replace(amount, low=bounds[0], high=bounds[1])
        if measure.top in SHARES:
            amount = replace(amount, over=ONE)
    if measure.under:
        units[measure.under] = units.get(measure.under, 0) - 1
    return replace(
        amount, units=tuple(sorted((unit, power) for unit, power in units.items() if power))
    )


def _bounds(quantity: Quantity) -> tuple[Bound, Bound]:
    """The stated bounds; of a directed difference, which is a size, none below zero."""
    directed = quantity.nature is Nature.DIFFERENCE and quantity.change is not Change.NONE
    low, high = quantity.low, quantity.high
    if low is None and directed and high is not None and high >= 0:
        low = ZERO
    apart = low != high
    return (
        Bound(-INFINITE, True)
        if low is None
        else Bound(low, apart and quantity.comparator is Comparator.MORE_THAN),
        Bound(INFINITE, True)
        if high is None
        else Bound(high, apart and quantity.comparator is Comparator.LESS_THAN),
    )


def quantity_of(amount: Amount, *, as_of: str = "") -> Quantity:
    """The amount as a figure in its normal form, with words of its own as its text."""
    if not amount.low.is_finite and not amount.high.is_finite:
        raise CannotCalculate("The result is open at both ends, so it says nothing.")
    top, under = _top_and_under(amount)
    unit, counted, per = _named(amount, top, under)
    shown = _as_said(amount)
    for bound in (shown.low.value, shown.high.value):
        if bound.is_finite() and bound and not SMALLEST <= abs(bound) <= LARGEST:
            raise CannotCalculate("The result is too large or too small to be a figure.")
    change = Change.NONE
    if amount.is_difference and shown.low.value >= 0 and shown.high.value > 0:
        change = Change.UP
    elif amount.is_difference and shown.high.value <= 0 and shown.low.value < 0:
        change, shown = Change.DOWN, negated(shown)
    low, high = _ends(shown)
    quantity = Quantity(
        text="",
        low=low,
        high=high,
        comparator=_comparator(shown, low, high),
        unit=unit,
        counted=counted,
        nature=Nature.DIFFERENCE if amount.is_difference else Nature.LEVEL,
        change=change,
        per=per,
        as_of=as_of,
    )
    return replace(quantity, text=_text(quantity, shown))


def _as_said(amount: Amount) -> Amount:
    """In percent where it is a share, per 100,000 where it is such a rate."""
    if amount.form in PERCENT:
        return scaled(amount, HUNDRED)
    return scaled(amount, amount.over)


def _top_and_under(amount: Amount) -> tuple[str, str]:
    above = [(unit, power) for unit, power in amount.units if power > 0]
    below = [(unit, power) for unit, power in amount.units if power < 0]
    plain = [
        f"{POWERS[power]}{unit}"
        for unit, power in above
        if power == 1 or (power in POWERS and dimension_of(unit) == "length")
    ]
    if len(above) > 1 or len(plain) < len(above) or len(below) > 1 or any(p < -1 for _, p in below):
        raise CannotCalculate(
            f"The result would be in {units_in_words(amount)}, which no figure is said in."
        )
    return (plain[0] if plain else ""), (below[0][0] if below else "")


def _named(amount: Amount, top: str, under: str) -> tuple[str, str, str]:
    """Unit, what is counted, and the denominator."""
    over = f"{amount.over:f}" if amount.over != 1 else ""
    per = f"{over} {under}".strip() if under or over else ""
    if amount.form is Form.SHARE:
        return "percent", amount.of, per
    if amount.form is Form.POINTS:
        return "percentage point", amount.of, per
    if amount.form is Form.RATIO:
        sizes = [abs(b.value) for b in (amount.low, amount.high) if b.is_finite]
        return ("times" if max(sizes) > 1 else "proportion"), amount.of, per
    if is_unit(top):
        if under and not over and f"{top} per {under}" in SYMBOLS:
            return f"{top} per {under}", amount.of, ""
        return top, amount.of, per
    return "", top, per


def _ends(amount: Amount) -> tuple[Decimal | None, Decimal | None]:
    """The bounds as a figure has them. Zero that is only come near to, as in 100 ÷ "at least 5",
    is an open end."""
    low, high = amount.low, amount.high
    near = low.is_finite and high.is_finite
    no_low = not low.is_finite or (near and low.is_open and not low.value)
    no_high = not high.is_finite or (near and high.is_open and not high.value)
    return (
        None if no_low else _plain(low.value),
        None if no_high else _plain(high.value),
    )


def _plain(value: Decimal) -> Decimal:
    return Decimal(f"{value.normalize():f}") if value else ZERO


def _comparator(amount: Amount, low: Decimal | None, high: Decimal | None) -> Comparator:
    if high is None:
        return Comparator.MORE_THAN if amount.low.is_open else Comparator.AT_LEAST
    if low is None:
        return Comparator.LESS_THAN if amount.high.is_open else Comparator.AT_MOST
    if low != high:
        return Comparator.BETWEEN
    return Comparator.ABOUT if amount.is_about else Comparator.EXACT


LEADS = {
    Comparator.MORE_THAN: "more than ",
    Comparator.AT_LEAST: "at least ",
    Comparator.LESS_THAN: "less than ",
    Comparator.AT_MOST: "up to ",
    Comparator.ABOUT: "about ",
}


def _text(quantity: Quantity, amount: Amount) -> str:
    """ "7.695 %", "up 5,000 to 7,000 people": in digits, so that no word seems to round them."""
    ends = [digits(end) for end in (quantity.low, quantity.high) if end is not None]
    numbers = " to ".join(dict.fromkeys(ends))
    way = f"{quantity.change.value} " if quantity.change is not Change.NONE else ""
    number = quantity.low if quantity.low == quantity.high else None
    unit = ""
    if quantity.unit and quantity.unit != "proportion":
        unit = SYMBOLS.get(quantity.unit) or in_number(quantity.unit, number)
    noun = ""
    if quantity.counted:
        noun = plural(quantity.counted) if quantity.unit else in_number(quantity.counted, number)
        noun = f"of {noun}" if quantity.unit else noun
    measure = measure_of("", per=quantity.per)
    per = unit_after(Measure("", measure.under, measure.over)).strip()
    lead = LEADS.get(quantity.comparator, "")
    return " ".join(part for part in (f"{way}{lead}{numbers}", unit, noun, per) if part)


# -- words for steps -----------------------------------------------------------------------------


def digits(value: Decimal) -> str:
    """A number in digits: "83,000,000", "−3.2"; rounded where its fraction has no end."""
    sign = "−" if value < 0 else ""
    return f"{sign}{_plain(rounded(abs(value))):,f}"


def number_of(amount: Amount) -> str:
    """The bare number of an amount as it stands in a step: "5,000 to 7,000", "at least 50",
    "7.695… %"; an ellipsis where digits are left out."""
    said = _as_said(amount)
    suffix = {Form.SHARE: " %", Form.POINTS: " percentage points"}.get(amount.form, "")
    low, high = said.low, said.high
    if not low.is_finite and not high.is_finite:
        return "anything"
    if not high.is_finite:
        return f"{'more than' if low.is_open else 'at least'} {_cut(low.value)}{suffix}"
    if not low.is_finite:
        return f"{'less than' if high.is_open else 'up to'} {_cut(high.value)}{suffix}"
    if low.value == high.value:
        return f"{_cut(low.value)}{suffix}"
    return f"{_cut(low.value)} to {_cut(high.value)}{suffix}"


def _cut(value: Decimal) -> str:
    words = digits(value)
    return words if rounded(abs(value)) == abs(value) else f"{words}…"


def with_units(amount: Amount) -> str:
    """For a step that says an amount otherwise: "500 metres", "12 deaths per 100,000 people"."""
    above = [_power_words(plural(unit), power) for unit, power in amount.units if power > 0]
    below = [unit for unit, power in amount.units if power < 0]
    rate = unit_after(Measure("", " and ".join(below), amount.over)) if below else ""
    return " ".join((number_of(amount), *above)) + rate


def units_in_words(amount: Amount) -> str:
    """What an amount measures: "people", "euros per person", "a share in percent"."""
    if amount.form in PERCENT:
        return "a share in percent" if amount.form is Form.SHARE else "percentage points"
    if amount.form is Form.RATIO:
        return "a ratio"
    above = [_power_words(plural(unit), power) for unit, power in amount.units if power > 0]
    below = [_power_words(unit, -power) for unit, power in amount.units if power < 0]
    if not above and not below:
        return "a bare number"
    top = " × ".join(above) or "a number"
    return f"{top} per {' and '.join(below)}" if below else top


def _power_words(unit: str, power: int) -> str:
    return unit if power == 1 else f"{unit} to the power of {power}"
