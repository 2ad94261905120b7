"""What a figure has in common with the ones before it: their unit, rate, move, age or currency."""

from __future__ import annotations

from itertools import pairwise

from claims.quantities import Change, Comparator, Nature

from ..lexicons.changes import MOVING
from ..lexicons.currencies import MONEY
from ..lexicons.grammar import SUFFERED
from .changes import SHARES
from .lexemes import NOUN, VERB, Lexeme, low, peek
from .phrase import Phrase, open_end

LAST_OF_LIST = frozenset({"and", "or", "&"})
LISTING = LAST_OF_LIST | {","}
# How many figures of a sentence one looks back over for what the next leaves out.
LOOK_BACK = 8
# How many words may stand between two figures of which the second says "and 26 were".
LONGEST_JOIN = 8
# Units that nobody leaves out the second time.
ALWAYS_SAID = frozenset(
    {"percent", "percentage point", "proportion", "times", "ratio", "score", "year of age"}
)
_COMPARING = frozenset({"from", "against", "versus", "vs", "with", "than"})


def rated_likewise(lexemes: list[Lexeme], last: Phrase, phrase: Phrase) -> None:
    """As in "$12 an hour, up from $10", "6 deaths per 1,000 births, against 4": the same rate."""
    between = [one.low for one in lexemes[last.last : phrase.first]]
    compared = between[-1:] and between[-1] in _COMPARING and len(between) < 5
    alike = (phrase.unit, phrase.counted) == (last.unit, last.counted)
    if compared and alike and last.per and not phrase.per and not phrase.is_bare:
        phrase.per = last.per
        phrase.note("rate of the figure before", last.first, last.last)


def again_in_brackets(lexemes: list[Lexeme], last: Phrase, phrase: Phrase) -> None:
    """As in "fell by 2 to 3 degrees Celsius (3.6 to 5.4 Fahrenheit)", "slid 3.4%, or $1.20,"."""
    between = [one.low for one in lexemes[last.last : phrase.first]]
    again = between in (["("], [",", "or"], ["or"]) and phrase.unit
    if not again or phrase.unit == last.unit or last.is_bare:
        return
    if phrase.change is Change.NONE:
        phrase.nature, phrase.change = last.nature, last.change
    open_ended = last.low is None or last.high is None
    if between == ["("] and last.unit and open_ended and phrase.comparator is Comparator.EXACT:
        open_end(phrase, last.comparator)


AGE_IN_A_LIST = "age in a list"


def aged_likewise(lexemes: list[Lexeme], last: Phrase, phrase: Phrase) -> None:
    """As in "aged four and seven", "aged 4, 6 and 9": each is an age."""
    listed = low(lexemes, last.first - 1) in ("aged", "ages")
    listed = listed or any(step[0] == AGE_IN_A_LIST for step in last.steps)
    between = [one.low for one in lexemes[last.last : phrase.first]]
    ends = between in (["and"], ["or"], [",", "and"]) or low(lexemes, phrase.last) in LISTING
    if not (listed and last.unit == "year of age" and phrase.is_bare and set(between) <= LISTING):
        return
    if between and ends and not has_own_noun(lexemes, phrase):
        phrase.unit = last.unit
        phrase.note(AGE_IN_A_LIST, phrase.first, phrase.last)


def led_to_points(lexemes: list[Lexeme], earlier: list[Phrase], phrase: Phrase) -> None:
    """As in "rose 214 points to 38,460", "up 23.4 points, or 0.3%, at 8,215": where points led is a
    level of points."""
    between = [one.low for one in lexemes[earlier[-1].last : phrase.first]]
    moved = [one for one in earlier[-2:] if one.nature is Nature.DIFFERENCE]
    if not phrase.is_bare or between[-1:] not in (["to"], ["at"]) or earlier[-1] not in moved:
        return
    words = [word for word in between if word not in (",", ")")]
    if len(words) > 3 or words[0] not in ("to", "at"):
        return  # "to |8,415", "to end at |8,415"
    for one in moved:
        if one.unit == "point":
            phrase.unit, phrase.spoken = one.unit, one.spoken
            phrase.note("unit of its move", one.first, one.last)


