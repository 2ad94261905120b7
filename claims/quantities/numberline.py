"""Lay out the number line: what was claimed as a band, what was found as points and bars.

Pure layout: quantities in, the shapes of ``drawn`` out. A template draws them, in three widths.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .axis import Axis, Extent, fit_axis
from .conversion import DatedRate
from .dense import place_rows
from .drawn import LINE, MOST_REASON, SIZE, Band, DrawnMark, Mark, NumberLine, SetLine, Tick
from .factors import is_factor
from .intervals import HEDGE_SHARE, Interval
from .labels import place_labels
from .lettering import Piece, flow, shortened, text_width
from .measures import measure_of
from .numerals import money_first, number_words
from .quantity import Quantity
from .signs import MONEY_SIGNS
from .spans import Span
from .spoken import aloud, behind_claimed
from .telling import Seen, Told, tell
from .wording import figure_words, unit_words

# The style sheet shows each where its letters come out at 11 px or more.
WIDE, MEDIUM, NARROW = 760, 560, 320
SIDE = 14.0  # left free at both sides
BAND_TOP = 24.0  # under the claim's label
TICKS = 18.0  # from the axis to its figures' baseline
LABEL = 18.0  # from there to the claim's label below them
TALL = 440.0  # from here on the claim's label and the scale stand at both ends
BESIDE = (Decimal("0.8"), Decimal("1.2"))  # the scale around one figure alone
MOST_LABELLED = 8  # marks with a label of several lines; of more, each has one line
MINIMUM_BAND = 6.0


def lay_out(
    claimed: Quantity,
    found: Sequence[Mark],
    *,
    width: int = WIDE,
    hedge_share: Decimal = HEDGE_SHARE,
    rate: DatedRate | None = None,
) -> NumberLine:
    """The number line of ``claimed`` against ``found``, from the lowest figure to the highest,
    ``width`` px wide. Up to ``MOST_LABELLED`` marks have labels of several lines.

    What cannot be compared is listed below the axis. No two labels overlap and none leaves the
    box, at any width from 280 px up. Of many marks the ``MOST_DRAWN`` nearest to the claim are
    drawn and the ``MOST_LISTED`` nearest listed.
    """
    return lay_out_in((width,), claimed, found, hedge_share=hedge_share, rate=rate)[0]


def lay_out_in(
    widths: Sequence[int],
    claimed: Quantity,
    found: Sequence[Mark],
    *,
    hedge_share: Decimal = HEDGE_SHARE,
    rate: DatedRate | None = None,
) -> tuple[NumberLine, ...]:
    """The same line in several widths, see ``lay_out``; what they share is worked out once."""
    told = tell(claimed, found, hedge_share=hedge_share, rate=rate)
    return tuple(_fitted(told, width) for width in widths)


def _fitted(told: Told, width: int) -> NumberLine:
    claimed, ours = told.claimed, told.ours
    on_line = [(one, one.span) for one in told.drawn if one.span is not None]
    axis = fit_axis(
        _extent(ours, [span for _, span in on_line]),
        SIDE,
        width - SIDE,
        SIDE - 1,
        lambda value: text_width(_tick_words(value, claimed), SIZE),
        whole=_is_count(claimed, [ours, *(span for _, span in on_line)]),
    )
    marks, ends = _placed(on_line, axis, width)
    band = _band(claimed, ours, axis, width, ends)
    others = [one for one in told.drawn if one.span is None]
    aside, height = _aside(others, ends.lowest, width)
    return NumberLine(
        width=width,
        height=height,
        scale=axis.kind,
        unit=unit_words(claimed),
        axis_y=ends.bottom,
        axis_ys=ends.axis_ys,
        tick_ys=ends.tick_ys,
        axis_left=axis.left,
        axis_right=axis.right,
        ticks=tuple(_tick(value, axis, claimed) for value in axis.ticks),
        band=band,
        marks=marks,
        aside=aside,
        title=told.title,
        description=told.description,
        rows=told.rows,
        claimed_words=aloud(figure_words(claimed)),
        has_fades=band.fades_left or band.fades_right or any(_fades(mark) for mark in marks),
        undrawn=told.undrawn,
        unlisted=told.unlisted,
    )


@dataclass(frozen=True, slots=True)
class _Ends:
    """Where the band begins and the axis lies. What is ``tall`` has its scale and the claim's
    label at both."""

    top: float
    bottom: float
    tall: bool

    @property
    def axis_ys(self) -> tuple[float, ...]:
        return (self.top, self.bottom) if self.tall else (self.bottom,)

    @property
    def tick_ys(self) -> tuple[float, ...]:
        below = self.bottom + TICKS
        return (self.top - BAND_TOP + TICKS, below) if self.tall else (below,)

    @property
    def label_ys(self) -> tuple[float, ...]:
        if self.tall:
            return BAND_TOP - 9, self.bottom + TICKS + LABEL
        return (self.top - 9,)

    @property
    def lowest(self) -> float:
        """The lowest baseline."""
        return max(*self.tick_ys, *self.label_ys)


def _placed(
    on_line: Sequence[tuple[Seen, Span]], axis: Axis, width: int
) -> tuple[tuple[DrawnMark, ...], _Ends]:
    """All marks, and the ends of the drawing around them."""
    many = len(on_line) > MOST_LABELLED

    def below(top: float) -> tuple[list[DrawnMark], float]:
        if many:
            return place_rows(on_line, axis, width, top=top + 7)
        return place_labels(on_line, axis, top=top + 12)

    marks, end = below(BAND_TOP)
    if end <= TALL:
        return tuple(marks), _Ends(BAND_TOP, max(end, BAND_TOP + 64), tall=False)
    top = BAND_TOP + TICKS + 4
    marks, end = below(top)
    return tuple(marks), _Ends(top, end + (4 if many else 0), tall=True)


def _fades(mark: DrawnMark) -> bool:
    return mark.fades_left or mark.fades_right


def _extent(ours: Span, others: Sequence[Span]) -> Extent:
    values: list[Decimal] = []
    for span in (ours, *others):
        values += _bounds(span.stated)
    single = len(set(values)) == 1
    if ours.stated.low == ours.stated.high and (ours.stated.low or single):
        negative = min(values) < 0
        values += [bound for bound in _bounds(ours.implied) if bound > 0 or negative]
        if single:
            # Nothing lies beside it: a scale of its own size, and not of tenths of a person.
            values += [values[0] * share for share in BESIDE]
    stated = [span.stated for span in (ours, *others)]
    return Extent(
        tuple(values),
        any(interval.low is None for interval in stated),
        any(interval.high is None for interval in stated),
    )


def _is_count(claimed: Quantity, spans: Sequence[Span]) -> bool:
    """Whether whole things are counted: half a member is no mark on their scale."""
    measure = measure_of(claimed.unit, per=claimed.per, counted=claimed.counted)
    if measure.top or measure.under or measure.over != 1 or is_factor(claimed):
        return False
    bounds = (bound for span in spans for bound in _bounds(span.stated))
    return all(bound == bound.to_integral_value() for bound in bounds)


def _bounds(interval: Interval) -> list[Decimal]:
    return [bound for bound in (interval.low, interval.high) if bound is not None]


def _tick_words(value: Decimal, claimed: Quantity) -> str:
    measure = measure_of(claimed.unit, per=claimed.per, counted=claimed.counted)
    money = MONEY_SIGNS.get(measure.top, "")
    is_share = measure.top in ("percent", "proportion") or is_factor(claimed)
    percent = " %" if is_share else ""
    return money_first(number_words(value), money) + percent


def _tick(value: Decimal, axis: Axis, claimed: Quantity) -> Tick:
    label = _tick_words(value, claimed)
    x = axis.x(value, otherwise=axis.left)
    return Tick(x, label, axis.label_x(value, text_width(label, SIZE)))


def _band(claimed: Quantity, ours: Span, axis: Axis, width: int, ends: _Ends) -> Band:
    core_left = axis.x(ours.stated.low, otherwise=axis.left)
    core_right = axis.x(ours.stated.high, otherwise=axis.right)
    left = axis.x(ours.implied.low, otherwise=axis.left)
    right = axis.x(ours.implied.high, otherwise=axis.right)
    if right - left < MINIMUM_BAND:
        middle = (left + right) / 2
        left, right = middle - MINIMUM_BAND / 2, middle + MINIMUM_BAND / 2
    if ours.stated.low == ours.stated.high:
        core_left, core_right = left, right
    elif None in (ours.stated.low, ours.stated.high):
        left, right = core_left, core_right
    words = Piece(f"claimed {behind_claimed(claimed)}", "strong")
    label = flow([words], width - 2 * SIDE, SIZE, most=1)[0]
    half = label.width / 2
    centre = (core_left + core_right) / 2
    label_x = min(max(centre, SIDE + half), width - SIDE - half)
    return Band(
        left=round(left, 1),
        right=round(right, 1),
        core_left=round(core_left, 1),
        core_right=round(core_right, 1),
        fades_left=ours.stated.low is None,
        fades_right=ours.stated.high is None,
        label=label,
        label_x=round(label_x, 1),
        anchor="middle",
        label_ys=ends.label_ys,
        top=ends.top,
        bottom=ends.bottom,
    )


def _aside(others: Sequence[Seen], y: float, width: int) -> tuple[tuple[SetLine, ...], float]:
    """What measures something else, listed under the baseline ``y``; and where the box ends."""
    if not others:
        return (), y + 10
    room = width - 2 * SIDE
    lines: list[SetLine] = []
    y += 28
    lines.append(SetLine((Piece("Measures something else", "quiet"),), y, SIDE))
    for one in others:
        y += 4
        pieces = [
            Piece(figure_words(one.mark.quantity), "strong"),
            Piece(shortened(one.mark.label, room, SIZE)),
            Piece(one.mark.stance, "quiet"),
            Piece(one.mark.tier, "quiet"),
            Piece(one.mark.date, "quiet"),
            Piece(one.reason.rstrip("."), "amber"),
        ]
        for line in flow(pieces, room, SIZE, most=MOST_REASON):
            y += LINE
            lines.append(SetLine(line.pieces, y, SIDE))
    return tuple(lines), y + 10
