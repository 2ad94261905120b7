"""Numbers that are a name or belong to one: "Article 50", "Boeing 737", "131 West 23rd Street"."""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

from ..lexicons.currencies import PREFIXES
from ..lexicons.names import (
    BEHIND_RACES,
    DOTTED_LABELS,
    INDICES,
    LABELS,
    RACES,
    SHY_LABELS,
    STREETS,
)
from ..lexicons.numbers import SMALL
from ..lexicons.signs import SIGNS
from ..lexicons.units import UNIT_PHRASES
from .aged import YOUNGEST_NAMED, is_age_in_passing
from .lexemes import ADJECTIVE, NOUN, PROPER, Lexeme, low, peek
from .numbers import Number

_ABBREVIATED_LABELS = frozenset("no nos vol fig art sec pp ch para".split())
_DASHES = ("-", "–")
_LETTERS = frozenset("abcdef")
_METRES = frozenset("m metre metres meter meters".split())
_WINNING = frozenset("won win wins winning".split())


def bare_integer(lexemes: list[Lexeme], number: Number) -> str:
    """The digits, where the number is digits alone, with no grouping, decimal or scale."""
    lexeme = lexemes[number.first]
    alone = number.last == number.first + 1 and lexeme.kind == "num"
    return lexeme.text if alone and lexeme.text.isdecimal() else ""


def unit_or_sign_follows(lexemes: list[Lexeme], at: int) -> bool:
    following = peek(lexemes, at)
    if (following.text in SIGNS and following.glued) or following.text == "%":
        return True
    pair = (following.low, low(lexemes, at + 1))
    return (following.low,) in UNIT_PHRASES or pair in UNIT_PHRASES