def level_likewise(lexemes: list[Lexeme], earlier: list[Phrase], phrase: Phrase) -> None:
    """As in "edged down 0.3% to 1,463 points, while the other climbed 0.1% to 1,333": a level
    behind its move is in the unit of the level before, behind its own."""
    if not phrase.is_bare or not _is_led_to(lexemes, earlier[-1], phrase):
        return
    for move, level in reversed(list(pairwise(earlier[-LOOK_BACK:]))):
        named = level.unit not in ALWAYS_SAID and not level.is_bare
        if named and _is_led_to(lexemes, move, level) and not has_own_noun(lexemes, phrase):
            phrase.unit, phrase.counted, phrase.spoken = level.unit, level.counted, level.spoken
            phrase.note("unit of the level before", phrase.first, phrase.last)
            return


def _is_led_to(lexemes: list[Lexeme], move: Phrase, level: Phrase) -> bool:
    """Whether a share moved and this is where it led: "lost |1.1% to end at |1,334"."""
    between = [one.low for one in lexemes[move.last : level.first]]
    moved = move.nature is Nature.DIFFERENCE and move.unit in SHARES
    return moved and 0 < len(between) < 5 and between[0] in ("to", "at")


def priced_likewise(lexemes: list[Lexeme], earlier: list[Phrase], phrase: Phrase) -> None:
    """As in "5,000 yen ($45) for the one and 4,000 ($36) for the other": money that stands again in
    another currency beside it."""
    again = peek(lexemes, phrase.last + 1)
    if not phrase.is_bare or low(lexemes, phrase.last) != "(" or again.kind != "sign":
        return
    for one in reversed(earlier[-LOOK_BACK:]):
        alike = low(lexemes, one.last) == "(" and low(lexemes, one.last + 1) == again.low
        if alike and one.unit in MONEY:
            phrase.unit, phrase.spoken = one.unit, one.spoken
            phrase.note("currency of the figure before", phrase.first, phrase.last)
            return


def moved_likewise(lexemes: list[Lexeme], earlier: list[Phrase], phrase: Phrase) -> None:
    """As in "shares were down 2%, bonds by 3%", "grew 0.3% on the quarter and 1.5% on the year":
    the verb is left out the second time."""
    before = low(lexemes, phrase.first - 1)
    if before not in ("by", "and") or phrase.change is not Change.NONE or not phrase.unit:
        return
    for one in reversed(earlier[-LOOK_BACK:]):
        between = lexemes[one.last : phrase.first]
        if before == "and" and (len(between) > 8 or any(word.tag == VERB for word in between)):
            return
        if one.nature is Nature.DIFFERENCE and one.unit == phrase.unit and not phrase.counted:
            phrase.nature, phrase.change = one.nature, one.change
            phrase.note(f"moved {phrase.change}", phrase.first, phrase.last)
            return


def moved_already(lexemes: list[Lexeme], last: Phrase, phrase: Phrase) -> None:
    """As in "rose 1.9 percent to 8,415": the verb's direction is the difference's already, and
    where it led is a plain level."""
    if phrase.nature is not Nature.LEVEL or last.nature is not Nature.DIFFERENCE:
        return
    between = lexemes[last.last : phrase.first]
    led = [one.low for one in between[-1:]] == ["to"] and len(between) < LONGEST_JOIN
    again = any(one.tag == VERB and one.low not in MOVING for one in between)
    if led and not again and phrase.change is last.change:
        phrase.change = Change.NONE
        phrase.steps = [step for step in phrase.steps if not step[0].startswith("moved")]


def has_own_noun(lexemes: list[Lexeme], phrase: Phrase) -> bool:
    """Whether the words behind a figure say themselves what it counts."""
    after = peek(lexemes, phrase.last)
    if after.low in SUFFERED:
        return False
    return after.tag in (NOUN, "PROPN", "ADJ", "VERB") and after.low not in ("died", "were")
