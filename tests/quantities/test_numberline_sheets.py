"""A number line that is taller than a sheet of paper is printed in pieces that are not."""

from __future__ import annotations

import pytest
from django.template import Context, Template

from claims.quantities import MEDIUM, Mark, in_sheets, lay_out
from claims.quantities.sheets import TALLEST

from .figures import fig
from .test_numberline import FIGHTERS, marks

REASON = "another year: the survey asked households in the capital and in no other town at all"


def elsewhere(count: int) -> list[Mark]:
    return [
        Mark(fig(f"{n} metres", n, unit="metre"), f"Register {n}", comparable=False, reason=REASON)
        for n in range(1, count + 1)
    ]


def words_of(lines) -> list[str]:
    return ["".join(piece.text for piece in line.pieces) for line in lines]


def labels(sheet) -> list[list[str]]:
    return [words_of(mark.lines) for mark in sheet.marks]


def inside(sheet) -> bool:
    """Whether everything stands on it, with the letters' height."""
    heights = [line.y for mark in sheet.marks for line in mark.lines]
    heights += [line.y for line in sheet.aside] + [mark.y for mark in sheet.marks]
    heights += sheet.tick_ys + sheet.band.label_ys if sheet.axis_ys else ()
    return all(10 <= height <= sheet.height - 4 for height in heights)


def test_what_fits_on_a_sheet_is_not_cut():
    assert in_sheets(lay_out(FIGHTERS, marks(30), width=MEDIUM)) == []


def test_sixty_figures_stand_on_sheets_each_whole_and_in_their_order():
    whole = lay_out(FIGHTERS, marks(60, seed=3), width=MEDIUM)
    assert whole.height > TALLEST
    sheets = in_sheets(whole)
    assert len(sheets) > 1
    assert [label for sheet in sheets for label in labels(sheet)] == labels(whole)
    assert [words for sheet in sheets for words in words_of(sheet.aside)] == words_of(whole.aside)
    assert all(sheet.height <= TALLEST and inside(sheet) for sheet in sheets)


def test_each_sheet_has_the_claim_and_the_whole_scale_around_its_rows():
    whole = lay_out(FIGHTERS, marks(60, seed=3), width=MEDIUM)
    for sheet in in_sheets(whole):
        if not sheet.marks:
            continue
        top, bottom = sheet.axis_ys
        assert sheet.ticks == whole.ticks
        assert (sheet.band.top, sheet.band.bottom) == (top, bottom)
        assert all(top < mark.y < bottom for mark in sheet.marks)
        assert sheet.tick_ys[0] < top < bottom < sheet.tick_ys[1] < sheet.band.label_ys[1]


@pytest.mark.parametrize("count", [12, 40])
def test_what_measures_something_else_follows_on_sheets_of_its_own_if_it_must(count):
    whole = lay_out(FIGHTERS, [*marks(5), *elsewhere(count)], width=MEDIUM)
    sheets = in_sheets(whole, 500.0)
    assert [words for sheet in sheets for words in words_of(sheet.aside)] == words_of(whole.aside)
    assert all(sheet.height <= 500 and inside(sheet) for sheet in sheets)
    bare = [sheet for sheet in sheets if not sheet.marks]
    assert bare
    assert {sheet.axis_ys for sheet in bare} == {()}
    # No piece of evidence is cut: each sheet after the first begins with a figure.
    assert all("m · Register" in words_of(sheet.aside)[0] for sheet in bare[1:])


@pytest.mark.parametrize("count", [75, 500])
def test_where_all_measures_something_else_the_list_alone_is_cut(count):
    whole = lay_out(FIGHTERS, elsewhere(count), width=MEDIUM)
    assert (whole.marks, whole.height > 2 * TALLEST) == ((), True)
    sheets = in_sheets(whole)
    assert [words for sheet in sheets for words in words_of(sheet.aside)] == words_of(whole.aside)
    assert all(sheet.height <= TALLEST and inside(sheet) for sheet in sheets)
    assert {(sheet.marks, sheet.axis_ys) for sheet in sheets} == {((), ())}
    assert in_sheets(lay_out(FIGHTERS, elsewhere(3), width=MEDIUM)) == []


def test_the_page_holds_the_pieces_only_where_they_are_needed():
    component = Template("{% load numberline %}{% numberline claimed found %}")

    def drawn(found) -> str:
        return component.render(Context({"claimed": FIGHTERS, "found": found}))

    many = drawn(marks(60, seed=3))
    assert many.count("nl nl-sheet") == len(
        in_sheets(lay_out(FIGHTERS, marks(60, seed=3), width=MEDIUM))
    )
    assert "nl-sheet" not in drawn(marks(30))
