"""The shapes in which numbers make one quantity: scores, tolerances and ranges here, the others in
:mod:`.proportions` and :mod:`.sums`. A table of rules, tried in order on the amount that was just
read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from claims.quantities import Comparator, Nature

from ..lexicons.names import SCORE_WORDS_AFTER, SCORE_WORDS_BEFORE
from .before import hedge_before
from .lexemes import Lexeme, low, peek
from .nouns import counted_after
from .phrase import Amount, Phrase, open_end
from .place import Place, number_at
from .proportions import near, odds, one_in, over, ratio
from .ranges import ranged
from .sums import one_and_a_half, sum_of_units, unit_and_a_part
from .words import IN_DIGITS


def shape_of(place: Place, amount: Amount) -> Phrase:
    """The quantity that begins with this amount: a shape of several numbers, or itself."""
    for _, rule in SHAPES:
        if phrase := rule(place, amount):
            return phrase
    return single(amount)


def single(amount: Amount) -> Phrase:
    comparator = Comparator.EXACT if amount.number.is_one_value else Comparator.BETWEEN
    phrase = Phrase(
        amount.first, amount.last, amount.low, amount.high, amount.unit, amount.spoken, comparator
    )
    phrase.note(amount.number.rule, amount.number.first, amount.number.last)
    if amount.at_least and phrase.is_one_value:
        open_end(phrase, Comparator.AT_LEAST)
        phrase.note("hedge +", amount.number.last, amount.number.last + 1)
    return phrase


def _score(place: Place, amount: Amount) -> Phrase | None:
    """As in "won 3-1", "a 9-2 lead", "voted 19 to 15": two numbers beside a word for a result."""
    lexemes, at = place.lexemes, amount.last
    joint = low(lexemes, at)
    glued = joint in ("-", "–") and lexemes[at].glued and peek(lexemes, at + 1).glued
    if amount.unit or not (glued or joint == "to") or amount.number.rule != IN_DIGITS:
        return None
    other = number_at(place, at + 1)
    if other is None or other.unit or other.number.rule != IN_DIGITS or other.low > 1000:
        return None
    if joint == "to" and (other.low >= amount.low or low(lexemes, amount.first - 1) == "from"):
        return None
    after = low(lexemes, other.last) in SCORE_WORDS_AFTER
    reach = 18 if glued and _follows_a_pair(place, amount) else 6
    before = near(lexemes, amount.first, SCORE_WORDS_BEFORE, reach)
    if not after and (not before or _rises_with_a_noun(lexemes, amount, other)):
        return None
    lowest, highest = sorted((amount.low, other.low))
    comparator = Comparator.EXACT if lowest == highest else Comparator.BETWEEN
    phrase = Phrase(amount.first, other.last, lowest, highest, "score", comparator=comparator)
    phrase.note("score", amount.first, other.last)
    return phrase


def _follows_a_pair(place: Place, amount: Amount) -> bool:
    """As in "won 6-4, 6-3 and 7-6": right behind two more numbers."""
    at = amount.first - 1
    joined = low(place.lexemes, at) in (",", "and") and place.done >= at
    ended = place.lexemes[at - 3 : at]
    return joined and [one.kind for one in ended] == ["num", "mark", "num"]


def _rises_with_a_noun(lexemes: list[Lexeme], amount: Amount, other: Amount) -> bool:
    """As in "won 10-15 seats": a range of a thing counted, and no result."""
    return other.low > amount.low and counted_after(lexemes, other.last) is not None


def _tolerance(place: Place, amount: Amount) -> Phrase | None:
    """As in "42 ± 2", "42 plus or minus 2"."""
    width = _plus_minus(place.lexemes, amount.last)
    if not width or not amount.number.is_one_value:
        return None
    by = number_at(place, width)
    if by is None or (amount.unit and by.unit and amount.unit != by.unit):
        return None
    phrase = Phrase(
        amount.first,
        by.last,
        amount.low - by.number.high,
        amount.high + by.number.high,
        amount.unit or by.unit,
        amount.spoken or by.spoken,
        Comparator.BETWEEN,
    )
    phrase.note("tolerance", amount.first, by.last)
    return phrase


def _plus_minus(lexemes: list[Lexeme], at: int) -> int:
    """The lexeme behind a "±" that starts here, or 0."""
    if low(lexemes, at) in ("±", "+/-"):
        return at + 1
    words = tuple(low(lexemes, at + step) for step in range(3))
    if words == ("plus", "or", "minus"):
        return at + 3
    return at + 3 if words == ("+", "/", "-") else 0


def _margin(place: Place, amount: Amount) -> Phrase | None:
    """As in "±3 points", "plus or minus 3 points": so much either way."""
    lexemes, first = place.lexemes, amount.first
    for length in (1, 3):
        start = first - length
        if start >= place.done and start >= 0 and _plus_minus(lexemes, start) == first:
            width = amount.number.high
            phrase = single(amount)
            phrase.first, phrase.low, phrase.high = start, -width, width
            phrase.comparator, phrase.nature = Comparator.BETWEEN, Nature.DIFFERENCE
            phrase.note("tolerance", start, first)
            return phrase
    return None


def _range(place: Place, amount: Amount) -> Phrase | None:
    return ranged(place.lexemes, amount, place.done, lambda at: _right_end(place, at))


def _right_end(place: Place, at: int) -> Amount | None:
    """The upper end of a range: an amount, perhaps behind a hedge."""
    if amount := number_at(place, at):
        return amount
    for step in range(1, 4):
        amount = number_at(place, at + step)
        if amount and (hedge := hedge_before(place.lexemes, amount.first)) and hedge[0] == at:
            return replace(amount, first=at)
    return None


Shape = Callable[[Place, Amount], Phrase | None]
SHAPES: tuple[tuple[str, Shape], ...] = (
    ("odds", odds),
    ("odds", one_in),
    ("fraction", over),
    ("ratio", ratio),
    ("score", _score),
    ("tolerance", _tolerance),
    ("margin", _margin),
    ("one and a half", one_and_a_half),
    ("unit and a part", unit_and_a_part),
    ("sum of units", sum_of_units),
    ("range", _range),
)
