"""Figures in words: short, exact enough to judge, and the same wherever a figure is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from .factors import is_factor, is_multiple
from .measures import Measure, measure_of
from .nouns import in_number, plural
from .numerals import MINUS, money_first, number_words, rounded, with_pennies
from .quantity import Change, Comparator, Nature, Quantity
from .signs import MONEY_SIGNS, SYMBOLS
from .units import SHARES, canonical_unit, dimension_of

DASH = " \u2013 "
FRACTIONS = (
    (Decimal("0.5"), "half"),
    (Decimal(1) / 3, "a third"),
    (Decimal(2) / 3, "two thirds"),
    (Decimal("0.25"), "a quarter"),
    (Decimal("0.75"), "three quarters"),
    (Decimal("0.2"), "a fifth"),
    (Decimal("0.1"), "a tenth"),
)
# "Prices doubled" keeps its verb on a chip, where "+2 times" would read as three times as much.
MULTIPLYING = {
    Decimal("0.5"): ("halv", "halved"),
    Decimal(2): ("doubl", "doubled"),
    Decimal(3): ("tr", "tripled"),
    Decimal(4): ("quadrupl", "quadrupled"),
    Decimal(5): ("quintupl", "quintupled"),
}
LEADS_IN_WORDS = {"> ": "more than ", "< ": "less than ", "≈ ": "about "}
NUMERAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def figure_words(quantity: Quantity, *, counted: bool = True) -> str:
    """The figure as it stands on chips, in tables and at the number line.

    "5,000 – 7,000 people", "65 members", "> 50 %", "−3.2 pp", "≈ 6,300 people", "up to 4,700",
    "$4 million", "1 in 5 children", "40 → 50", "7 to 2", "3–1", "doubled", "up 5-fold".
    ``counted=False`` leaves out what is counted.
    """
    whole = (
        _share_words(quantity, counted=counted)
        or _pair_words(quantity)
        or _factor_words(quantity, counted=counted)
    )
    if whole is not None:
        return whole
    unit, under = _unit_and_denominator(quantity)
    amounts = _amounts(quantity, unit)
    words = _sized(amounts, quantity, unit)
    noun = _counted_words(quantity, unit) if counted else ""
    return f"{words}{noun}{under}"


def said_once(words: str, parts: Iterable[str]) -> list[str]:
    """What is told beside a figure's words, without what is said already: after "40 % of workers"
    not "workers" again. A year is no repetition of a figure with its digits."""
    told, kept = words.casefold(), []
    for part in filter(None, parts):
        again = part in kept if any(map(str.isdigit, part)) else _stands_in(part.casefold(), told)
        if not again:
            kept.append(part)
            told += f"; {part.casefold()}"
    return kept


def _stands_in(part: str, told: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", told))


def _share_words(quantity: Quantity, *, counted: bool) -> str | None:
    """The words of "1 in 5" and "half", which are not a number with a unit after it."""
    measure = measure_of(quantity.unit, per=quantity.per, counted=quantity.counted)
    of_what = plural(quantity.counted) if quantity.counted and counted else ""
    if measure.top == "proportion" and not quantity.unit:
        amounts = _amounts(quantity, "")
        return f"{amounts} in {number_words(measure.over)}{' ' if of_what else ''}{of_what}"
    if measure.top != "proportion" or quantity.low is None or quantity.low != quantity.high:
        return None
    if quantity.nature is not Nature.LEVEL:
        return None
    for value, words in FRACTIONS:
        if abs(quantity.low - value) < Decimal("0.004") and "." not in quantity.text:
            lead = _lead(quantity)
            return f"{lead}{words}{' of ' if of_what else ''}{of_what}"
    return None


def _pair_words(quantity: Quantity) -> str | None:
    """The words of odds, a ratio and a score, which are two numbers and no unit."""
    if quantity.unit == "ratio" and NUMERAL.fullmatch(quantity.per or "1"):
        return f"{_amounts(quantity, '')} to {number_words(Decimal(quantity.per or 1))}"
    if quantity.unit != "score" or quantity.low is None or quantity.high is None:
        return None
    low, high = number_words(quantity.low), number_words(quantity.high)
    # In the order of the text; whoever won usually stands first.
    return f"{low}–{high}" if quantity.text.startswith(low) else f"{high}–{low}"


def _factor_words(quantity: Quantity, *, counted: bool) -> str | None:
    """The words of a change by a factor, in the verb it was said in if it has one."""
    if not is_factor(quantity):
        return None
    words, lead, only = quantity.text.casefold(), _lead(quantity), _single(quantity)
    noun = f" {plural(quantity.counted)}" if quantity.counted and counted else ""
    stem, verb = MULTIPLYING.get(only, ("", "")) if only is not None else ("", "")
    if stem and re.search(rf"\b{stem}\w*(?:ed|ing|es?)\b", words):
        return f"{LEADS_IN_WORDS.get(lead, lead)}{verb}{noun}"
    if only is None:
        assert quantity.low is not None  # two bounds that differ
        assert quantity.high is not None
        amount = _range(quantity.low, quantity.high, "")
    else:
        amount = number_words(only)
    unit = "-fold" if "fold" in words else " times"
    return f"{quantity.change.value} {lead}{amount}{unit}{noun}"


def _unit_and_denominator(quantity: Quantity) -> tuple[str, str]:
    unit = canonical_unit(quantity.unit)
    measure = measure_of(quantity.unit, per=quantity.per)
    if not measure.under and measure.over == 1:
        return unit, ""
    if unit in SYMBOLS and not quantity.per:
        return unit, ""
    return measure.top, _under_words(measure)


def _amounts(quantity: Quantity, unit: str) -> str:
    low, high = (_shown(bound, unit) for bound in (quantity.low, quantity.high))
    money = MONEY_SIGNS.get(unit, "")
    if quantity.nature is Nature.TRANSITION and low is not None and high is not None:
        return f"{_signed(low, money)} → {_signed(high, money)}"
    lead = _lead(quantity)
    if low is None or high is None or low == high:
        only = low if low is not None else high
        assert only is not None  # a quantity has at least one bound
        way = f"{quantity.change.value} " if lead and _is_directed(quantity) else ""
        return way + lead + _with_direction(only, quantity, money, bare=not lead)
    if _is_directed(quantity):
        return f"{quantity.change.value} {lead}{_range(abs(low), abs(high), money)}"
    return lead + _range(low, high, money)


def _shown(bound: Decimal | None, unit: str) -> Decimal | None:
    if bound is None:
        return None
    return rounded(bound * 100 if unit == "proportion" else bound)


def _range(low: Decimal, high: Decimal, money: str) -> str:
    low, high = min(low, high), max(low, high)
    first, last = number_words(low), number_words(high)
    number, _, scale = last.partition(" ")
    if scale and first.endswith(f" {scale}"):
        first = first.removesuffix(f" {scale}")
    joint = " to " if low < 0 else DASH
    last = f"{number} {scale}" if scale else with_pennies(number) if money else number
    return f"{money_first(first, money)}{joint}{last}"


def _signed(value: Decimal, money: str) -> str:
    return money_first(number_words(value), money)


def _with_direction(value: Decimal, quantity: Quantity, money: str, *, bare: bool) -> str:
    """A difference carries its sign, unless "up" or "down" stands before another word."""
    if not _is_directed(quantity):
        return _signed(value, money)
    size = money_first(number_words(abs(value)), money)
    if not bare:
        return size
    return f"{'+' if quantity.change is Change.UP else MINUS}{size}"


def _is_directed(quantity: Quantity) -> bool:
    return quantity.nature is Nature.DIFFERENCE and quantity.change is not Change.NONE


def _lead(quantity: Quantity) -> str:
    words = quantity.text.casefold()
    for hedge in ("nearly", "almost"):
        if hedge in words and None not in (quantity.low, quantity.high):
            return f"{hedge} "
    if quantity.high is None:
        return "> " if quantity.comparator is Comparator.MORE_THAN else "at least "
    if quantity.low is None:
        return "< " if quantity.comparator is Comparator.LESS_THAN else "up to "
    one_value = quantity.low == quantity.high
    return "≈ " if one_value and quantity.comparator is Comparator.ABOUT else ""


def _sized(amounts: str, quantity: Quantity, unit: str) -> str:
    """The amounts with their unit after them, unless the unit is money with a sign of its own."""
    if not unit or unit in MONEY_SIGNS:
        return amounts
    if unit == "proportion":
        return f"{amounts} %"
    if unit in SYMBOLS:
        return f"{amounts} {SYMBOLS[unit]}"
    if " per " in unit:
        return f"{amounts} {plural(unit)}"
    if unit.endswith(" of age"):
        return f"{amounts} {in_number(unit.removesuffix(' of age'), _single(quantity))} old"
    return f"{amounts} {in_number(unit, _single(quantity))}"


def _single(quantity: Quantity) -> Decimal | None:
    bounds = {bound for bound in (quantity.low, quantity.high) if bound is not None}
    return bounds.pop() if len(bounds) == 1 else None


def _counted_words(quantity: Quantity, unit: str) -> str:
    if not quantity.counted:
        return ""
    if not unit:
        return f" {in_number(quantity.counted, _single(quantity))}"
    if unit in SHARES or dimension_of(unit) in ("mass", "volume", "area", "length"):
        return f" of {plural(quantity.counted) if unit in SHARES else quantity.counted}"
    return ""


def unit_after(measure: Measure) -> str:
    """A measure behind a bare number: " km", " %", " US dollars per barrel", "" for a count."""
    if not measure.top:
        return _under_words(measure)
    top = SYMBOLS.get(measure.top) or plural(measure.top)
    return f" {top}{_under_words(measure)}"


def _under_words(measure: Measure) -> str:
    if not measure.under and measure.over == 1:
        return ""
    over = "" if measure.over == 1 else f"{number_words(measure.over)} "
    return f" per {over}{in_number(measure.under, measure.over)}".rstrip()


def unit_words(quantity: Quantity) -> str:
    """What the numbers on an axis count: "people", "percent", "US dollars per barrel"."""
    measure = measure_of(quantity.unit, per=quantity.per, counted=quantity.counted)
    if is_multiple(quantity):
        return f"times{_under_words(measure)}"
    if measure.top == "proportion" or canonical_unit(quantity.unit) in SHARES:
        of_what = f" of {plural(quantity.counted)}" if quantity.counted else ""
        return f"percent{of_what}"
    top = plural(measure.top) if measure.top else plural(quantity.counted)
    top = "percentage points" if measure.top == "percentage point" else top
    return f"{top}{_under_words(measure)}".strip()
