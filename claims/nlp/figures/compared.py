"""By how much one thing is more or less than another: "two-thirds fewer ships", "a fifth cheaper",
"1.3 points above the national rate". Each is a difference with a direction."""

from __future__ import annotations

from itertools import pairwise

from claims.quantities import Change, Nature

from ..lexicons.changes import APART_AFTER, COMPARATIVES, COMPARED_AFTER, RATES, WINNING
from .lexemes import Lexeme, low
from .nouns import Counted, counted_after
from .phrase import Phrase

Moved = tuple[Nature, Change]
POINTS = frozenset({"point", "percentage point", "basis point"})
# Units in which one tells by how much something moved, and little else.
SHARES = POINTS | {"percent"}
# "A quarter below its level" is a difference; "5 per cent below the poverty line" are people.
APART = POINTS | {"proportion"}
# Next to a comparative these tell a part or a multiple of what is compared with.
RELATIVE = SHARES | {"proportion", "times"}
_REACH = 8
_LINES = frozenset({"poverty", "age", "ages", "breadline", "deck", "decks", "ground"})
_BETWEEN_SHARE_AND_POINTS = frozenset({",", "(", "just", "some", "about", "up", "down"})


def compared(lexemes: list[Lexeme], core: int, last: int, unit: str) -> Moved | None:
    """What the word behind the number tells, which ends before ``core``; the whole figure ends
    before ``last``. "5,000 |more jobs" are so many jobs that came, unless a "than" follows."""
    at = _behind_times(lexemes, core)
    if _more_or_less(lexemes, at):
        return None
    if unit in APART and (way := _apart(lexemes, at)):
        return Nature.DIFFERENCE, way
    way = COMPARATIVES.get(low(lexemes, at))
    if way is None:
        return None
    more_or_fewer = low(lexemes, at) in COMPARED_AFTER
    if unit in RELATIVE:
        return Nature.DIFFERENCE, way
    than = "than" in (low(lexemes, at + 1), low(lexemes, last))
    if unit and last == core:
        # "10 mph |less than": between two things that moved nowhere
        return (Nature.DIFFERENCE, Change.NONE) if more_or_fewer or than else None
    tells = more_or_fewer and (than or way is Change.DOWN)
    return (Nature.DIFFERENCE, way) if tells else None


def _behind_times(lexemes: list[Lexeme], core: int) -> int:
    return core + (low(lexemes, core) in ("times", "x"))


def _more_or_less(lexemes: list[Lexeme], at: int) -> bool:
    return low(lexemes, at + 1) == "or"


def _apart(lexemes: list[Lexeme], at: int) -> Change | None:
    """As in "two points |behind"; not in "won three points |ahead of the match", nor in "a third
    |below the poverty line", which says who they are."""
    word = low(lexemes, at)
    who = any(one.low in _LINES for one in lexemes[at + 1 : at + 4])
    won = any(one.low in WINNING for one in lexemes[max(0, at - 5) : at])
    return None if won or who else APART_AFTER.get(word)


def more_of(lexemes: list[Lexeme], phrase: Phrase) -> Counted | None:
    """The "ships" of "40 per cent |fewer ships", of which there are so many more or less."""
    at = phrase.last
    if low(lexemes, at) not in COMPARED_AFTER or _more_or_less(lexemes, at):
        return None
    counted = counted_after(lexemes, at)
    return counted if counted and lexemes[counted.head].plural else None


def points_of_a_share(lexemes: list[Lexeme], phrases: list[Phrase]) -> None:
    """As in "two points |above the national rate", "61 per cent, up two points": points between
    shares are percentage points."""
    for last, phrase in pairwise([None, *phrases]):
        if phrase is None or phrase.unit != "point" or phrase.nature is not Nature.DIFFERENCE:
            continue
        if _of_a_rate(lexemes, phrase) or (last and _behind_a_share(lexemes, last, phrase)):
            phrase.unit = "percentage point"
            phrase.note("points of a share", phrase.first, phrase.last)


def _of_a_rate(lexemes: list[Lexeme], phrase: Phrase) -> bool:
    """Whether the clause names a rate: what is compared, or what it is compared with."""
    word = low(lexemes, phrase.last)
    if word not in APART_AFTER and word not in COMPARATIVES:
        return False
    behind = _clause(lexemes[phrase.last : phrase.last + _REACH])
    before = _clause(lexemes[max(0, phrase.first - _REACH) : phrase.first][::-1])
    return any(one.low in RATES for one in (*behind, *before))


def _clause(lexemes: list[Lexeme]) -> list[Lexeme]:
    end = next((at for at, one in enumerate(lexemes) if one.kind == "mark"), len(lexemes))
    return lexemes[:end]


def _behind_a_share(lexemes: list[Lexeme], last: Phrase, phrase: Phrase) -> bool:
    between = [one.low for one in lexemes[last.last : phrase.first]]
    if last.unit != "percent" or last.nature is not Nature.LEVEL:
        return False
    if phrase.change is Change.UP and phrase.low and last.high and phrase.low > last.high:
        return False  # "at 5 per cent, up |30 points": of another kind
    return 0 < len(between) < 4 and set(between) <= _BETWEEN_SHARE_AND_POINTS
