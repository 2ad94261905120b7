"""Amounts in several units that are one: "6 ft 2 in", "13 dollars and 45 cents", "2 hours and a
half"."""

from __future__ import annotations

from decimal import Decimal

from claims.quantities import canonical_unit as canonical
from claims.quantities.conversion import convert
from claims.quantities.measures import measure_of

from ..lexicons.currencies import CODES, HAVE_CENTS, WHOLES
from .fractions import RULE as FRACTION
from .fractions import and_a_part
from .lexemes import Lexeme, low, peek
from .measures import POUND, STERLING, unit_after
from .phrase import Amount, Phrase
from .place import Place, number_at
from .words import IN_DIGITS, IN_WORDS


def one_and_a_half(place: Place, amount: Amount) -> Phrase | None:
    """As in "a minute and a half", "an hour and 52 minutes", read from its "a half" back."""
    lexemes, first = place.lexemes, amount.first
    start = first - 3
    if low(lexemes, first - 1) != "and" or low(lexemes, start) not in ("a", "an"):
        return None
    unit = unit_after(lexemes, start + 1)
    if start < place.done or unit is None or unit.at != first - 1:
        return None
    part = _part_of(lexemes, amount, unit.name)
    if part is None:
        return None
    phrase = Phrase(start, amount.last, 1 + part, 1 + part, unit.name, unit.spoken)
    phrase.note("one and a part", start, amount.last)
    return phrase


def _part_of(lexemes: list[Lexeme], amount: Amount, unit: str) -> Decimal | None:
    """What share of one such unit the amount behind "an hour and" is; None where it is none."""
    if amount.number.rule == FRACTION and not amount.unit:
        # but "for a year and half of the next"
        part = None if low(lexemes, amount.last) == "of" else amount.number.low
    else:
        part = _in_unit(amount, unit) if amount.unit and amount.number.is_one_value else None
    return part if part is not None and 0 < part < 1 else None


def unit_and_a_part(place: Place, amount: Amount) -> Phrase | None:
    """As in "two hours and a half", "four dollars and a quarter": a part of the same unit. But "two
    hours and half the crew", "20 percent and a third"."""
    number, lexemes = amount.number, place.lexemes
    if not amount.has_unit_behind or amount.unit == "percent" or not number.is_one_value:
        return None
    part = and_a_part(lexemes, amount.last)
    if part is None or number.low != number.low.to_integral_value() or number.scale != 1:
        return None
    behind = peek(lexemes, part[1])
    if behind.kind not in ("none", "mark") and behind.low not in _BEHIND_A_PART:
        return None
    value = -number.low - part[0] if amount.negative else number.low + part[0]
    phrase = Phrase(amount.first, part[1], value, value, amount.unit, amount.spoken)
    phrase.note("sum of units", amount.first, part[1])
    return phrase


def sum_of_units(place: Place, amount: Amount) -> Phrase | None:
    """As in "thirteen dollars and forty-five cents", "6 ft 2 in", "2 hours 30 minutes"."""
    if not amount.unit or not amount.number.is_one_value or amount.number.scale != 1:
        return None
    total, last, unit = amount.number.low, amount.last, amount.unit
    while (part := _smaller(place, last, unit)) is not None:
        if (amount.unit, part.unit) == (POUND, "penny"):
            amount.unit = STERLING
        share = _in_unit(part, amount.unit)
        if share is None or share >= 1:
            break
        total, last, unit = total + share, part.last, part.unit
    if last == amount.last:
        return None
    value = -total if amount.negative else total
    phrase = Phrase(amount.first, last, value, value, amount.unit, amount.spoken)
    phrase.note("sum of units", amount.first, last)
    return phrase


def _smaller(place: Place, at: int, unit: str) -> Amount | None:
    """An amount in a smaller unit of the same dimension right behind, perhaps after "and"."""
    start = at + (low(place.lexemes, at) == "and")
    part = number_at(place, start)
    if part is None or not part.number.is_one_value:
        return None
    if unit == "foot" and not part.unit:
        _read_inches(place.lexemes, part, at)
    if not part.unit and unit in _CENTS:
        _read_cents(place.lexemes, part, at, unit)
    if unit == "hour" and part.unit == "metre":
        part.unit = "minute"  # the "15m" of "2h 15m"
    return part if part.unit not in ("", unit) else None


def _read_inches(lexemes: list[Lexeme], part: Amount, at: int) -> None:
    """As in "6 ft 2 in", "six foot two": feet in the singular need no word for the rest."""
    if low(lexemes, part.last) == "in":
        part.unit, part.last = "inch", part.last + 1
    elif low(lexemes, at - 1) == "foot" and part.first == at and part.number.low < 12:
        part.unit = "inch"


def _read_cents(lexemes: list[Lexeme], part: Amount, at: int, unit: str) -> None:
    """As in "thirteen dollars forty-five", "9 USD 50": the cents that nobody names. But "it paid 9
    USD 50 times"."""
    behind, written = peek(lexemes, part.last), lexemes[at : part.last]
    if part.first != at or not 0 < part.number.low < 100:
        return
    priced = low(lexemes, at) in ("a", "an", "per")  # "$4.95 a dozen"
    if part.number.rule == IN_WORDS and not priced and behind.kind != "word":
        part.unit = _CENTS[unit]
    two_digits = len(written) == 1 and written[0].text.isdecimal() and len(written[0].text) == 2
    coded = lexemes[at - 1].text in CODES and behind.low in _BEHIND_A_PRICE
    ends = behind.kind == "none" or behind.text in (".", ",", ";", ")", "?", "!")
    if part.number.rule == IN_DIGITS and two_digits and (coded or ends):
        part.unit = _CENTS[unit]


def _in_unit(part: Amount, unit: str) -> Decimal | None:
    """What the smaller amount is worth in the larger one's unit; None where it is no part of it."""
    if part.unit == "US cent" and unit.rpartition(" ")[2] in HAVE_CENTS:
        return part.number.low / 100
    if WHOLES.get(part.unit) == unit:
        return part.number.low / 100
    whole, small = measure_of(canonical(unit)), measure_of(canonical(part.unit))
    if whole.dimension != small.dimension or whole.dimension not in _SUMS:
        return None
    if whole == small or unit not in _TOPS:
        return None
    return convert(part.number.low, small, whole, difference=True)


# Larger units that are said together with smaller ones: "6 ft 2 in", "2 hours 30 minutes".
_TOPS = frozenset({"hour", "minute", "foot", "pound", "stone", "metre", "mile"})
_CENTS = {whole: part for part, whole in WHOLES.items()}
# What may stand behind "and a half" and behind a price, since it opens something else.
_BEHIND_A_PART = frozenset(
    "in on at for after before to ago later and but when while by from per with as than".split()  # noqa: SIM905
)
_BEHIND_A_PRICE = frozenset("today tonight now each for in on at and but".split())  # noqa: SIM905
_SUMS = frozenset({"time", "length", "mass"})
