"""A few marks, each with a label of several lines over it."""

from __future__ import annotations

from collections.abc import Sequence

from .axis import Axis
from .drawn import MOST_REASON, SIZE, DrawnMark, Mark, SetLine
from .lettering import Line, Piece, flow, flow_keeping
from .rows import Block, Placed, stack
from .spans import Span
from .telling import Seen
from .wording import figure_words

WIDEST_LABEL = 430.0


def block_of(mark: Mark, reason: str, span: Span, axis: Axis, room: float) -> Block:
    """A mark's label, and where it lies: over the mark, within the axis."""
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
    )


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
