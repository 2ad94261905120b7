"""What a saved copy's text is laid out in: leaves of blocks, blocks of lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

_LINE = re.compile(r"[^\r\n]+")


class Stretch(NamedTuple):
    """Some characters of one line, from code point ``start`` on."""

    start: int
    text: str


Lines = tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class CellBlock:
    """A table's cell with the heads that it stands under and beside.

    ``scope`` is what HTML calls it: "col", "row" or "rowgroup" for a cell that is itself a head,
    else "". ``columns`` is how many the cell of a group or a head over several columns spans.
    """

    start: int
    end: int
    lines: Lines
    row: int
    column: int
    row_head: str = ""
    column_head: str = ""
    scope: str = ""
    columns: int = 1


Row = tuple[CellBlock | None, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One thing on the page, by ``kind``:

    - "page", "sheet": a mark where one begins, with its ``label`` and an ``anchor`` for links;
      ``lines`` are empty.
    - "heading" (``level`` from 1), "paragraph": ``lines``.
    - "list": ``items``, blocks of kind "item" with ``lines``.
    - "table": ``lines`` are its caption's, ``rows`` its cells by column, ``None`` where nothing
      stands and no head reaches over; ``heads`` are the heads of its ``columns`` again for a
      table that began on an earlier leaf; ``numeric`` are the columns that hold figures.
    """

    kind: str
    start: int
    end: int
    lines: Lines = ()
    label: str = ""
    anchor: str = ""
    level: int = 0
    items: tuple[Block, ...] = ()
    rows: tuple[Row, ...] = ()
    columns: tuple[int, ...] = ()
    heads: tuple[str, ...] = ()
    numeric: frozenset[int] = frozenset()

    @property
    def headed_columns(self) -> list[tuple[int, str]]:
        """Each column with its head, for a table that goes on."""
        return list(zip(self.columns, self.heads, strict=True)) if self.heads else []


@dataclass(frozen=True, slots=True)
class Leaf:
    """What one page shows of a copy: ``text[start:end]`` as blocks, the ``number``-th of
    ``count``; ``pages`` are the labels of the first and the last page (of a PDF) or sheet on it,
    "" where there are none."""

    blocks: tuple[Block, ...]
    start: int
    end: int
    number: int = 1
    count: int = 1
    pages: tuple[str, str] = ("", "")

    @property
    def before(self) -> int:
        """A place on the leaf before this one."""
        return max(0, self.start - 1)


def lines_of(text: str, start: int, end: int) -> Lines:
    """Lines that have something in them."""
    return tuple(
        Stretch(line.start(), line.group())
        for line in _LINE.finditer(text, start, end)
        if not line.group().isspace()
    )
