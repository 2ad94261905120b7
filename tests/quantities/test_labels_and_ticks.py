"""Labels stand at their points, and what is counted has whole numbers on its scale."""

from __future__ import annotations

import pytest

from claims.quantities import MEDIUM, WIDE, Mark, lay_out

from .figures import fig
from .test_numberline import FIGHTERS, assert_sound, said_in


@pytest.mark.parametrize("width", [WIDE, MEDIUM])
def test_each_line_of_a_label_stands_over_its_point_where_there_is_room(width):
    name = "Secretariat of the River Treaty"
    found = [
        Mark(fig(f"{value:,}", value), name, "supports", "primary record")
        for value in (5600, 6000, 6400)
    ]
    for mark in lay_out(FIGHTERS, found, width=width).marks:
        assert len(mark.lines) >= 1
        assert {(line.x, line.anchor) for line in mark.lines} == {(mark.x, "middle")}


def test_at_the_edge_only_the_lines_that_would_leave_the_axis_are_pushed_in():
    claimed = fig("1.2 billion marks", 1200000000, unit="mark")
    found = [Mark(fig("1.38 billion", 1380000000, unit="mark"), "Audit Office of the Rivers and "
                  "Lakes", "refutes", "reliable", "in 2025")]  # fmt: skip
    (mark,) = lay_out(claimed, found, width=MEDIUM).marks
    pushed, short = mark.lines[0], mark.lines[-1]
    assert said_in(short) == "refutes · reliable · in 2025"
    assert abs(short.x - mark.x) < abs(pushed.x - mark.x)
    assert pushed.anchor == short.anchor == "middle"


@pytest.mark.parametrize(
    ("claimed", "found", "ticks"),
    [
        (fig("two members", 2, counted="member"), [fig("two", 2)], ["1", "2", "3"]),
        (fig("1 death", 1, counted="death"), [fig("2 deaths", 2)], ["0", "1", "2", "3"]),
        (fig("1 death", 1, counted="death"), [fig("900 deaths", 900)],
         ["1", "2", "5", "10", "20", "50", "100", "200", "500", "1,000"]),
        # The controls: what is measured, and a mean, may be cut anywhere.
        (fig("2 km", 2, unit="kilometre"), [fig("2 km", 2, unit="kilometre")],
         ["1.4", "1.6", "1.8", "2", "2.2", "2.4", "2.6"]),
        (fig("2 children", 2, counted="child"), [fig("2.1", "2.1")],
         ["1.4", "1.6", "1.8", "2", "2.2", "2.4", "2.6"]),
    ],
)  # fmt: skip
def test_what_is_counted_has_whole_numbers_on_its_scale(claimed, found, ticks):
    line = lay_out(claimed, [Mark(one, "Register") for one in found])
    assert [tick.label for tick in line.ticks] == ticks
    assert_sound(line)
