"""Evidence on a number line: what is drawn, what counts, what is kept out until explained."""

from __future__ import annotations

from datetime import date

from claims.quantities import Held, Relation
from tests.quantities.figures import fig
from verification.models import Evidence, Source
from verification.number_lines import Line, Piece, untold
from verification.numbers import piece_of
from verification.reports.page_evidence import piece_of_evidence

CLAIMED = Held(fig("300 boats", 300, counted="boat", as_of="2014"), place="Norway")


def found(low, place="Norway", as_of="2014"):
    return Held(fig(f"{low} boats", low, counted="boat", as_of=as_of), place=place)


def line_with(*pieces: Piece) -> Line:
    line = Line(CLAIMED)
    for piece in pieces:
        line.add(piece)
    return line


def piece(*figures, **columns) -> Piece:
    return Piece(figures, columns.pop("origin", 1), "Port register", "supports", **columns)


def counted(line: Line) -> str:
    return line.says.partition(".")[0]


def test_what_measures_the_same_counts():
    assert counted(line_with(piece(found(300)))) == (
        "The one comparable, independent source lies inside what was claimed"
    )


def test_another_place_by_the_words_is_kept_out_of_the_tally_and_drawn_amber():
    line = line_with(piece(found(300, place="Sweden")))
    assert counted(line) == "There is no comparable, independent source yet"
    assert line.says.endswith(" 1 does not count: another place.")
    assert [one.explained for one in line.marks] == [False]
    assert line.entries[0].comparison.relation is Relation.INSIDE


def test_explained_it_counts_again():
    line = line_with(piece(found(300, place="Sweden"), explained="The register holds both."))
    assert counted(line).startswith("The one comparable, independent source lies inside")
    assert [one.explained for one in line.marks] == [True]


def test_what_the_reviewer_answers_stands_over_what_the_words_suggest():
    said_same = line_with(piece(found(300, place="Sweden"), scope={"place": "same"}))
    assert counted(said_same).startswith("The one comparable")
    said_other = line_with(piece(found(300), scope={"stock_or_flow": "different"}))
    assert counted(said_other) == "There is no comparable, independent source yet"


def test_the_figure_without_a_reservation_counts_and_the_others_are_drawn_too():
    line = Line(CLAIMED)
    best, comparison = line.add(piece(found(290, as_of="2009"), found(310)))
    assert best.quantity.low == 310
    assert comparison.reservations == ()
    assert len(line.marks) == 2


def test_what_measures_something_else_is_not_compared():
    line = line_with(piece(found(300), otherwise="Ferries only"))
    assert not line.has_comparable
    assert [(one.comparable, one.reason) for one in line.marks] == [(False, "Ferries only")]


def test_a_piece_without_a_figure_leaves_the_line_as_it_is():
    line = Line(CLAIMED)
    assert line.add(piece()) is None
    assert (line.marks, line.entries) == ([], [])


def test_the_day_of_the_evidence_goes_with_its_mark_for_the_order_of_equal_figures():
    (mark,) = line_with(piece(found(300), when="2015-10-14")).marks
    assert mark.when == "2015-10-14"


def test_workspace_and_report_tell_the_day_alike():
    source = Source(name="Port register", tier="reliable")
    row = Evidence(pk=1, source=source, stance="supports", as_of=date(2015, 10, 4))
    row._prefetched_objects_cache = {"figures": []}
    row.latest_explanation = None  # as ``with_detail`` reads it
    told = {
        "as_of": "2015-10-04", "figures": [], "origin": 1, "stance": "supports",
        "source": {"name": "Port register", "tier": "Reliable"}, "measures_otherwise": "",
        "derives_from": None, "number": 1,
    }  # fmt: skip
    pieces = piece_of(row, origin=1), piece_of_evidence(told)
    assert [(one.date, one.when) for one in pieces] == [("4 Oct 2015", "2015-10-04")] * 2


def test_a_claimed_figure_without_a_line_is_at_least_said():
    money = Held(fig("$94 million", 94000000, unit="US dollar"))
    nurses = Held(fig("2,300 to 2,600 nurses", 2300, 2600, counted="nurse"))
    first, second, third = Line(CLAIMED), Line(money), Line(nurses)
    assert untold([first, second, third], [first, third]) == [
        "Its second figure, $94 million, has no evidence that can be compared with it."
    ]
    assert untold([first, second, third], [first, second, third]) == []  # the control


def test_the_claimants_own_word_is_drawn_amber_and_has_no_vote():
    line = line_with(piece(found(300), own_word=True))
    assert counted(line) == "There is no comparable, independent source yet"
    assert [mark.reason for mark in line.marks] == ["the claimant’s own word"]
    assert line.origins_counted == frozenset()
    assert line_with(piece(found(300))).origins_counted == {1}  # the control