def is_a_model(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "900 Wagon 5s", "the Airbus 350s": a name in the plural."""
    behind = peek(lexemes, number.last)
    return bool(bare_integer(lexemes, number)) and behind.text == "s" and behind.glued


def is_bracketed(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "Ruiz (4)": a player's number, or a footnote's, right behind a name."""
    closed = low(lexemes, number.first - 1) == "(" and low(lexemes, number.last) == ")"
    digits = bare_integer(lexemes, number)
    return (
        closed
        and digits != ""
        and number.low < YOUNGEST_NAMED
        and peek(lexemes, number.first - 2).tag == PROPER
    )


def is_label(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "Article 50", "No. 3", "Flight 93"."""
    before = peek(lexemes, number.first - 1)
    if before.text == "." and number.first > 1 and before.glued:
        before = lexemes[number.first - 2]
        if before.low not in _ABBREVIATED_LABELS:
            return False
    if before.low not in LABELS or number.scale >= 1000:
        return False
    dotted = number.low != number.low.to_integral_value()
    if dotted and before.low not in DOTTED_LABELS:
        return False
    if before.low == "number":
        return not peek(lexemes, number.last).plural  # "the number 10 shirt"
    if before.low in SHY_LABELS and not before.text[0].isupper():
        return False
    if unit_or_sign_follows(lexemes, number.last):
        return False
    return not (before.low in SHY_LABELS and peek(lexemes, number.last).plural)


def is_lettered(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "flat 12a", "seat 7b": behind a noun, a number with a letter that scales nothing."""
    letter, before = peek(lexemes, number.last), peek(lexemes, number.first - 1)
    lettered = letter.glued and letter.text in _LETTERS
    return lettered and before.tag in (NOUN, PROPER) and bool(bare_integer(lexemes, number))


def is_a_race(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "won the 100m", "the women's 800 metres final": a race by its length. What is 100 m
    long or tall is measured, "the 100m mast"."""
    if lexemes[number.first].kind != "num" or number.scale != 1 or number.low not in RACES:
        return False
    before, unit = peek(lexemes, number.first - 1), peek(lexemes, number.last)
    behind = peek(lexemes, number.last + 1)
    if not (before.low == "the" or before.low.endswith(("'s", "’s"))):
        return False
    if behind.low in BEHIND_RACES:
        return unit.low in _METRES
    won = low(lexemes, number.first - 2) in _WINNING
    if behind.low == "in":
        beyond = peek(lexemes, number.last + 2)
        ends = beyond.tag != NOUN  # "the 100m in aid"
    else:
        ends = behind.kind in ("none", "mark") or behind.low in ("and", "at")
    return ends and (unit.low == "m" or (won and unit.low in _METRES))


def is_index(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "S&P 500", "FTSE 100": an index that carries a number in its name."""
    before = low(lexemes, number.first - 1)
    if before == "p":
        return low(lexemes, number.first - 2) in {"&", "s"}
    return before in INDICES and bool(bare_integer(lexemes, number))


def is_named(lexemes: list[Lexeme], number: Number) -> bool:
    """A small bare number right after a proper name and before no noun: "Boeing 737"."""
    if not bare_integer(lexemes, number) or unit_or_sign_follows(lexemes, number.last):
        return False
    before, after = peek(lexemes, number.first - 1), peek(lexemes, number.last)
    initials = before.text.isupper() and 2 <= len(before.text) <= 4 and not _all_capitals(lexemes)
    if before.text in PREFIXES or not (initials or before.tag == PROPER):
        return False
    if not before.text[0].isupper():
        return False
    if before.low.endswith("day") or before.text in ("US", "UK"):
        return False
    if is_age_in_passing(lexemes, number.first):
        return False
    if after.plural or after.tag in (NOUN, ADJECTIVE):
        return after.tag == PROPER
    return after.text not in {"%", *_DASHES} and after.low not in {"to", "percent"}


def is_part_of_a_name(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "10 Downing Street", "the 9 Ultra Plus", "six old 125 Otter planes": digits that open
    a run of capitals which counts nothing."""
    if not bare_integer(lexemes, number):
        return False
    end = number.last
    while peek(lexemes, end).tag == PROPER and peek(lexemes, end).text[:1].isupper():
        end += 1
    run = lexemes[number.last : end]
    if not run or any(one.plural or one.text.endswith("s") for one in run):
        return False
    if _counted_already(lexemes, number.first):
        return True
    following = peek(lexemes, end)
    if following.tag in (NOUN, ADJECTIVE) or following.text in _DASHES:
        return False
    named_before = peek(lexemes, number.first - 1).tag == PROPER
    return len(run) > 1 or named_before


def _counted_already(lexemes: list[Lexeme], at: int) -> bool:
    """Whether only adjectives part this from a number before: "six old |125 Otter planes"."""
    here = at - 1
    while peek(lexemes, here).tag == ADJECTIVE:
        here -= 1
    before = peek(lexemes, here)
    return before.low in SMALL or before.kind == "num"


def is_house_number(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "131 West 23rd Street"."""
    if not bare_integer(lexemes, number):
        return False
    for at in range(number.last, number.last + 5):
        here = peek(lexemes, at)
        if here.low.rstrip(".") in STREETS and here.text[0].isupper():
            return at > number.last
        ordinal = here.kind == "num" or here.low in ("st", "nd", "rd", "th")
        if not ordinal and here.text != "." and not here.text[:1].isupper():
            return False
    return False


def is_a_word_in_a_name(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "the Lucky Seven raid", "the Big Ten": a capitalised number word inside a sentence,
    beside another capital. In a headline, where every word has one, it counts."""
    first, last = lexemes[number.first], lexemes[number.last - 1]
    if first.kind != "word" or number.first == 0 or not first.text[0].isupper():
        return False
    if not last.text[0].isupper() or first.text.isupper() or _all_capitals(lexemes):
        return False
    before, after = peek(lexemes, number.first - 1), peek(lexemes, number.last)
    if before.kind != "word" and before.text not in _DASHES:
        return False
    return (before.kind == "word" and before.text[0].isupper() and number.first > 1) or (
        after.kind == "word" and after.text[0].isupper() and before.low in ("the", "a", "of")
    )


def _all_capitals(lexemes: list[Lexeme]) -> bool:
    """Whether most words of more than three letters have a capital, as in a headline; the first
    of a sentence has one anyway."""
    words = [one for one in lexemes[1:] if one.kind == "word" and len(one.text) > 3]
    return sum(one.text[0].isupper() for one in words) * 2 > len(words)
