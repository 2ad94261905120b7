"""Tables of sources as bytes: what is read, what is refused, what is written and comes back."""

from __future__ import annotations

import csv
import io
import zipfile
from unittest import mock

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verification.registry.tables import (
    HEADERS,
    NotATable,
    harmless,
    read_table,
    tidy,
    unharmed,
    write_csv,
    write_xlsx,
)


def xlsx(*lines, **sheets) -> bytes:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cells(content: bytes) -> list[dict[str, str]]:
    return [row.cells for row in read_table(content)]


EXPECTED = [{"Name": "Büro", "Kind": "data"}, {"Name": "Census", "Kind": "official"}]
LINES = "Name,Kind\r\nBüro,data\r\nCensus,official\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings_that_spreadsheets_write_are_read(encoding):
    assert cells(LINES.encode(encoding)) == EXPECTED


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_the_headers(delimiter):
    assert cells(LINES.replace(",", delimiter).encode()) == EXPECTED


def test_headers_are_known_whatever_their_case_and_rows_are_numbered_as_a_spreadsheet_does():
    table = b"\r\n  NAME ,declared  INTEREST\r\n\r\nCensus,None known\r\n"
    (row,) = read_table(table)
    assert row.number == 4
    assert row.cells == {"Name": "Census", "Declared interest": "None known"}


def test_a_sheets_numbers_and_days_are_text():
    table = xlsx(["Name", "Notes"], [2026, 1.5], [True, None])
    assert cells(table) == [{"Name": "2026", "Notes": "1.5"}, {"Name": "yes", "Notes": ""}]


def test_a_formula_is_never_worked_out():
    (row,) = read_table(xlsx(["Name", "Notes"], ["Census", '=HYPERLINK("http://a","b")']))
    assert row.cells["Notes"] == ""
    assert row.problems == [("Notes", "The cell holds a formula. Put in what it comes to.")]
    # Control: in a CSV the same is no formula but text.
    (row,) = read_table(b"Name,Notes\nCensus,=1+1\n")
    assert (row.cells["Notes"], row.problems) == ("=1+1", [])


@pytest.fixture(params=[131_072, 5_000_000])
def longest_anywhere(request):
    """csv's own limit of a cell, which is one for the whole process: others may have raised it."""
    before = csv.field_size_limit(request.param)
    yield
    csv.field_size_limit(before)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (b"\r\n,,\r\n", "The file is empty"),
        (b"Name,Kind\r\n", "no rows below it"),
        (b"Kind,Tier\nnews,reliable\n", "no column “Name”"),
        (b"Name,Licens\nA,b\n", "“Licens” is not a column of ours. Did you mean Licence"),
        (b"Name,Kind,kind\nA,news,news\n", "“Kind” is there twice"),
        (b"Name,Kind\n\x00\x01\x02", "This is not a table"),
        (bytes(range(256)), "This is not a table"),
        (b"\xd0\xcf\x11\xe0 old", "old Excel file"),
        (b"PK\x03\x04 not really a zip", "cannot be read"),
        (b"Name,Notes\nA," + b"x" * 200_000, "Line 2 cannot be read"),
        (b'Name,Notes\nA,"' + b"x\n" * 100_000, "cannot be read"),
        (b"x" * 200_000, "Line 1 cannot be read"),
        (("Name," + ",".join(f"c{n}" for n in range(1000)) + "\nA\n").encode(), "1,001 columns"),
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        (b"Name\n" + b"A\n" * 5001, "more than 5,000 rows"),
        (b"Name\n" + b"\n" * 60_000 + b"A\n", "below line 50,000"),
    ],
)
def test_what_is_no_table_of_sources_is_refused_with_a_sentence(
    content, sentence, longest_anywhere
):
    with pytest.raises(NotATable) as refused:
        read_table(content)
    assert sentence in str(refused.value)


def test_five_thousand_rows_are_read():
    assert len(read_table(b"Name\n" + b"A\n" * 5000)) == 5000


