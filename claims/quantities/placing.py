"""Where a figure lies on another's axis: in the claimed unit, and signed where it is a change."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, localcontext

from .beside import beside, came_or_went
from .conversion import DatedRate
from .intervals import HEDGE_SHARE, Interval
from .quantity import Change, Nature, Quantity
from .spans import (
    Incomparable,
    Reading,
    Span,
    as_difference,
    converter,
    magnitude,
    read,
    refuse_other_dimension,
)


def place(
    quantity: Quantity,
    claimed: Quantity,
    *,
    hedge_share: Decimal = HEDGE_SHARE,
    rate: DatedRate | None = None,
    both_change: bool = False,
) -> Span:
    """The span of ``quantity`` on the axis of ``claimed`` (which may be the same).

    A fall lies left of zero. A transition covers the ground between its two ends. A level and a
    difference share an axis only where ``both_change`` says that they were compared. Raises
    :class:`Incomparable` where the axis has no place for it.
    """
    if both_change:
        quantity = _like(quantity, claimed)
    with localcontext(prec=60):
        ours, theirs = read(claimed, hedge_share), read(beside(quantity, claimed), hedge_share)
        if (ours.nature, theirs.nature) == (Nature.DIFFERENCE, Nature.TRANSITION):
            theirs = as_difference(theirs, ours.measure)
        if Nature.DIFFERENCE in (ours.nature, theirs.nature) and ours.nature != theirs.nature:
            raise Incomparable("A level and a difference have no axis in common.")
        refuse_other_dimension(ours.measure, theirs.measure, rate)
        into_ours, _ = converter(ours, theirs, rate)
        return _covered(theirs).mapped(into_ours)


def _like(quantity: Quantity, claimed: Quantity) -> Quantity:
    """A level as the change that was claimed, or a difference as the amount that was: below zero
    where it goes the other way."""
    quantity = beside(quantity, claimed)
    natures = quantity.nature, claimed.nature
    if natures == (Nature.LEVEL, Nature.DIFFERENCE):
        return replace(quantity, nature=claimed.nature, change=claimed.change)
    if natures == (Nature.DIFFERENCE, Nature.LEVEL):
        way = came_or_went(claimed)
        level = replace(quantity, nature=claimed.nature, change=Change.NONE)
        if {way, quantity.change} != {Change.UP, Change.DOWN}:
            return level
        low, high = (None if end is None else -end for end in (quantity.high, quantity.low))
        return replace(level, low=low, high=high)
    return quantity


def _covered(reading: Reading) -> Span:
    if reading.nature is Nature.DIFFERENCE:
        span, way = magnitude(reading.spans[0], reading.change)
        return span.flipped() if way is Change.DOWN else span
    if len(reading.spans) == 1:
        return reading.spans[0]
    return Span(
        _hull([span.stated for span in reading.spans]),
        _hull([span.implied for span in reading.spans]),
    )


def _hull(intervals: list[Interval]) -> Interval:
    lows = [interval.low for interval in intervals if interval.low is not None]
    highs = [interval.high for interval in intervals if interval.high is not None]
    return Interval(min(lows), max(highs))
