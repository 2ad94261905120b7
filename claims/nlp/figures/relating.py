"""What the figures of one sentence tell about each other: a noun left out the second time, two
bounds of one range, a level and where it came from, the same thing again in brackets."""

from __future__ import annotations

from itertools import pairwise

from claims.quantities import Change, Comparator, Nature

from ..lexicons.changes import CHANGE_WORDS, MOVING_WORDS
from ..lexicons.currencies import WHOLES
from ..lexicons.grammar import SUFFERED
from .changes import FAR, MERELY, direction_of_verb
from .compared import points_of_a_share
from .lexemes import VERB, Lexeme, low, peek
from .likewise import (
    ALWAYS_SAID,
    LAST_OF_LIST,
    LISTING,
    LONGEST_JOIN,
    LOOK_BACK,
    again_in_brackets,
    aged_likewise,
    has_own_noun,
    led_to_points,
    level_likewise,
    moved_already,
    moved_likewise,
    priced_likewise,
    rated_likewise,
)
from .phrase import Phrase

_ABOVE = (Comparator.MORE_THAN, Comparator.AT_LEAST)
_BELOW = (Comparator.LESS_THAN, Comparator.AT_MOST)
# Between two figures of which the second leaves out the noun: "300 homes, up from 200".
_ELLIPSIS = frozenset(
    """
    and or but while compared with to from versus vs against up down including of them than then
    plus just only about some nearly around over more by whereas
    """.split()  # noqa: SIM905
)


_LATELY = frozenset("last past first next previous final opening remaining".split())  # noqa: SIM905
_WHOSE = (["the"], ["its"], ["their"], ["his"], ["her"], ["our"], ["all"])


def relate(lexemes: list[Lexeme], phrases: list[Phrase]) -> list[Phrase]:
    """The phrases with what their neighbours tell; two that are one quantity are joined."""
    found: list[Phrase] = []
    for phrase in phrases:
        if found:
            if joined := _joined(lexemes, found[-1], phrase):
                found[-1] = joined
                continue
            _learn(lexemes, found, phrase)
        found.append(phrase)
    _name_lists(lexemes, found)
    points_of_a_share(lexemes, found)
    return found


def _name_lists(lexemes: list[Lexeme], phrases: list[Phrase]) -> None:
    """Give the unit or noun behind a list to all of it ("12, 13 and 14 years old"), and the noun
    of a whole to its part ("20 of the 90 seats", "half of its 24 wards")."""
    for left, right in reversed(list(pairwise(phrases))):
        between = [one.low for one in lexemes[left.last : right.first]]
        if between[:1] == ["-"] and between[1:2] in (["and"], ["or"], [","]):
            between = between[1:]  # "10- and 11-year-olds"
        if _is_part(between) and right.counted and not left.counted:
            if left.is_bare or left.unit == "proportion":
                left.counted, left.spoken = right.counted, right.spoken
                left.note("noun of the whole", right.first, right.last)
        elif _is_part(between[:2]) and len(between) > 1 and left.is_bare and not right.per:
            if any(step[0].startswith("hyphenated") for step in right.steps):
                continue  # "five of the three-ton trucks" are no five tons
            left.unit, left.spoken = right.unit, right.spoken
            left.note("unit of the whole", right.first, right.last)
        elif between in (["x"], ["×"], ["by"]) and left.is_bare and right.unit:
            left.unit, left.spoken = right.unit, right.spoken
            left.note("unit of the other side", right.first, right.last)
        elif _is_level_of_points(between, left, right):
            left.unit, left.spoken = right.unit, right.spoken
            left.note("unit of its move", right.first, right.last)
        elif _is_list(between, left, right) and left.is_bare and not right.is_bare:
            left.unit, left.counted, left.per = right.unit, right.counted, right.per
            left.spoken = right.spoken
            left.note("noun behind the list", right.first, right.last)


def _is_part(between: list[str]) -> bool:
    """As in "two of |10 games", "two of its past |10 games"."""
    of, whose = between[:1] == ["of"], between[1:]
    if whose[-1:] and whose[-1] in _LATELY:
        whose = whose[:-1]
    return of and (not whose or whose in _WHOSE)


def _is_level_of_points(between: list[str], left: Phrase, right: Phrase) -> bool:
    """As in "an index at 8,415.20, up 58 points"."""
    moved = [word for word in between if word not in (",", "(")] in (["up"], ["down"])
    return moved and left.is_bare and right.unit == "point" and right.nature is Nature.DIFFERENCE


def _is_list(between: list[str], left: Phrase, right: Phrase) -> bool:
    words = set(between)
    if not words or not words <= LISTING or not left.is_one_value or right.unit == "proportion":
        return False
    return bool(words & LAST_OF_LIST) or _near(left, right)


def _near(left: Phrase, right: Phrase) -> bool:
    """Whether two numbers that only a comma parts may be of one list: "12, 13 and 14"."""
    if left.low is None or right.low is None:
        return False
    return left.low < right.low <= 3 * left.low


def _joined(lexemes: list[Lexeme], left: Phrase, right: Phrase) -> Phrase | None:
    return _two_bounds(lexemes, left, right) or _came_from(lexemes, left, right)


