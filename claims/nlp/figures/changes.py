"""Which way a figure moved, and whether it is the level or the difference."""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claims.quantities import Change, Nature

from ..lexicons.changes import (
    CHANGE_ADVERBS,
    CHANGE_AFTER,
    CHANGE_BEFORE_UNIT,
    CHANGE_NOUNS,
    CHANGE_WORDS,
    GONE,
    LOSSES,
    MOVING,
    MOVING_WORDS,
    PHRASAL,
    PHRASAL_MOVES,
    WITH_PARTICLE,
)
from ..lexicons.currencies import MONEY, WHOLES
from ..lexicons.units import TIMES
from .before import factor_before
from .compared import SHARES, Moved, compared
from .lexemes import ADJECTIVE, ADVERB, NOUN, PROPER, VERB, Lexeme, low, peek, spelled

NEAR = 4
FAR = 12
_BREAKS = frozenset({";", ":", "(", ")", "—", "but", "while", "and", "which", "who"})
_LIGHT = frozenset(
    "by another a an further only just some about nearly almost more than over as much".split()
)
MERELY = frozenset({"just", "only", "merely"})
_BEFORE_A_LEVEL = frozenset({"from", "at", "in", "between"})
_TO_BE = frozenset("is are was were be been 's 're 'm ’s ’re ’m".split()) | {"we're", "we’re"}
# "rose above 70": the level it got beyond.
_BEYOND = frozenset({"above", "below", "past", "beyond", "under"})
_FOUND_AGAIN = frozenset({"recover", "recovers", "recovered", "recovering"})
_ARTICLES = frozenset("the a an this that its their his her our".split())
_MARKS = frozenset("low high peak level total average record rate best worst".split())
_BOUNDS = frozenset("more less fewer greater higher lower".split())
STILL: Moved = (Nature.LEVEL, Change.NONE)


def direction_of_verb(
    lexemes: list[Lexeme], before: int, reach: int, words: Mapping[str, Change] = CHANGE_WORDS
) -> Change | None:
    """The direction of the nearest verb of change in this clause before the lexeme, or None; none
    either where another purpose stands between: "fall 45% to hold warming |to 1.5C".

    ``words`` are the verbs looked for, and which way each moves."""
    for at in range(before - 1, max(-1, before - 1 - reach), -1):
        lexeme = lexemes[at]
        if lexeme.low in _BREAKS:
            return None
        if lexeme.low in CHANGE_ADVERBS and low(lexemes, at - 1) in MOVING:
            return CHANGE_ADVERBS[lexeme.low]
        if lexeme.low in words and _is_verb(lexemes, at):
            if lexeme.low not in CHANGE_WORDS and peek(lexemes, at + 1).kind in ("num", "sign"):
                return None  # "raised $5m to build it"
            direction = words[lexeme.low]
            return _adverb_near(lexemes, at) if direction is Change.NONE else direction
        if lexeme.tag == VERB and low(lexemes, at - 1) == "to" and lexeme.low not in MOVING:
            return None
    return None


def _is_verb(lexemes: list[Lexeme], at: int) -> bool:
    """Whether a word that may be a noun too is none here: not in "fined the |firm €3m"."""
    return lexemes[at].tag != NOUN and low(lexemes, at - 1) not in _ARTICLES


def _adverb_near(lexemes: list[Lexeme], at: int) -> Change:
    """As in "edged up", "inched lower"."""
    following = low(lexemes, at + 1)
    return CHANGE_ADVERBS.get(following) or CHANGE_AFTER.get(following) or Change.NONE


