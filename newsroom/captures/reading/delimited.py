"""CSV: which sign parts the cells is found out, and what stands there is read as a sheet."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import islice

from .charsets import decoded
from .composing import MOST_TEXT, Composer, one_line, tidy
from .grids import MOST_CELLS
from .parts import ReadCopy
from .sheet_tables import write_sheet
from .unreadable import TOO_MANY_CELLS, Unreadable, damage_is_unreadable

DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 50  # rows


def read_csv(content: bytes, charset: str, url: str) -> ReadCopy:
    text = tidy(decoded(content, charset))
    told, rest = _told_delimiter(text)
    rows = []
    filled = 0
    csv.field_size_limit(MOST_TEXT)
    with damage_is_unreadable():
        for number, cells in enumerate(_rows(rest, told or delimiter_of(rest)), 1):
            row = {column: line for column, cell in enumerate(cells, 1) if (line := one_line(cell))}
            filled += len(row)
            if filled > MOST_CELLS:
                raise Unreadable(TOO_MANY_CELLS.format(limit=MOST_CELLS))
            if row:
                rows.append((number, row))
    composer = Composer()
    write_sheet(composer, rows)
    return composer.finish()


def delimiter_of(text: str) -> str:
    """The sign by which most rows come out with the same number of cells, and more than one."""

    def agreeing(delimiter: str) -> tuple[int, int]:
        lengths = [len(row) for row in islice(_rows(text, delimiter), _LOOKED_AT)]
        counts = Counter(length for length in lengths if length > 1)
        length, rows = counts.most_common(1)[0] if counts else (0, 0)
        return rows, length

    return max(DELIMITERS, key=agreeing)


def _rows(text: str, delimiter: str) -> csv.Reader:  # type: ignore[name-defined]
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _told_delimiter(text: str) -> tuple[str, str]:
    """Excel's own first line, "sep=;", and what follows it."""
    first, _, rest = text.partition("\n")
    if first.startswith("sep=") and len(first) == 5:
        return first[4], rest
    return "", text
