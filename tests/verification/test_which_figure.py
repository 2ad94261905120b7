"""On which of a claim's number lines a piece of evidence stands, where the claim has several."""

from __future__ import annotations

from datetime import date

import pytest

from claims.quantities import Held, Relation, dated
from tests.quantities.figures import fig
from verification.number_lines import Line, Piece
from verification.which_figure import EVERY, figure_chosen, put, respects_in

SHARE = Held(fig("40 per cent", 40, unit="percent"))
PEOPLE = Held(fig("5,400 people", 5400, counted="person"))
BEFORE = Held(fig("4,100 people", 4100, counted="person", as_of="2019"))
AFTER = Held(fig("5,400 people", 5400, counted="person", as_of="2021"))
LAST_YEAR = Held(fig("5,400 people", 5400, counted="person", as_of="last year"))


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
        # Of two figures of one kind the period tells; where it is not told, the nearest takes it.
        ([BEFORE, AFTER], piece(people(4080, "2019")), [1]),
        ([BEFORE, AFTER], piece(people(5500, "2021")), [2]),
        ([BEFORE, AFTER], piece(people(5500)), [2]),
        ([LAST_YEAR, BEFORE], piece(people(4080, "2019")), [2]),
        # Its reviewer explained that it counts although the period differs: so it does.
        ([BEFORE, AFTER], piece(people(4080, "2019"), explained="It hardly moved."), [1, 2]),
        # What none takes without a reservation is kept, amber, where it can be compared.
        ([BEFORE, AFTER], piece(people(4080, "1990")), [1]),
        # The reviewer's choice stands over the figures; a place that is not there is none.
        ([BEFORE, AFTER], piece(people(5500), about=2), [2]),
        ([SHARE, PEOPLE], piece(share(38), about=2), [2]),
        ([SHARE, PEOPLE], piece(share(38), about=3), [1]),
        # All of them, as far as it can be compared.
        ([BEFORE, AFTER], piece(people(5500), about=EVERY), [1, 2]),
        ([SHARE, PEOPLE], piece(share(38), about=EVERY), [1]),
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
    assert figure_chosen({"figure": "all"}) == EVERY


def counted_on(claimed: list[Held], *given: Piece) -> list[str]:
    lines = [Line(each) for each in claimed]
    for each in given:
        put(each, lines)
    return [line.says for line in lines]


ACCIDENTS = Held(fig("at least 17 accidents", 17, None, counted="accident", as_of="last year"))
NINE = Held(fig("9", 9, counted="accident", as_of="2024"))
INSIDE = "The one comparable, independent source lies inside what was claimed."


def accidents(number: int, as_of: str = "") -> Held:
    return Held(fig(f"{number} accidents", number, counted="accident", as_of=as_of))


def test_what_confirms_the_figure_of_one_year_does_not_refute_that_of_another():
    claimed = dated([ACCIDENTS, NINE], date(2026, 11, 24))
    assert claimed[0].quantity.as_of == "last year (2025)"
    assert counted_on(claimed, piece(accidents(9, "2024"))) == ["", INSIDE]
    assert counted_on(claimed, piece(accidents(17, "2025"))) == [INSIDE, ""]
    # Both years in one passage, of which the second is not told again.
    assert counted_on(claimed, piece(accidents(17, "2025"), accidents(9))) == [INSIDE, INSIDE]
    # The day of the document is not known: the year that is told decides all the same.
    assert counted_on([ACCIDENTS, NINE], piece(accidents(9, "2024"))) == ["", INSIDE]
    control = Line(claimed[0])
    control.add(piece(accidents(9)))
    assert "47 % below" in control.says


def test_an_exact_match_without_a_period_does_not_decide_silently():
    claimed = dated([ACCIDENTS, NINE], date(2026, 11, 24))
    not_told = (
        "There is no comparable, independent source yet. 1 does not count: not told which of the "
        "claimed figures it is about."
    )
    assert counted_on(claimed, piece(accidents(9))) == ["", not_told]
    # Said by its reviewer, in either way, it counts, and there alone.
    assert counted_on(claimed, piece(accidents(9), about=2)) == ["", INSIDE]
    assert counted_on(claimed, piece(accidents(9), explained="The table is of 2024.")) == [
        "", INSIDE,
    ]  # fmt: skip


def test_two_figures_without_periods_each_stand_with_the_one_they_are_nearest_to():
    claimed = [accidents(17), accidents(9)]
    lines = [Line(each) for each in claimed]
    added = put(piece(accidents(17), accidents(9), about=EVERY), lines)
    assert [found.quantity.text for _, found, _ in added] == ["17 accidents", "9 accidents"]


def test_on_the_figure_that_was_chosen_the_one_of_its_unit_is_told():
    claimed = [Held(fig("40 per cent", 40, unit="percent", counted="worker")), PEOPLE]
    found = Held(fig("38 per cent", 38, unit="percent", counted="employee"))
    ((_, told, comparison),) = put(piece(people(5150), found, about=1), [Line(c) for c in claimed])
    assert (told, comparison.comparable) == (found, False)
    assert "another thing is counted" in comparison.reason


FOUND = [
    piece(share(38)),
    piece(people(5380), origin=2),
    piece(people(4080, "2019"), origin=3),
    piece(people(4080, "1990"), origin=4),
    piece(people(4080, "1990"), origin=5, explained="It hardly moved."),
    piece(metres(7), origin=6),
    piece(share(41), people(5500, "2021"), origin=7),
]


def both_ways(claimed: list[Held]) -> tuple[list[Line], list[Line]]:
    """What was found, each piece where it belongs, and all of it on every line."""
    now, before = ([Line(each) for each in claimed] for _ in range(2))
    for given in FOUND:
        put(given, now)
        for line in before:
            line.add(given)
    return now, before


def counted(lines: list[Line]) -> list[tuple[int, int, int]]:
    tallies = [line.tally_of({0}) for line in lines]
    return [(each.touching, each.apart, each.both) for each in tallies]


def test_of_figures_of_two_measures_what_counts_is_the_same_as_on_every_line():
    now, before = both_ways([SHARE, PEOPLE])
    assert counted(now) == counted(before)
    assert [len(line.marks) for line in now] != [len(line.marks) for line in before]  # the control


def test_of_two_figures_of_one_measure_one_that_was_found_counts_for_one():
    """5,380 of no period and 4,080 of 1990 would both count for 2019 and for 2021."""
    now, before = both_ways([BEFORE, AFTER])
    assert counted(now) == [(0, 2, 0), (0, 1, 0)]
    assert counted(before) == [(0, 3, 0), (0, 3, 0)]  # the control
