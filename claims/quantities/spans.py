"""Two figures brought onto one line: one nature, unit and direction, or a reason why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from .beside import beside
from .conversion import DatedRate, convert
from .factors import in_percent, is_factor
from .intervals import Interval, end_of_transition, implied, is_transition, stated
from .measures import Measure, measure_of
from .nouns import Likeness, likeness
from .quantity import Change, Nature, Quantity
from .scope import Match, Scope
from .units import POINTS, SHARES, canonical_unit, dimension_of, is_currency


class Incomparable(ValueError):
    """Two figures that no arithmetic brings together; the message is a sentence saying why."""


@dataclass(frozen=True, slots=True)
class Span:
    """One figure on the common line: as stated, and as its way of writing implies."""

    stated: Interval
    implied: Interval

    def mapped(self, function: Callable[[Decimal], Decimal]) -> Span:
        return Span(self.stated.mapped(function), self.implied.mapped(function))

    def flipped(self) -> Span:
        return Span(self.stated.flipped(), self.implied.flipped())


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure as it is to be compared: a measure, one span (two for a transition), a direction."""

    measure: Measure
    spans: tuple[Span, ...]
    nature: Nature
    change: Change = Change.NONE


@dataclass(frozen=True, slots=True)
class Pair:
    """Claimed and found in the claimed measure, and whether they point opposite ways."""

    measure: Measure
    claimed: tuple[Span, ...]
    found: tuple[Span, ...]
    nature: Nature
    claimed_change: Change = Change.NONE
    opposite: bool = False
    note: str = ""


def bring_together(
    claimed: Quantity,
    found: Quantity,
    *,
    hedge_share: Decimal,
    rate: DatedRate | None = None,
    scope: Scope | None = None,
) -> Pair:
    """Both figures on one line, in the claimed measure.

    Raises :class:`Incomparable` with the reason: another dimension, another thing counted, a
    level against a difference, or a currency without the date's rate.
    """
    ours, theirs = _same_nature(
        read(beside(claimed, found, scope), hedge_share),
        read(beside(found, claimed, scope), hedge_share),
    )
    refuse_other_things(claimed, found, scope)
    refuse_other_dimension(ours.measure, theirs.measure, rate)
    into_ours, note = converter(ours, theirs, rate)
    theirs = replace(theirs, spans=tuple(span.mapped(into_ours) for span in theirs.spans))
    if ours.nature is not Nature.DIFFERENCE:
        opposite = {ours.change, theirs.change} == {Change.UP, Change.DOWN}
        return Pair(
            ours.measure, ours.spans, theirs.spans, ours.nature, ours.change, opposite, note
        )
    return _pair_of_differences(ours, theirs, note)


def read(quantity: Quantity, hedge_share: Decimal) -> Reading:
    """A quantity's own reading, before it meets another."""
    measure = measure_of(quantity.unit, per=quantity.per, counted=quantity.counted)
    if is_transition(quantity):
        assert quantity.low is not None
        assert quantity.high is not None
        ends = tuple(
            Span(Interval(end, end), end_of_transition(quantity, end, hedge_share=hedge_share))
            for end in (quantity.low, quantity.high)
        )
        change = Change.UP if quantity.high > quantity.low else Change.DOWN
        change = change if quantity.high != quantity.low else Change.NONE
        return _in_percent(Reading(measure, ends, Nature.TRANSITION, change))
    difference = quantity.nature is Nature.DIFFERENCE
    nature = Nature.DIFFERENCE if difference else Nature.LEVEL  # a lone end is a level
    span = Span(stated(quantity), implied(quantity, hedge_share=hedge_share))
    if is_factor(quantity):
        measure = Measure("percent")
        span = Span(in_percent(quantity, span.stated), in_percent(quantity, span.implied))
    return _in_percent(Reading(measure, (span,), nature, quantity.change))


def _in_percent(reading: Reading) -> Reading:
    """ "Half" and "1 in 5" are worked out in percent, which is how a reader checks them."""
    if reading.measure.top != "proportion":
        return reading
    percent = Measure("percent", reading.measure.under)
    factor = SHARES["proportion"] / reading.measure.over
    spans = tuple(span.mapped(lambda value: value * factor) for span in reading.spans)
    return replace(reading, measure=percent, spans=spans)


def _same_nature(ours: Reading, theirs: Reading) -> tuple[Reading, Reading]:
    natures = {ours.nature, theirs.nature}
    if len(natures) == 1:
        return ours, theirs
    if Nature.LEVEL in natures:
        raise Incomparable(
            f"{_NATURE_WORDS[ours.nature]} was claimed and {_NATURE_WORDS[theirs.nature].lower()} "
            "was found: they answer different questions, unless both are changes over time."
        )
    if ours.nature is Nature.TRANSITION:
        return as_difference(ours, theirs.measure), theirs
    return ours, as_difference(theirs, ours.measure)


_NATURE_WORDS = {
    Nature.LEVEL: "A level",
    Nature.DIFFERENCE: "A difference",
    Nature.TRANSITION: "A change from one level to another",
}