def _two_bounds(lexemes: list[Lexeme], left: Phrase, right: Phrase) -> Phrase | None:
    """As in "more than 100 and fewer than 300 people", "at most 100 but at least 20"."""
    between = [one.low for one in lexemes[left.last : right.first]]
    if between not in (["and"], ["but"], [","], [",", "and"], [",", "but"]) or left.counted:
        return None
    if left.unit not in ("", right.unit) or left.per:
        return None
    if left.comparator in _ABOVE and right.comparator in _BELOW:
        lowest, highest = left.low, right.high
    elif left.comparator in _BELOW and right.comparator in _ABOVE:
        lowest, highest = right.low, left.high
    else:
        return None
    if lowest is None or highest is None or lowest >= highest:
        return None
    right.steps = [*left.steps, *right.steps, ("range of two bounds", left.first, right.last)]
    right.first, right.low, right.high = left.first, lowest, highest
    right.comparator = Comparator.BETWEEN
    return right


# Between where something got to and where it came from these make two statements of it.
_PARTING = frozenset({",", ";", "(", ")", "up", "down", "and", "or", "but"})


def _came_from(lexemes: list[Lexeme], left: Phrase, right: Phrase) -> Phrase | None:
    """As in "narrowed to 17 bids from 29 bids": one transition, told from its end."""
    between = [one.low for one in lexemes[left.last : right.first]]
    if between[-1:] != ["from"] or _PARTING & set(between):
        return None
    alike = right.unit == left.unit != "" or right.counted == left.counted != ""
    if len(between) > (LONGEST_JOIN if alike else LONGEST_JOIN // 2):
        return None
    at = left.first - 1
    at -= low(lexemes, at) in MERELY
    if low(lexemes, at) != "to" or left.comparator is not Comparator.EXACT:
        return None
    same = (left.unit, left.per) == (right.unit, right.per) and right.counted in ("", left.counted)
    if not same and right.unit:
        return None
    if left.low is None or right.low is None or not (left.is_one_value and right.is_one_value):
        return None
    words = MOVING_WORDS if left.unit else CHANGE_WORDS
    if direction_of_verb(lexemes, at, FAR, words) is None and not _verb_before(lexemes, at):
        return None
    left.steps = [*left.steps, *right.steps, ("transition", left.first, right.last)]
    left.last, left.low, left.high = right.last, right.low, left.high
    left.nature, left.change = Nature.TRANSITION, Change.NONE
    return left


def _verb_before(lexemes: list[Lexeme], at: int) -> bool:
    return peek(lexemes, at - 1).tag == VERB


def _learn(lexemes: list[Lexeme], earlier: list[Phrase], phrase: Phrase) -> None:
    """Fill in what the sentence said once and means twice."""
    last = earlier[-1]
    again_in_brackets(lexemes, last, phrase)
    aged_likewise(lexemes, last, phrase)
    led_to_points(lexemes, earlier, phrase)
    level_likewise(lexemes, earlier, phrase)
    priced_likewise(lexemes, earlier, phrase)
    moved_likewise(lexemes, earlier, phrase)
    moved_already(lexemes, last, phrase)
    if phrase.is_bare and (known := _named_before(lexemes, earlier, phrase)):
        phrase.unit, phrase.counted = known.unit, known.counted
        phrase.spoken = known.spoken
        phrase.note("noun of the figure before", phrase.first, phrase.last)
    rated_likewise(lexemes, last, phrase)


def _named_before(lexemes: list[Lexeme], earlier: list[Phrase], phrase: Phrase) -> Phrase | None:
    """The figure before whose noun this one leaves out, if the words say that it does."""
    if has_own_noun(lexemes, phrase):
        return None
    people = low(lexemes, phrase.last) in ("who", "whom", "whose")
    for one in reversed(earlier[-LOOK_BACK:]):
        if people and not one.counted:
            continue
        if one.is_bare or one.unit in ALWAYS_SAID:
            continue
        return one if _is_parallel(lexemes, one, phrase) else None
    return None


_PAST = frozenset("was were are is have has had remain remained".split())  # noqa: SIM905


def _has_its_own_verb(lexemes: list[Lexeme], phrase: Phrase) -> bool:
    """As in "11 miners died and 26 were rescued", "while a dozen are missing"."""
    opener = low(lexemes, phrase.first - 1)
    return opener in ("and", "while", "but", ",") and low(lexemes, phrase.last) in _PAST


def _is_parallel(lexemes: list[Lexeme], one: Phrase, phrase: Phrase) -> bool:
    """Whether the word before the second figure sets it beside the first."""
    at = phrase.first - 1
    at -= low(lexemes, at) in MERELY
    before = low(lexemes, at)
    if one.unit in WHOLES and one.nature is Nature.DIFFERENCE and before in ("to", "at"):
        return False  # "weakened 12 paise to |83.47": that many of the whole
    if before in ("including", "with", "versus", "vs", "than", "against"):
        return True
    if before == "from":
        return low(lexemes, phrase.first - 2) in ("up", "down")
    if before == "to" and low(lexemes, one.first - 1) in ("from",):
        return True
    between = lexemes[one.last : phrase.first]
    if before == "and" and low(lexemes, phrase.last) in ("who", "that", "which", "in", "of"):
        return True
    if low(lexemes, phrase.last) in SUFFERED:
        return True
    contrast = {"but", "while"} & {word.low for word in between}
    closed = peek(lexemes, phrase.last).kind in ("none", "mark")
    if contrast and closed and phrase.comparator is not Comparator.EXACT and len(between) < 6:
        return True  # "built for 650 inmates but now holds over 1,000."
    if _has_its_own_verb(lexemes, phrase) and len(between) <= LONGEST_JOIN:
        return True
    return bool(between) and all(word.low in _ELLIPSIS or word.kind == "mark" for word in between)
