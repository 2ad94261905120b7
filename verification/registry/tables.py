"""Sources as tables, CSV and XLSX, in both directions: cells only; what they mean others judge.

``read_table`` takes any bytes somebody uploads: it reads cells as text, never evaluates a formula,
and stops at limits before memory does. ``write_csv`` and ``write_xlsx`` are read back as they were
written; no cell of theirs is run by a spreadsheet (see ``harmless``).
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 30 * 1024 * 1024
MOST_ROWS = 5000
LAST_LINE = 50_000
MOST_COLUMNS = 60
MOST_IN_CELL = 100_000  # characters
LONGEST_CELL = 20_000
LONGEST_IN_XLSX = 32_767

HEADERS = (
    "Name", "Kind", "Tier", "Homepage", "Owner", "Country", "Languages", "Licence", "Contact",
    "Topics", "Domains", "Declared interest", "Notes",
)  # fmt: skip
# Written for people, not read back: a source is confirmed and retired on its page.
ONLY_SHOWN = ("State",)

ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
DELIMITERS = ",;\t|"
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# What a spreadsheet takes for the start of a formula, or swallows before one.
FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")  # noqa: RUF001


class NotATable(ValueError):
    """The file cannot be read as a table of sources. Its text is a sentence for who uploaded it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: its number as a spreadsheet counts, its cells by header, and what is
    wrong with cells as such, as pairs of header and sentence."""

    number: int
    cells: dict[str, str]
    problems: list[tuple[str, str]] = field(default_factory=list)


# -- reading -------------------------------------------------------------------------------------


def read_table(content: bytes) -> list[Row]:
    """The rows below the header; empty lines are left out. Raises ``NotATable``."""
    if len(content) > MOST_BYTES:
        raise NotATable("The file is larger than 5 MB. Split it and import the parts.")
    if content.startswith(OLD_EXCEL):
        raise NotATable("This is an old Excel file (.xls). Save it as .xlsx or CSV.")
    lines = xlsx_lines(content) if content.startswith(ZIP) else csv_lines(content)
    return list(rows_below_header(lines))


def rows_below_header(lines: Iterator[tuple[int, Sequence[Any]]]) -> Iterator[Row]:
    headers: list[str] = []
    count = 0
    for number, values in lines:
        if number > LAST_LINE:
            raise NotATable(f"The table goes on below line {LAST_LINE:,}. Take out empty lines.")
        if all(is_blank(value) for value in values):
            continue
        if not headers:
            headers = known_headers([as_text(value) for value in values])
            continue
        count += 1
        if count > MOST_ROWS:
            raise NotATable(f"The table has more than {MOST_ROWS:,} rows. Split it.")
        yield row_of(number, headers, values)
    if not headers:
        raise NotATable("The file is empty. " + EXPECTED)
    if not count:
        raise NotATable("The table has a header and no rows below it.")


EXPECTED = f"The first line should have these columns, or some of them: {', '.join(HEADERS)}."


def known_headers(found: list[str]) -> list[str]:
    """The headers as we write them; an unnamed column must be empty all the way down and is not
    read. Raises ``NotATable`` for a header that we do not know, and what it may have meant."""
    while found and not found[-1]:
        found.pop()
    if len(found) > MOST_COLUMNS:
        raise NotATable(f"The table has {len(found):,} columns. {EXPECTED}")
    ours = {header.casefold(): header for header in (*HEADERS, *ONLY_SHOWN)}
    headers = [ours.get(" ".join(name.split()).casefold(), "") for name in found]
    unknown = [name for name, header in zip(found, headers, strict=True) if name and not header]
    if "Name" not in headers:
        raise NotATable(f"There is no column “Name”. {EXPECTED}")
    if unknown:
        near = get_close_matches(unknown[0].casefold(), ours, n=1)
        hint = f" Did you mean {ours[near[0]]}?" if near else ""
        raise NotATable(f"“{unknown[0][:60]}” is not a column of ours.{hint} {EXPECTED}")
    named = [header for header in headers if header]
    if twice := next((header for header in named if named.count(header) > 1), None):
        raise NotATable(f"The column “{twice}” is there twice. Keep one of them.")
    return headers


def row_of(number: int, headers: list[str], values: Sequence[Any]) -> Row:
    cells: dict[str, str] = {}
    problems = []
    for header, value in zip(headers, values, strict=False):
        if not header or header in ONLY_SHOWN:
            continue
        if isinstance(value, Formula):
            problems.append((header, "The cell holds a formula. Put in what it comes to."))
            value = ""
        text = tidy(unharmed(as_text(value)))
        if len(text) > LONGEST_CELL:
            problems.append((header, f"The cell is longer than {LONGEST_CELL:,} characters."))
            text = ""
        cells[header] = text
    if len(values) > len(headers) and not all(is_blank(value) for value in values[len(headers) :]):
        problems.append(("Name", "The row has more cells than the table has columns."))
    for header in headers:
        if header and header not in ONLY_SHOWN:
            cells.setdefault(header, "")
    return Row(number, cells, problems)


class Formula(str):
    """A cell that a spreadsheet would work out."""


def is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def tidy(text: str) -> str:
    """Text as a table can carry it: line ends as one, no control characters, nothing around it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in "\n\t" or (c.isprintable() or c.isspace())).strip()


