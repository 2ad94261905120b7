"""Ranges and transitions: "5,000 to 7,000", "between 20 and 30", "$2 to $4 million", "20–30 per
cent", "rose from 40 to 50"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from claims.quantities import Comparator, Nature

from ..lexicons.changes import CHANGE_ADVERBS, GONE, MOVING_WORDS
from .before import hedge_before
from .changes import SHARES, before_average, direction_of_verb
from .fractions import RULE as FRACTION
from .fractions import says_by_how_much
from .lexemes import NOUN, Lexeme, low, peek
from .nouns import counted_after
from .phrase import Amount, Phrase
from .rough import MULTIPLE, MULTIPLIED

DASHES = ("-", "–", "—", "−")
FAR = 8
_HEDGING = frozenset(
    "just well over under more less than nearly almost about around some roughly only".split()  # noqa: SIM905
)
RightEnd = Callable[[int], Amount | None]


def ranged(lexemes: list[Lexeme], left: Amount, done: int, right_end: RightEnd) -> Phrase | None:
    """The range that begins with this amount; ``right_end`` reads the other from a lexeme on."""
    if left.number.rule in (MULTIPLE, MULTIPLIED):
        return None
    opener = _opener(lexemes, left.first, done)
    start = _behind_connector(lexemes, left, opener)
    if start is None:
        return None
    right = right_end(start)
    if right is None or not _belong_together(lexemes, left, right, opener):
        return None
    if opener == "from" and (far := _further_end(lexemes, right, right_end)):
        return _before_a_range(left, far)
    left = _with_shared_scale(left, right)
    dashed = low(lexemes, left.last) in DASHES  # "from 2.1-2.3 million to 1.8 million"
    verb = opener == "from" and not dashed and _has_moved(lexemes, left.first - 1)
    both_named = left.has_unit_behind and right.has_unit_behind
    below_zero = left.high < 0 and right.high < 0  # "-10 to -15 degrees" rises in size
    if left.low > right.high and opener != "from" and not (both_named or below_zero):
        return None
    if low(lexemes, start - 1) == "or" and not _close_by(left, right):
        return None
    if low(lexemes, start - 1) == "or" and hedge_before(lexemes, right.number.first):
        return None  # "equal to 250 or less than 310"
    if left.low == right.high and not lexemes[left.last].glued:
        return None  # "$500 million - half a billion dollars" says the same twice
    bounds = sorted((left.low, right.high))
    phrase = Phrase(
        left.first,
        right.last,
        bounds[0],
        bounds[1],
        left.unit or right.unit,
        right.spoken or left.spoken,
        Comparator.BETWEEN if bounds[0] != bounds[1] else Comparator.EXACT,
    )
    phrase.note(f"range of {left.number.rule}", left.first, right.last)
    if opener in ("between", "from") and low(lexemes, left.first - 1) == opener:
        phrase.first -= 1
    if verb or (left.low > right.high and opener == "from"):
        _make_transition(phrase, left, right)
    return phrase


def _further_end(lexemes: list[Lexeme], right: Amount, right_end: RightEnd) -> Amount | None:
    """The "35 billion" of "from 24 to 33-35 billion", where the right end is a range itself."""
    dash = low(lexemes, right.last) in DASHES and lexemes[right.last].glued
    far = right_end(right.last + 1) if dash else None
    return far if far and right.low < far.high else None


def _before_a_range(left: Amount, far: Amount) -> Phrase:
    """The "24" of "from 24 to 33-35 billion euros", in billions of euros too."""
    left = _with_shared_scale(left, far)
    phrase = Phrase(left.first, left.last, left.low, left.high, left.unit or far.unit, far.spoken)
    phrase.note(left.number.rule, left.first, left.last)
    return phrase


def _has_moved(lexemes: list[Lexeme], at: int) -> bool:
    """Whether what stands before a "from" says that something moved: "rose from", "up from"."""
    before = low(lexemes, at - 1)
    return before in CHANGE_ADVERBS | GONE or bool(direction_of_verb(lexemes, at, FAR))


def _opener(lexemes: list[Lexeme], first: int, done: int) -> str:
    """The "between" or "from" before an amount, over "the ages of"."""
    words = [one.low for one in lexemes[max(done, first - 4) : first]]
    while words[:-1] and words[-1] in _HEDGING and {"from", "between"} & set(words):
        words.pop()  # "from just over 1 million to"
    if words[-3:] == ["the", "ages", "of"] or words[-2:] == ["ages", "of"]:
        words = words[: -3 if words[-3:-2] == ["the"] else -2]
    return words[-1] if words else ""


def _behind_connector(lexemes: list[Lexeme], left: Amount, opener: str) -> int | None:
    """The lexeme behind "to", "–", "and", "or"; None where nothing joins the amount to another."""
    at = left.last
    connector = low(lexemes, at)
    if connector in DASHES:
        return _behind_dash(lexemes, at, left)
    if connector in ("to", "~", "..", "...", "…"):
        return at + 1
    if connector == "through" and not left.unit:
        return at + 1
    if connector == "and" and opener == "between":
        return at + 1
    if connector == "or" and not left.has_unit_behind:
        return at + 1
    if opener == "from":
        return _behind_far_to(lexemes, at)
    return None


def _behind_dash(lexemes: list[Lexeme], at: int, left: Amount) -> int | None:
    dash, after = lexemes[at], peek(lexemes, at + 1)
    if dash.glued and not after.glued and after.low in ("to", "or"):
        return at + 2  # the hyphen of "a 20- to 30-minute walk" waits for its word
    loose = not dash.glued and after.glued
    if dash.glued != after.glued and not (loose and after.kind == "num" and not left.unit):
        return None
    if dash.text == "—" and not dash.glued:
        return None
    if after.low == "to" and low(lexemes, at + 2) == dash.text:
        return at + 3
    return at + 1


def _behind_far_to(lexemes: list[Lexeme], at: int) -> int | None:
    """As in "from 300 acres up to 700", "from 31 members then to 36": at most three words on."""
    for step in range(4):
        if low(lexemes, at + step) == "to":
            return at + step + 1
        if peek(lexemes, at + step).kind != "word":
            return None
    return None


def _belong_together(lexemes: list[Lexeme], left: Amount, right: Amount, opener: str) -> bool:
    if left.unit and right.unit and left.unit != right.unit:
        return False
    if left.unit and not right.unit and counted_after(lexemes, right.last) and opener != "from":
        plural = peek(lexemes, right.last)
        if plural.tag == NOUN and plural.plural and left.has_unit_behind:
            return False
    return low(lexemes, left.last) != "to" or opener == "from" or not _is_move(lexemes, left, right)


def _is_move(lexemes: list[Lexeme], left: Amount, right: Amount) -> bool:
    """As in "rose 1.9 percent to 8,415" and "up by $3 to $9": a change and then a level."""
    if left.has_unit_behind and left.unit != right.unit:
        return True
    first = before_average(lexemes, left.first)
    if low(lexemes, first - 1) == "by" and left.unit in SHARES:
        return False  # "dropped by 3% to 5%"
    if left.number.rule == FRACTION and left.high < 1 <= right.low:
        return says_by_how_much(lexemes, left.first)  # "grew by a quarter to 5 million"
    moved = left.unit and direction_of_verb(lexemes, first, 3, MOVING_WORDS) is not None
    return bool(moved and left.unit == right.unit and right.number.low > left.number.high)


def _with_shared_scale(left: Amount, right: Amount) -> Amount:
    """The left end of "2 to 4 million" is two million as well."""
    number = left.number
    if number.scale == 1 and right.number.scale > 1 and number.low < right.number.mantissa:
        return replace(left, number=number.times(right.number.scale))
    return left


def _close_by(left: Amount, right: Amount) -> bool:
    """Whether an "or" means a range: "two or three", "10 or 12", not "5 or 50"."""
    return 0 < right.low - left.low <= max(left.low, Decimal(1)) and right.low < 1000


def _make_transition(phrase: Phrase, left: Amount, right: Amount) -> None:
    phrase.low, phrase.high, phrase.nature = left.low, right.high, Nature.TRANSITION
    phrase.comparator = Comparator.EXACT
    phrase.note("transition", phrase.first, phrase.last)
