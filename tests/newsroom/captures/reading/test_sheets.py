"""Spreadsheets and CSV: tables kept apart, cells as they are shown, with their heads."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from newsroom.captures.reading import Unreadable, delimited, grids, workbook
from newsroom.captures.reading.number_formats import shown
from newsroom.captures.reading.readers import OFFICE, read_here

from .looking import cell, cells, check_parts, said

XLSX = f"{OFFICE}.spreadsheetml.sheet"
CSV = "text/csv"


def book_of(**sheets) -> bytes:
    """A workbook of these sheets, each given as its rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return saved(book)


def saved(book) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


RATES = [
    ["Table 1: Rates by region"],
    ["Per cent of people aged 16 and over"],
    [None, "Men", None, "Women", None],
    ["Region", 2022, 2023, 2022, 2023],
    ["North", 4.1, 4.2, 4.3, 4.4],
    ["South", 5.1, 5.2, 5.3, 5.4],
    ["Source: Labour survey"],
    [],
    [],
    ["Table 2: Ships"],
    ["Pier", "Ships"],
    ["East", 12],
    ["West", 65],
]


def test_sheet_with_several_tables():
    copy = read_here(book_of(Rates=RATES, Notes=[["Provisional figures."]]), XLSX)
    check_parts(copy)
    assert [p.label for p in copy.parts if p.kind == "sheet"] == ["Rates", "Notes"]
    assert [p.label for p in copy.parts if p.kind == "table"] == [
        "Table 1: Rates by region",
        "Table 2: Ships",
    ]
    found = cells(copy)
    assert found["4.2"] == ("North", "Men · 2023")
    assert found["5.3"] == ("South", "Women · 2022")
    assert found["65"] == ("West", "Ships")
    # As the spreadsheet counts: D6 and B13.
    assert (cell(copy, "5.3").row, cell(copy, "5.3").column) == (6, 4)
    assert (cell(copy, "65").row, cell(copy, "65").column) == (13, 2)
    assert said(copy, "paragraph") == [
        "Table 1: Rates by region",
        "Per cent of people aged 16 and over",
        "Source: Labour survey",
        "Table 2: Ships",
        "Provisional figures.",
    ]
    assert "Region\t2022\t2023\t2022\t2023\nNorth\t4.1\t4.2\t4.3\t4.4\n" in copy.text


@pytest.mark.parametrize(
    ("rows", "text", "heads", "place"),
    [
        pytest.param(
            [["", "", "Pier", "Ships", "", "Quay", "Cranes"], *[["", "", "East", 12, "", "A", 3]],
             ["", "", "West", 65, "", "B", 7]],
            "7", ("B", "Cranes"), (3, 7), id="two tables side by side",
        ),
        pytest.param(
            [["Pier", "Ships", None, "Cranes"], ["East", 12, None, 3], ["West", 65, None, 7]],
            "7", ("West", "Cranes"), (3, 4), id="an empty column inside a table",
        ),
        pytest.param(
            [["Region", "Sex", "Rate"], ["North", "Men", 1], [None, "Women", 2]],
            "2", ("North · Women", "Rate"), (3, 3), id="a name given once for several rows",
        ),
        pytest.param(
            [["", "2022", "2023"], ["North", "..", "x"], ["South", "7", "8"]],
            "x", ("North", "2023"), (2, 3), id="an empty corner",
        ),
        pytest.param(
            [["", "Rate", "Change"], ["", "%", "points"], ["North", "7", "8"]],
            "8", ("North", "Change · points"), (3, 3), id="units below the heads",
        ),
        pytest.param(
            [["Age", "2022"], ["Men"], ["16 to 24", 51], ["Women"], ["16 to 24", 52]],
            "52", ("Women · 16 to 24", "2022"), (5, 2), id="groups of rows",
        ),
        pytest.param(
            [["Union", "Members", "Ships"], ["Dock", "1840", 212], ["Pilots", "212", 7]],
            "1840", ("Dock", "Members"), (2, 2), id="a count that looks like a year",
        ),
        pytest.param(
            [["Union", "Members", "Ships"], ["Dock", "1840", 222], ["Pilots", "212", 7]],
            "222", ("Dock", "Ships"), (2, 3), id="and heads nothing",
        ),
        pytest.param(
            [["Union", "Year", "Ships"], ["Dock", "1840", 222], ["Pilots", "2019", 7]],
            "222", ("Dock · 1840", "Ships"), (2, 3), id="a year beside a name heads its row",
        ),
        pytest.param([["North", 7, 8], ["South", 9, 10]], "10", ("South", ""), (2, 3),
                     id="no heads above"),
        pytest.param([["Homes"], [4000], [5000]], "5000", ("", ""), (3, 1), id="one column"),
    ],
)  # fmt: skip
def test_heads_and_place_of_a_cell(rows, text, heads, place):
    copy = read_here(book_of(Sheet=rows), XLSX)
    check_parts(copy)
    found = cell(copy, text)
    assert (found.row_head, found.column_head) == heads
    assert (found.row, found.column) == place


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.651, "0%", "65%"),
        (0.651, "0.0%", "65.1%"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (1234567, "# ##0", "1\u00a0234\u00a0567"),
        (-5, "#,##0;(#,##0)", "(5)"),
        (-5, "0", "-5"),
        (-0.2, "0", "0"),
        (0, '0;-0;"–"', "–"),
        (2.5, "0", "3"),
        (1234567, '0.0,,"m"', "1.2m"),
        (12, '"£"#,##0.00', "£12.00"),
        (12, "[$€-407] #,##0", "€ 12"),
        (12, "[Red]0", "12"),
        (5, "_-* #,##0_-", "5"),
        (2, '0 "people"', "2 people"),
        (12345, "0.00E+00", "1.23E+04"),
        (1.5, "0.##", "1.5"),
        (1, "0.##", "1"),
        (0.5, "# ?/?", "0.5"),
        (0.1 + 0.2, "General", "0.3"),
        (65.0, "General", "65"),
        (1 / 3, "General", "0.3333333333"),
        (-7, "General", "-7"),
        (7, "@", "7"),
        (True, "General", "TRUE"),
        (1e300, "0", "1e+300"),
        ("65 %", "General", "65 %"),
        (datetime(2024, 3, 5, 14, 7, 9), "yyyy-mm-dd", "2024-03-05"),
        (datetime(2024, 3, 5), "dd/mm/yyyy", "05/03/2024"),
        (date(2024, 3, 5), "d mmmm yyyy", "5 March 2024"),
        (datetime(2024, 3, 5), "[$-809]ddd d mmm yy;@", "Tue 5 Mar 24"),
        (datetime(2024, 3, 5, 14, 7, 9), "h:mm AM/PM", "2:07 PM"),
        (datetime(2024, 3, 5, 14, 7, 9), "hh:mm:ss", "14:07:09"),
        (time(14, 7), "mm:ss", "07:00"),
        (datetime(2024, 3, 5), "General", "2024-03-05"),
        (None, "General", ""),
    ],
)
def test_value_as_the_spreadsheet_shows_it(value, code, text):
    assert shown(value, code) == text