def csv_lines(content: bytes) -> Iterator[tuple[int, Sequence[Any]]]:
    text = decoded(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    try:
        for number, values in enumerate(reader, start=1):
            if len(values) > MOST_COLUMNS * 20:
                raise NotATable(f"Line {reader.line_num} has {len(values):,} columns. {EXPECTED}")
            # Not by csv's own limit alone, which is one for the whole process.
            if any(len(value) > MOST_IN_CELL for value in values):
                raise unreadable(reader.line_num)
            yield number, values
    except csv.Error:
        raise unreadable(reader.line_num) from None


def unreadable(line: int) -> NotATable:
    return NotATable(
        f"Line {line} cannot be read. A quote may be missing, or a cell be far too long."
    )


def decoded(content: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return decoded_as(content, (encoding,))
    return decoded_as(content, ("utf-8", "cp1252"))


def decoded_as(content: bytes, encodings: Sequence[str]) -> str:
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        if "\x00" not in text:
            return text
    raise NotATable("This is not a table. Upload a CSV or XLSX file; there is one to start from.")


def delimiter_of(text: str) -> str:
    """The one by which the first line falls into most headers of ours."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    ours = {header.casefold() for header in HEADERS}

    def hits(delimiter: str) -> int:
        cells = next(csv.reader([first[:MOST_IN_CELL]], delimiter=delimiter), [])
        return sum(cell.strip().casefold() in ours for cell in cells)

    return max(DELIMITERS, key=hits)


def xlsx_lines(content: bytes) -> Iterator[tuple[int, Sequence[Any]]]:
    """The first sheet's lines. What is unpacked is counted first: a small file can hold gigabytes,
    and ``zipfile`` gives no more than a member says that it has."""
    import openpyxl  # with numpy: not what every program of the desk should wait for

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > MOST_UNPACKED:
            raise NotATable("Unpacked, this file is far larger than a table of sources can be.")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # the file's own word for its size is not to be trusted
            for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), start=1):
                yield number, [told(cell) for cell in cells]
    except NotATable:
        raise
    except Exception as error:  # openpyxl raises whatever the file's makers did not think of
        raise NotATable(
            "This looks like an XLSX file, but it cannot be read. Save it again, or as CSV."
        ) from error


def told(cell: Any) -> Any:
    if cell.data_type == "f":
        return Formula(cell.value)
    if isinstance(cell.value, str):  # the format writes some characters as _x000D_
        return ESCAPED.sub(lambda found: chr(int(found[1], 16)), cell.value)
    return cell.value


# -- writing -------------------------------------------------------------------------------------


def harmless(cell: str) -> str:
    """A text that a spreadsheet would run gets an apostrophe in front, which it takes for "this is
    text"; so does one that has apostrophes there already, so that ``unharmed`` can tell."""
    return f"'{cell}" if is_dangerous(cell) else cell


def unharmed(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and is_dangerous(cell) else cell


def is_dangerous(cell: str) -> bool:
    return cell.lstrip(" '\n").startswith(FORMULA_STARTS)


def write_csv(rows: Iterable[dict[str, str]]) -> bytes:
    """UTF-8 with a byte order mark: Excel takes a file without one for the old code page."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    columns = (*HEADERS, *ONLY_SHOWN)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([harmless(tidy(row.get(column, ""))) for column in columns])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def write_xlsx(rows: Iterable[dict[str, str]], *, choices: dict[str, Sequence[str]]) -> bytes:
    """The same as a sheet; ``choices`` offers its words in the columns that take only those."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Sources")
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"valign": "top"})
    columns = (*HEADERS, *ONLY_SHOWN)
    sheet.write_row(0, 0, columns, bold)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(columns) - 1, 22, wrapped)
    for column, words in choices.items():
        at = columns.index(column)
        sheet.data_validation(1, at, MOST_ROWS, at, {"validate": "list", "source": list(words)})
    for number, row in enumerate(rows, start=1):
        for at, column in enumerate(columns):
            if text := harmless(tidy(row.get(column, ""))):
                sheet.write_string(number, at, text[:LONGEST_IN_XLSX])
    book.close()
    return out.getvalue()
