"""A copy's text laid out: nothing lost, everything where it stands, no page that grows with it."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.captures.laying_out.blocks import Block, Leaf
from newsroom.captures.laying_out.leaves import lay_out, leaves
from newsroom.captures.reading import Part


def stretches(leaf: Leaf) -> list[tuple[int, str]]:
    """All stretches of a leaf in reading order."""

    def of(block: Block) -> list[tuple[int, str]]:
        found = list(block.lines)
        for item in block.items:
            found += of(item)
        for row in block.rows:
            for cell in row:
                found += cell.lines if cell else ()
        return found

    return [stretch for block in leaf.blocks for stretch in of(block)]


def told(leaf: Leaf) -> list[tuple[str, str]]:
    return [(b.kind, "|".join(text for _, text in b.lines) or b.label) for b in leaf.blocks]


def composed(*pieces: tuple[str, str] | str, **about: object) -> tuple[str, list[Part]]:
    """A text of blocks with a blank line between, and a part for each that names its kind."""
    text, parts = "", []
    for piece in pieces:
        text += "\n\n" if text else ""
        kind, words = piece if isinstance(piece, tuple) else ("", piece)
        if kind:
            parts.append(Part(kind, len(text), len(text) + len(words)))
        text += words
    return text, parts


def test_a_text_without_parts_is_laid_out_by_its_blank_lines_whatever_its_line_ends():
    text = "First line\r\nsecond\r\n\r\nNext\r\rLast 😀\n \nEnd"
    leaf = lay_out(text)
    assert told(leaf) == [
        ("paragraph", "First line|second"),
        ("paragraph", "Next"),
        ("paragraph", "Last 😀"),
        ("paragraph", "End"),
    ]
    assert [start for start, _ in stretches(leaf)] == [0, 12, 22, 28, 37]


def test_parts_become_headings_lists_and_paragraphs_and_what_none_covers_is_not_lost():
    text, parts = composed(
        ("heading", "Rain"), ("paragraph", "It rained."), "Nobody's", ("item", "a"), ("item", "b"),
        ("paragraph", "Then not."), ("item", "c"),
    )  # fmt: skip
    leaf = lay_out(text, parts)
    assert told(leaf) == [
        ("heading", "Rain"),
        ("paragraph", "It rained."),
        ("paragraph", "Nobody's"),
        ("list", ""),
        ("paragraph", "Then not."),
        ("list", ""),
    ]
    items = [[i.lines[0].text for i in b.items] for b in leaf.blocks if b.kind == "list"]
    assert items == [["a", "b"], ["c"]]


def test_pages_are_marked_with_their_labels_and_each_anchor_is_there_once():
    text = "One\n\nTwo\n\nThree"
    parts = [
        Part("page", 0, 3, label="iv"),
        Part("paragraph", 0, 3),
        Part("page", 5, 8, label="3"),
        Part("page", 10, 15, label="3"),
    ]
    leaf = lay_out(text, parts)
    assert told(leaf) == [
        ("page", "iv"), ("paragraph", "One"), ("page", "3"), ("paragraph", "Two"),
        ("page", "3"), ("paragraph", "Three"),
    ]  # fmt: skip
    anchors = [block.anchor for block in leaf.blocks if block.anchor]
    assert anchors == ["page-iv", "page-3", "page-3-at-10"]
    assert leaf.pages == ("iv", "3")


def test_a_label_that_is_markup_makes_no_anchor_of_markup():
    leaf = lay_out("One", [Part("sheet", 0, 3, label='"><script>')])
    assert leaf.blocks[0].anchor == "sheet-script"


def table() -> tuple[str, list[Part]]:
    """Rain by town and year, with a group of rows, a gap and a figure equal to a head."""
    rows = [
        ("Town", "2023", "2024"), ("North",), ("Aro", "2023", "66"), ("Bel", "", "67"),
    ]  # fmt: skip
    text, parts = "Rain in mm", []
    for number, row in enumerate(rows, 1):
        text += "\n"
        for column, word in enumerate(row, 1):
            text += "\t" if column > 1 else ""
            if not word:
                continue
            beside = "" if number < 3 else "North · " + row[0] if column > 1 else "North"
            above = "" if number < 2 or column < 2 else rows[0][column - 1]
            above = "Town" if number > 1 and column == 1 else above
            parts.append(
                Part("cell", len(text), len(text) + len(word), row_head=beside,
                     column_head=above, row=number, column=column)
            )  # fmt: skip
            text += word
    return text, [Part("table", 0, len(text), label="Rain in mm"), *parts]


def test_a_table_keeps_its_columns_and_tells_which_cells_are_heads():
    text, parts = table()
    (block,) = lay_out(text, parts).blocks
    assert [line.text for line in block.lines] == ["Rain in mm"]
    assert [[cell and text[cell.start : cell.end] for cell in row] for row in block.rows] == [
        ["Town", "2023", "2024"],
        ["North"],
        ["Aro", "2023", "66"],
        ["Bel", None, "67"],
    ]
    assert [[cell.scope if cell else None for cell in row] for row in block.rows] == [
        ["col", "col", "col"],
        ["rowgroup"],
        ["row", "", ""],
        ["row", None, ""],
    ]
    assert block.rows[1][0].columns == 3
    assert block.numeric == {3}  # in the second column stands a year
    sixty_seven = block.rows[3][2]
    assert (sixty_seven.row_head, sixty_seven.column_head) == ("North · Bel", "2024")


def test_a_head_over_several_columns_spans_them():
    text = "District\t2024\t\tSince\n\tWomen\tMen\nHarbour\t12\t14\t1990"
    heads = {  # word: row, column, row head, column head
        "District": (1, 1, "", ""), "2024": (1, 2, "", ""), "Since": (1, 4, "", ""),
        "Women": (2, 2, "", "2024"), "Men": (2, 3, "", "2024"), "Harbour": (3, 1, "", "District"),
        "12": (3, 2, "Harbour", "2024 · Women"), "14": (3, 3, "Harbour", "2024 · Men"),
        "1990": (3, 4, "Harbour", "Since"),
    }  # fmt: skip
    parts = [
        Part("cell", at := text.index(word), at + len(word), "", beside, above, row, column)
        for word, (row, column, beside, above) in heads.items()
    ]
    men = text.index("\tMen") + 1
    parts = [replace(p, start=men, end=men + 3) if p.column_head == "2024" and p.column == 3 else p
             for p in parts]  # fmt: skip
    (block,) = lay_out(text, [Part("table", 0, len(text)), *parts]).blocks
    assert [
        [(text[cell.start : cell.end], cell.columns) if cell else None for cell in row]
        for row in block.rows
    ] == [
        [("District", 1), ("2024", 2), ("Since", 1)],
        [None, ("Women", 1), ("Men", 1)],
        [("Harbour", 1), ("12", 1), ("14", 1), ("1990", 1)],
    ]


def test_a_table_that_goes_on_says_its_columns_heads_again():
    text, parts = table()
    first, second = lay_out(text, parts, size=40), lay_out(text, parts, around=39, size=40)
    assert (first.count, second.number, first.end) == (2, 2, second.start)
    assert first.blocks[0].heads == ()
    assert second.blocks[0].heads == ("Town", "2023", "2024")
    assert second.blocks[0].headed_columns == [(1, "Town"), (2, "2023"), (3, "2024")]
    assert first.blocks[0].headed_columns == []
    assert [text for _, text in stretches(first) + stretches(second)] == [
        "Rain in mm", "Town", "2023", "2024", "North", "Aro", "2023", "66", "Bel", "67",
    ]  # fmt: skip


@pytest.mark.parametrize(("around", "number"), [(-5, 1), (0, 1), (99, 1), (100, 2), (10**9, 3)])
def test_the_leaf_is_chosen_by_what_stands_on_it(around, number):
    text = "\n\n".join("x" * 98 for _ in range(3))
    assert [end - start for start, end in leaves(text, 110)] == [100, 100, 98]
    assert lay_out(text, around=around, size=110).number == number


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(alphabet="ab \n\r\t\u202e😀", max_size=90),
    st.lists(
        st.tuples(
            st.sampled_from(["page", "heading", "paragraph", "item", "table"]),
            st.integers(0, 90),
            st.integers(1, 30),
        ),
        max_size=6,
    ),
    st.integers(4, 60),
)
def test_whatever_the_parts_every_sign_is_on_one_leaf_and_stands_where_it_says(text, places, size):
    parts = [
        Part(kind, start, min(start + length, len(text)))
        for kind, start, length in places
        if start < len(text)
    ]
    shown: dict[int, str] = {}
    for start, _ in leaves(text, size):
        for place, words in stretches(lay_out(text, parts, around=start, size=size)):
            assert text[place : place + len(words)] == words
            for offset, sign in enumerate(words, place):
                assert offset not in shown
                shown[offset] = sign
    assert "".join(text.split()) == "".join("".join(shown[at] for at in sorted(shown)).split())


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.lists(st.text(alphabet="ab 7\n", max_size=40), max_size=4), max_size=6),
    st.text(alphabet="caption ", max_size=60),
    st.integers(4, 60),
)
def test_of_a_table_too_every_sign_is_on_one_leaf_however_long_its_cells(rows, caption, size):
    text, parts = caption, []
    for number, row in enumerate(rows, 1):
        text += "\n"
        for column, words in enumerate(row, 1):
            text += "\t" if column > 1 else ""
            if words.strip():
                parts.append(
                    Part("cell", len(text), len(text) + len(words), "", "", "", number, column)
                )
            text += words
    parts = [Part("table", 0, len(text)), *parts] if text else parts
    shown: dict[int, str] = {}
    for start, end in leaves(text, size):
        leaf = lay_out(text, parts, around=start, size=size)
        for place, words in stretches(leaf):
            assert start <= place
            assert place + len(words) <= end
            assert not shown.keys() & set(range(place, place + len(words)))
            shown |= dict(enumerate(words, place))
    assert "".join(text.split()) == "".join("".join(shown[at] for at in sorted(shown)).split())


def test_a_page_of_five_million_characters_is_laid_out_a_leaf_at_a_time_and_quickly():
    row = "Some town\t1,234\t5,678"
    cells, text = [], ""
    lines = []
    for number in range(60_000):
        at = number * (len(row) + 1)
        lines.append(row)
        cells += [
            Part("cell", at, at + 9, "", "", "Town", number + 1, 1),
            Part("cell", at + 10, at + 15, "", "Some town", "2023", number + 1, 2),
            Part("cell", at + 16, at + 21, "", "Some town", "2024", number + 1, 3),
        ]
    text = "\n".join(lines) + "\n\n" + "word " * 700_000
    parts = [Part("table", 0, 60_000 * (len(row) + 1) - 1), *cells]
    started = time.process_time()
    leaf = lay_out(text, parts, around=1_000_000)
    assert time.process_time() - started < 3
    assert 30_000 <= leaf.end - leaf.start <= 60_000
    assert leaf.start <= 1_000_000 < leaf.end
    assert sum(len(words) for _, words in stretches(leaf)) <= 60_000
