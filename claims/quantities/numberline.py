"""Lay out the number line: what was claimed as a band, what was found as points and bars.

Pure layout: quantities in, the shapes of ``drawn`` out. A template draws them, in three widths.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .axis import Axis, Extent, fit_axis
from .comparing import Comparison, compare
from .drawn import (
    LINE,
    MOST_DRAWN,
    MOST_LISTED,
    SIZE,
    Band,
    DrawnMark,
    Mark,
    NumberLine,
    Row,
    SetLine,
    Tick,
    left_out_words,
)
from .intervals import HEDGE_SHARE, Interval
from .lettering import Line, Piece, flow, text_width
from .nearest import nearest
from .placing import place
from .quantity import Quantity
from .rows import Block, Placed, stack
from .spans import Incomparable, Span
from .units import DatedRate, measure_of
from .wording import MONEY_SIGNS, figure_words, money_first, number_words, unit_words

WIDE, MEDIUM, NARROW = 760, 560, 340
SIDE = 14.0  # left free at both sides
BAND_TOP = 24.0
BESIDE = (Decimal("0.8"), Decimal("1.2"))  # the scale around one figure alone
WIDEST_LABEL = 430.0
WIDEST_PACKED = 350.0
OWN_ROWS = 6  # so many marks each have a row of their own; more are packed
MINIMUM_BAND = 6.0


@dataclass(frozen=True, slots=True)
class _Seen:
    """A mark with its place on the line, or with the reason why it has none."""

    mark: Mark
    span: Span | None
    comparison: Comparison | None
    reason: str


@dataclass(frozen=True, slots=True)
class _Told:
    """What is the same in every width: the claimed figure's place, the marks to draw, and all
    words."""

    claimed: Quantity
    ours: Span
    drawn: tuple[_Seen, ...]
    rows: tuple[Row, ...]
    title: str
    description: str
    undrawn: int
    unlisted: int


def lay_out(
    claimed: Quantity,
    found: Sequence[Mark],
    *,
    width: int = WIDE,
    hedge_share: Decimal = HEDGE_SHARE,
    rate: DatedRate | None = None,
) -> NumberLine:
    """The number line of ``claimed`` against ``found``, in the order given, ``width`` px wide.

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
    told = _tell(claimed, found, hedge_share, rate)
    return tuple(_fitted(told, width) for width in widths)


def _tell(
    claimed: Quantity, found: Sequence[Mark], hedge_share: Decimal, rate: DatedRate | None
) -> _Told:
    def comparison_of(mark: Mark) -> Comparison | None:
        if not mark.comparable:
            return None
        return mark.comparison or compare(
            claimed, mark.quantity, hedge_share=hedge_share, rate=rate
        )

    listed = nearest(found, MOST_LISTED, comparison_of)
    seen = [_see(mark, claimed, hedge_share, rate) for mark in listed]
    drawn = nearest(seen, MOST_DRAWN, lambda one: one.comparison if one.span else None)
    undrawn, unlisted = len(found) - len(drawn), len(found) - len(listed)
    return _Told(
        claimed=claimed,
        ours=place(claimed, claimed, hedge_share=hedge_share),
        drawn=tuple(drawn),
        rows=tuple(_row(one) for one in seen),
        title=_title(claimed, len(found)),
        description=_description(
            claimed, [_row(one) for one in drawn], left_out_words(undrawn, unlisted)
        ),
        undrawn=undrawn,
        unlisted=unlisted,
    )


