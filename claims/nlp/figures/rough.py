"""Words for a rough many, for a multiple, and for a ten of years."""

from __future__ import annotations

from decimal import Decimal

from ..lexicons.numbers import (
    DECADES,
    MULTIPLIED_BY,
    MULTIPLIERS,
    MULTIPLYING,
    MULTIPLYING_NOW,
    PARTS_OF_TEN,
    ROUGH,
    ROUGH_TIMES,
    SCALES,
    SMALL,
    SOME,
)
from .lexemes import NOUN, PROPER, Lexeme, low, peek
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
    if word in MULTIPLYING_NOW and (rule := _doubles(lexemes, at)):
        return exactly(at, at + 1, MULTIPLYING_NOW[word], rule)
    if word in MULTIPLIERS:
        return exactly(at, at + 1, MULTIPLIERS[word], MULTIPLE)
    if word == "in" and low(lexemes, at + 1) == "half" and _is_cut(lexemes, at):
        return exactly(at, at + 2, Decimal("0.5"), MULTIPLIED)
    if word.endswith("fold") and (times := SMALL.get(word[:-4]) or SCALES.get(word[:-4])):
        return exactly(at, at + 1, Decimal(times), MULTIPLE)
    return None


_CUTTING = frozenset("cut cuts cutting slash slashes slashed slashing".split())  # noqa: SIM905


def _is_cut(lexemes: list[Lexeme], at: int) -> bool:
    """As in "cut the deficit |in half", which is to halve it."""
    before = [one.low for one in lexemes[max(0, at - 8) : at]]
    ends = peek(lexemes, at + 2).tag not in (NOUN, PROPER)
    return ends and bool(_CUTTING & set(before)) and not {",", ";"} & set(before)


# Before "double" these make it a verb, and behind it these tell what is multiplied.
_BEFORE_A_VERB = frozenset(
    """
    to will would can could may might must should did do does not n't won't cannot can't couldn't
    wouldn't 'll ’ll and'll
    """.split()  # noqa: SIM905
)
_LEADING_TO = frozenset("close equal equals amount amounts amounted up near next".split())  # noqa: SIM905
_WHOSE = frozenset("the its their his her our your that what those this last".split())  # noqa: SIM905
# Behind "prices double" and "rain halves" these go on; "doubled up" and "doubles as" mean others.
_GOING_ON = frozenset(
    "in to since every within over by from again between during after when if".split()  # noqa: SIM905
)
_OTHERWISE = frozenset("down up back".split())  # noqa: SIM905
_PLAYED = frozenset("tennis badminton mixed squash wheelchair".split())  # noqa: SIM905


def _doubles(lexemes: list[Lexeme], at: int) -> str:
    """What "double" does here: it says how many times ("double the level"), is a verb ("prices
    double in a year", "rain halves harvest", "will double"), or neither ("a double room", "won
    the doubles")."""
    word, before, behind = lexemes[at], peek(lexemes, at - 1), peek(lexemes, at + 1)
    if behind.low in _OTHERWISE or behind.text == "-" or before.text == "-":
        return ""
    if word.low in MULTIPLIED_BY and behind.low in _WHOSE:
        meant = before.low in _BEFORE_A_VERB and low(lexemes, at - 2) not in _LEADING_TO
        return MULTIPLIED if meant else MULTIPLE
    if word.low.endswith("s"):
        return MULTIPLIED if _is_done_by(before, behind) else ""
    if before.low in _BEFORE_A_VERB:
        return "" if low(lexemes, at - 2) in _LEADING_TO else MULTIPLIED
    many = before.tag in (NOUN, PROPER) and before.plural
    return MULTIPLIED if many and behind.low in _GOING_ON else ""


def _is_done_by(before: Lexeme, behind: Lexeme) -> bool:
    """As in "rain |halves| harvest": one thing before the verb, and behind it what it does that
    to, or since when."""
    one = before.tag in (NOUN, PROPER) and not before.plural and before.low not in _PLAYED
    owned = before.low.endswith(("'s", "’s", "s'", "s’"))
    goes_on = behind.low in _GOING_ON | _WHOSE or (behind.tag == NOUN and behind.low.islower())
    return one and not owned and goes_on


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
