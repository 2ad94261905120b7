"""Did a figure change between two versions of a passage, and how? For a person to be told.

Another spelling is no change: "65" and "sixty-five", "1.4 million" and "1,400,000", "5 km" and
"5,000 metres", "half" and "50 %". Another value, end, hedge, unit or direction is. The period a
figure holds for, and the words around it, are left to whoever reads both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal, localcontext
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from .intervals import Interval, is_hedged
from .measures import measure_of
from .nouns import Likeness, likeness, plural
from .quantity import Change, Comparator, Nature, Quantity
from .spans import Reading, converter, magnitude, read
from .wording import figure_words

MOST = 10_000  # pairs of figures that are weighed; more are paired by their order
UNPAIRED = 1.0  # what it costs to take a figure for gone, or for new
CHANGED, ESTRANGED, STRANGE = 1.0, 1.5, 3.0  # … for changed, in unit or noun too, in both
FARTHEST = 0.4  # … and for being far from the old value


class ChangeKind(StrEnum):
    """What is different about a figure."""

    VALUE = "value"
    BOUND = "bound"
    HEDGE = "hedge"
    UNIT = "unit"
    DIRECTION = "direction"
    COUNTED = "counted"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure before and after, ``None`` where it is new or gone, and what a person is told."""

    kind: ChangeKind
    before: Quantity | None
    after: Quantity | None
    sentence: str


def changes(before: Sequence[Quantity], after: Sequence[Quantity]) -> tuple[FigureChange, ...]:
    """What became of the figures of a passage, in the order of the new one.

    A figure that only stands at another place of the passage has not changed, if it says what it
    counts.
    """
    return tuple(
        FigureChange(kind, old, new, told(kind, old, new))
        for old, new in _differing(before, after)
        if (kind := change_of(old, new)) is not None
    )


Paired = tuple[Quantity | None, Quantity | None]


def _differing(before: Sequence[Quantity], after: Sequence[Quantity]) -> list[Paired]:
    """Figures that changed, by order, unit, noun and nearness; ``None`` for neither.

    What stands in both rows in the same order is left out, and so is what counts something and
    stands elsewhere: a bare number is known by its order alone. Between, the cheapest way is taken.
    """
    marks = _marks([*before, *after])
    ours, theirs = marks[: len(before)], marks[len(before) :]
    blocks = [
        (i, i_end, j, j_end)
        for how, i, i_end, j, j_end in SequenceMatcher(
            None, ours, theirs, autojunk=False
        ).get_opcodes()
        if how != "equal"
    ]
    left = Counter(mark for i, i_end, _, _ in blocks for mark in ours[i:i_end])
    came = Counter(mark for _, _, j, j_end in blocks for mark in theirs[j:j_end])
    moved = Counter({mark: count for mark, count in (left & came).items() if mark.counted})
    from_old, from_new = moved.copy(), moved.copy()
    return [
        pair
        for i, i_end, j, j_end in blocks
        for pair in _cheapest(
            _staying(before[i:i_end], ours[i:i_end], from_old),
            _staying(after[j:j_end], theirs[j:j_end], from_new),
        )
    ]


def _staying(
    figures: Sequence[Quantity], marks: Sequence[Mark], moved: Counter[Mark]
) -> list[Quantity]:
    """The figures that are not among those that moved; each of these is taken off once."""
    staying = []
    for figure, mark in zip(figures, marks, strict=True):
        if moved[mark]:
            moved[mark] -= 1
        else:
            staying.append(figure)
    return staying


class Mark(NamedTuple):
    """What a figure says, the same however it is spelt."""

    said: Reading | Quantity
    hedge: str
    counted: str


def _marks(figures: Sequence[Quantity]) -> list[Mark]:
    first_of: dict[str, Quantity] = {}
    marks = []
    for figure in figures:
        dimension = measure_of(figure.unit, per=figure.per, counted=figure.counted).dimension
        both = in_one_measure(first_of.setdefault(dimension, figure), figure)
        said = both[1] if both else figure
        marks.append(Mark(said, hedge_of(figure), figure.counted.casefold()))
    return marks


