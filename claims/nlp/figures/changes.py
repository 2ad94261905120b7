"""Which way a figure moved, and whether it is the level or the difference."""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

from claims.quantities import Change, Nature

from ..lexicons.hedges import (
    CHANGE_ADVERBS,
    CHANGE_AFTER,
    CHANGE_BEFORE_UNIT,
    CHANGE_NOUNS,
    CHANGE_WORDS,
)
from .lexemes import ADVERB, NOUN, Lexeme

NEAR = 4
FAR = 12
_BREAKS = frozenset({";", ":", "(", ")", "—", "but", "while", "and", "which", "who"})
_LIGHT = frozenset(
    "by another a an further only just just some about nearly almost more than over up to "
    "another as much as a further".split()
)


def verb_of_change(lexemes: list[Lexeme], before: int, reach: int) -> Change | None:
    """The direction of the nearest verb of change in this clause before the lexeme, or None."""
    for at in range(before - 1, max(-1, before - 1 - reach), -1):
        lexeme = lexemes[at]
        if lexeme.low in _BREAKS:
            return None
        if lexeme.low in CHANGE_WORDS and lexeme.tag != NOUN:
            direction = CHANGE_WORDS[lexeme.low]
            if direction is Change.NONE:
                direction = _adverb_near(lexemes, at)
            return direction
    return None


def _adverb_near(lexemes: list[Lexeme], at: int) -> Change:
    """As in "edged up", "inched lower"."""
    following = lexemes[at + 1].low if at + 1 < len(lexemes) else ""
    return CHANGE_ADVERBS.get(following) or CHANGE_AFTER.get(following) or Change.NONE


def change_of(
    lexemes: list[Lexeme], first: int, last: int, *, has_unit: bool
) -> tuple[Nature, Change]:
    """Nature and direction of the figure in ``lexemes[first:last]``.

    "fell by 3" and "a rise of 3" are differences; "fell to 3" is a level that went down.
    """
    level = (Nature.LEVEL, Change.NONE)
    previous = lexemes[first - 1].low if first else ""
    if previous == "to":
        direction = verb_of_change(lexemes, first - 1, FAR)
        return (Nature.LEVEL, direction) if direction else level
    if previous in ("from", "at", "in", "between"):
        return level
    if previous == "of" and first > 1 and lexemes[first - 2].low in CHANGE_NOUNS:
        return Nature.DIFFERENCE, CHANGE_NOUNS[lexemes[first - 2].low]
    if previous == "by" and (direction := verb_of_change(lexemes, first - 1, FAR)):
        return Nature.DIFFERENCE, direction
    at = first - 1
    while (
        at >= 0 and first - at < NEAR and (lexemes[at].low in _LIGHT or lexemes[at].tag == ADVERB)
    ):
        if lexemes[at].low in CHANGE_ADVERBS:
            break
        at -= 1
    if at >= 0:
        word = lexemes[at]
        if word.low in CHANGE_ADVERBS and (has_unit or first - at > 1 or at == 0):
            return Nature.DIFFERENCE, CHANGE_ADVERBS[word.low]
        if has_unit and word.low in CHANGE_BEFORE_UNIT:
            return Nature.DIFFERENCE, CHANGE_BEFORE_UNIT[word.low]
        if word.low in CHANGE_WORDS and word.tag != NOUN:
            direction = CHANGE_WORDS[word.low]
            return (Nature.DIFFERENCE, direction) if direction else level
    return _change_after(lexemes, last) if has_unit else level


def _change_after(lexemes: list[Lexeme], last: int) -> tuple[Nature, Change]:
    for at in (last, last + 1):
        if at >= len(lexemes) or lexemes[at].kind != "word":
            break
        if lexemes[at].low in CHANGE_AFTER:
            follows_to = lexemes[at].low in ("up", "down") and at > last
            if not follows_to:
                return Nature.DIFFERENCE, CHANGE_AFTER[lexemes[at].low]
        if lexemes[at].tag != NOUN:
            break
    return Nature.LEVEL, Change.NONE
