"""Readers are told at each piece that does not count why, and how many sources the numbers have."""

from __future__ import annotations

from typing import Any

import pytest

from claims.quantities import Held, weigh
from tests.quantities.figures import fig
from verification.number_lines import Line, Piece
from verification.reports.page_evidence import counted_words
from verification.reports.uncounted import reasons, with_a_vote
from verification.which_figure import put

CLAIMED = Held(fig("300 boats", 300, counted="boat", as_of="2014"), place="Norway")
SAME = Held(fig("300 boats", 300, counted="boat", as_of="2014"), place="Norway")
SWEDEN = Held(fig("300 boats", 300, counted="boat", as_of="2014"), place="Sweden")
PERCENT = Held(fig("20 %", 20, unit="percent"))


def item(number: int, **more: Any) -> dict[str, Any]:
    return {
        "number": number,
        "origin": number,
        "derives_from": None,
        "measures_otherwise": "",
        "answers": "is_it_so",
        **more,
    }


def compared(*found: Held):
    return [weigh(CLAIMED, one) for one in found]


@pytest.mark.parametrize(
    ("more", "found", "why"),
    [
        ({}, [SAME], None),
        ({}, [PERCENT, SAME], None),
        ({}, [SWEDEN], "It does not count in what the numbers say: another place."),
        ({"scope_explained": "The register holds both."}, [SWEDEN], None),
        ({}, [], "It has no figure to compare, so it does not count in what the numbers say."),
        ({"own_word": True}, [SAME],
         "The claimant’s own word, so it does not count as an independent source."),
        ({"derives_from": 9, "origin": 9}, [SAME], "Repeats [9], so it does not count again."),
        ({"measures_otherwise": "Ferries only"}, [SAME],
         "Measures something else, so it does not count: Ferries only."),
        ({"origin": 9}, [SAME], "Of the same source as [9], so it does not count again."),
        # Of what answers another question, or is only named, nothing is told of its figures.
        ({"answers": "was_it_said"}, [], None),
        ({"confidential": True}, [], None),
    ],
)  # fmt: skip
def test_why_a_piece_does_not_count(more, found, why):
    items = [item(9), item(2, **more)]
    assert reasons(items, {9: compared(SAME), 2: compared(*found)}) == ({2: why} if why else {})


def test_what_cannot_be_compared_says_what_it_measures():
    told = reasons([item(1), item(2)], {1: compared(SAME), 2: compared(PERCENT)})
    assert list(told) == [2]
    assert told[2].startswith("Not compared: ")


def test_where_there_is_no_line_a_piece_without_a_figure_needs_no_excuse():
    assert reasons([item(1), item(2)], {}) == {}


def test_the_count_of_sources_does_not_contradict_the_numbers():
    line = Line(CLAIMED)
    for origin, figure in ((1, SAME), (2, SAME), (3, SWEDEN)):
        line.add(Piece([figure], origin, "Register", "supports"))
    items = [item(1), item(2), item(3)]
    assert line.says.startswith("Both comparable, independent sources lie inside")
    assert with_a_vote(items, [line]) == (
        "2 of these 3 sources have a figure that the numbers count"
    )
    assert with_a_vote(items[:2], [line]) == ""  # all have one
    assert with_a_vote(items, []) == ""


def test_a_source_counts_once_on_each_line_and_not_once_in_all():
    items = [item(number, origin=1) for number in (1, 2, 3)]
    lines = [Line(CLAIMED), Line(PERCENT)]
    found = {}
    for number, figure in ((1, SAME), (2, PERCENT), (3, PERCENT)):
        put(Piece([figure], 1, "Register", "supports", key=number), lines)
        found[number] = [weigh(figure, figure)]
    assert [line.says.partition(".")[0] for line in lines] == [
        "The one comparable, independent source lies inside what was claimed"
    ] * 2
    assert reasons(items, found, lines) == {
        3: "Of the same source as [2], so it does not count again."
    }
    assert counted_words(items, lines) == (
        "3 pieces of evidence from 1 independent source; 1 is a further piece of the same source "
        "and counts for another figure; 1 is a further piece of the same source, so it does not "
        "count again"
    )
    # The controls: on one line, and without any, a source has one vote.
    one = [Line(PERCENT)]
    for number in (2, 3):
        put(Piece([PERCENT], 1, "Register", "supports", key=number), one)
    assert list(reasons(items[1:], {2: found[2], 3: found[3]}, one)) == [3]
    assert list(reasons(items, {})) == [2, 3]
    assert counted_words(items[1:], one).endswith(
        "1 is a further piece of the same source, so it does not count again"
    )
