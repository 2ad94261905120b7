"""Tables: cells that may span, which of them are heads, and the table as text.

A table is written one row a line, its cells separated by tabs. A cell that spans is written once,
at its upper left; its head holds for all that it spans.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile

from .composing import Composer
from .unreadable import TOO_MANY_CELLS, Unreadable

MOST_CELLS = 200_000
MOST_PLACES = 4_000_000  # filled or not: few cells far apart make a large table too
WIDEST = 1_000  # columns of a table in a page or a document
MOST_ROW_HEADS = 3
MOST_HEADER_ROWS = 3  # that are guessed; what a page marks as header is believed
JOINT = " · "

# A year, alone or with its month or quarter, heads a column; other figures fill one.
_YEAR = re.compile(r"(?<![0-9])(?:1[5-9]|20|21)[0-9]{2}(?![0-9])")
_FIGURE = re.compile(r"[^\w]*[0-9][0-9.,'’\s]*[^\w]*[a-z]{0,3}[^\w]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """``row`` and ``column`` from 0. ``head`` is "row" or "column" where the source says so."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    head: str = ""


@dataclass(slots=True)
class Grid:
    """Cells by the place that they cover. ``header_rows`` is None where it is to be guessed."""

    width: int = 0
    height: int = 0
    header_rows: int | None = None
    # Where the grid's upper left stands in its sheet, from 1.
    first_row: int = 1
    first_column: int = 1
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)

    def put(self, cell: Cell) -> None:
        if len(self.cells) + cell.rows * cell.columns > MOST_CELLS:
            raise Unreadable(TOO_MANY_CELLS.format(limit=MOST_CELLS))
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                self.cells.setdefault((row, column), cell)
        self.width = max(self.width, cell.column + cell.columns)
        self.height = max(self.height, cell.row + cell.rows)

    def at(self, row: int, column: int) -> Cell | None:
        return self.cells.get((row, column))

    def text_at(self, row: int, column: int) -> str:
        cell = self.cells.get((row, column))
        return cell.text if cell else ""

    def row(self, row: int) -> list[Cell]:
        """The filled cells that cover a row, each once, from the left."""
        found = (self.cells.get((row, column)) for column in range(self.width))
        return [cell for cell in dict.fromkeys(c for c in found if c) if cell.text]


def looks_like_a_figure(text: str) -> bool:
    return bool(_FIGURE.fullmatch(text)) and not _YEAR.search(text)


def header_rows(grid: Grid) -> int:
    """How many rows at the top are heads: what the source says, else a guess.

    The first row is one if it holds no figure beside its first cell (years are names of columns
    here); further rows are until the first column has its head, or the others have theirs.
    """
    if grid.header_rows is not None:
        return grid.header_rows
    if grid.height < 2 or grid.width < 2:
        return 0
    count, named = 0, False
    while count < min(MOST_HEADER_ROWS, grid.height - 1):
        cells = grid.row(count)
        begins = any(cell.column == 0 and cell.row == count for cell in cells)
        if not cells or (begins and (named or _each_has_its_own(grid, count))):
            break
        if any(looks_like_a_figure(cell.text) for cell in cells if cell.column):
            break
        count, named = count + 1, named or begins
    return count


def _each_has_its_own(grid: Grid, rows: int) -> bool:
    """Whether each column but the first has a head of its own in these rows at the top."""
    heads = [
        tuple(grid.at(row, column) for row in range(rows) if grid.text_at(row, column))
        for column in range(1, grid.width)
    ]
    return rows > 0 and all(heads) and len(set(heads)) == len(heads)


def column_heads(grid: Grid, rows: int) -> list[list[Cell]]:
    """For each column its heads from the top. An empty place in an upper header row belongs to
    the head on its left, as sheets leave it where cells were merged."""
    heads: list[list[Cell]] = [[] for _ in range(grid.width)]
    for row in range(rows):
        left: Cell | None = None
        for column in range(grid.width):
            cell = grid.at(row, column)
            if cell is not None and cell.text:
                left = cell
            elif cell is None and row < rows - 1 and grid.text_at(rows - 1, column):
                cell = left
            if cell is not None and cell.text and cell not in heads[column]:
                heads[column].append(cell)
    return heads


