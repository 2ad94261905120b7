"""Number words that count nothing: "one another", "one-on-one", "the bottom three", "the two
thousandth"."""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

from ..lexicons.names import (
    ONE_IDIOMS_AFTER,
    ONE_IDIOMS_BEFORE,
)
from ..lexicons.numbers import DENOMINATORS, ORDINAL_ONES, SCALE_ORDINALS, SMALL
from ..lexicons.units import TIMES
from .lexemes import ADJECTIVE, NOUN, PROPER, Lexeme, low, peek
from .numbers import Number

_NOUNS = (NOUN, ADJECTIVE, PROPER)
_RANKS = frozenset("top bottom big other final".split())
_JOINTS_BEHIND = frozenset("on by for in and sided off time".split())
_JOINTS_AHEAD = _JOINTS_BEHIND | {"a"}
_WHICH = frozenset("the his her its their my your our this that".split())
_EACH = frozenset({"a", "an", "per", "every", "each"})


def is_joined_by_hyphens(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "one-on-one", "two-by-four", "time-and-a-half", "the twenty-first"."""
    behind, word = peek(lexemes, number.last), peek(lexemes, number.last + 1)
    hyphenated = behind.text == "-" and behind.glued and word.glued
    inches = word.low == "in" and low(lexemes, number.last + 2) != "-"
    joint = word.low in _JOINTS_BEHIND and not inches
    if hyphenated and (joint or word.low in ORDINAL_ONES.keys() - {"second"}):
        return True
    ahead = peek(lexemes, number.first - 1)
    return (
        ahead.text == "-"
        and peek(lexemes, number.first).glued
        and (low(lexemes, number.first - 2) in _JOINTS_AHEAD)
    )


def is_ranking(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "the bottom three" and "the other two": places, with no noun counted."""
    before, after = low(lexemes, number.first - 1), peek(lexemes, number.last)
    return before in _RANKS and number.last == number.first + 1 and after.tag not in _NOUNS


def is_an_idiom(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "one" that counts nothing: "no one", "one another", "one of the best"."""
    if lexemes[number.first].low == "naught":
        return low(lexemes, number.first - 1) == "for"
    if number.last != number.first + 1 or lexemes[number.first].low != "one":
        return False
    before, after = low(lexemes, number.first - 1), peek(lexemes, number.last)
    if before in ("minus", "negative", "plus") or (before, after.low) == ("between", "and"):
        return False
    beyond = peek(lexemes, number.last + 1)
    if after.low in TIMES and beyond.low in _EACH and low(lexemes, number.last + 2) in TIMES:
        return False  # "one day a week"
    if after.text == "," and (beyond.low in SMALL or beyond.kind == "num"):
        return False  # "one, two, three"
    if before == "only" and after.tag == NOUN and not _is_the_only(lexemes, number.first):
        return False  # "only one member voted"
    if before in ONE_IDIOMS_BEFORE or not after.text:
        return True
    if after.low == "in" or (after.low, beyond.low) == ("out", "of"):
        following = beyond if after.low == "in" else peek(lexemes, number.last + 2)
        return following.kind != "num" and following.low not in SMALL
    if after.low == "over":
        return beyond.kind != "num" and beyond.low not in SMALL
    if after.low in ("or", "to"):
        return beyond.low not in SMALL
    if after.text == "-":
        return False
    if after.low in ("hand", "side") and before in ("on", "the", "to"):
        return True
    if after.low in ONE_IDIOMS_AFTER:
        return True
    return after.tag not in _NOUNS and after.low not in {"per", "percent"}


def _is_the_only(lexemes: list[Lexeme], at: int) -> bool:
    """As in "the only |one", "her only |one": which one, and not how many."""
    return low(lexemes, at - 2) in _WHICH


def is_an_ordinal(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "the one hundred fifth visitor", "the two thousandth page": words that end in one."""
    ordinal = low(lexemes, number.last)
    if lexemes[number.first].kind != "word" or not number.is_one_value or number.low < 2:
        return False
    if ordinal in SCALE_ORDINALS:
        return True
    ends_in_ones = ordinal in ORDINAL_ONES and number.low % 10 == 0 and number.low >= 20
    return ends_in_ones or (ordinal in DENOMINATORS and number.low % 100 == 0)
