"""Numbers that are no quantities, by what stands around them: years, labels, names, idioms.

A table of named questions about one number among its lexemes, the larger part of them in
:mod:`.labels` and :mod:`.idioms`; what shape alone tells is in :mod:`.masks`.
"""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

from collections.abc import Callable

from ..lexicons.currencies import PREFIXES
from ..lexicons.hedges import BEFORE
from ..lexicons.names import YEAR_BEFORE
from ..lexicons.signs import SIGNS
from ..lexicons.units import TIMES
from .idioms import is_an_idiom, is_an_ordinal, is_joined_by_hyphens, is_ranking
from .labels import (
    bare_integer,
    is_a_model,
    is_a_race,
    is_a_word_in_a_name,
    is_bracketed,
    is_house_number,
    is_index,
    is_label,
    is_lettered,
    is_named,
    is_part_of_a_name,
    unit_or_sign_follows,
)
from .lexemes import ADJECTIVE, NOUN, Lexeme, low, peek
from .numbers import Number, plain_value

HEDGES = frozenset((phrase,) for phrase in (*BEFORE, "than", "least", "most"))
_YEAR_OF_TIME = frozenset("in since the during by until".split())
_DASHES = ("-", "–")
EMERGENCY = frozenset({"911", "999", "112"})
LONGEST_UNGROUPED = 15
LATEST_YEAR = 2199


def excluded(lexemes: list[Lexeme], number: Number) -> str:
    """Why this number is no quantity, or the empty string."""
    for reason, holds in QUESTIONS:
        if holds(lexemes, number):
            return reason
    return ""


def _is_zero_led(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "007", "0845": a code."""
    digits = bare_integer(lexemes, number)
    return len(digits) > 1 and digits[0] == "0" and digits.strip("0") != ""


def _is_long_code(lexemes: list[Lexeme], number: Number) -> bool:
    """As in a post's number: more digits in a row than anybody writes ungrouped."""
    return len(bare_integer(lexemes, number)) > LONGEST_UNGROUPED


def _is_year(lexemes: list[Lexeme], number: Number) -> bool:
    digits = bare_integer(lexemes, number)
    if len(digits) != 4 or not 1000 <= int(digits) <= LATEST_YEAR:
        return False
    before, after = peek(lexemes, number.first - 1), peek(lexemes, number.last)
    if before.kind == "sign" or before.text in PREFIXES or _goes_past_years(lexemes, number):
        return False
    if after.text in _DASHES and after.glued:
        joined = peek(lexemes, number.last + 1)
        if joined.kind == "num":
            return len(joined.text) == 2 or joined.text[:2] in ("19", "20")
        return joined.low not in {"member", "strong", *TIMES}
    if unit_or_sign_follows(lexemes, number.last):
        return before.low in _YEAR_OF_TIME and after.text not in SIGNS
    if before.low in YEAR_BEFORE:
        round_number = int(digits) % 100 == 0 and int(digits) != 1900
        return not (round_number and after.plural)
    if (before.low,) in HEDGES and int(digits) % 100 == 0:
        return before.low in ("around", "circa") and int(digits) >= 1500
    if int(digits) < 1500:
        return False
    if after.tag in (NOUN, ADJECTIVE) and after.plural:
        return 1900 <= int(digits) <= 2040 and int(digits) % 100 != 0
    return True


def _goes_past_years(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "2000 - 7500", "from 1800 to 5000": the other end is no year. But "grew in 2015 to
    5,000 members"."""
    before, joint = low(lexemes, number.first - 1), low(lexemes, number.last)
    joined = joint in (*_DASHES, "to") or (before, joint) == ("between", "and")
    if not joined or before in YEAR_BEFORE - {"from", "between"}:
        return False
    other = peek(lexemes, number.last + 1)
    value = plain_value(other.text) if other.kind == "num" else None
    return value is not None and value > LATEST_YEAR


def _is_score(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "lost it 19-15", with no word of winning near: two bare numbers that do not rise."""
    digits, at = bare_integer(lexemes, number), number.first
    for dash, first, second in ((at + 1, at, at + 2), (at - 1, at - 2, at)):
        if not digits or low(lexemes, dash) not in _DASHES or not lexemes[dash].glued:
            continue
        one, other = peek(lexemes, first), peek(lexemes, second)
        both = one.text.isdecimal() and other.text.isdecimal() and other.glued and len(one.text) < 4
        if both and int(one.text) >= int(other.text):
            return not unit_or_sign_follows(lexemes, second + 1)
    return False


def _is_emergency(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "called 911", "a 999 operator", "an 800 number"."""
    digits = bare_integer(lexemes, number)
    before, after = low(lexemes, number.first - 1), low(lexemes, number.last)
    if after in ("number", "numbers", "line", "hotline") and before in ("a", "an", "the"):
        return True
    called = before in ("call", "calls", "called", "calling", "dial", "dialed", "dialled", "to")
    return digits in EMERGENCY and (called or after.startswith(("call", "operator", "dispatch")))


def _is_a_denominator(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "deaths per 100,000": what a rate of something else is for."""
    return low(lexemes, number.first - 1) == "per"


QUESTIONS: tuple[tuple[str, Callable[[list[Lexeme], Number], bool]], ...] = (
    ("a code", _is_zero_led),
    ("a code", _is_long_code),
    ("a name", is_a_model),
    ("an address", is_house_number),
    ("an idiom", is_joined_by_hyphens),
    ("a year", _is_year),
    ("a label", is_label),
    ("a label", is_lettered),
    ("a label", is_bracketed),
    ("an index", is_index),
    ("a race", is_a_race),
    ("a name", is_named),
    ("a name", is_part_of_a_name),
    ("a name", is_a_word_in_a_name),
    ("a score", _is_score),
    ("a ranking", is_ranking),
    ("a phone number", _is_emergency),
    ("an idiom", is_an_idiom),
    ("an ordinal", is_an_ordinal),
    ("a denominator", _is_a_denominator),
)