def as_difference(transition: Reading, wanted: Measure) -> Reading:
    """ "From 40 to 50" as the difference it makes: 10, or a quarter where a share is asked for."""
    start, end = transition.spans
    relative = wanted.top in SHARES and not wanted.under
    if relative and start.stated.low != 0:
        spans = (Span(_growth(start.stated, end.stated), _growth(start.implied, end.implied)),)
        return Reading(Measure("percent"), spans, Nature.DIFFERENCE, transition.change)
    measure = transition.measure
    factor = Decimal(1)
    if measure.top in SHARES and wanted.top in POINTS:
        factor = SHARES[measure.top] / measure.over
        measure = Measure("percentage point", measure.under)
    span = Span(_gap(start.stated, end.stated), _gap(start.implied, end.implied))
    spans = (span.mapped(lambda value: value * factor),)
    return Reading(measure, spans, Nature.DIFFERENCE, transition.change)


def _gap(start: Interval, end: Interval) -> Interval:
    assert None not in (start.low, start.high, end.low, end.high)  # ends of a transition are given
    return Interval(end.low - start.high, end.high - start.low)  # type: ignore[operator]


def _growth(start: Interval, end: Interval) -> Interval:
    """The relative change in percent; its bounds are taken over all corners."""
    starts = [value for value in (start.low, start.high) if value]
    ends = [value for value in (end.low, end.high) if value is not None]
    corners = [(last - first) / abs(first) * 100 for first in starts for last in ends]
    return Interval(min(corners), max(corners))


def refuse_other_things(claimed: Quantity, found: Quantity, scope: Scope | None) -> None:
    """Raise :class:`Incomparable` where the nouns differ and no reviewer says they are the same."""
    if scope is not None and scope.definition is Match.SAME:
        return
    if likeness(claimed.counted, found.counted) is Likeness.OTHER:
        raise Incomparable(
            f"The claim counts “{claimed.counted}” and the evidence counts “{found.counted}”: "
            "another thing is counted."
        )


def refuse_other_dimension(ours: Measure, theirs: Measure, rate: DatedRate | None) -> None:
    """Raise :class:`Incomparable` where no conversion leads from one measure to the other."""
    if ours.dimension == theirs.dimension:
        return
    if _both_money(ours, theirs) and _same_denominator(ours, theirs):
        if rate is not None and rate.between(_whole(theirs.top), _whole(ours.top)) is not None:
            return
        raise Incomparable(
            f"The claim is {_measured(ours)} and the evidence {_measured(theirs)}: they are "
            "compared only at the date’s exchange rate, and none was given."
        )
    raise Incomparable(
        f"The claim is {_measured(ours)} and the evidence {_measured(theirs)}: "
        "another dimension is measured."
    )


def _measured(measure: Measure) -> str:
    words = {"count": "a plain count", "share": "a share (percent)"}
    dimension = measure.dimension.removeprefix("money in ")
    return words.get(dimension, f"in {dimension}")


def _both_money(ours: Measure, theirs: Measure) -> bool:
    return is_currency(ours.top) and is_currency(theirs.top)


def _same_denominator(ours: Measure, theirs: Measure) -> bool:
    return dimension_of(ours.under) == dimension_of(theirs.under)


def _whole(unit: str) -> str:
    dimension = dimension_of(unit)
    return canonical_unit(dimension.removeprefix("money in "))


def converter(
    ours: Reading, theirs: Reading, rate: DatedRate | None
) -> tuple[Callable[[Decimal], Decimal], str]:
    """How a value of theirs is said in our measure, and the rate used, in words, if one was."""
    measure, factor, note = theirs.measure, Decimal(1), ""
    if ours.measure.dimension != measure.dimension:
        base, quote = _whole(measure.top), _whole(ours.measure.top)
        worth = rate.between(base, quote) if rate else None
        assert rate is not None  # refuse_other_dimension saw to that,
        assert worth is not None  # and to this
        factor = worth
        cent = conversion_within(measure.top, base)
        measure = replace(measure, top=quote)
        factor *= cent
        note = f"1 {rate.base} = {rate.rate} {rate.quote} on {rate.on}."
    difference = ours.nature is Nature.DIFFERENCE

    def into_ours(value: Decimal) -> Decimal:
        return convert(value * factor, measure, ours.measure, difference=difference)

    return into_ours, note


def conversion_within(unit: str, whole: str) -> Decimal:
    """A cent in its whole currency."""
    return convert(Decimal(1), Measure(unit), Measure(whole), difference=True)


def _pair_of_differences(ours: Reading, theirs: Reading, note: str) -> Pair:
    """Magnitudes against magnitudes where both go the same way, else signed."""
    (claimed, way), (found, other_way) = (
        magnitude(reading.spans[0], reading.change) for reading in (ours, theirs)
    )
    opposite = {way, other_way} == {Change.UP, Change.DOWN}
    if opposite or _crosses_zero(claimed) or _crosses_zero(found):
        claimed, found = (
            span.flipped() if direction is Change.DOWN else span
            for span, direction in ((claimed, way), (found, other_way))
        )
    return Pair(ours.measure, (claimed,), (found,), Nature.DIFFERENCE, way, opposite, note)


def magnitude(span: Span, change: Change) -> tuple[Span, Change]:
    """How large a change is and which way it goes; "−3 %" goes down even without the word."""
    low, high = span.stated.low, span.stated.high
    goes_down = low is not None and low < 0 and high == 0
    if goes_down or (high is not None and high < 0):
        return span.flipped(), Change.DOWN
    if low == high == 0:
        return span, Change.NONE
    if change is not Change.NONE and low is None:
        span = Span(replace(span.stated, low=Decimal(0)), replace(span.implied, low=Decimal(0)))
    return span, change


def _crosses_zero(span: Span) -> bool:
    low, high = span.stated.low, span.stated.high
    return low is not None and low < 0 and (high is None or high > 0)