def test_a_very_long_cell_is_a_problem_of_its_row_alone():
    first, second = read_table(xlsx(["Name", "Notes"], ["A", "x" * 30_000], ["B", "fine"]))
    assert first.problems == [("Notes", "The cell is longer than 20,000 characters.")]
    assert (second.cells["Notes"], second.problems) == ("fine", [])


def test_a_row_with_more_cells_than_columns_says_so():
    (row,) = read_table(b"Name,Kind\nCensus,data,reliable\n")
    assert row.problems == [("Name", "The row has more cells than the table has columns.")]


def bomb(megabytes: int) -> bytes:
    out = io.BytesIO(xlsx(["Name"], ["A"]))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/x.bin", b"\x00" * (megabytes * 1024 * 1024))
    return out.getvalue()


def test_a_small_file_that_unpacks_to_much_is_refused_before_it_is_unpacked():
    with (
        mock.patch("openpyxl.load_workbook") as load,
        pytest.raises(NotATable, match="far larger than a table"),
    ):
        read_table(bomb(40))
    assert not load.called
    assert cells(bomb(1)) == [{"Name": "A"}]  # control: a little beside the sheet does no harm


def with_sheet(xml: str) -> bytes:
    """A workbook whose sheet is this XML."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx(["Name"], ["A"]))) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for member in given.infolist():
            content = given.read(member)
            is_sheet = member.filename == "xl/worksheets/sheet1.xml"
            made.writestr(member.filename, xml.encode() if is_sheet else content)
    return out.getvalue()


SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet(rows: str, before: str = "") -> bytes:
    return with_sheet(
        f'<?xml version="1.0"?>{before}<worksheet {SPACE}><sheetData>{rows}</sheetData></worksheet>'
    )


def inline(at: str, text: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_a_sheet_that_claims_to_be_huge_is_read_as_far_as_it_goes_and_no_further():
    named = f'<row r="1">{inline("A1", "Name")}</row>'
    near = sheet(f'{named}<row r="3">{inline("A3", "Census")}</row>')
    assert [(row.number, row.cells) for row in read_table(near)] == [(3, {"Name": "Census"})]
    with pytest.raises(NotATable, match="below line 50,000"):
        read_table(sheet(f'{named}<row r="1048576">{inline("A1048576", "Census")}</row>'))


def test_entities_that_grow_are_refused():
    levels = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)
    )  # a thousand million letters
    before = f'<!DOCTYPE x [<!ENTITY l0 "ha">{levels}]>'
    rows = f'<row r="1">{inline("A1", "Name")}</row><row r="2">{inline("A2", "&l9;")}</row>'
    with pytest.raises(NotATable, match="cannot be read"):
        read_table(sheet(rows, before))


# -- writing -------------------------------------------------------------------------------------


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", " =", "'="])  # noqa: RUF001
def test_no_cell_is_a_formula_to_a_spreadsheet_and_all_are_read_back(start):
    text = f"{start}cmd|' /C calc'!A0"
    assert harmless(text) == f"'{text}"
    assert unharmed(harmless(text)) == text
    row = {"Name": "Census", "Notes": text}
    sheet = openpyxl.load_workbook(io.BytesIO(write_xlsx([row], choices={}))).active
    written = sheet.cell(2, HEADERS.index("Notes") + 1)
    # What stands around a text is not kept, so that a tab or a line end does no harm either.
    expected = tidy(text) if tidy(text).startswith("cmd") else f"'{tidy(text)}"
    assert (written.data_type, written.value) == ("s", expected)
    assert f",{expected}".encode() in write_csv([row])


@pytest.mark.parametrize("text", ["", "5 = 5", "'quoted'", "1,5", "a\nb"])
def test_other_cells_stay_as_they_are(text):
    assert harmless(text) == text


texts = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("=+-@\t'\n,;\" "), max_size=40
)
tables = st.lists(
    st.fixed_dictionaries(dict.fromkeys(HEADERS, texts)).filter(
        lambda row: any(tidy(text) for text in row.values())
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(tables)
def test_what_is_written_is_read_back(rows):
    expected = [{header: tidy(text) for header, text in row.items()} for row in rows]
    assert cells(write_csv(rows)) == expected
    assert cells(write_xlsx(rows, choices={})) == expected
