"""The sentences of a comparison, so that a reader can check the check."""

from __future__ import annotations

from decimal import Context, Decimal

from .factors import WAYS, in_percent, is_factor, is_twofold
from .intervals import Interval
from .numerals import number_words, percent_words, points_words, rounded
from .quantity import Quantity
from .spans import Pair, Span
from .wording import unit_after


def reading_step(who: str, words: str, span: Span, pair: Pair, factor: Quantity) -> str:
    """ "Found: ≈ 6,300 people, read as 5,985 to 6,615." in the claimed unit.

    ``factor`` is the figure as it is taken here: of a change by a factor its rise or fall is told.
    """
    means = moved_words(factor) if is_factor(factor) else ""
    read_as = f"read as {interval_words(span.implied)}{unit_after(pair.measure)}"
    return f"{who}: {words}, {f'{means}, ' if means else ''}{read_as}."


def moved_words(factor: Quantity) -> str:
    """ "A rise by 100 %" for "doubled"; of "rose five times" both that it may mean."""
    way = WAYS[factor.change]
    moved = in_percent(factor, Interval(factor.low, factor.high))
    if not is_twofold(factor) or factor.low is None or factor.high is None:
        return f"a {way} by {_percent_of(moved)}"
    if factor.low != factor.high:
        return f"a {way} by {_percent_of(moved)} (so many times as much, or so many times more)"
    times = number_words(factor.low)
    much, more = (_percent_of(Interval(bound, bound)) for bound in (moved.low, moved.high))
    return f"a {way} by {much} ({times} times as much) or {more} ({times} times more)"


def _percent_of(moved: Interval) -> str:
    low, high = (bound if bound is None else rounded(bound) for bound in (moved.low, moved.high))
    return f"{interval_words(Interval(low, high))} %"


def interval_words(interval: Interval) -> str:
    """ "4,999.5 to 7,000.5", "at most 4,700.5", "at least 3.15"."""
    if interval.low is None:
        return f"at most {_short(interval.high)}"
    if interval.high is None:
        return f"at least {_short(interval.low)}"
    if interval.low == interval.high:
        return _short(interval.low)
    return f"{_short(interval.low)} to {_short(interval.high)}"


def verdict_step(relation: str, claimed: Span, found: Span, opposite: bool) -> str:
    """The one comparison of bounds that decides."""
    direction = "They point in opposite directions. " if opposite else ""
    if relation == "inside":
        return (
            f"{interval_words(found.stated)} as stated lies within "
            f"{interval_words(claimed.implied)}."
        )
    if relation == "overlaps":
        return (
            f"{interval_words(found.implied)} and {interval_words(claimed.implied)} touch, but "
            "the found figure as stated is not wholly within."
        )
    if relation == "below" and found.implied.lies_below(claimed.implied):
        low, high = found.implied.high, claimed.implied.low
        return f"{direction}{_short(low)} is below {_short(high)}."
    if relation == "above" and claimed.implied.lies_below(found.implied):
        low, high = found.implied.low, claimed.implied.high
        return f"{direction}{_short(low)} is above {_short(high)}."
    return f"{direction}So they never count as agreeing."


def sum_step(
    bound: Decimal, reached: Decimal, distance: Decimal | None, points: Decimal | None = None
) -> str:
    """ "5,000 − 4,700 = 300; 300 ÷ 5,000 = 6 %.", "42 − 40 = 2 percentage points." """
    more, less = max(bound, reached), min(bound, reached)
    gap = f"{_short(more)} − {_bracketed(less)} = {_short(more - less)}"
    if points is not None:
        told = points_words(points)
        noun = told.partition(" ")[2]
        return f"{gap} {noun}." if points == more - less else f"{gap}: {told}."
    if distance is None:
        return f"{gap}."
    return f"{gap}; {_short(more - less)} ÷ {_short(abs(bound))} = {percent_words(distance)}."


def apart_sentence(
    found: str,
    claimed: str,
    relation: str,
    end: str,
    how_far: str,
    pair: Pair,
) -> str:
    """ "What was found (up to 4,700) lies 6 % below the lower end of what was claimed (…)." """
    side = "the opposite way, " if pair.opposite else ""
    of_end = "" if end == "figure" else f"the {end} of "
    return (
        f"What was found ({found}) lies {side}{how_far} {relation} {of_end}what was claimed "
        f"({claimed})."
    )


def times_sentence(found: str, claimed: str, end: str, times: Decimal) -> str:
    """For a figure many times the claimed one, as a slip of the scale makes it."""
    of_end = "" if end == "figure" else f"the {end} of "
    return f"What was found ({found}) is {times_words(times)} {of_end}what was claimed ({claimed})."


def times_words(times: Decimal) -> str:
    """ "1,000 times", rounded to three digits."""
    digits = max(3, times.adjusted() + 1)
    return f"{number_words(Context(prec=digits).plus(times))} times"


def distance_words(
    distance: Decimal | None, gap: Decimal, pair: Pair, points: Decimal | None = None
) -> str:
    """ "6 %", of percentages "2 percentage points", or the gap itself where a share says
    nothing."""
    if points is not None:
        return points_words(points)
    if distance is None:
        return f"{_short(gap)}{unit_after(pair.measure)}"
    return percent_words(distance)


def opposite_sentence(found: str, claimed: str, relation: str) -> str:
    return (
        f"What was found ({found}) and what was claimed ({claimed}) changed in opposite "
        f"directions, so it counts as {relation}."
    )


def touching_sentence(found: str, claimed: str, relation: str, edge: Decimal | None) -> str:
    """Inside, overlapping, or meeting at nothing but the ``edge`` to which both may be rounded."""
    if relation == "inside":
        return f"What was found ({found}) lies inside what was claimed ({claimed})."
    if edge is not None:
        return (
            f"What was found ({found}) meets what was claimed ({claimed}) only at the edge of "
            f"rounding, {_short(edge)}."
        )
    return (
        f"What was found ({found}) overlaps what was claimed ({claimed}) without lying wholly "
        "inside."
    )


def _bracketed(value: Decimal) -> str:
    return f"({_short(value)})" if value < 0 else _short(value)


def _short(value: Decimal | None) -> str:
    """A number in a step: at least six digits, and two behind the point."""
    if value is None:
        return ""
    digits = max(6, value.adjusted() + 3)
    return number_words(Context(prec=digits).plus(value))
