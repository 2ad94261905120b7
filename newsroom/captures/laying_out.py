"""A saved copy's text laid out for reading: pages, headings, paragraphs, lists and tables.

Text and parts in, blocks out; no Django. All offsets are code points into the copy's text, and
every stretch is exactly the text from its ``start`` on, without a line end in it, so that what
somebody selects in the page can be counted back to the text. Nothing of the text but white space
is left out: what no part covers is laid out as paragraphs.

A long copy comes in leaves, each about ``LEAF`` characters, so that no page grows with it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from .reading import Part
from .reading.grids import looks_like_a_figure

LEAF = 60_000
JOINT = " · "

_LINE = re.compile(r"[^\r\n]+")
_PARAGRAPH_END = re.compile(r"(?>\r\n|\r|\n)[^\S\r\n]*(?>\r\n|\r|\n)\s*")
_NO_ANCHOR = re.compile(r"[^0-9A-Za-z]+")


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


def lay_out(text: str, parts: Iterable[Part] = (), *, around: int = 0, size: int = LEAF) -> Leaf:
    """The leaf on which code point ``around`` stands, whatever number is given for it."""
    parts = sorted(parts, key=lambda part: part.start)  # stable: what encloses stays first
    cuts = leaves(text, size)
    starts = [start for start, _ in cuts]
    number = max(0, bisect_left(starts, max(0, around) + 1) - 1)
    start, end = cuts[number]
    within = [part for part in parts if part.end > start and part.start < end]
    marks = [part.label for part in within if part.kind in ("page", "sheet")]
    return Leaf(
        blocks=tuple(_listed(_blocks(text, within, parts, start, end))),
        start=start,
        end=end,
        number=number + 1,
        count=len(cuts),
        pages=(marks[0], marks[-1]) if marks else ("", ""),
    )


def leaves(text: str, size: int = LEAF) -> list[tuple[int, int]]:
    """Where each leaf starts and ends: cut between paragraphs where there are any in its second
    half, else between lines, else anywhere."""
    found, at = [], 0
    while len(text) - at > size:
        end = _cut(text, at + size // 2, at + size)
        found.append((at, end))
        at = end
    return [*found, (at, len(text))]


def _cut(text: str, earliest: int, latest: int) -> int:
    blank = max(text.rfind("\n\n", earliest, latest), text.rfind("\r\n\r\n", earliest, latest))
    if blank >= 0:
        return blank + (4 if text[blank] == "\r" else 2)
    line = max(text.rfind("\n", earliest, latest), text.rfind("\r", earliest, latest - 1))
    return line + 1 if line >= 0 else latest


def _blocks(
    text: str, within: Sequence[Part], parts: Sequence[Part], start: int, end: int
) -> Iterator[Block]:
    """The blocks of ``text[start:end]`` in reading order; a part inside one already laid out is
    part of it."""
    at = start
    anchors = _Anchors()
    for part in within:
        if part.kind in ("page", "sheet"):
            yield from _paragraphs(text, at, max(at, part.start))
            at = max(at, part.start)
            if part.start >= start:
                anchor = anchors.of(part)
                yield Block(part.kind, part.start, part.start, label=part.label, anchor=anchor)
        elif part.kind != "cell" and part.end > at:
            yield from _paragraphs(text, at, max(at, part.start))
            yield _block(text, part, parts, max(at, part.start), min(part.end, end))
            at = min(part.end, end)
    yield from _paragraphs(text, at, end)


def _block(text: str, part: Part, parts: Sequence[Part], start: int, end: int) -> Block:
    if part.kind == "table":
        return _table(text, part, parts, start, end)
    lines = _lines(text, start, end)
    return Block(part.kind, start, end, lines=lines, level=part.level)


class _Anchors:
    """Names for links to pages and sheets: "page-3", "sheet-2023-24", each once on a leaf."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def of(self, part: Part) -> str:
        word = _NO_ANCHOR.sub("-", part.label).strip("-")[:40] or str(part.start)
        anchor = f"{part.kind}-{word}"
        if anchor in self._given:
            anchor = f"{anchor}-at-{part.start}"
        self._given.add(anchor)
        return anchor


def _paragraphs(text: str, start: int, end: int) -> Iterator[Block]:
    """What stands there as paragraphs, parted by blank lines; nothing for white space."""
    at = start
    for gap in [*_PARAGRAPH_END.finditer(text, start, end), None]:
        stop = gap.start() if gap else end
        lines = _lines(text, at, stop)
        if lines:
            yield Block("paragraph", at, stop, lines=lines)
        at = gap.end() if gap else end


def _lines(text: str, start: int, end: int) -> Lines:
    """Lines that have something in them."""
    return tuple(
        Stretch(line.start(), line.group())
        for line in _LINE.finditer(text, start, end)
        if not line.group().isspace()
    )


def _listed(blocks: Iterable[Block]) -> Iterator[Block]:
    """Items that follow one another become one list."""
    items: list[Block] = []
    for block in blocks:
        if block.kind == "item":
            items.append(block)
            continue
        if items:
            yield _list_of(items)
            items = []
        yield block
    if items:
        yield _list_of(items)


