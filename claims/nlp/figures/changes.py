"""Which way a figure moved, and whether it is the level or the difference."""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

from claims.quantities import Change, Nature

from ..lexicons.currencies import MONEY
from ..lexicons.hedges import (
    CHANGE_ADVERBS,
    CHANGE_AFTER,
    CHANGE_BEFORE_UNIT,
    CHANGE_NOUNS,
    CHANGE_WORDS,
    COMPARED_AFTER,
    LOSSES,
    MOVING,
    PHRASAL,
)
from ..lexicons.units import TIMES
from .lexemes import ADVERB, NOUN, Lexeme, low, peek

NEAR = 4
FAR = 12
_BREAKS = frozenset({";", ":", "(", ")", "—", "but", "while", "and", "which", "who"})
_LIGHT = frozenset(
    "by another a an further only just some about nearly almost more than over as much".split()
)
_BEFORE_A_LEVEL = frozenset({"from", "at", "in", "between"})
_TO_BE = frozenset("is are was were be been 's 're 'm ’s ’re ’m".split()) | {"we're", "we’re"}
# "rose above 70": the level it got beyond.
_BEYOND = frozenset({"above", "below", "past", "beyond", "under"})
_MARKS = frozenset("low high peak level total average record rate best worst".split())
_BOUNDS = frozenset("more less fewer greater higher lower".split())
Moved = tuple[Nature, Change]
STILL: Moved = (Nature.LEVEL, Change.NONE)


def direction_of_verb(lexemes: list[Lexeme], before: int, reach: int) -> Change | None:
    """The direction of the nearest verb of change in this clause before the lexeme, or None."""
    for at in range(before - 1, max(-1, before - 1 - reach), -1):
        lexeme = lexemes[at]
        if lexeme.low in _BREAKS:
            return None
        if lexeme.low in CHANGE_ADVERBS and low(lexemes, at - 1) in MOVING:
            return CHANGE_ADVERBS[lexeme.low]
        if lexeme.low in CHANGE_WORDS and lexeme.tag != NOUN:
            direction = CHANGE_WORDS[lexeme.low]
            return _adverb_near(lexemes, at) if direction is Change.NONE else direction
    return None


def _adverb_near(lexemes: list[Lexeme], at: int) -> Change:
    """As in "edged up", "inched lower"."""
    following = low(lexemes, at + 1)
    return CHANGE_ADVERBS.get(following) or CHANGE_AFTER.get(following) or Change.NONE


def change_of(lexemes: list[Lexeme], first: int, last: int, *, unit: str) -> Moved:
    """Nature and direction of the figure in ``lexemes[first:last]``.

    "fell by 3" and "a rise of 3" are differences; "fell to 3" is a level that went down.
    """
    previous = low(lexemes, first - 1)
    if previous == "to":
        direction = direction_of_verb(lexemes, first - 1, FAR)
        return (Nature.LEVEL, direction) if direction else STILL
    if low(lexemes, first) in _BEYOND and (direction := direction_of_verb(lexemes, first, NEAR)):
        return Nature.LEVEL, direction
    if previous == "of" and low(lexemes, first - 2) in _MARKS:
        return _reached(lexemes, first - 2)
    if previous in _BEFORE_A_LEVEL:
        return STILL
    if previous == "than" and low(lexemes, first - 2) not in _BOUNDS:
        return STILL  # "growing faster than 96 percent of"
    if previous == "of" and (direction := _noun_of_change(lexemes, first - 2, unit)):
        return Nature.DIFFERENCE, direction
    if previous == "by" and (direction := direction_of_verb(lexemes, first - 1, FAR)):
        return Nature.DIFFERENCE, direction
    return _moved_before(lexemes, first, unit) or (
        _moved_after(lexemes, last, unit) if unit else STILL
    )


def _reached(lexemes: list[Lexeme], at: int) -> Moved:
    """As in "fell to a 50-year low |of 3.5%": a level that went where the verb says."""
    for here in range(at - 1, max(at - 6, -1), -1):
        if low(lexemes, here) == "to":
            direction = direction_of_verb(lexemes, here, FAR)
            return (Nature.LEVEL, direction) if direction else STILL
    return STILL


def _noun_of_change(lexemes: list[Lexeme], at: int, unit: str) -> Change | None:
    """The noun before "of": "an increase of", "a fall in prices of" reaches no further back.
    A loss of money is what a firm made, and no move."""
    noun = low(lexemes, at)
    if unit in MONEY and noun in LOSSES:
        return None
    return CHANGE_NOUNS.get(noun) or CHANGE_NOUNS.get(noun.removesuffix("s"))


def _moved_before(lexemes: list[Lexeme], first: int, unit: str) -> Moved | None:
    """What a verb or "up" right before the figure says, over words that weigh nothing."""
    at = first - 1
    while at >= 0 and first - at < NEAR and _is_light(lexemes[at]):
        at -= 1
    if at < 0:
        return None
    word = lexemes[at]
    is_now = low(lexemes, at - 1) in _TO_BE
    if word.low in CHANGE_ADVERBS and (unit or first - at > 1 or at == 0 or is_now):
        phrasal = peek(lexemes, at - 1)
        if unit in TIMES or (phrasal.low in PHRASAL and phrasal.tag != NOUN):
            return None
        return Nature.DIFFERENCE, CHANGE_ADVERBS[word.low]
    if unit and unit not in MONEY and word.low in CHANGE_BEFORE_UNIT:
        return Nature.DIFFERENCE, CHANGE_BEFORE_UNIT[word.low]
    if word.low in CHANGE_WORDS and word.tag != NOUN:
        direction = CHANGE_WORDS[word.low]
        return (Nature.DIFFERENCE, direction) if direction is not Change.NONE else STILL
    return None


def _is_light(lexeme: Lexeme) -> bool:
    light = lexeme.low in _LIGHT or lexeme.tag == ADVERB
    return light and lexeme.low not in CHANGE_ADVERBS


def _moved_after(lexemes: list[Lexeme], last: int, unit: str) -> Moved:
    """As in "3% higher", "a 5% pay increase", "8 points down on May"."""
    for at in (last, last + 1):
        word = peek(lexemes, at)
        if word.kind != "word":
            break
        if word.low in COMPARED_AFTER and at == last:
            return Nature.DIFFERENCE, Change.NONE
        if unit in TIMES or (unit in MONEY and word.low in LOSSES):
            break
        if word.low in CHANGE_AFTER and not (word.low in CHANGE_ADVERBS and at > last):
            return Nature.DIFFERENCE, CHANGE_AFTER[word.low]
        if word.tag != NOUN:
            break
    return STILL
