"""PDF: pages keep their printed numbers, lines become paragraphs, scans are said to be scans."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter

from newsroom.captures.reading import Unreadable
from newsroom.captures.reading.pdf_lines import Wording, paragraphs
from newsroom.captures.reading.readers import read_here

from .looking import check_parts, said
from .pdfs import pdf_of

PDF = "application/pdf"
REPORT = [
    "Annual report 2023",
    "",
    "Unemployment fell in every region of the country during the year, and the govern-",
    "ment said that the rate, at 65 per cent of the level of 2010, was the lowest since",
    "records began.",
    "Table 1: Rate by region",
    "North 4.1 3.9",
    "South 5.2 5.0",
]


def locked(content: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def test_twelve_pages_with_the_numbers_that_are_printed_on_them():
    pages = [[*REPORT, f"This is leaf {number}"] for number in range(12)]
    copy = read_here(pdf_of(pages, labels="0 << /S /r >> 4 << /S /D >>", title="Report"), PDF)
    check_parts(copy)
    printed = ["i", "ii", "iii", "iv", "1", "2", "3", "4", "5", "6", "7", "8"]
    assert [p.label for p in copy.parts if p.kind == "page"] == printed
    for number, text in enumerate(said(copy, "page")):
        assert text.endswith(f"This is leaf {number}")
    assert copy.title == "Report"
    assert said(copy, "paragraph")[:4] == [
        "Annual report 2023",
        "Unemployment fell in every region of the country during the year, and the government "
        "said that the rate, at 65 per cent of the level of 2010, was the lowest since records "
        "began.",
        "Table 1: Rate by region",
        "North 4.1 3.9\nSouth 5.2 5.0",
    ]


def test_pages_without_printed_numbers_are_counted():
    copy = read_here(pdf_of([["One page."], [], ["Another."]]), PDF)
    assert [(p.label, copy.text[p.start : p.end]) for p in copy.parts if p.kind == "page"] == [
        ("1", "One page."),
        ("3", "Another."),
    ]


FULL_LINE = "word " * 11 + "word"


@pytest.mark.parametrize(
    ("page", "told"),
    [
        # A hyphen of the line goes, one of the word stays.
        ("the govern-\nment said", ["the government said"]),
        ("a long-term plan and a long-\nterm view", ["a long-term plan and a long-term view"]),
        ("the twenty-\nfive districts", ["the twenty-five districts"]),
        ("a rescue-worker said the rescue-\nworker", ["a rescue-worker said the rescue-worker"]),
        ("between 2010-\n2020 it rose", ["between 2010-2020 it rose"]),
        # Short lines and what begins anew stand alone.
        (
            f"{FULL_LINE}\n• name: that of the file.\nsize: how big it is",
            [FULL_LINE, "• name: that of the file.", "size: how big it is"],
        ),
        ("Contents\nIntroduction", ["Contents", "Introduction"]),
        (f"{FULL_LINE}\n1. First\n2. Second", [FULL_LINE, "1. First", "2. Second"]),
        (f"{FULL_LINE}\n• First", [FULL_LINE, "• First"]),
        (f"{FULL_LINE}\nTable 2: Rents", [FULL_LINE, "Table 2: Rents"]),
        # Rows stay rows.
        (f"{FULL_LINE}\nNorth 4.1 3.9\nSouth 5 6", [FULL_LINE, "North 4.1 3.9\nSouth 5 6"]),
        # A full line goes on.
        (f"{FULL_LINE}\nThe end.", [f"{FULL_LINE} The end."]),
        ("", []),
    ],
)
def test_lines_into_paragraphs(page, told):
    assert list(paragraphs(page, Wording(page))) == told


def test_empty_password_opens_and_any_other_does_not():
    content = pdf_of([["The rate was 65 per cent."]])
    assert read_here(locked(content, ""), PDF).text == "The rate was 65 per cent."
    with pytest.raises(Unreadable, match="asks for a password"):
        read_here(locked(content, "secret"), PDF)


def test_scanned_pages_are_said_to_be_pictures():
    with pytest.raises(Unreadable, match="scanned pictures"):
        read_here(pdf_of([[], [], []]), PDF)


BIG, SMALL = "/F1 11 Tf", "/F1 6 Tf"


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        # By place, by rise, by the matrix, at the end of a line.
        (f"(rose by 65) Tj {SMALL} 1 0 0 1 140 704 Tm (1) Tj {BIG} 1 0 0 1 144 700 Tm (%) Tj",
         "rose by 65¹%"),
        (f"(rose by 65) Tj {SMALL} 4 Ts (12) Tj {BIG} 0 Ts ( points) Tj", "rose by 65¹² points"),
        ("/F1 1 Tf 11 0 0 11 72 700 Tm (rose by 65) Tj /F1 2 Tf 3 0 0 3 140 704 Tm (1) Tj",
         "rose by 65¹"),
        (f"(rose by 65%) Tj {SMALL} 4 Ts (1) Tj 0 Ts {BIG} 1 0 0 1 72 680 Tm (Next) Tj",
         "rose by 65%¹\n\nNext"),
        # What is no note.
        ("(rose by 65) Tj 4 Ts (1) Tj", "rose by 651"),
        (f"(CO) Tj {SMALL} -2 Ts (2) Tj {BIG} 0 Ts ( fell) Tj", "CO2 fell"),
        (f"(H) Tj {SMALL} 1 0 0 1 80 698 Tm (2) Tj {BIG} 1 0 0 1 90 700 Tm (O) Tj", "H2 O"),
        (f"(Rate) Tj {SMALL} 1 0 0 1 200 700 Tm (65) Tj", "Rate 65"),
        (f"(Rate) Tj {SMALL} 1 0 0 1 72 650 Tm (65) Tj", "Rate\n\n65"),
        (f"{SMALL} (65 ships) Tj", "65 ships"),
    ],
)  # fmt: skip
def test_raised_number_is_a_note_and_no_digit_of_the_figure(shown, text):
    content = f"BT {BIG} 1 0 0 1 72 700 Tm {shown} ET".encode()
    assert read_here(pdf_of([["x"]], content=content), PDF).text == text


def test_printed_numbers_are_cleaned_as_the_text_is():
    copy = read_here(pdf_of([["One page."]], labels=r"0 << /S /D /P (A\001\012-) >>"), PDF)
    assert copy.parts[0].label == "A -1"


@pytest.mark.parametrize("cut", [0, 5, 40, 300])
def test_broken_file_is_refused_with_a_sentence(cut):
    content = pdf_of([["The rate was 65 per cent."]])
    with pytest.raises(Unreadable) as refused:
        read_here(content[:cut], PDF)
    assert "paste" in refused.value.sentence