def write_table(composer: Composer, grid: Grid, *, caption: str = "", label: str = "") -> None:
    """The grid as a table part with its cells. A caption is written above it and is its label,
    a label stands elsewhere. Rows and columns without any text are left out of the text; a
    cell's ``row`` and ``column`` count them."""
    if grid.width * grid.height > MOST_PLACES:
        raise Unreadable(TOO_MANY_CELLS.format(limit=MOST_CELLS), "places")
    below = header_rows(grid)
    above = column_heads(grid, below)
    columns = [c for c in range(grid.width) if any(grid.text_at(r, c) for r in range(grid.height))]
    counting = _counting(grid, below)
    group: list[Cell] = []
    composer.end_block()
    with composer.part("table", label=caption or label):
        if caption:
            composer.write(caption)
        for row in range(grid.height):
            cells = grid.row(row)
            if not cells:
                continue
            composer.end_line()
            beside: list[Cell] = []
            if row >= below and _is_group(cells, grid, row):
                group = cells
            elif row >= below:
                beside = group + _row_heads(grid, row, below, counting)
            _write_row(composer, grid, row, columns, above, beside)
    composer.end_block()


def _is_group(cells: Sequence[Cell], grid: Grid, row: int) -> bool:
    """A row with one name in it heads the rows below: "Men", "Women"."""
    alone = len(cells) == 1 and (cells[0].row, cells[0].column) == (row, 0)
    return alone and grid.width > 1 and not looks_like_a_figure(cells[0].text)


def _counting(grid: Grid, below: int) -> set[int]:
    """The columns with figures: what looks like a year among them may be a count."""
    return {
        cell.column
        for (row, _), cell in grid.cells.items()
        if row >= below and looks_like_a_figure(cell.text)
    }


def _row_heads(grid: Grid, row: int, below: int, counting: set[int]) -> list[Cell]:
    """The heads that the source marks, else what stands in the first column; where figures
    follow, all names before the first of them."""
    cells = grid.row(row)
    if marked := [cell for cell in cells if cell.head == "row"]:
        return marked

    def is_name(cell: Cell) -> bool:
        figure = looks_like_a_figure(cell.text)
        count = cell.column in counting and _YEAR.fullmatch(cell.text)
        return cell.column == 0 or not (figure or count)

    names = list(takewhile(is_name, cells))
    if len(names) == len(cells):
        names = [cell for cell in cells if cell.column == 0]
    elif names and names[0].column == 1:
        # A name that is given once for several rows.
        above = (grid.at(r, 0) for r in range(row - 1, below - 1, -1))
        names = [*islice(filter(None, above), 1), *names]
    return names[:MOST_ROW_HEADS]


def _write_row(
    composer: Composer,
    grid: Grid,
    row: int,
    columns: Sequence[int],
    above: Sequence[Sequence[Cell]],
    beside: Sequence[Cell],
) -> None:
    filled = [column for column in columns if _starts(grid, row, column)]
    begun = set(filled)
    for column in columns[: columns.index(filled[-1]) + 1] if filled else ():
        if column != columns[0]:
            composer.write("\t")
        cell = grid.at(row, column)
        if cell is None or column not in begun:
            continue
        with composer.part(
            "cell",
            row_head=_joined(head for head in beside if head != cell),
            column_head=_joined(head for head in above[column] if head.row < row and head != cell),
            row=grid.first_row + row,
            column=grid.first_column + column,
        ):
            composer.write(cell.text)


def _joined(heads: Iterable[Cell]) -> str:
    return JOINT.join(dict.fromkeys(head.text for head in heads))


def _starts(grid: Grid, row: int, column: int) -> bool:
    """Whether a filled cell begins here."""
    cell = grid.at(row, column)
    return cell is not None and bool(cell.text) and (cell.row, cell.column) == (row, column)