def _fitted(told: _Told, width: int) -> NumberLine:
    claimed, ours = told.claimed, told.ours
    on_line = [(one, one.span) for one in told.drawn if one.span is not None]
    axis = fit_axis(
        _extent(ours, [span for _, span in on_line]),
        SIDE,
        width - SIDE,
        SIDE - 1,
        lambda value: text_width(_tick_words(value, claimed), SIZE),
    )
    packed = len(on_line) > OWN_ROWS
    room = min(WIDEST_PACKED if packed else WIDEST_LABEL, width - 2 * SIDE)
    blocks = [_block(one.mark, one.reason, span, axis, room) for one, span in on_line]
    placed, rows_end = stack(blocks, top=BAND_TOP + 12, packed=packed)
    axis_y = max(rows_end, BAND_TOP + 64)
    marks = tuple(
        _drawn(one, span, axis, at) for (one, span), at in zip(on_line, placed, strict=True)
    )
    band = _band(claimed, ours, axis, width, axis_y)
    aside, height = _aside([one for one in told.drawn if one.span is None], axis_y, width)
    return NumberLine(
        width=width,
        height=height,
        scale=axis.kind,
        unit=unit_words(claimed),
        axis_y=axis_y,
        axis_left=axis.left,
        axis_right=axis.right,
        ticks=tuple(_tick(value, axis, claimed) for value in axis.ticks),
        band=band,
        marks=marks,
        aside=aside,
        empty_note=_empty_note(marks, band),
        title=told.title,
        description=told.description,
        rows=told.rows,
        claimed_words=figure_words(claimed),
        has_fades=band.fades_left or band.fades_right or any(_fades(mark) for mark in marks),
        undrawn=told.undrawn,
        unlisted=told.unlisted,
    )


def _fades(mark: DrawnMark) -> bool:
    return mark.fades_left or mark.fades_right


def _see(mark: Mark, claimed: Quantity, hedge_share: Decimal, rate: DatedRate | None) -> _Seen:
    if not mark.comparable:
        return _Seen(mark, None, None, mark.reason)
    comparison = mark.comparison or compare(
        claimed, mark.quantity, hedge_share=hedge_share, rate=rate
    )
    try:
        span = place(mark.quantity, claimed, hedge_share=hedge_share, rate=rate)
    except Incomparable as obstacle:
        return _Seen(mark, None, comparison, mark.reason or comparison.reason or str(obstacle))
    if not comparison.comparable:
        return _Seen(mark, None, comparison, mark.reason or comparison.reason)
    reserved = () if mark.explained else comparison.reservations
    because = mark.reason or "; ".join(reservation.words for reservation in reserved)
    return _Seen(mark, span, comparison, because)


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


def _bounds(interval: Interval) -> list[Decimal]:
    return [bound for bound in (interval.low, interval.high) if bound is not None]


def _tick_words(value: Decimal, claimed: Quantity) -> str:
    measure = measure_of(claimed.unit, per=claimed.per, counted=claimed.counted)
    money = MONEY_SIGNS.get(measure.top, "")
    percent = " %" if measure.top in ("percent", "proportion") else ""
    return money_first(number_words(value), money) + percent


def _tick(value: Decimal, axis: Axis, claimed: Quantity) -> Tick:
    label = _tick_words(value, claimed)
    x = axis.x(value, otherwise=axis.left)
    return Tick(x, label, axis.label_x(value, text_width(label, SIZE)))


def _block(mark: Mark, reason: str, span: Span, axis: Axis, room: float) -> Block:
    """A mark's label and geometry as one rectangle that nothing else may enter."""
    lines = _label_lines(mark, reason, room)
    label_width = max(line.width for line in lines)
    left = axis.x(span.stated.low, otherwise=axis.left)
    right = axis.x(span.stated.high, otherwise=axis.right)
    if span.stated.low is None:
        wanted = right - label_width
    elif span.stated.high is None:
        wanted = left
    else:
        wanted = (left + right - label_width) / 2
    label_left = max(min(wanted, axis.right - label_width), axis.left)
    return Block(
        lines=tuple(lines),
        label_left=round(label_left, 1),
        label_right=round(label_left + label_width, 1),
        left=min(label_left, left - 8),
        right=max(label_left + label_width, right + 8),
        anchor_x=(left + right) / 2,
    )


def _label_lines(mark: Mark, reason: str, room: float) -> list[Line]:
    head = [Piece(figure_words(mark.quantity, counted=False), "strong"), Piece(mark.label)]
    lines = flow([*head, Piece(mark.stance, "quiet")], room, SIZE)
    lines += flow([Piece(mark.tier, "quiet"), Piece(mark.date, "quiet")], room, SIZE)
    return lines + flow([Piece(reason, "amber")], room, SIZE)


