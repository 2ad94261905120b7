"""Many figures on one line: in order, one line each, and read in full where it matters."""

from __future__ import annotations

import random

import pytest

from claims.quantities import MEDIUM, NARROW, WIDE, Mark, lay_out

from .figures import fig
from .test_numberline import FIGHTERS, assert_sound, said_in


def many(*more: Mark) -> list[Mark]:
    """So many figures that each has one line, with ``more`` between them."""
    around = [3000, 3500, 4000, 4500, 7500, 8000, 8500, 9000, 9500]
    return [*more, *(Mark(fig(f"{n:,}", n), f"Register {n}", "context") for n in around)]


@pytest.mark.parametrize("width", [WIDE, MEDIUM, NARROW])
@pytest.mark.parametrize("count", [5, 30])
def test_drawing_and_table_go_from_the_lowest_figure_to_the_highest(count, width):
    chance = random.Random(7)
    values = [chance.randint(2500, 9800) for _ in range(count)]
    line = lay_out(FIGHTERS, [Mark(fig(f"{n:,}", n), f"Register {n}") for n in values], width=width)
    ordered = [f"{n:,}" for n in sorted(values)]
    assert [row.figure for row in line.rows] == ordered
    drawn = sorted(line.marks, key=lambda mark: mark.y)
    assert [mark.lines[0].pieces[0].text.split()[0] for mark in drawn] == ordered
    assert [mark.x for mark in drawn] == sorted(mark.x for mark in drawn)


def test_equal_figures_follow_each_other_by_date_and_open_ends_stand_where_they_end():
    found = [
        Mark(fig("6,000", 6000), "Late", when="2016-01-02"),
        Mark(fig("6,000", 6000), "Early", when="2009-12-31"),
        Mark(fig("up to 5,000", None, 5000), "Open"),
        Mark(fig("4,000 to 7,000", 4000, 7000), "Range"),
        Mark(fig("20 %", 20, unit="percent"), "Share"),
    ]
    order = ["Open", "Range", "Early", "Late", "Share"]
    assert [row.label for row in lay_out(FIGHTERS, found).rows] == order


def test_many_figures_have_one_line_each_with_figure_name_stance_and_date():
    one = Mark(fig("6,300", 6300), "UN panel", "supports", "primary record", "Mar 2026")
    line = lay_out(FIGHTERS, many(one), width=WIDE)
    assert_sound(line)
    assert [len(mark.lines) for mark in line.marks] == [1] * 10
    (mark,) = [mark for mark in line.marks if mark.stance == "supports"]
    assert said_in(mark.lines[0]) == "6,300 · UN panel, supports · Mar 2026"
    assert mark.lines[0].y == pytest.approx(mark.y, abs=6)
    assert mark.label_right < mark.x or mark.label_left > mark.x


@pytest.mark.parametrize("width", [WIDE, MEDIUM, NARROW, 280])
def test_in_one_line_a_name_is_cut_and_never_figure_or_stance_or_reservation(width):
    name = "A ministry of everything and of all that is to be known about it in every respect"
    figures = {
        "2,600 – 9,900": fig("2,600 to 9,900", 2600, 9900),
        "5,100 – 6,900": fig("5,100 to 6,900", 5100, 6900),
    }
    long = [
        Mark(figure, name, "refutes", date="Mar 2026", reason="the summer of another year")
        for figure in figures.values()
    ]
    line = lay_out(FIGHTERS, many(*long), width=width)
    assert_sound(line)
    said = [
        " ".join(said_in(one) for one in mark.lines)
        for mark in line.marks
        if mark.stance == "refutes"
    ]
    for figure in figures:
        (words,) = [words for words in said if words.startswith(f"{figure} · A ")]
        assert "…" in words
        assert "refutes" in words
        assert "reserved" in words


def test_what_one_publisher_says_in_several_passages_is_one_row_and_still_all_in_the_table():
    passages = [
        Mark(fig("6,300", 6300), "UN panel", "supports", date=f"{n} May 2026", when=f"2026-05-0{n}")
        for n in (1, 2, 3)
    ]
    others = [
        Mark(fig("6,300", 6300), "UN panel", "refutes"),
        Mark(fig("6,300", 6300), "Registry", "supports", when="2026-05-02"),
    ]
    line = lay_out(FIGHTERS, many(*passages, *others), width=WIDE)
    said = [said_in(mark.lines[0]) for mark in line.marks]
    assert [one for one in said if "6,300" in one] == [
        "6,300 · UN panel, refutes",
        "6,300 · UN panel, supports ×3",
        "6,300 · Registry, supports",
    ]
    labels = [(row.label, row.stance) for row in line.rows if row.figure == "6,300"]
    assert labels == [("UN panel", "refutes")] + [("UN panel", "supports")] * 3 + [
        ("Registry", "supports")
    ]


@pytest.mark.parametrize(("count", "ends"), [(3, 1), (30, 2)])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_tall_drawing_has_the_claim_and_the_scale_at_both_ends(count, ends, width):
    found = [Mark(fig(f"{n}", n), f"Register {n}") for n in range(5000, 5000 + count)]
    line = lay_out(FIGHTERS, found, width=width)
    assert [len(line.axis_ys), len(line.tick_ys), len(line.band.label_ys)] == [ends] * 3
    assert (line.height > 500) == (ends == 2)
    assert line.band.top <= min(line.axis_ys)
    assert max(line.axis_ys) == line.band.bottom


@pytest.mark.parametrize("width", [WIDE, MEDIUM, NARROW])
def test_a_stance_stands_alone_on_no_line(width):
    names = ["Register " * n for n in range(1, 9)]
    for more in ({}, {"tier": "primary record"}, {"tier": "reliable", "date": "14 October 2015"}):
        found = [
            Mark(fig("4,000 to 5,500", 4000, 5500), name.strip(), "supports", **more)
            for name in names
        ]
        line = lay_out(FIGHTERS, found, width=width)
        lines = [said_in(one) for mark in line.marks for one in mark.lines]
        assert sum("supports" in words for words in lines) == len(names)
        assert "supports" not in lines


@pytest.mark.parametrize("width", [WIDE, NARROW, 280])
def test_a_reason_is_read_to_its_end_over_a_mark_and_below_the_axis(width):
    reason = ("a difference was found: the survey asked " + "households in the capital, " * 9)[:199]
    found = [
        Mark(fig("6,000", 6000), "UN panel", "supports", reason=reason),
        Mark(fig("2,900", 2900), "A ministry of everything", "refutes", "reliable", "14 May 2015",
             comparable=False, reason=reason),
    ]  # fmt: skip
    line = lay_out(FIGHTERS, found, width=width)
    assert_sound(line)
    for lines in (line.marks[0].lines, line.aside):
        assert reason.rstrip() in " ".join(said_in(one) for one in lines)
