"""Sentences of a copy whose text breaks its lines within them."""

from __future__ import annotations

import time

import pytest

from claims.nlp.lines import unwrapped
from newsroom.captures.laying_out.leaves import lay_out
from verification.citing.passages import select, shown
from verification.citing.tables import Tables

REPORT = (
    "Monitoring report\n\n"
    "The organisation has 6,300 members, said the register. By the end of the\n"
    "year it had drawn some 6,300 people from Calderra and\n"
    "the northern provinces. Nobody counts the boats that are kept in the small\n"
    "harbours of the coast, which came to a 65-\nmember fleet once.\n\n"
    "Members\nFriends"
)
WHOLE = (
    "By the end of the\nyear it had drawn some 6,300 people from Calderra and\n"
    "the northern provinces."
)


def items_of(text):
    blocks = shown(text, lay_out(text), Tables(text, ()))
    return [item for block in blocks for item in block.items]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\n   "])
def test_a_passage_is_the_whole_sentence_at_its_place_in_the_copy(line_end):
    text = REPORT.replace("\n", line_end)
    whole = WHOLE.replace("\n", line_end)
    (item,) = [item for item in items_of(text) if "Calderra" in item.text]
    assert text[item.start : item.end] == whole
    # It is shown on one line, code point by code point.
    assert "\n" not in item.text
    assert "\r" not in item.text
    assert len(item.text) == item.end - item.start
    assert item.text.split() == whole.split()
    (figure,) = item.figures
    assert item.text[figure.start : figure.end] == "some 6,300 people"


def test_what_holds_for_a_figure_is_read_from_all_of_its_sentence():
    start = REPORT.index("By the end")
    found = select(REPORT, (), start, start + len(WHOLE))
    assert found.excerpt == WHOLE
    assert found.population == "people from Calderra and the northern provinces"
    (figure,) = found.figures
    assert found.excerpt[figure.start : figure.end] == "some 6,300 people"
    # Control: of half a sentence it is the half that is told.
    half = select(REPORT, (), start, REPORT.index(" and\nthe northern"))
    assert half.population == "people from Calderra"


def test_lines_that_their_writer_parted_stay_apart():
    assert [item.text for item in items_of(REPORT)] == [
        "Monitoring report",
        "The organisation has 6,300 members, said the register.",
        WHOLE.replace("\n", " "),
        "Nobody counts the boats that are kept in the small harbours of the coast, which came to "
        "a 65- member fleet once.",
        "Members",
        "Friends",
    ]


def test_a_figure_that_a_line_s_end_parts_is_one():
    (item,) = [item for item in items_of(REPORT) if "fleet" in item.text]
    (figure,) = item.figures
    assert REPORT[item.start + figure.start : item.start + figure.end].startswith("65-\nmember")


def test_each_code_point_that_stayed_is_found_where_it_stands_now():
    lines = unwrapped(REPORT)
    assert lines.starts
    for now, point in enumerate(lines.text):
        if point == REPORT[lines.start(now)]:
            assert lines.joined(lines.start(now)) == now
    assert lines.joined(len(REPORT)) == len(lines.text)


def test_a_text_ten_times_as_long_takes_no_hundred_times_as_long():
    def seconds(times):
        text = (WHOLE + " ") * times
        started = time.process_time()
        assert len(items_of(text)) == times
        return time.process_time() - started

    seconds(10)
    assert seconds(300) < 40 * max(seconds(30), 0.005)