def _drawn(one: _Seen, span: Span, axis: Axis, at: Placed) -> DrawnMark:
    left = axis.x(span.stated.low, otherwise=axis.left)
    right = axis.x(span.stated.high, otherwise=axis.right)
    anchor, label_x = _anchor(at, (left + right) / 2)
    return DrawnMark(
        kind="point" if right - left < 3 else "bar",
        stance=one.mark.stance,
        reserved=bool(one.reason),
        x=round((left + right) / 2, 1),
        y=at.glyph_y,
        left=left,
        right=right,
        fades_left=span.stated.low is None,
        fades_right=span.stated.high is None,
        slack_left=axis.x(span.implied.low, otherwise=left),
        slack_right=axis.x(span.implied.high, otherwise=right),
        label_x=label_x,
        label_left=at.block.label_left,
        label_right=at.block.label_right,
        anchor=anchor,
        lines=tuple(
            SetLine(line.pieces, y) for line, y in zip(at.block.lines, at.baselines, strict=True)
        ),
    )


def _anchor(at: Placed, centre: float) -> tuple[str, float]:
    """Where the text is hung: at its middle over the mark, else at the side it was pushed to."""
    middle = (at.block.label_left + at.block.label_right) / 2
    if abs(middle - centre) < 1:
        return "middle", round(middle, 1)
    if middle < centre:
        return "end", at.block.label_right
    return "start", at.block.label_left


def _band(claimed: Quantity, ours: Span, axis: Axis, width: int, axis_y: float) -> Band:
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
    words = Piece(f"claimed {figure_words(claimed)}", "strong")
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
        label_y=BAND_TOP - 9,
        top=BAND_TOP,
        bottom=axis_y,
    )


def _empty_note(marks: tuple[DrawnMark, ...], band: Band) -> SetLine | None:
    if marks:
        return None
    note = Piece("No figure to compare it with yet", "quiet")
    return SetLine((note,), band.bottom - 26)


def _aside(others: Sequence[_Seen], axis_y: float, width: int) -> tuple[tuple[SetLine, ...], float]:
    """What measures something else, listed under the axis; and where the box ends."""
    y = axis_y + 18
    if not others:
        return (), y + 10
    lines: list[SetLine] = []
    y += 28
    lines.append(SetLine((Piece("Measures something else", "quiet"),), y))
    for one in others:
        y += 4
        pieces = [
            Piece(figure_words(one.mark.quantity), "strong"),
            Piece(one.mark.label),
            Piece(one.mark.stance, "quiet"),
            Piece(one.mark.tier, "quiet"),
            Piece(one.mark.date, "quiet"),
            Piece(one.reason.rstrip("."), "amber"),
        ]
        for line in flow(pieces, width - 2 * SIDE, SIZE, most=3):
            y += LINE
            lines.append(SetLine(line.pieces, y))
    return tuple(lines), y + 10


def _row(one: _Seen) -> Row:
    mark, comparison = one.mark, one.comparison
    if one.span is None or comparison is None:
        because = f": {one.reason}" if one.reason else ""
        where = f"measures something else{because}"
        return Row(
            figure_words(mark.quantity), mark.label, mark.stance, mark.tier, mark.date, where
        )
    return Row(
        figure_words(mark.quantity),
        mark.label,
        mark.stance,
        mark.tier,
        mark.date,
        comparison.where,
        one.reason,
    )


def _title(claimed: Quantity, count: int) -> str:
    figures = "1 figure" if count == 1 else f"{count} figures"
    against = f"against {figures} found" if count else "with no figure to compare it with yet"
    return f"Number line: claimed {figure_words(claimed)}, {against}"


def _description(claimed: Quantity, rows: Sequence[Row], left_out: str) -> str:
    sentences = [f"Claimed: {figure_words(claimed)}."]
    for row in rows:
        beside = ", ".join(word for word in (row.stance, row.tier, row.date) if word)
        reserved = f" Reservation: {row.reserved.rstrip('.')}." if row.reserved else ""
        where = row.where.rstrip(".")
        sentences.append(f"{row.figure}, {row.label} ({beside}): {where}.{reserved}")
    return " ".join([*sentences, left_out]).strip()
