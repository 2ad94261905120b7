"""On which of a claim's number lines a piece of evidence stands, where the claim has several."""

from __future__ import annotations

import pytest

from claims.quantities import Held, Relation
from tests.quantities.figures import fig
from verification.number_lines import Line, Piece
from verification.which_figure import figure_chosen, put, respects_in

SHARE = Held(fig("40 per cent", 40, unit="percent"))
PEOPLE = Held(fig("5,400 people", 5400, counted="person"))
BEFORE = Held(fig("4,100 people", 4100, counted="person", as_of="2019"))
AFTER = Held(fig("5,400 people", 5400, counted="person", as_of="2021"))


def people(number: int, as_of: str = "") -> Held:
    return Held(fig(f"{number} people", number, counted="person", as_of=as_of))


def share(number: int) -> Held:
    return Held(fig(f"{number} per cent", number, unit="percent"))


def metres(number: int) -> Held:
    return Held(fig(f"{number} metres", number, unit="metre"))


def piece(*figures: Held, **columns) -> Piece:
    return Piece(figures, columns.pop("origin", 1), "Port register", "supports", **columns)


def stands(claimed: list[Held], given: Piece) -> list[int]:
    """The places of the lines that take it, from 1."""
    lines = [Line(each) for each in claimed]
    put(given, lines)
    return [at for at, line in enumerate(lines, 1) if line.entries]


@pytest.mark.parametrize(
    ("claimed", "given", "places"),
    [
        # Each stands with what it can be compared with, and a passage with both figures on both.
        ([SHARE, PEOPLE], piece(share(38)), [1]),
        ([SHARE, PEOPLE], piece(people(5380)), [2]),
        ([SHARE, PEOPLE], piece(share(38), people(5380)), [1, 2]),
        # What can be compared with neither is told on both, and one figure takes everything.
        ([SHARE, PEOPLE], piece(metres(7)), [1, 2]),
        ([SHARE], piece(people(5380)), [1]),
        # Of two figures of one kind the period tells; where it is not told, both take it.
        ([BEFORE, AFTER], piece(people(4080, "2019")), [1]),
        ([BEFORE, AFTER], piece(people(5500, "2021")), [2]),
        ([BEFORE, AFTER], piece(people(5500)), [1, 2]),
        # Its reviewer explained that it counts although the period differs: so it does.
        ([BEFORE, AFTER], piece(people(4080, "2019"), explained="It hardly moved."), [1, 2]),
        # What none takes without a reservation is kept, amber, where it can be compared.
        ([BEFORE, AFTER], piece(people(4080, "1990")), [1, 2]),
        # The reviewer's choice stands over the figures; a place that is not there is none.
        ([BEFORE, AFTER], piece(people(5500), about=2), [2]),
        ([SHARE, PEOPLE], piece(share(38), about=2), [2]),
        ([SHARE, PEOPLE], piece(share(38), about=3), [1]),
        # Without a figure there is nothing to put anywhere.
        ([SHARE, PEOPLE], piece(), []),
    ],
)
def test_a_piece_stands_on_the_lines_of_the_figures_it_is_about(claimed, given, places):
    assert stands(claimed, given) == places


def test_the_tally_of_a_figure_has_no_word_of_what_is_about_another():
    lines = [Line(SHARE), Line(PEOPLE)]
    for given in (piece(share(40)), piece(people(3000))):
        put(given, lines)
    assert [line.says for line in lines] == [
        "The one comparable, independent source lies inside what was claimed.",
        "The one comparable, independent source lies 44 % below what was claimed.",
    ]
    alone = Line(SHARE)  # the control: where all stands on one line, the other is told
    for given in (piece(share(40)), piece(people(3000))):
        alone.add(given)
    assert alone.says.endswith("1 measures something else and does not count.")


def test_what_was_put_is_answered_by_line():
    lines = [Line(SHARE), Line(PEOPLE)]
    ((line, found, comparison),) = put(piece(people(5400)), lines)
    assert (line, found, comparison.relation) == (lines[1], people(5400), Relation.INSIDE)


def test_the_choice_is_told_apart_from_what_was_answered_of_the_scope():
    scope = {"place": "same", "figure": "2"}
    assert (figure_chosen(scope), respects_in(scope)) == (2, {"place": "same"})
    assert (figure_chosen({"place": "same"}), figure_chosen({"figure": "x"})) == (0, 0)


CLAIMS = [[SHARE, PEOPLE], [BEFORE, AFTER]]
FOUND = [
    piece(share(38)),
    piece(people(5380), origin=2),
    piece(people(4080, "2019"), origin=3),
    piece(people(4080, "1990"), origin=4),
    piece(people(4080, "1990"), origin=5, explained="It hardly moved."),
    piece(metres(7), origin=6),
    piece(share(41), people(5500, "2021"), origin=7),
]


@pytest.mark.parametrize("claimed", CLAIMS)
def test_without_a_choice_what_counts_is_the_same_as_on_every_line(claimed):
    """So a page that was signed while every piece stood on every line departs as it did."""

    def counted(lines: list[Line]) -> list[tuple[int, int, int]]:
        tallies = [line.tally_of({0}) for line in lines]
        return [(each.touching, each.apart, each.both) for each in tallies]

    now, before = ([Line(each) for each in claimed] for _ in range(2))
    for given in FOUND:
        put(given, now)
        for line in before:
            line.add(given)
    assert counted(now) == counted(before)
    assert [len(line.marks) for line in now] != [len(line.marks) for line in before]  # the control
