"""The rows of a table, each cell in its column and under its heads."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from newsroom.captures.reading import Part
from newsroom.captures.reading.grids import looks_like_a_figure

from .blocks import Block, CellBlock, Row, lines_of

JOINT = " · "


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


def table_of(text: str, table: Part, parts: Sequence[Part], start: int, end: int) -> Block:
    """The rows of a table that are on this leaf, each cell in its column. A cell that a leaf's end
    cuts goes on upon the next one."""
    first = bisect_left(parts, table.start, key=lambda part: part.start)
    after = bisect_left(parts, table.end, key=lambda part: part.start)
    cells = [p for p in parts[first:after] if p.kind == "cell" and p.end <= table.end]
    if not cells:
        return Block("paragraph", start, end, lines=lines_of(text, start, end))
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
        lines=lines_of(text, start, min(end, cells[0].start)),
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
                lines=lines_of(text, max(start, cell.start), min(end, cell.end)),
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
