"""Labelled marks one below the other, so that no two of them meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .lettering import Line

LINE = 16.0
ABOVE_GLYPH = 9.0  # from the last baseline to the middle of the mark
BELOW_GLYPH = 12.0  # from the middle of the mark to the end of its row
BETWEEN = 8.0  # rows


@dataclass(frozen=True, slots=True)
class Hung:
    """A line of words from ``left`` on, hung at ``x`` as its ``anchor`` says."""

    words: Line
    left: float
    x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Block:
    """What one mark needs: its label's lines, over its point or bar."""

    lines: tuple[Hung, ...]
    label_left: float
    label_right: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with the baselines of its lines and the height of its mark."""

    block: Block
    baselines: tuple[float, ...]
    glyph_y: float


def stack(blocks: Sequence[Block], *, top: float) -> tuple[list[Placed], float]:
    """Place blocks in their order from ``top`` down; say where the last row ends."""
    placed = []
    y = top
    for block in blocks:
        count = len(block.lines)
        last = y + count * LINE - 3
        baselines = tuple(last - (count - 1 - line) * LINE for line in range(count))
        placed.append(Placed(block, baselines, last + ABOVE_GLYPH))
        y = last + ABOVE_GLYPH + BELOW_GLYPH + BETWEEN
    return placed, y
