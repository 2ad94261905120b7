"""Words for a rough many, for a multiple, and for a ten of years."""

from __future__ import annotations

from decimal import Decimal

from ..lexicons.numbers import (
    DECADES,
    MULTIPLIERS,
    MULTIPLYING,
    PARTS_OF_TEN,
    ROUGH,
    ROUGH_TIMES,
    SCALES,
    SMALL,
    SOME,
)
from .lexemes import Lexeme, low, peek
from .numbers import Number, exactly

RULE = "rough number"
MULTIPLE = "multiplier"
MULTIPLIED = "verb of multiplying"
TEN = "part of ten"
_SINCE = frozenset({"since", "during", "until", "till", "before", "after", "by", "from"})
POSSESSIVES = frozenset({"his", "her", "their", "my", "your", "our", "its"})


def read_rough(lexemes: list[Lexeme], at: int) -> Number | None:
    """As in "hundreds", "tens of thousands", "hundreds of thousands"."""
    word = low(lexemes, at)
    if word in ROUGH_TIMES and low(lexemes, at + 1) == "of":
        beyond = low(lexemes, at + 2)
        if beyond in ROUGH and beyond != "dozens":
            lowest, highest = ROUGH_TIMES[word]
            scale = SCALES[beyond[:-1]]
            return Number(at, at + 3, lowest * scale, highest * scale, RULE, scale)
    if some := _some(lexemes, at):
        return some
    if word in ROUGH and low(lexemes, at - 1) != "of":
        lowest, highest = ROUGH[word]
        return Number(at, at + 1, lowest, highest, RULE, lowest)
    return None


def _some(lexemes: list[Lexeme], at: int) -> Number | None:
    """As in "several hundred", "a few thousand": as many as "hundreds"; a couple are two."""
    words = [low(lexemes, at + step) for step in range(4)]
    for opener in SOME:
        scale = words[len(opener)] if words[: len(opener)] == list(opener) else ""
        if scale in SCALES:
            last = at + len(opener) + 1
            if "couple" in opener:
                return exactly(at, last, 2 * SCALES[scale], RULE, SCALES[scale])
            lowest, highest = ROUGH.get(f"{scale}s", (SCALES[scale], 10 * SCALES[scale]))
            return Number(at, last, lowest, highest, RULE, SCALES[scale])
    return None


def read_multiple(lexemes: list[Lexeme], at: int) -> Number | None:
    """As in "twice", "threefold", "has tripled"."""
    word = low(lexemes, at)
    if word in MULTIPLYING:
        return exactly(at, at + 1, MULTIPLYING[word], MULTIPLIED)
    if word in MULTIPLIERS:
        return exactly(at, at + 1, MULTIPLIERS[word], MULTIPLE)
    if word.endswith("fold") and (times := SMALL.get(word[:-4]) or SCALES.get(word[:-4])):
        return exactly(at, at + 1, Decimal(times), MULTIPLE)
    return None


def read_part_of_ten(lexemes: list[Lexeme], at: int) -> Number | None:
    """As in "the mid-50s", "in his fifties", "in her late 30s". A plain "the 50s" is a decade."""
    here = at
    part = ""
    if low(lexemes, at) in PARTS_OF_TEN:
        part = low(lexemes, at)
        here = at + 1 + (low(lexemes, at + 1) == "-")
    elif low(lexemes, at - 1) not in POSSESSIVES:
        return None
    owned = low(lexemes, at - 1) in POSSESSIVES
    here += low(lexemes, here) == "$"
    ten = _ten(lexemes, here)
    if ten is None or (not owned and _is_a_decade(lexemes, at, part)):
        return None
    first, last = PARTS_OF_TEN[part]
    return Number(at, ten[1], ten[0] + first, ten[0] + last, TEN)


def _is_a_decade(lexemes: list[Lexeme], at: int, part: str) -> bool:
    """As in "the late sixties", "since the mid-80s": years of a century, and no level."""
    if part in ("early", "late") or low(lexemes, at + 1) in DECADES:
        return True
    return low(lexemes, at - 1) == "the" and low(lexemes, at - 2) in _SINCE


def _ten(lexemes: list[Lexeme], at: int) -> tuple[Decimal, int] | None:
    """The "50s" or "fifties" that stands here, and where it ends."""
    lexeme = peek(lexemes, at)
    if lexeme.low in DECADES:
        return DECADES[lexeme.low], at + 1
    is_ten = len(lexeme.text) == 2 and lexeme.text.isdecimal() and lexeme.text[1] == "0"
    letter = peek(lexemes, at + 1)
    if is_ten and letter.low == "s" and letter.glued and lexeme.text != "00":
        return Decimal(lexeme.text), at + 2
    return None