def change_of(lexemes: list[Lexeme], first: int, last: int, core: int, *, unit: str) -> Moved:
    """Nature and direction of the figure in ``lexemes[first:last]``, whose number, with a unit of
    its own, ends before ``core``.

    "fell by 3" and "a rise of 3" are differences; "fell to 3" is a level that went down.
    """
    if (factor := factor_before(lexemes, first)) is not None:
        first = factor
    first = before_average(lexemes, first)
    while low(lexemes, first - 1) in MERELY:
        first -= 1
    if unit == "times" and _are_occasions(lexemes, first):
        return STILL
    previous = low(lexemes, first - 1)
    if low(lexemes, first) in ("short", "from"):
        return STILL  # "fell |short of 7,000 votes", "fell |from 2-3 million to 1 million"
    if previous == "to":
        if unit and (way := _put_there(lexemes, first - 2)):
            return Nature.LEVEL, way
        words = MOVING_WORDS if unit else CHANGE_WORDS
        direction = direction_of_verb(lexemes, first - 1, FAR, words)
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
    by = _behind_by(lexemes, first)
    if by and (direction := direction_of_verb(lexemes, by - 1, FAR, MOVING_WORDS)):
        return Nature.DIFFERENCE, direction
    return (
        _moved_before(lexemes, first, unit)
        or _moved_with_object(lexemes, first, unit)
        or compared(lexemes, core, last, unit)
        or (_moved_after(lexemes, last, unit) if unit else STILL)
    )


def before_average(lexemes: list[Lexeme], first: int) -> int:
    """Where the "an average of" starts that stands right before this lexeme; else the lexeme."""
    words = [one.low for one in lexemes[max(0, first - 3) : first]]
    of_all = len(words) == 3 and words[0] in ("a", "an") and words[2] == "of"
    return first - 3 if of_all and words[1] in ("average", "total", "mean", "median") else first


def _are_occasions(lexemes: list[Lexeme], first: int) -> bool:
    """As in "went up |23 times", "was raised |four times", "raised it |four times": how often, and
    by no factor. "Rose |four times" tells a factor."""
    at = first - 1
    while at >= 0 and first - at < NEAR and _is_light(lexemes[at]):
        at -= 1
    if low(lexemes, at) in CHANGE_ADVERBS:
        return low(lexemes, at - 1) in GONE
    verb = next(
        (here for here in range(at, max(-1, at - NEAR), -1) if lexemes[here].low in MOVING_WORDS),
        -1,
    )
    if verb < 0 or low(lexemes, first - 1) == "by":
        return False
    moved = lexemes[verb + 1 : at + 1]
    was = low(lexemes, verb - 1) in _TO_BE | {"been"}
    return was or any(one.tag in (NOUN, PROPER) or one.low == "it" for one in moved)


def _put_there(lexemes: list[Lexeme], at: int) -> Change | None:
    """As in "brought it |down to 4%", "pushed inflation up to 9%": which way somebody moved it."""
    moved = peek(lexemes, at - 1)
    if moved.low.startswith("boil"):
        return None
    it = moved.low in ("it", "them", "this", "that") or moved.low in _TO_BE
    it = it or moved.tag in (NOUN, PROPER)
    return CHANGE_ADVERBS.get(low(lexemes, at)) if it else None


def _reached(lexemes: list[Lexeme], at: int) -> Moved:
    """As in "fell to a 50-year low |of 3.5%": a level that went where the verb says."""
    for here in range(at - 1, max(at - 6, -1), -1):
        if low(lexemes, here) == "to":
            direction = direction_of_verb(lexemes, here, FAR)
            return (Nature.LEVEL, direction) if direction else STILL
    return STILL


def _noun_of_change(lexemes: list[Lexeme], at: int, unit: str) -> Change | None:
    """The noun of change before "of": "an increase of", "a fall in prices of". A loss of money is
    what a firm made, a loss of jobs is so many jobs, and neither is a move."""
    for here in (at, *_before_in(lexemes, at)):
        noun = low(lexemes, here)
        if noun in LOSSES and (unit in MONEY or not unit):
            return None
        if direction := CHANGE_NOUNS.get(noun) or CHANGE_NOUNS.get(noun.removesuffix("s")):
            return direction
    return None


def _before_in(lexemes: list[Lexeme], at: int) -> Iterator[int]:
    """Where the "drop" of "a drop in sales |of 5%" stands, from "sales" back."""
    for here in range(at, max(0, at - 6), -1):
        if low(lexemes, here) == "in":
            yield here - 1
            return
        if lexemes[here].kind != "word" or lexemes[here].tag == VERB:
            return


