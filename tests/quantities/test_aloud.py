"""What a screen reader says of a figure."""

from __future__ import annotations

import pytest

from claims.quantities import Mark, aloud, figure_words, lay_out, unit_words

from .figures import about, down, fell, fig, moved, rose, up


@pytest.mark.parametrize(
    ("quantity", "spoken"),
    [
        (fig("5,000 to 7,000", 5000, 7000, counted="person"), "5,000 to 7,000 people"),
        (fig("$5-7 million", 5000000, 7000000, unit="US dollar"), "$5 to 7 million"),
        (fig("€5 to €7", 5, 7, unit="euro"), "€5 to 7"),
        (fig("more than 50 %", 50, None, unit="percent"), "more than 50 %"),
        (fig("fewer", None, 5, comparator="less_than"), "less than 5"),
        (about("some 6,300", 6300, counted="person"), "about 6,300 people"),
        (down("fell 3.2 points", "3.2", unit="percentage point"), "minus 3.2 percentage points"),
        (down("by more than 3", 3, None, unit="percent"), "down more than 3 %"),
        (up("rose 12 %", 12, unit="percent"), "plus 12 %"),
        (up("rose 5 to 7 %", 5, 7, unit="percent"), "up 5 to 7 %"),
        (fig("-5 to -3", -5, -3, unit="degree Celsius"), "minus 5 to minus 3 °C"),
        (fig("-$2m", -2000000, unit="US dollar"), "minus $2 million"),
        (moved("from 40 to 50", 40, 50, counted="person"), "from 40 to 50 people"),
        (fig("3-1", 1, 3, unit="score"), "3 to 1"),
        (fig("tiny", "-0.00000002"), "minus 2 times 10 to the power of minus 8"),
        # What needs no other words is left alone.
        (fig("up to 4,700", None, 4700), "up to 4,700"),
        (fig("1 in 5", 1, counted="child", per="5"), "1 in 5 children"),
        (fig("50", 50, unit="kilometre per hour"), "50 km/h"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_signs_and_dashes_are_words_when_spoken(quantity, spoken):
    assert aloud(figure_words(quantity)) == spoken


def test_what_only_a_screen_reader_meets_of_a_number_line_holds_no_sign():
    line = lay_out(
        fig("5,000 to 7,000", 5000, 7000, counted="person"),
        [Mark(about("some 6,300", 6300), "UN panel"), Mark(fig("-3 to 4", -3, 4), "Tally")],
    )
    told = [line.title, line.description, line.claimed_words, *(row.figure for row in line.rows)]
    assert [row.figure for row in line.rows] == ["minus 3 to 4", "about 6,300"]
    assert not any(sign in words for words in told for sign in "–−≈→<>")


@pytest.mark.parametrize(
    ("claimed", "label"),
    [
        (up("up more than 3 %", 3, None, unit="percent"), "claimed a rise of more than 3 %"),
        (down("fell 3.2 points", "3.2", unit="percentage point"), "claimed a fall of 3.2 pp"),
        (up("5 to 7", 5, 7, unit="percent"), "claimed a rise of 5 – 7 %"),
        (up("by about $4m", 4000000, unit="US dollar", comparator="about"),
         "claimed a rise of about $4 million"),
        (rose("more than doubled", 2, None), "claimed to have more than doubled"),
        (fell("more than tenfold", 10, None), "claimed a more than 10-fold fall"),
        (rose("five times", 5), "claimed a rise of 5 times"),
        (up("-3 %", -3, unit="percent"), "claimed +3 %"),
        (moved("from 40 to 50", 40, 50), "claimed 40 → 50"),
        (fig("5,000", 5000, counted="person"), "claimed 5,000 people"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_the_label_of_the_band_reads_as_a_phrase(claimed, label):
    line = lay_out(claimed, [])
    assert line.band.label.text == label
    spoken = aloud(label.removeprefix("claimed "))
    assert line.title.startswith(f"Number line: claimed {spoken}, ")


def test_a_factor_is_drawn_in_percent_and_a_multiple_in_times():
    line = lay_out(rose("doubled", 2), [Mark(up("by 80 %", 80, unit="percent"), "Register")])
    assert {tick.label[-2:] for tick in line.ticks} == {" %"}
    assert [mark.kind for mark in line.marks] == ["point"]
    assert unit_words(rose("doubled", 2)) == "percent"
    assert unit_words(fig("twice", 2, unit="times")) == "times"
