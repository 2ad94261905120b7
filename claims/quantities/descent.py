"""Along a line of descent, from an origin to its copy: what a figure lost.

Copies lose in few ways: a range becomes its maximum, an "about" is dropped, an open end is closed.
Each is named where it happened, for a person to see; none is a verdict.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .changed import ChangeKind, change_of, hedge_of, in_one_measure
from .intervals import Interval
from .quantity import Nature, Quantity
from .spans import Reading

MIDDLE = Decimal("0.1")  # of a range's width, on either side of its middle
ROUNDING = Decimal("0.1")  # a figure is rounded by less than a tenth of itself


class LossKind(StrEnum):
    """What a copy made of a figure, in the words that mark the place."""

    MAXIMUM = "range collapsed to maximum"
    MINIMUM = "range collapsed to minimum"
    MIDDLE = "range collapsed to middle"
    ONE_VALUE = "range collapsed to one value"
    HEDGE = "hedge lost"
    OPEN_END = "open end closed"
    ROUNDED = "rounded"
    CHANGED = "figure changed"
    UNIT = "unit changed"
    WIDENED = "widened"


UNLIKE = (LossKind.CHANGED, LossKind.UNIT, LossKind.WIDENED)
HEDGES = ("about", "nearly")
LOOSER = (
    ("exact", "about"),
    ("exact", "nearly"),
    ("nearly", "about"),
    ("more_than", "at_least"),
    ("less_than", "at_most"),
)


@dataclass(frozen=True, slots=True)
class Loss:
    """What was lost between a figure and its copy."""

    kind: LossKind
    origin: Quantity
    copy: Quantity

    @property
    def sentence(self) -> str:
        """ "Range collapsed to maximum: “5,000 to 7,000 people” became “7,000 people”." """
        words = self.kind.value
        return f"{words[0].upper()}{words[1:]}: “{self.origin.text}” became “{self.copy.text}”."


def lost_in(origin: Quantity, copy: Quantity) -> tuple[Loss, ...]:
    """What ``copy`` lost of ``origin``, the gravest first; empty where it says the same."""
    return tuple(Loss(kind, origin, copy) for kind in _kinds(origin, copy))


def lost_along(origins: Sequence[Quantity], copies: Sequence[Quantity]) -> tuple[Loss, ...]:
    """What the figures of a copied passage lost of its origin's.

    Each is held against the figure that it is least unlike. One that has no like among the origin's
    figures is another figure and has lost nothing, unless either passage has only the one.
    """
    lone = len(origins) == len(copies) == 1
    found: list[Loss] = []
    for copy in copies:
        each = [lost_in(origin, copy) for origin in origins]
        like = sorted((losses for losses in each if lone or not _is_unlike(losses)), key=len)
        found += like[0] if like else ()
    return tuple(found)


def _is_unlike(losses: tuple[Loss, ...]) -> bool:
    return any(loss.kind in UNLIKE for loss in losses)


def _kinds(origin: Quantity, copy: Quantity) -> list[LossKind]:
    change = change_of(origin, copy)
    if change is None:
        return []
    both = in_one_measure(copy, origin)  # in the copy's measure, whose digits tell a rounding
    if change is ChangeKind.UNIT or both is None:
        return [LossKind.UNIT]
    if change in (ChangeKind.DIRECTION, ChangeKind.COUNTED):
        return [LossKind.CHANGED]
    theirs, ours = both
    if ours.nature is Nature.TRANSITION:
        kinds = _of_transition(ours, theirs)
    else:
        kinds = _of_level(ours.spans[0].stated, theirs.spans[0].stated)
    hedges = hedge_of(origin), hedge_of(copy)
    if hedges[0] in HEDGES and hedges[1] not in HEDGES:
        kinds.append(LossKind.HEDGE)
    return kinds or [LossKind.WIDENED if hedges in LOOSER else LossKind.CHANGED]


def _of_transition(ours: Reading, theirs: Reading) -> list[LossKind]:
    ends = zip(ours.spans, theirs.spans, strict=True)
    kinds = {kind for one, two in ends for kind in _of_level(one.stated, two.stated)}
    return [LossKind.CHANGED] if LossKind.CHANGED in kinds else sorted(kinds)


def _of_level(old: Interval, new: Interval) -> list[LossKind]:
    if old == new:
        return []
    if None in (old.low, old.high):
        return _of_open_end(old, new)
    assert old.low is not None
    assert old.high is not None
    if old.low == old.high:
        return _of_value(old.low, new)
    return _of_range(old.low, old.high, new)


def _of_open_end(old: Interval, new: Interval) -> list[LossKind]:
    """ "More than 5,000" that became "5,000", or "more than 4,000"."""
    [bound] = [bound for bound in (old.low, old.high) if bound is not None]
    if new.holds(old):
        return [LossKind.WIDENED]
    ends = list({end for end in (new.low, new.high) if end is not None})
    closed = None not in (new.low, new.high)
    if len(ends) != 1 or (not closed and (old.low is None) != (new.low is None)):
        return [LossKind.CHANGED]
    if (met := _meets(bound, ends[0])) is None:
        return [LossKind.CHANGED]
    return ([LossKind.OPEN_END] if closed else []) + met


def _of_value(value: Decimal, new: Interval) -> list[LossKind]:
    if new.holds(Interval(value, value)):
        return [LossKind.WIDENED]
    if new.low is None or new.low != new.high:
        return [LossKind.CHANGED]
    met = _meets(value, new.low)
    return [LossKind.CHANGED] if met is None else met


def _of_range(low: Decimal, high: Decimal, new: Interval) -> list[LossKind]:
    """A range that became one of its ends, also with "up to" or "more than" before it."""
    if new.holds(Interval(low, high)) and None not in (new.low, new.high):
        return [LossKind.WIDENED]
    if new.low is None or new.high is None:
        end, value, kind = low, new.low, LossKind.MINIMUM
        if value is None:
            end, value, kind = high, new.high, LossKind.MAXIMUM
        met = None if value is None else _meets(end, value)
        return [LossKind.CHANGED] if met is None else [kind, *met]
    if new.low != new.high:
        ends = _meets(low, new.low), _meets(high, new.high)
        return [LossKind.CHANGED] if None in ends else [LossKind.ROUNDED]
    return _of_collapse(low, high, new.low)


def _of_collapse(low: Decimal, high: Decimal, value: Decimal) -> list[LossKind]:
    for end, kind in ((high, LossKind.MAXIMUM), (low, LossKind.MINIMUM)):
        if value == end:
            return [kind]
    if low < value < high:
        middle = abs(value - (low + high) / 2) <= MIDDLE * (high - low)
        return [LossKind.MIDDLE if middle else LossKind.ONE_VALUE]
    for end, kind in ((high, LossKind.MAXIMUM), (low, LossKind.MINIMUM)):
        if (met := _meets(end, value)) is not None:
            return [kind, *met]
    return [LossKind.CHANGED]


def _meets(value: Decimal, copy: Decimal) -> list[LossKind] | None:
    """Nothing lost where they are equal, else whether ``copy`` is ``value`` rounded; ``None``
    where it is another."""
    if value == copy:
        return []
    step = Decimal(1).scaleb(int(copy.normalize().as_tuple().exponent))
    near = abs(value - copy) <= min(step / 2, ROUNDING * abs(value))
    return [LossKind.ROUNDED] if near else None
