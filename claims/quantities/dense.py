"""Many marks, each in a line of its own: the words stand beside the mark, on the side with room.

What must be read whole is the figure and the stance; the name is cut before either. Where a bar is
so wide, or the drawing so narrow, that no side has room, the words stand over the mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from .axis import Axis
from .drawn import LINE, SIZE, DrawnMark, Mark, SetLine
from .lettering import Line, Piece, flow, line_of, shortened, text_width
from .ordering import what_is_said
from .spans import Span
from .telling import Seen
from .wording import figure_words

ROW = 21.0
BASELINE = 4.5  # below the middle of the mark
BESIDE_FROM = 440  # px of the drawing's width; below it all words stand over their marks
ABOVE_GLYPH = 9.0  # from the last baseline to the middle of the mark
FIRST_BASELINE = 12.0  # below the top of a row whose words stand over the mark
BELOW_GLYPH = 6.5
GAP = 13.0  # from the mark's middle, or the bar's end, to the words
LEAST_NAME = 52.0  # px of a name, or all of it; with less the words go over the mark
FADES_WITHIN = 72.0  # px in which an open end fades out: to the edge there would be no room


@dataclass(frozen=True, slots=True)
class Said:
    """What one row says, from ``count`` passages. ``date`` is "" where they differ."""

    one: Seen
    span: Span
    count: int
    date: str


def rows_of(seen: Sequence[tuple[Seen, Span]]) -> list[Said]:
    """One row for each figure of a publisher, however many passages say the same."""
    rows = []
    for _, group in groupby(seen, key=lambda pair: what_is_said(pair[0])):
        same = list(group)
        one, span = same[0]
        dates = {each.mark.date for each, _ in same}
        rows.append(Said(one, span, len(same), one.mark.date if len(dates) == 1 else ""))
    return rows


def place_rows(
    seen: Sequence[tuple[Seen, Span]], axis: Axis, width: int, *, top: float
) -> tuple[list[DrawnMark], float]:
    """The marks in their order from ``top`` down; and where the last row ends."""
    y = top
    marks = []
    for said in rows_of(seen):
        at = _geometry(said, axis)
        beside = _beside(said, at, axis) if width >= BESIDE_FROM else None
        if beside is not None:
            middle = y + ROW / 2
            lines = [(beside.line, middle + BASELINE)]
            anchor, label_x = beside.anchor, beside.x
            y += ROW
        else:
            over = _over(said, axis.right - axis.left)
            lines = [(line, y + FIRST_BASELINE + n * LINE) for n, line in enumerate(over)]
            middle = lines[-1][1] + ABOVE_GLYPH
            anchor, label_x = "start", axis.left
            y = middle + BELOW_GLYPH
        marks.append(_drawn(said, at, middle, lines, anchor, label_x))
    return marks, y


@dataclass(frozen=True, slots=True)
class _At:
    left: float
    right: float
    slack_left: float
    slack_right: float


def _geometry(said: Said, axis: Axis) -> _At:
    stated, implied = said.span.stated, said.span.implied
    low, high = axis.x(stated.low, otherwise=axis.left), axis.x(stated.high, otherwise=axis.right)
    left = low if stated.low is not None else max(axis.left, high - FADES_WITHIN)
    right = high if stated.high is not None else min(axis.right, low + FADES_WITHIN)
    return _At(
        round(left, 1),
        round(right, 1),
        axis.x(implied.low, otherwise=left),
        axis.x(implied.high, otherwise=right),
    )


@dataclass(frozen=True, slots=True)
class _Beside:
    line: Line
    anchor: str
    x: float


def _beside(said: Said, at: _At, axis: Axis) -> _Beside | None:
    """The words to the right of the mark, or to its left where that has more room."""
    start = max(at.right, at.slack_right) + GAP
    end = min(at.left, at.slack_left) - GAP
    to_the_right, to_the_left = axis.right + axis.outside - start, end - axis.left + axis.outside
    line = _worded(said, max(to_the_right, to_the_left), LEAST_NAME)
    if line is None:
        return None
    if to_the_right >= to_the_left:
        return _Beside(line, "start", round(start, 1))
    return _Beside(line, "end", round(end, 1))


def _over(said: Said, room: float) -> list[Line]:
    line = _worded(said, room, LEAST_NAME / 2)
    if line is not None:
        return [line]
    mark = said.one.mark
    who = flow([_figure(mark), Piece(mark.label)], room, SIZE, most=1)
    rest = [
        Piece(mark.stance + _times(said), "quiet"),
        Piece(_reserved(said), "amber"),
        Piece(said.date, "quiet"),
    ]
    return who + flow(rest, room, SIZE, most=1)


def _worded(said: Said, room: float, least_name: float) -> Line | None:
    """As much as ``room`` px hold: the reason in full, else the date, else the name cut."""
    name, kept = said.one.mark.label, _reserved(said)
    for reserved, date in ((said.one.reason, said.date), (kept, said.date), (kept, "")):
        line = line_of(_pieces(said, name, reserved, date), SIZE)
        if line.width <= room:
            return line
    without = line_of(_pieces(said, "", kept, ""), SIZE).width + text_width(", ", SIZE)
    if not name or room - without < least_name:
        return None
    return line_of(_pieces(said, shortened(name, room - without, SIZE), kept, ""), SIZE)


def _figure(mark: Mark) -> Piece:
    return Piece(figure_words(mark.quantity, counted=False), "strong")


def _times(said: Said) -> str:
    return f" ×{said.count}" if said.count > 1 else ""


def _reserved(said: Said) -> str:
    return "reserved" if said.one.reason else ""


def _pieces(said: Said, name: str, reserved: str, date: str) -> list[Piece]:
    mark = said.one.mark
    joint = ", " if name else ""
    parts = [
        _figure(mark),
        Piece(" · ", "quiet"),
        Piece(name),
        Piece(joint + mark.stance + _times(said), "quiet"),
        Piece(reserved and f", {reserved}", "amber"),
        Piece(date and f" · {date}", "quiet"),
    ]
    return [piece for piece in parts if piece.text]


def _drawn(
    said: Said,
    at: _At,
    middle: float,
    lines: Sequence[tuple[Line, float]],
    anchor: str,
    label_x: float,
) -> DrawnMark:
    width = max(line.width for line, _ in lines)
    label_left = label_x if anchor == "start" else label_x - width
    return DrawnMark(
        kind="point" if at.right - at.left < 3 else "bar",
        stance=said.one.mark.stance,
        reserved=bool(said.one.reason),
        x=round((at.left + at.right) / 2, 1),
        y=round(middle, 1),
        left=at.left,
        right=at.right,
        fades_left=said.span.stated.low is None,
        fades_right=said.span.stated.high is None,
        slack_left=at.slack_left,
        slack_right=at.slack_right,
        label_left=round(label_left, 1),
        label_right=round(label_left + width, 1),
        lines=tuple(SetLine(line.pieces, round(y, 1), label_x, anchor) for line, y in lines),
    )
