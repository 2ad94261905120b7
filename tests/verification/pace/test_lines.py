"""How two weeks are written and drawn."""

from __future__ import annotations

import pytest

from verification.pace.lines import Cell, Figures, drawn, in_words


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0, "< 1 min"), (0.001, "< 1 min"), (0.01, "1 min"), (0.99, "59 min"),
        (0.995, "1.0 h"), (1, "1.0 h"), (9.94, "9.9 h"), (9.96, "10 h"), (71.4, "71 h"),
        (72, "3.0 days"), (100, "4.2 days"),
    ],
)  # fmt: skip
def test_a_span_is_said_in_the_unit_people_would_use(hours, words):
    assert in_words(hours) == words


def test_lines_share_one_scale_and_say_what_rests_on_little():
    long, short = drawn(
        [Figures("Long", 5, 20.0, 4, 10.0), Figures("Short", 1, 5.0, 0, None, note="a note")]
    )
    assert (long.bar_now, long.bar_before) == (100.0, 50.0)
    assert (short.bar_now, short.bar_before) == (25.0, 0.0)
    assert (long.now, long.before) == (Cell(5, "20 h", ""), Cell(4, "10 h", "4 only"))
    assert (short.now, short.before) == (Cell(1, "5.0 h", "1 only"), Cell(0, "", ""))
    assert short.note == "a note"


def test_nothing_at_all_draws_nothing():
    (line,) = drawn([Figures("Nobody", 0, None, 0, None)])
    assert (line.bar_now, line.bar_before) == (0.0, 0.0)