def test_values_are_shown_by_the_formats_of_their_cells():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Region", "Share", "Homes", "Counted"])
    sheet.append(["North", 0.651, 4000, date(2024, 3, 5)])
    for column, code in (("B", "0.0%"), ("C", "#,##0"), ("D", "d mmm yyyy")):
        sheet[f"{column}2"].number_format = code
    assert said(read_here(saved(book), XLSX), "cell")[4:] == [
        "North", "65.1%", "4,000", "5 Mar 2024",
    ]  # fmt: skip


def test_hidden_sheet_is_not_read():
    book = openpyxl.Workbook()
    book.active.append(["Seen"])
    hidden = book.create_sheet("Lookups")
    hidden.append(["Unseen"])
    hidden.sheet_state = "hidden"
    assert read_here(saved(book), XLSX).text == "Seen"


@pytest.mark.parametrize(
    ("content", "text", "heads"),
    [
        ("Region,2022,2023\nNorth,4.1,3.9\n", "3.9", ("North", "2023")),
        ("Region;2022;2023\r\nNorth;4,1;3,9\r\n", "3,9", ("North", "2023")),
        ("Region\t2022\nNorth\t4,100\n", "4,100", ("North", "2022")),
        ("sep=|\nRegion|Rate\nA, B|4.1\n", "4.1", ("A, B", "Rate")),
        ('Region,Rate\n"North, and\nwest","4,100"\n', "4,100", ("North, and west", "Rate")),
        ("Title\nUnit: %\n\nRegion,Rate\nNorth,7\n", "7", ("North", "Rate")),
    ],
)
def test_csv_by_whatever_parts_its_cells(content, text, heads):
    copy = read_here(content.encode(), CSV)
    check_parts(copy)
    assert cells(copy)[text] == heads


WORDS = st.sampled_from(["", "North", "2023", "4,100", "5%", "a b", 'said "no"', "é\n2", "=1+1"])


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=7))
def test_every_filled_cell_is_a_part_that_slices_to_its_text_or_a_title(rows):
    assume(any(word for row in rows for word in row))
    kept = io.StringIO()
    csv.writer(kept).writerows(rows)
    copy = read_here(kept.getvalue().encode(), CSV)
    check_parts(copy)
    filled = {
        (row, column): word.replace("\n", " ")
        for row, words in enumerate(rows, 1)
        for column, word in enumerate(words, 1)
        if word
    }
    told = {(p.row, p.column): copy.text[p.start : p.end] for p in copy.parts if p.kind == "cell"}
    assert told.items() <= filled.items()
    titles = [word for place, word in sorted(filled.items()) if place not in told]
    assert said(copy, "paragraph") == titles


def test_csv_in_another_charset():
    copy = read_here("Straße;Größe\nHafen;65 €\n".encode("cp1252"), "text/csv; charset=latin-1")
    assert cells(copy)["65 €"] == ("Hafen", "Größe")


@pytest.mark.parametrize("media_type", [XLSX, CSV])
def test_too_many_cells_are_refused_and_so_many_are_not(media_type, monkeypatch):
    rows = [["Place", "People"], *[[f"Place {n}", n] for n in range(49)]]
    content = (
        book_of(Sheet=rows)
        if media_type == XLSX
        else "\n".join(f"{a},{b}" for a, b in rows).encode()
    )
    assert len(said(read_here(content, media_type), "cell")) == 100
    for module in (grids, workbook, delimited):
        monkeypatch.setattr(module, "MOST_CELLS", 99)
    with pytest.raises(Unreadable, match="more than 99 filled cells"):
        read_here(content, media_type)
