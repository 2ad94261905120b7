"""What one can cite of a saved copy, what is offered first, and what a place stands for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from claims.nlp import read_figures
from claims.quantities import Comparator, Quantity
from newsroom.captures.laying_out.leaves import lay_out
from newsroom.captures.reading import Part
from verification.citing.cells import Heads, figures_of_cell
from verification.citing.passages import LONGEST, day_in, rank, select, shown
from verification.citing.saying import is_denial, is_passed_on
from verification.citing.tables import Tables
from verification.forms.citing import asked_because

TEXT = (
    "Members\n\nThe 65-member coalition met twice. Nothing came of it. Some 6,300 people from "
    "Varland had joined by 30 September 2024.\n\nPrices rose by 3.2 %.\n\n"
    "Region\tMembers (thousands)\nVarland\t6.3\nOland\t1.2"
)
CLAIMED = Quantity(
    "5,000 to 7,000 people",
    Decimal(5000),
    Decimal(7000),
    Comparator.BETWEEN,
    counted="person",
)


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def cell(words: str, row: int, column: int, row_head: str = "", column_head: str = "") -> Part:
    start = at(words)[0]
    end = start + len(words.rstrip())
    return Part("cell", start, end, "", row_head, column_head, row, column)


PARTS = (
    Part("page", 0, len(TEXT), "iv"),
    Part("heading", 0, len("Members"), level=1),
    Part("table", at("Region")[0], len(TEXT)),
    cell("Region", 1, 1),
    cell("Members (thousands)", 1, 2),
    cell("Varland\t", 2, 1, "", "Region"),
    cell("6.3", 2, 2, "Varland", "Members (thousands)"),
    cell("Oland", 3, 1, "", "Region"),
    cell("1.2", 3, 2, "Oland", "Members (thousands)"),
)


def blocks_of(parts):
    return shown(TEXT, lay_out(TEXT, parts), Tables(TEXT, parts))


def candidates(claimed=(CLAIMED,), parts=PARTS):
    return [
        item.text
        for item in rank(shown(TEXT, lay_out(TEXT, parts), Tables(TEXT, parts)), list(claimed))
    ]


def test_passages_like_the_claim_come_first_then_the_rest_as_they_are_read():
    first, *rest = candidates()
    assert first == "Some 6,300 people from Varland had joined by 30 September 2024."
    assert rest[-1] == "Prices rose by 3.2 %."
    assert "Nothing came of it." not in [first, *rest]
    assert {"6.3", "1.2"} < set(rest)


def test_without_a_figure_in_the_claim_they_come_as_they_are_read():
    assert candidates(claimed=()) == [
        "The 65-member coalition met twice.",
        "Some 6,300 people from Varland had joined by 30 September 2024.",
        "Prices rose by 3.2 %.",
        "6.3",
        "1.2",
    ]


def test_what_measures_the_like_comes_before_what_does_not():
    text = "The 65-member coalition met. It has 1.4 million euros. It paid 3 million US dollars."
    (marks,) = read_figures("5 million marks")
    (euros,) = read_figures("2 million euros")

    def first(claimed):
        return rank(shown(text, lay_out(text), Tables(text, ())), [claimed.quantity])[0].text

    assert first(marks) == "It has 1.4 million euros."
    assert first(euros) == "It has 1.4 million euros."
    # Control: a claim about people has the members first, and nothing is lost.
    (members,) = read_figures("70 ships")
    assert first(members) == "The 65-member coalition met."


def test_every_item_stands_where_it_says_and_none_is_lost():
    items = [item for block in blocks_of(PARTS) for item in block.items]
    assert all(TEXT[item.start : item.end] == item.text for item in items)
    said = "".join("".join(item.text for item in items).split())
    assert said == "".join(TEXT.split())


def test_a_place_is_read_with_its_page_and_its_figures_with_what_they_hold_for():
    start, end = at("Some 6,300 people from Varland had joined by 30 September 2024.")
    found = select(TEXT, PARTS, start - 1, end + 1)  # white space at the ends is left out
    assert (found.start, found.end, found.kind, found.page) == (start, end, "passage", "iv")
    (figure,) = found.figures
    assert found.excerpt[figure.start : figure.end] == "Some 6,300 people"
    assert found.population == "people from Varland"


def test_words_of_a_cell_stand_for_the_cell_under_its_heads():
    start, end = at("6.3")
    found = select(TEXT, PARTS, start, end - 1)
    assert (found.excerpt, found.kind, found.heads) == (
        "6.3", "cell", "Varland · Members (thousands)",
    )  # fmt: skip
    assert found.figures[0].quantity.low == 6300
    # Control: what reaches over two cells is a passage.
    assert select(TEXT, PARTS, start, at("1.2")[1]).kind == "passage"


@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        (-1, 5, "no place"),
        (5, 5, "no place"),
        (9, 5, "no place"),
        (0, len(TEXT) + 1, "no place"),
        (7, 9, "no words"),
    ],
)
def test_a_place_that_is_none_is_refused_with_a_sentence(start, end, says):
    with pytest.raises(ValueError, match=says):
        select(TEXT, PARTS, start, end)


def test_half_a_book_is_no_excerpt():
    text = "word " * LONGEST
    with pytest.raises(ValueError, match="more than 5,000 characters"):
        select(text, (), 0, LONGEST + 1)
    assert select(text, (), 0, LONGEST).excerpt.startswith("word word")


@pytest.mark.parametrize(
    ("text", "row", "column", "low", "unit", "counted", "as_of"),
    [
        ("6.3", "Varland", "Members (thousands)", "6300", "", "member", ""),
        ("5.3", "Wales", "Cost (US$ million)", "5300000", "US dollar", "", ""),
        ("5.3", "Total", "Cost ($ bn)", "5300000000", "US dollar", "", ""),
        ("12.5", "Rate", "2024 · %", "12.5", "percent", "", "2024"),
        ("17", "Wales", "Share, per cent", "17", "percent", "", ""),
        ("5,300", "Varland", "Number of people", "5300", "", "person", ""),
        ("5,300", "Households", "2024", "5300", "", "household", "2024"),
        ("5,300", "People (’000)", "March 2024", "5300000", "", "person", "March 2024"),
        ("6.3", "Varland", "2024 (thousands)", "6300", "", "", "2024"),
        ("12", "Spain", "Area (km²)", "12", "square kilometre", "", ""),
        ("40", "1999", "Deaths per 100,000 people", "40", "", "death", "1999"),
        # A head that does not say it outright leaves a bare number.
        ("5,300", "Region", "Notes", "5300", "", "", ""),
        ("5,300", "Wales", "", "5300", "", "", ""),
        # What the cell says itself is not said over.
        ("5 %", "Number of people", "Cost ($ bn)", "5", "percent", "", ""),
    ],
)
def test_a_cell_s_figure_takes_what_its_heads_say_outright(
    text, row, column, low, unit, counted, as_of
):
    (figure,) = figures_of_cell(text, Heads(row, column))
    found = figure.quantity
    assert (found.low, found.unit, found.counted, found.as_of) == (
        Decimal(low), unit, counted, as_of,
    )  # fmt: skip
    assert found.text == text or text.startswith(found.text)


@pytest.mark.parametrize(
    ("text", "heads", "low", "unit", "counted"),
    [
        ("7.0", Heads("Harbour", "2025", "Table 1. Unemployment by district, %"),
         "7.0", "percent", ""),
        ("7.0", Heads("Harbour", "Women", "Unemployment by sex (%)"), "7.0", "percent", ""),
        ("12.3", Heads("Harbour", "2025 · Women", "Table 2. Employed persons, thousands"),
         "12300", "", "woman"),
        ("12.3", Heads("Harbour", "2025", "Table 2. Employed persons, thousands"),
         "12300", "", "employed person"),
        ("40", Heads("Harbour", "2025", "Budget · US$ million"), "40000000", "US dollar", ""),
        ("1840", Heads("Harbour", "Women", "Employed persons, thousands"), "1840000", "", "woman"),
        # The nearer head stands, where the table has more than one subject too.
        ("5,300", Heads("Harbour", "People", "Population and area (km²)"), "5300", "", "person"),
        ("5,300", Heads("Harbour", "People", "Population and growth (%)"), "5300", "", "person"),
        ("40", Heads("Harbour", "Wage (US$)", "Wages and jobs, thousands"), "40", "US dollar", ""),
        ("12", Heads("Harbour", "Share (%)", "Employed persons, thousands"), "12", "percent", ""),
        # A caption that names a place or a year says nothing of what is counted.
        ("7", Heads("Varland", "2025", "Deaths by city, Harbour"), "7", "", ""),
        ("7", Heads("Varland", "2025", "Employment, 2024"), "7", "", ""),
        ("7", Heads("H", "2025"), "7", "", ""),
    ],
)  # fmt: skip
def test_what_stands_over_a_table_is_a_head_of_its_cells(text, heads, low, unit, counted):
    (figure,) = figures_of_cell(text, heads)
    found = figure.quantity
    assert (found.low, found.unit, found.counted) == (Decimal(low), unit, counted)
    assert text[figure.start : figure.end] == found.text == text


@pytest.mark.parametrize(
    ("column", "in_years", "is_number"),
    [
        ("members", False, True),
        ("members", True, True),
        ("Ships", True, True),
        ("Notes", False, True),
        ("Members per year", True, True),
        ("since", False, False),
        ("Year built", False, False),
        ("Period", True, False),
        ("", True, False),
    ],
)
def test_four_digits_are_a_year_only_where_the_heads_or_the_column_say_so(
    column, in_years, is_number
):
    figures = figures_of_cell("1840", Heads("Dock union", column, in_years=in_years))
    assert [figure.quantity.low for figure in figures] == [Decimal(1840)] * is_number


def test_a_head_of_years_stays_one():
    assert figures_of_cell("2025", Heads()) == ()


SHEET = (
    "Employed persons\n\nThousands\n\n"
    "District\tWomen\tSince\nHarbour\t12.3\t1990\nOld Town\t1840\t1840"
)


def in_sheet(words: str, row: int, column: int, heads: tuple[str, str]) -> Part:
    start = SHEET.rindex(words) if row == 3 and column == 3 else SHEET.index(words)
    return Part("cell", start, start + len(words), "", *heads, row, column)


def test_the_line_right_above_a_table_says_its_scale_and_is_kept_with_the_cell():
    parts = (
        Part("paragraph", 0, 16),
        Part("paragraph", 18, 27),
        Part("table", 29, len(SHEET), "Employed persons"),
        in_sheet("12.3", 2, 2, ("Harbour", "Women")),
        in_sheet("1990", 2, 3, ("Harbour", "Since")),
        in_sheet("1840", 3, 2, ("Old Town", "Women")),
        in_sheet("1840", 3, 3, ("Old Town", "Since")),
    )
    found = select(SHEET, parts, SHEET.index("12.3"), SHEET.index("12.3") + 4)
    assert found.heads == "Harbour · Employed persons · Thousands · Women"
    (figure,) = found.figures
    assert (figure.quantity.low, figure.quantity.counted) == (Decimal(12300), "woman")
    said = [
        (item.text, item.figures[0].quantity.low)
        for block in shown(SHEET, lay_out(SHEET, parts), Tables(SHEET, parts))
        if block.block.kind == "table"
        for item in block.items
        if item.figures
    ]
    assert said == [("12.3", Decimal(12300)), ("1840", Decimal(1840000))]


def test_a_caption_s_thousands_is_no_figure_of_its_own():
    text = "Employed persons, thousands\nA\t2025\nB\t7"
    at = text.index("A\t")
    parts = (
        Part("table", 0, len(text), "Employed persons, thousands"),
        Part("cell", at, at + 1, "", "", "", 1, 1),
        Part("cell", len(text) - 1, len(text), "", "B", "2025", 2, 2),
    )
    items = [i for b in shown(text, lay_out(text, parts), Tables(text, parts)) for i in b.items]
    assert [item.text for item in items if item.figures] == ["7"]
    # Control: in a sentence it is one.
    prose = "It has thousands of members."
    (block,) = shown(prose, lay_out(prose), Tables(prose, ()))
    assert [bool(item.figures) for item in block.items] == [True]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("30 September 2024", date(2024, 9, 30)),
        ("since May 3, 2020", date(2020, 5, 3)),
        ("2021-02-28", date(2021, 2, 28)),
        ("September 2024", None),
        ("2024", None),
        ("31 February 2024", None),
        ("", None),
    ],
)
def test_only_a_full_date_is_a_day(words, day):
    assert day_in(words) == day


@pytest.mark.parametrize(
    ("excerpt", "denies", "passes_on"),
    [
        ("The ministry denied that 300 had died.", True, True),
        ("He disputes the figure of 300.", True, False),
        ("There is no evidence that it happened.", True, False),
        ("The minister said 300 had come.", False, True),
        ("According to the register, 300 came.", False, True),
        ("Some 6,300 people had joined by May.", False, False),
        ("The report lists 300 claims, and the shows went on.", False, False),
        ("", False, False),
    ],
)
def test_denials_and_words_passed_on_are_told_by_their_words(excerpt, denies, passes_on):
    assert (is_denial(excerpt), is_passed_on(excerpt)) == (denies, passes_on)


@pytest.mark.parametrize(
    ("kind", "excerpt", "is_asked"),
    [
        ("official", "300 came.", True),
        ("person", "300 came.", True),
        ("news", "She denies that 300 came.", True),
        ("news", "She said that 300 came.", True),
        ("data", "300 came.", False),
        ("news", "300 came.", False),
        ("", "", False),
    ],
)
def test_whose_knowledge_it_is_is_asked_where_it_matters(kind, excerpt, is_asked):
    assert bool(asked_because(kind, excerpt)) == is_asked