def _cheapest(before: Sequence[Quantity], after: Sequence[Quantity]) -> list[Paired]:
    """The cheapest way from one row of figures to the other, by dynamic programming."""
    if len(before) * len(after) > MOST:
        short = min(len(before), len(after))
        rest: list[Paired] = [(old, None) for old in before[short:]]
        rest += [(None, new) for new in after[short:]]
        return [*zip(before[:short], after[:short], strict=True), *rest]
    costs = [[UNPAIRED * (i + j) for j in range(len(after) + 1)] for i in range(len(before) + 1)]
    prices = [[_price(old, new) for new in after] for old in before]
    for i, row in enumerate(prices):
        for j, price in enumerate(row):
            costs[i + 1][j + 1] = min(
                costs[i][j] + price, costs[i][j + 1] + UNPAIRED, costs[i + 1][j] + UNPAIRED
            )
    pairs: list[Paired] = []
    i, j = len(before), len(after)
    while i or j:
        if i and j and costs[i][j] == costs[i - 1][j - 1] + prices[i - 1][j - 1]:
            i, j = i - 1, j - 1
            pairs.append((before[i], after[j]))
        elif i and costs[i][j] == costs[i - 1][j] + UNPAIRED:
            i -= 1
            pairs.append((before[i], None))
        else:
            j -= 1
            pairs.append((None, after[j]))
    return pairs[::-1]


def _price(old: Quantity, new: Quantity) -> float:
    if change_of(old, new) is None:
        return 0.0
    both = in_one_measure(old, new)
    strange = (both is None) + (not counts_alike(old, new))
    return (CHANGED, ESTRANGED, STRANGE)[strange] + FARTHEST * _farness(old, new)


def _farness(old: Quantity, new: Quantity) -> float:
    """0 for neighbours, 1 for figures ten times apart or on two sides of zero."""
    one, two = (next(bound for bound in (q.high, q.low) if bound is not None) for q in (old, new))
    if one == two:
        return 0.0
    if not one or not two or (one < 0) != (two < 0):
        return 1.0
    ratio = float(max(one / two, two / one))
    return min(1.0, (ratio - 1) / 9)


def change_of(old: Quantity | None, new: Quantity | None) -> ChangeKind | None:
    """What is different, the gravest first; ``None`` for the same figure, however spelt."""
    if old is None or new is None:
        return ChangeKind.GONE if new is None else ChangeKind.NEW
    both = in_one_measure(old, new)
    if both is None:
        return ChangeKind.UNIT
    ours, theirs = both
    if ours.nature is not theirs.nature or _turned(ours, theirs):
        return ChangeKind.DIRECTION
    if not counts_alike(old, new):
        return ChangeKind.COUNTED
    if (moved := _moved_bounds(ours, theirs)) is not None:
        return moved
    return None if hedge_of(old) == hedge_of(new) else ChangeKind.HEDGE


def _turned(ours: Reading, theirs: Reading) -> bool:
    """Up is not down, and a difference with a direction not one without. A level that "climbed to"
    its height stands there too."""
    if ours.nature is Nature.DIFFERENCE:
        return ours.change is not theirs.change
    return {ours.change, theirs.change} == {Change.UP, Change.DOWN}


def _moved_bounds(ours: Reading, theirs: Reading) -> ChangeKind | None:
    """An end that was closed, opened or lost is a bound; the same shape elsewhere is a value. The
    same number with an open end less or more differs in its hedge."""
    for one, two in zip(ours.spans, theirs.spans, strict=True):
        old, new = one.stated, two.stated
        if old == new:
            continue
        if _shape(old) == _shape(new):
            return ChangeKind.VALUE
        if len(numbers := {old.low, old.high, new.low, new.high} - {None}) == 1 and numbers:
            return ChangeKind.HEDGE
        return ChangeKind.BOUND
    return None


def _shape(interval: Interval) -> tuple[bool, bool, bool]:
    return interval.low is None, interval.high is None, interval.low == interval.high


