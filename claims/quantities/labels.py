"""A few marks, each with a label of several lines over it."""

from __future__ import annotations

from collections.abc import Sequence

from .axis import Axis
from .drawn import MOST_REASON, SIZE, DrawnMark, Mark, SetLine
from .lettering import Line, Piece, flow, flow_keeping
from .rows import Block, Hung, Placed, stack
from .spans import Span
from .telling import Seen
from .wording import figure_words

WIDEST_LABEL = 430.0


def block_of(mark: Mark, reason: str, span: Span, axis: Axis, room: float) -> Block:
    """A mark's label: each of its lines over the mark, within the axis."""
    lines = [_hung(line, span, axis) for line in _label_lines(mark, reason, room)]
    return Block(
        lines=tuple(lines),
        label_left=min(line.left for line in lines),
        label_right=max(line.left + line.words.width for line in lines),
    )


def _hung(line: Line, span: Span, axis: Axis) -> Hung:
    """A line at its mark: over the middle, or ending or beginning at the end that is known. Where
    it would leave the axis it is pushed in, and still hung at its middle: its letters may come out
    narrower or wider than was reckoned with, and should then do so on both sides."""
    left = axis.x(span.stated.low, otherwise=axis.left)
    right = axis.x(span.stated.high, otherwise=axis.right)
    if span.stated.low is None:
        wanted, anchor = right - line.width, "end"
    elif span.stated.high is None:
        wanted, anchor = left, "start"
    else:
        wanted, anchor = (left + right - line.width) / 2, "middle"
    start = max(min(wanted, axis.right - line.width), axis.left)
    if start != wanted:
        anchor = "middle"
    share = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    return Hung(line, round(start, 1), round(start + share * line.width, 1), anchor)


def _label_lines(mark: Mark, reason: str, room: float) -> list[Line]:
    lines = _who_and_when(mark, room)
    return lines + flow([Piece(reason, "amber")], room, SIZE, most=MOST_REASON)


def _who_and_when(mark: Mark, room: float) -> list[Line]:
    """Figure, name, stance, tier and date; the stance never stands alone on a line."""
    figure = Piece(figure_words(mark.quantity, counted=False), "strong")
    name, stance = Piece(mark.label), Piece(mark.stance, "quiet")
    about = [
        piece for piece in (Piece(mark.tier, "quiet"), Piece(mark.date, "quiet")) if piece.text
    ]
    lines = flow_keeping(figure, name, stance, room, SIZE)
    if len(lines) == 1 or not about:
        if lines[-1].text == mark.stance:
            lines = flow_keeping(figure, name, stance, room, SIZE, most=1)
        return lines + flow(about, room, SIZE)
    return flow([figure, name], room, SIZE) + flow([stance, *about], room, SIZE)


def place_labels(
    seen: Sequence[tuple[Seen, Span]], axis: Axis, *, top: float
) -> tuple[list[DrawnMark], float]:
    """The marks in their order from ``top`` down; and where the last row ends."""
    room = min(WIDEST_LABEL, axis.right - axis.left)
    blocks = [block_of(one.mark, one.reason, span, axis, room) for one, span in seen]
    placed, end = stack(blocks, top=top)
    pairs = zip(seen, placed, strict=True)
    return [drawn_at(one, span, axis, at) for (one, span), at in pairs], end


def drawn_at(one: Seen, span: Span, axis: Axis, at: Placed) -> DrawnMark:
    left = axis.x(span.stated.low, otherwise=axis.left)
    right = axis.x(span.stated.high, otherwise=axis.right)
    pairs = zip(at.block.lines, at.baselines, strict=True)
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
        label_left=at.block.label_left,
        label_right=at.block.label_right,
        lines=tuple(SetLine(line.words.pieces, y, line.x, line.anchor) for line, y in pairs),
    )
