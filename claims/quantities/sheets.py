"""A number line that is taller than a sheet of paper, in pieces that are not.

It is cut between two marks, never through a label. Each piece has the claim's band with its label
and the whole scale, so that it can be read without the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .drawn import LINE, DrawnMark, NumberLine, SetLine

TALLEST = 860.0  # in units of a drawing 560 wide, which fills two thirds of an A4 sheet's width
OVER_WORDS = 13.0  # from a baseline to the top of its letters, and what is left free there
UNDER_WORDS = 5.0
AROUND_MARK = 8.0
FIRST_ASIDE = 28.0  # from the top of a piece that only lists to its first baseline
END = 10.0


def in_sheets(line: NumberLine, tallest: float = TALLEST) -> list[NumberLine]:
    """The pieces from top to bottom, none taller than ``tallest`` unless a single label is; nothing
    where the line as a whole is no taller."""
    if line.height <= tallest:
        return []
    if not line.marks:
        return list(_lists(line, tallest))
    ends = _Ends.of(line)
    room = tallest - ends.over - ends.under
    pieces = [_drawn(line, marks, ends) for marks in _rows(line.marks, room)]
    if not line.aside:
        return pieces
    listed = line.height - ends.lowest_drawn
    if pieces[-1].height + listed <= tallest:
        pieces[-1] = _with_aside(pieces[-1], line.aside, line.aside[0].y - ends.lowest_drawn)
        return pieces
    return [*pieces, *_lists(line, tallest)]


@dataclass(frozen=True, slots=True)
class _Ends:
    """What stands over the first row and under the last: scale, label and air."""

    over: float
    under: float
    lowest_drawn: float  # where the drawing ends and what is listed begins

    @classmethod
    def of(cls, line: NumberLine) -> _Ends:
        lowest = max(*line.tick_ys, *line.band.label_ys) + END
        return cls(
            over=_top(line.marks[0]),
            under=lowest - _bottom(line.marks[-1]),
            lowest_drawn=lowest,
        )


def _top(mark: DrawnMark) -> float:
    return min([mark.y - AROUND_MARK, *(words.y - OVER_WORDS for words in mark.lines)])


def _bottom(mark: DrawnMark) -> float:
    return max([mark.y + AROUND_MARK, *(words.y + UNDER_WORDS for words in mark.lines)])


def _rows(marks: Sequence[DrawnMark], room: float) -> Iterator[list[DrawnMark]]:
    """As many marks at a time as fit, in their order."""
    held: list[DrawnMark] = []
    for mark in marks:
        if held and _bottom(mark) - _top(held[0]) > room:
            yield held
            held = []
        held.append(mark)
    yield held


def _drawn(line: NumberLine, marks: Sequence[DrawnMark], ends: _Ends) -> NumberLine:
    """These marks moved to the top, and the lower ends of the scale and the band to them."""
    up = _top(marks[0]) - ends.over
    shorter = ends.lowest_drawn - (_bottom(marks[-1]) - up + ends.under)
    half = line.band.top + 1  # what stands below it goes along with the lower end
    down = {y: y - shorter if y > half else y for y in (*line.axis_ys, *line.tick_ys)}
    return replace(
        line,
        height=ends.lowest_drawn - shorter,
        axis_y=line.axis_y - shorter,
        axis_ys=tuple(down[y] for y in line.axis_ys),
        tick_ys=tuple(down[y] for y in line.tick_ys),
        band=replace(
            line.band,
            bottom=line.band.bottom - shorter,
            label_ys=tuple(y - shorter if y > half else y for y in line.band.label_ys),
        ),
        marks=tuple(_moved(mark, up) for mark in marks),
        aside=(),
    )


def _moved(mark: DrawnMark, up: float) -> DrawnMark:
    lines = tuple(replace(words, y=round(words.y - up, 1)) for words in mark.lines)
    return replace(mark, y=round(mark.y - up, 1), lines=lines)


def _with_aside(piece: NumberLine, aside: Sequence[SetLine], gap: float) -> NumberLine:
    """What measures something else, below the drawing."""
    up = aside[0].y - (piece.height + gap)
    moved = tuple(replace(words, y=round(words.y - up, 1)) for words in aside)
    return replace(piece, aside=moved, height=moved[-1].y + END)


def _lists(line: NumberLine, tallest: float) -> Iterator[NumberLine]:
    """What measures something else, on sheets of its own: without a scale, as nothing is on it."""
    bare = replace(line, marks=(), axis_ys=(), tick_ys=(), ticks=(), aside=(), height=0.0)
    held: list[SetLine] = []
    for entry in _entries(line.aside):
        if held and entry[-1].y - held[0].y > tallest - FIRST_ASIDE - END:
            yield _with_aside(bare, held, FIRST_ASIDE)
            held = []
        held += entry
    yield _with_aside(bare, held, FIRST_ASIDE)


def _entries(aside: Sequence[SetLine]) -> Iterator[list[SetLine]]:
    """The lines of one piece of evidence together; the heading goes with the first."""
    held = [aside[0]]
    for at, words in enumerate(aside[1:], 1):
        if at > 1 and words.y - held[-1].y > LINE + 1:
            yield held
            held = []
        held.append(words)
    yield held