def hedge_of(quantity: Quantity) -> str:
    """How exactly a figure is meant: "about", "nearly", "more_than", "exact", …"""
    words = quantity.text.casefold()
    if is_hedged(quantity):
        return "nearly" if "nearly" in words or "almost" in words else Comparator.ABOUT.value
    if quantity.comparator is Comparator.ABOUT:
        return Comparator.EXACT.value  # "hundreds" is a range and no hedge
    return quantity.comparator.value


def counts_alike(one: Quantity, two: Quantity) -> bool:
    """Whether two figures count one thing, or both kinds of people."""
    if likeness(one.counted, two.counted) is not Likeness.OTHER:
        return True
    return all(likeness(q.counted, "person") is not Likeness.OTHER for q in (one, two))


def in_one_measure(one: Quantity, two: Quantity) -> tuple[Reading, Reading] | None:
    """Both as stated, in the measure of ``one``; ``None`` where no exact factor leads there."""
    with localcontext(prec=60):
        ours, theirs = read(one, Decimal(0)), read(two, Decimal(0))
        if ours.measure.dimension != theirs.measure.dimension:
            return None
        into_ours, _ = converter(ours, theirs, None)
        theirs = replace(theirs, spans=tuple(span.mapped(into_ours) for span in theirs.spans))
        return _settled(ours), _settled(theirs)


def _settled(reading: Reading) -> Reading:
    """Differences by size and direction, and without the noise of a conversion."""
    if reading.nature is Nature.DIFFERENCE:
        span, change = magnitude(reading.spans[0], reading.change)
        reading = replace(reading, spans=(span,), change=change)
    exact = Context(prec=18)
    spans = tuple(
        span.mapped(lambda bound: exact.plus(bound).normalize()) for span in reading.spans
    )
    return replace(reading, spans=spans)


_WAY = {Change.UP: "a rise", Change.DOWN: "a fall", Change.NONE: "no rise or fall"}
_NATURE = {
    Nature.LEVEL: "a level",
    Nature.DIFFERENCE: "a difference",
    Nature.TRANSITION: "a change from one level to another",
}


def told(kind: ChangeKind, old: Quantity | None, new: Quantity | None) -> str:
    """The change in a sentence: "65 became 66.", "“more than 5,000” lost its “more than”."."""
    if old is None or new is None:
        figure = old or new
        assert figure is not None
        words = figure_words(figure)
        return f"The figure {words} is gone." if new is None else f"A new figure stands: {words}."
    before, after = _bare(old, new), _bare(new, old)
    if kind is ChangeKind.HEDGE:
        return _hedge_told(before, after)
    if kind is ChangeKind.DIRECTION:
        if old.nature is new.nature:
            return f"“{old.text}” was {_WAY[_way(old)]} and is {_WAY[_way(new)]}: “{new.text}”."
        return f"“{old.text}” was {_NATURE[old.nature]} and is {_NATURE[new.nature]}: “{new.text}”."
    if before == after:
        before, after = figure_words(old), figure_words(new)
    return f"{before} became {after}."


def _way(quantity: Quantity) -> Change:
    both = in_one_measure(quantity, quantity)
    assert both is not None
    return both[0].change


def _hedge_told(before: str, after: str) -> str:
    if lead := _lead(before, after):
        return f"“{before}” lost its “{lead}”."
    if lead := _lead(after, before):
        return f"“{before}” gained “{lead}”: “{after}”."
    return f"“{before}” became “{after}”."


def _lead(longer: str, shorter: str) -> str:
    """What the longer has before the shorter's words."""
    if not longer.casefold().endswith(shorter.casefold()):
        return ""
    return longer[: len(longer) - len(shorter)].strip()


def _bare(quantity: Quantity, other: Quantity) -> str:
    """The figure as written, without the noun that the other has too."""
    words = quantity.text
    nouns = {quantity.counted, plural(quantity.counted)} if quantity.counted else set()
    if likeness(quantity.counted, other.counted) is Likeness.SAME and other.counted:
        for noun in sorted(nouns, key=len, reverse=True):
            if words.casefold().endswith(f" {noun}".casefold()):
                return words[: -len(noun) - 1].rstrip().removesuffix(" of")
    return words
