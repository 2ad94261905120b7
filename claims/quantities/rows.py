"""Stack labelled marks in rows so that no two of them meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .lettering import Line

LINE = 16.0
ABOVE_GLYPH = 9.0  # from the last baseline to the middle of the mark
BELOW_GLYPH = 12.0  # from the middle of the mark to the end of its row
BETWEEN = 8.0  # rows
ASIDE = 18.0  # blocks in one row


@dataclass(frozen=True, slots=True)
class Block:
    """What one mark needs: its label's lines over its point or bar, from ``left`` to ``right``."""

    lines: tuple[Line, ...]
    label_left: float
    label_right: float
    left: float
    right: float
    anchor_x: float

    def meets(self, other: Block) -> bool:
        return self.left < other.right + ASIDE and other.left < self.right + ASIDE


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with the baselines of its lines and the height of its mark."""

    block: Block
    baselines: tuple[float, ...]
    glyph_y: float


@dataclass(slots=True)
class _Shelf:
    blocks: list[int] = field(default_factory=list)
    lines: int = 0


def stack(blocks: Sequence[Block], *, top: float, packed: bool) -> tuple[list[Placed], float]:
    """Place blocks in rows from ``top`` down, in their order; say where the last row ends.

    With ``packed`` a block goes into the first row where it has room, else each has its own row.
    """
    shelves: list[_Shelf] = []
    for index, block in enumerate(blocks):
        shelf = _first_with_room(shelves, blocks, block) if packed else None
        if shelf is None:
            shelf = _Shelf()
            shelves.append(shelf)
        shelf.blocks.append(index)
        shelf.lines = max(shelf.lines, len(block.lines))
    return _placed(shelves, blocks, top)


def _first_with_room(
    shelves: Sequence[_Shelf], blocks: Sequence[Block], block: Block
) -> _Shelf | None:
    for shelf in shelves:
        if not any(block.meets(blocks[index]) for index in shelf.blocks):
            return shelf
    return None


def _placed(
    shelves: Sequence[_Shelf], blocks: Sequence[Block], top: float
) -> tuple[list[Placed], float]:
    placed: dict[int, Placed] = {}
    y = top
    for shelf in shelves:
        last = y + shelf.lines * LINE - 3
        glyph_y = last + ABOVE_GLYPH
        for index in shelf.blocks:
            count = len(blocks[index].lines)
            baselines = tuple(last - (count - 1 - line) * LINE for line in range(count))
            placed[index] = Placed(blocks[index], baselines, glyph_y)
        y = glyph_y + BELOW_GLYPH + BETWEEN
    return [placed[index] for index in range(len(blocks))], y
