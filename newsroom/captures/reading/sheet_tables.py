"""The tables on a sheet, of a spreadsheet or a CSV file.

A sheet is not a table: titles, notes and several tables stand on it, parted by empty rows or
beside one another, parted by empty columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .composing import Composer
from .grids import Cell, Grid, looks_like_a_figure, write_table
from .unreadable import TOO_WIDE, Unreadable

WIDEST_SHEET = 2_000  # columns

# Row from 1 to what is filled in it: column from 1 to text.
Row = Mapping[int, str]
Rows = Sequence[tuple[int, Row]]


def write_sheet(composer: Composer, rows: Rows) -> None:
    """All that is filled, block by block: titles and notes as paragraphs, the rest as tables.
    A cell's row and column count as the spreadsheet does. Raises ``Unreadable`` for a sheet of
    more than ``WIDEST_SHEET`` columns."""
    if any(max(row) > WIDEST_SHEET for _, row in rows if row):
        raise Unreadable(TOO_WIDE.format(limit=WIDEST_SHEET))
    for block in blocks(rows):
        for table in beside_one_another(block):
            write_block(composer, table)


def blocks(rows: Rows) -> Iterator[Rows]:
    """Runs of rows without an empty one between them."""
    block: list[tuple[int, Row]] = []
    for number, row in rows:
        if block and number != block[-1][0] + 1:
            yield block
            block = []
        if row:
            block.append((number, row))
    if block:
        yield block


def beside_one_another(block: Rows) -> list[Rows]:
    """The block as it is, or the tables that empty columns part if each has names of its own."""
    used = sorted({column for _, row in block for column in row})
    runs: list[list[int]] = []
    for column in used:
        if runs and column == runs[-1][-1] + 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    parts = [_only(block, run) for run in runs]
    apart = len(runs) > 1 and all(
        len(run) > 1 and _has_names(part, run[0]) for run, part in zip(runs, parts, strict=True)
    )
    return parts if apart else [block]


def _only(block: Rows, columns: Sequence[int]) -> Rows:
    taken = set(columns)
    kept = [(number, {c: text for c, text in row.items() if c in taken}) for number, row in block]
    return [(number, row) for number, row in kept if row]


def _has_names(block: Rows, column: int) -> bool:
    named = [row[column] for _, row in block if column in row]
    figures = sum(map(looks_like_a_figure, named))
    return len(named) > 1 and figures * 2 < len(named)


def write_block(composer: Composer, block: Rows) -> None:
    """Rows of one cell above and below a table are its title and notes."""
    first, last = 0, len(block)
    left = min(min(row) for _, row in block)
    is_list = all(set(row) == {left} for _, row in block)
    if is_list and any(looks_like_a_figure(row[left]) for _, row in block):
        _write_rows(composer, block, "")
        return
    while first < last and set(block[first][1]) == {left}:
        first += 1
    while last > first and set(block[last - 1][1]) == {left}:
        last -= 1
    titles = [row[left] for _, row in block[:first]]
    for title in titles:
        composer.block("paragraph", title)
    if first < last:
        _write_rows(composer, block[first:last], titles[0] if titles else "")
    for _, row in block[last:]:
        composer.block("paragraph", row[left])


def _write_rows(composer: Composer, rows: Rows, title: str) -> None:
    top, left = rows[0][0], min(min(row) for _, row in rows)
    grid = Grid(first_row=top, first_column=left)
    for number, row in rows:
        for column, text in sorted(row.items()):
            grid.put(Cell(text, number - top, column - left))
    write_table(composer, grid, label=title)