def _list_of(items: Sequence[Block]) -> Block:
    return Block("list", items[0].start, items[-1].end, items=tuple(items))


# -- tables --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Heads:
    """Which words head a table's columns, its rows and groups of its rows."""

    columns: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    rows: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, cells: Iterable[Part]) -> _Heads:
        heads = cls()
        for cell in cells:
            heads.columns[cell.column].add(cell.column_head)
            heads.rows[cell.row].add(cell.row_head)
        for table in (heads.columns, heads.rows):
            for place, joined in table.items():
                table[place] = {word for words in joined for word in words.split(JOINT) if word}
        return heads

    def reach(self, word: str, columns: Iterable[int]) -> int:
        """Over how many of the columns to the right, in which nothing stands, a head reaches."""
        return sum(1 for _ in takewhile(lambda column: word in self.columns[column], columns))

    def scope_of(self, cell: Part, word: str, *, is_alone: bool) -> str:
        if word in self.columns[cell.column] and word not in cell.column_head.split(JOINT):
            return "col"
        if word in self.rows[cell.row] and word not in cell.row_head.split(JOINT):
            return "row"
        below = self.rows.get(cell.row + 1, set())
        return "rowgroup" if is_alone and word in below else ""


def _table(text: str, table: Part, parts: Sequence[Part], start: int, end: int) -> Block:
    """The rows of a table that are on this leaf, each cell in its column. A cell that a leaf's end
    cuts goes on upon the next one."""
    first = bisect_left(parts, table.start, key=lambda part: part.start)
    after = bisect_left(parts, table.end, key=lambda part: part.start)
    cells = [p for p in parts[first:after] if p.kind == "cell" and p.end <= table.end]
    if not cells:
        return Block("paragraph", start, end, lines=_lines(text, start, end))
    columns = sorted({cell.column for cell in cells})
    heads = _Heads.of(cells)
    by_row: defaultdict[int, list[Part]] = defaultdict(list)
    for cell in cells:
        if cell.end > start and cell.start < end:
            by_row[cell.row].append(cell)
    rows = tuple(_row(text, row, columns, heads, start, end) for row in by_row.values())
    return Block(
        "table",
        start,
        end,
        lines=_lines(text, start, min(end, cells[0].start)),
        label=table.label,
        rows=rows,
        columns=tuple(columns),
        heads=_heads_again(cells, columns) if table.start < start else (),
        numeric=_numeric(text, rows),
    )


def _row(
    text: str, cells: Sequence[Part], columns: Sequence[int], heads: _Heads, start: int, end: int
) -> Row:
    row: list[CellBlock | None] = []
    at = 0  # how many columns the cells so far fill
    is_alone = len(cells) == 1 and cells[0].column == columns[0] and len(columns) > 1
    scopes = [
        heads.scope_of(cell, text[cell.start : cell.end], is_alone=is_alone) for cell in cells
    ]
    places = [bisect_left(columns, cell.column) for cell in cells]
    for cell, scope, place, until in zip(
        cells, scopes, places, [*places[1:], len(columns)], strict=True
    ):
        row += [None] * (place - at)
        if "col" in scopes and not heads.columns[cell.column]:
            scope = "col"  # a head under which nothing stands
        free = columns[place + 1 : until] if scope == "col" else ()
        spanned = 1 + heads.reach(text[cell.start : cell.end], free)
        at = place + spanned
        row.append(
            CellBlock(
                start=cell.start,
                end=cell.end,
                lines=_lines(text, max(start, cell.start), min(end, cell.end)),
                row=cell.row,
                column=cell.column,
                row_head=cell.row_head,
                column_head=cell.column_head,
                scope=scope,
                columns=len(columns) if scope == "rowgroup" else spanned,
            )
        )
    return tuple(row)


def _numeric(text: str, rows: Iterable[Row]) -> frozenset[int]:
    """The columns most of whose cells, without their heads, are figures."""
    filled: Counter[int] = Counter()
    figures: Counter[int] = Counter()
    for row in rows:
        for cell in row:
            if cell and not cell.scope:
                filled[cell.column] += 1
                figures[cell.column] += looks_like_a_figure(text[cell.start : cell.end])
    return frozenset(column for column in filled if figures[column] * 2 > filled[column])


def _heads_again(cells: Iterable[Part], columns: Sequence[int]) -> tuple[str, ...]:
    """The longest head of each column; the cells of the table's body have all of it."""
    longest: dict[int, str] = {}
    for cell in cells:
        if len(cell.column_head) > len(longest.get(cell.column, "")):
            longest[cell.column] = cell.column_head
    return tuple(longest.get(column, "") for column in columns) if longest else ()


def begins_with(leaf: Leaf, name: str) -> bool:
    """Whether the first thing on the first leaf is a heading that says the copy's name."""
    first = leaf.blocks[0] if leaf.number == 1 and leaf.blocks else None
    said = " ".join(text for _, text in first.lines) if first else ""
    return bool(first and first.kind == "heading" and said.strip() == name)