def _moved_before(lexemes: list[Lexeme], first: int, unit: str) -> Moved | None:
    """What a verb or "up" right before the figure says, over words that weigh nothing."""
    if unit in SHARES and (way := WITH_PARTICLE.get(spelled(lexemes, max(0, first - 2), first))):
        return Nature.DIFFERENCE, way
    at = first - 1
    while at >= 0 and first - at < NEAR and _is_light(lexemes[at]):
        at -= 1
    if at < 0:
        return None
    word = lexemes[at]
    is_now = low(lexemes, at - 1) in _TO_BE
    if word.low in CHANGE_ADVERBS and (unit or first - at > 1 or at == 0 or is_now):
        phrasal = peek(lexemes, at - 1)
        if unit in TIMES:
            return None
        moves = phrasal.low in PHRASAL_MOVES and unit in SHARES
        if phrasal.low in PHRASAL and phrasal.tag != NOUN and not moves:
            return None
        return Nature.DIFFERENCE, CHANGE_ADVERBS[word.low]
    bidden = at == 0 and word.low == "add"  # "Add 250 ml of milk"
    moves = (unit not in MONEY or unit in WHOLES) and word.low in CHANGE_BEFORE_UNIT
    if unit and moves and not bidden:
        return Nature.DIFFERENCE, CHANGE_BEFORE_UNIT[word.low]
    if word.low in _FOUND_AGAIN and unit not in SHARES:
        return None  # "recovered 12 bodies"
    if word.low in CHANGE_WORDS and _is_verb(lexemes, at):
        direction = CHANGE_WORDS[word.low]
        return (Nature.DIFFERENCE, direction) if direction is not Change.NONE else STILL
    return None


def _moved_with_object(lexemes: list[Lexeme], first: int, unit: str) -> Moved | None:
    """As in "cut its dividend 5%": a verb of change, what it moves, and by how much."""
    if unit not in SHARES:
        return None
    at = first - 1
    while at >= 0 and first - at < 6 and lexemes[at].kind == "word" and lexemes[at].tag != VERB:
        at -= 1
    moved = lexemes[at + 1 : first]
    if at < 0 or not any(one.tag in (NOUN, PROPER) for one in moved):
        return None
    if any(one.low in _NO_OBJECT for one in moved) or lexemes[at].tag != VERB:
        return None
    direction = MOVING_WORDS.get(lexemes[at].low)
    return (Nature.DIFFERENCE, direction) if direction else None


_NO_OBJECT = frozenset("to of at in on with from for than as and or but by".split())


def _behind_by(lexemes: list[Lexeme], first: int) -> int:
    """The lexeme behind "by", also where it is "by an annual 5.9%", "by a record 300"; or 0."""
    if low(lexemes, first - 1) == "by":
        return first
    described = (
        low(lexemes, first - 2) in ("a", "an", "another") and low(lexemes, first - 3) == "by"
    )
    return first - 2 if described and peek(lexemes, first - 1).kind == "word" else 0


def _is_light(lexeme: Lexeme) -> bool:
    light = lexeme.low in _LIGHT or lexeme.tag == ADVERB
    return light and lexeme.low not in CHANGE_ADVERBS


def _moved_after(lexemes: list[Lexeme], last: int, unit: str) -> Moved:
    """As in "3% higher", "a 5% pay increase", "a 5% year-on-year rise", "8 points down on May"."""
    at = last
    while at < last + 6:
        word = peek(lexemes, at)
        if unit in TIMES or (unit in MONEY and word.low in LOSSES):
            break
        if word.low in CHANGE_AFTER and _may_stand_at(word, at - last):
            return Nature.DIFFERENCE, CHANGE_AFTER[word.low]
        if low(lexemes, at + 1) == "-" and lexemes[at + 1].glued:
            at += 2
        elif word.tag in (NOUN, ADJECTIVE) and word.kind == "word":
            at += 1
        else:
            break
    return STILL


def _may_stand_at(word: Lexeme, distance: int) -> bool:
    """Whether a word of change so far behind the figure still says how it moved."""
    if distance == 0:
        return True
    if word.low in CHANGE_ADVERBS:
        return False
    return distance == 1 or (word.tag == NOUN and not word.plural)
