"""An Excel workbook as text: its visible sheets, each with the tables that stand on it.

The values are those that were saved; nothing is calculated. Hidden sheets are left out.
"""

from __future__ import annotations

import io
import warnings
from typing import Any

from openpyxl import load_workbook

from .composing import Composer, one_line
from .grids import MOST_CELLS
from .number_formats import shown
from .packages import refuse_bomb
from .parts import ReadCopy
from .sheet_tables import Row, write_sheet
from .unreadable import TOO_MANY_CELLS, Unreadable, damage_is_unreadable


def read_xlsx(content: bytes, charset: str, url: str) -> ReadCopy:
    refuse_bomb(content)
    with damage_is_unreadable(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # extensions that openpyxl does not know
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        filled: list[tuple[str, list[tuple[int, Row]]]] = []
        room = MOST_CELLS
        for sheet in sheets:
            rows = _rows_of(sheet, room)
            room -= sum(len(row) for _, row in rows)
            filled.append((sheet.title, rows))
        title, author = book.properties.title, book.properties.creator
    composer = Composer()
    for name, rows in filled:
        composer.end_block()
        with composer.part("sheet", label=name):
            write_sheet(composer, rows)
    return composer.finish(title=title or "", author=author or "")


def _rows_of(sheet: Any, room: int) -> list[tuple[int, Row]]:
    """The filled rows by their number. Raises ``Unreadable`` beyond ``room`` filled cells."""
    sheet.reset_dimensions()  # what a file says of its size is not always so
    rows: list[tuple[int, Row]] = []
    for number, cells in enumerate(sheet.iter_rows(), 1):
        row = {
            column: line
            for column, cell in enumerate(cells, 1)
            if cell.value is not None and (line := one_line(shown(cell.value, cell.number_format)))
        }
        room -= len(row)
        if room < 0:
            raise Unreadable(TOO_MANY_CELLS.format(limit=MOST_CELLS))
        if row:
            rows.append((number, row))
    return rows
