"""The number line's layout: nothing overlaps, nothing leaves the box, everything is told twice."""

from __future__ import annotations

import itertools
import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.quantities import (
    MEDIUM,
    NARROW,
    WIDE,
    Mark,
    Match,
    NumberLine,
    Scope,
    compare,
    lay_out,
)
from claims.quantities.axis import LINEAR, LOG, SIGNED_LOG
from claims.quantities.drawn import SIZE
from claims.quantities.lettering import Piece, flow, flow_keeping, shortened, text_width

from .figures import about, down, fig, moved, up

FIGHTERS = fig("5,000 to 7,000 people", 5000, 7000, counted="person")
LABELS = [
    "UN panel",
    "Research group, foreign-fighter count",
    "A ministry whose name is far longer than anyone would like to read on a drawing",
    "Verteidigungsministeriumssprecherbüro",
    "",
]
STANCES = ["supports", "refutes", "context"]
TIERS = ["primary record", "authoritative", "reliable", "use with care", ""]


def marks(count: int, seed: int = 1) -> list[Mark]:
    """Points, ranges and open ends around the claim, some reserved, some of something else."""
    chance = random.Random(seed)
    made = []
    for index in range(count):
        value = chance.randint(2500, 9800)
        shape = index % 5
        if shape == 0:
            quantity = fig(f"up to {value:,}", None, value)
        elif shape == 1:
            quantity = fig(f"{value:,} to {value + 900:,}", value, value + 900)
        elif shape == 2:
            quantity = about(f"about {value:,}", value)
        elif shape == 3:
            quantity = fig(f"more than {value:,}", value, None)
        else:
            quantity = fig(f"{value:,}", value)
        made.append(
            Mark(
                quantity,
                LABELS[index % len(LABELS)],
                STANCES[index % 3],
                TIERS[index % 5],
                f"{index % 28 + 1} October 2015",
                comparable=index % 7 != 6,
                reason="another period: all of 2014" if index % 9 == 8 else "",
            )
        )
    return made


def boxes(line: NumberLine) -> list[tuple[float, float, float, float]]:
    """Every text as left, top, right, bottom, from the estimated widths."""
    found = []

    def add(text, width, x, y, anchor):
        left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
        found.append((left, y - 11, left + width, y + 3, text))

    for y, tick in itertools.product(line.tick_ys, line.ticks):
        add(tick.label, text_width(tick.label, SIZE), tick.label_x, y, "middle")
    band = line.band
    for y in band.label_ys:
        add(band.label.text, band.label.width, band.label_x, y, band.anchor)
    for mark in line.marks:
        for set_line in mark.lines:
            add(*_measured(set_line), set_line.x, set_line.y, set_line.anchor)
    for set_line in line.aside:
        add(*_measured(set_line), set_line.x, set_line.y, set_line.anchor)
    return found


def _measured(set_line):
    text = "".join(piece.text for piece in set_line.pieces)
    width = sum(
        text_width(piece.text, SIZE, strong=piece.style == "strong") for piece in set_line.pieces
    )
    return text, width


def said_in(set_line) -> str:
    return "".join(piece.text for piece in set_line.pieces)


def assert_sound(line: NumberLine) -> None:
    """No text meets another or leaves the box; marks and band stay on the axis."""
    texts = boxes(line)
    for left, top, right, bottom, text in texts:
        assert left >= -0.5, text
        assert right <= line.width + 0.5, text
        assert top >= 0, text
        assert bottom <= line.height, text
    for one, two in itertools.combinations(texts, 2):
        apart = one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
        assert apart, (one, two)
    for mark in line.marks:
        assert line.axis_left <= mark.left <= mark.right <= line.axis_right
        assert mark.y < line.axis_y
        for other in line.marks:
            if other is not mark and other.y == mark.y:
                assert other.right < mark.left or mark.right < other.left
    assert line.band.left < line.band.right


@pytest.mark.parametrize("width", [WIDE, MEDIUM, NARROW, 280])
@pytest.mark.parametrize("count", [0, 1, 2, 5, 9, 11, 30, 60])
def test_no_label_overlaps_another_or_leaves_the_box(count, width):
    for seed in range(5):
        assert_sound(lay_out(FIGHTERS, marks(count, seed), width=width))


CLAIMS = [
    fig("65-member", 65, counted="member"),
    fig("0", 0, counted="death"),
    fig("more than 50 %", 50, None, unit="percent"),
    fig("up to 4,700", None, 4700),
    fig("-5 to -3", -5, -3, unit="degree Celsius"),
    about("about 1.4 million", 1400000, counted="person"),
    fig("1 in 5", 1, counted="child", per="5"),
    fig("$4 million", 4000000, unit="US dollar"),
    down("fell by more than 3.2", "3.2", None, unit="percentage point"),
    up("up to 3", None, 3, unit="percent"),
    moved("from 40 to 50", 40, 50),
    fig("tiny", "0.00000000000000000000001"),
    fig("large", "9" * 28),
]
FOUND = [
    [],
    [fig("66", 66)],
    [fig("0", 0), fig("0", 0)],
    [fig("-4", -4), fig("4", 4)],
    [fig("1", 1), fig("9 billion", 9000000000)],
    [fig("-1", -1), fig("9 billion", 9000000000), fig("0", 0)],
    [fig("more than 3", 3, None), fig("up to 9", None, 9)],
]


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("found", FOUND, ids=len)
@pytest.mark.parametrize("claimed", CLAIMS, ids=lambda claimed: claimed.text)
def test_zero_negatives_open_ends_and_huge_spreads_are_drawn_soundly(claimed, found, width):
    same = {"unit": claimed.unit, "nature": claimed.nature, "per": claimed.per}
    if claimed.text.startswith("from"):
        same.pop("nature")
    quantities = [_like(quantity, **same) for quantity in found]
    line = lay_out(claimed, [Mark(q, "Registry") for q in quantities], width=width)
    assert_sound(line)
    assert len(line.ticks) >= 2
    assert len(line.rows) == len(found)


def _like(quantity, **fields):
    return fig(quantity.text, quantity.low, quantity.high, **fields)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.decimals(-(10**12), 10**12, places=3),
            st.sampled_from(["value", "low", "high"]),
            st.text(max_size=60),
        ),
        max_size=12,
    ),
    st.decimals(-(10**9), 10**9, places=2),
    st.sampled_from([WIDE, NARROW]),
)
def test_any_figures_are_drawn_soundly(found, value, width):
    shapes = {"value": lambda v: (v, v), "low": lambda v: (None, v), "high": lambda v: (v, None)}
    drawn = [Mark(fig("x", *shapes[shape](v)), label) for v, shape, label in found]
    assert_sound(lay_out(fig("claimed", value), drawn, width=width))


def test_the_claim_is_a_band_and_marks_lie_where_their_values_are():
    line = lay_out(FIGHTERS, [Mark(fig("6,000", 6000), "UN panel", "supports")])
    (mark,) = line.marks
    assert mark.kind == "point"
    assert mark.x == pytest.approx((line.band.core_left + line.band.core_right) / 2, abs=0.2)
    at = {tick.label: tick.x for tick in line.ticks}
    assert line.band.core_left == pytest.approx(at["5,000"], abs=0.2)
    assert line.band.core_right == pytest.approx(at["7,000"], abs=0.2)
    assert line.scale == LINEAR


def test_a_figure_with_nothing_beside_it_has_a_scale_of_its_own_size():
    alone = lay_out(fig("83 fighters", 83), [])
    assert all("." not in tick.label for tick in alone.ticks), alone.ticks
    assert alone.ticks[0].label == "65"


def test_what_about_implies_is_drawn_beside_a_point_and_nothing_beside_an_open_end():
    line = lay_out(
        FIGHTERS,
        [
            Mark(about("some 6,300", 6300), "UN panel"),
            Mark(fig("6,300", 6300), "Registry"),
            Mark(fig("up to 3 thousand", None, 3000), "A post"),
        ],
    )
    assert [mark.has_slack for mark in line.marks] == [False, True, False]
    assert line.marks[1].slack_left < line.marks[1].x < line.marks[1].slack_right


def test_an_open_end_fades_to_the_edge():
    line = lay_out(FIGHTERS, [Mark(fig("up to 4,700", None, 4700), "Research group", "refutes")])
    (mark,) = line.marks
    assert mark.kind == "bar"
    assert mark.fades_left
    assert not mark.fades_right
    assert mark.left == line.axis_left
    assert mark.ends == (mark.right,)
    assert mark.width > 60
    assert line.has_fades


@pytest.mark.parametrize(
    ("claimed", "found", "scale"),
    [
        (fig("4 million", 4000000), fig("4 billion", 4000000000), LOG),
        (fig("65", 65), fig("66", 66), LINEAR),
        (fig("0", 0), fig("40,000", 40000), LINEAR),
        (fig("2", 2), fig("-40,000", -40000), SIGNED_LOG),
        (fig("-2", -2), fig("40,000", 40000), SIGNED_LOG),
    ],
)
def test_the_scale_is_logarithmic_only_where_the_spread_asks_for_it(claimed, found, scale):
    assert lay_out(claimed, [Mark(found, "Registry")]).scale == scale


def test_what_measures_something_else_is_listed_below_the_axis():
    others = [
        Mark(fig("20 %", 20, unit="percent"), "Survey"),
        Mark(fig("2,900", 2900), "Security service", comparable=False, reason="Russia only"),
    ]
    line = lay_out(FIGHTERS, [*others, Mark(fig("6,000", 6000), "UN panel")])
    words = " ".join(piece.text for one in line.aside for piece in one.pieces)
    assert len(line.marks) == 1
    assert all(one.y > line.axis_y for one in line.aside)
    assert "Survey" in words
    assert "Russia only" in words
    assert "6,000" not in words
    assert line.rows[2].where == "measures something else: Russia only"


def test_a_reservation_makes_the_mark_amber_and_says_why():
    line = lay_out(
        FIGHTERS,
        [
            Mark(fig("6,000", 6000), "UN panel", reason="another period"),
            Mark(fig("thousands", 1000, 10000), "A post"),
            Mark(fig("6,100", 6100), "Registry"),
        ],
    )
    assert [mark.reserved for mark in line.marks] == [True, True, False]
    assert "far wider" in line.rows[0].reserved
    assert line.rows[1].reserved == "another period"
    amber = [piece.text for piece in line.marks[1].lines[-1].pieces if piece.style == "amber"]
    assert amber == ["another period"]


def test_the_text_alternative_and_the_table_say_the_same_as_the_drawing():
    line = lay_out(
        FIGHTERS,
        [
            Mark(
                fig("up to 4,700", None, 4700),
                "Research group",
                "refutes",
                "primary record",
                "14 Oct 2015",
            )
        ],
    )
    assert line.title == "Number line: claimed 5,000 to 7,000 people, against 1 figure found"
    assert line.description == (
        "Claimed: 5,000 to 7,000 people. up to 4,700, Research group (refutes, primary record, "
        "14 Oct 2015): 6 % below."
    )
    (row,) = line.rows
    assert (row.figure, row.label, row.where) == ("up to 4,700", "Research group", "6 % below")


def test_other_units_are_drawn_in_the_claims_unit():
    claimed = fig("10 miles", 10, unit="mile")
    line = lay_out(claimed, [Mark(fig("16.09344 km", "16.09344", unit="km"), "Survey")])
    (mark,) = line.marks
    assert mark.x == pytest.approx((line.band.left + line.band.right) / 2, abs=0.2)
    assert mark.lines[0].pieces[0].text.startswith("16.09344 km")


def test_a_fall_lies_left_of_zero_and_a_rise_right_of_it():
    claimed = down("down 3 %", 3, unit="percent")
    line = lay_out(claimed, [Mark(up("up 2 %", 2, unit="percent"), "Registry", "refutes")])
    zero = next(tick.x for tick in line.ticks if tick.label == "0 %")
    assert line.band.right < zero < line.marks[0].x


def test_text_is_cut_with_an_ellipsis_before_it_runs_over():
    cut = shortened("A ministry of everything", 60, SIZE)
    assert cut.endswith("…")
    assert text_width(cut, SIZE) <= 60
    assert shortened("short", 300, SIZE) == "short"
    lines = flow([Piece("one two three four five six seven"), Piece("eight")], 80, SIZE, most=2)
    assert len(lines) == 2
    assert lines[-1].text.endswith("…")
    assert all(line.width <= 80 for line in lines)


@pytest.mark.parametrize("width", [WIDE, NARROW, 280])
def test_however_long_a_name_is_its_stance_is_read_in_full(width):
    names = [
        "国家统计局" * 30,
        "A ministry of everything " * 9,
        "Sprecherbüro" * 12,
        "",
        "UN panel",
    ]
    found = [Mark(fig(f"{n},000 to 7,500", n * 1000, 7500), name, "supports")
             for n, name in enumerate(names, start=2)]  # fmt: skip
    aside = [Mark(fig("2,900", 2900), name, "refutes", comparable=False) for name in names]
    line = lay_out(FIGHTERS, found + aside, width=width)
    assert_sound(line)
    for mark in line.marks:
        assert "supports" in [piece.text.split()[-1] for one in mark.lines for piece in one.pieces]
        assert len(mark.lines) <= 2
        assert said_in(mark.lines[-1]) != "supports"
    listed = " ".join(piece.text for one in line.aside for piece in one.pieces)
    assert listed.count("refutes") == len(names)


def test_a_name_is_cut_only_where_it_does_not_fit():
    pieces = Piece("6,300", "strong"), Piece("Bureau of records"), Piece("supports", "quiet")
    assert flow_keeping(*pieces, 400, SIZE) == flow(pieces, 400, SIZE)
    cut = " ".join(line.text for line in flow_keeping(*pieces, 110, SIZE))
    assert "Bureau" in cut
    assert cut.endswith("… · supports")


def test_no_line_of_a_label_begins_or_ends_with_its_joint():
    for room in range(60, 300, 7):
        pieces = [Piece("≈ 6,300", "strong"), Piece("UN panel"), Piece("supports", "quiet")]
        for line in flow(pieces, room, SIZE, most=4):
            assert not line.text.startswith(("·", " "))
            assert not line.text.endswith(("·", " "))


def test_an_axis_through_zero_is_found_even_where_its_labels_hardly_fit():
    claimed = fig("-4 quadrillion", -4 * 10**15)
    line = lay_out(claimed, [Mark(fig("4 quadrillion", 4 * 10**15), "Registry")], width=280)
    assert_sound(line)
    assert line.scale == LINEAR


def test_values_beyond_a_float_keep_their_order():
    near = Decimal("9999999999999999999999999990")
    line = lay_out(fig("a", near), [Mark(fig("b", near + 5), "Registry")])
    assert line.marks[0].x > line.band.right


def test_what_came_is_drawn_on_the_axis_of_a_change_and_the_other_way_below_zero():
    new, rise = fig("500 new jobs", 500, counted="new job"), up("by 480", 480)
    falls = down("by 480", 480)
    on_amounts = lay_out(new, [Mark(rise, "Register"), Mark(falls, "Survey")])
    left, right = on_amounts.marks
    assert right.x > left.x
    assert not on_amounts.aside
    on_changes = lay_out(down("by 480", 480), [Mark(new, "Register"), Mark(falls, "Survey")])
    left, right = on_changes.marks
    assert right.x > left.x
    assert not on_changes.aside


def test_two_changes_by_a_reviewers_word_are_drawn_on_one_axis():
    claimed, found = fig("500 jobs", 500, counted="job"), down("by 480", 480, counted="job")
    scope = Scope(stock_or_flow=Match.SAME)
    for one, other in ((claimed, found), (found, claimed)):
        alone = lay_out(one, [Mark(other, "Register")])
        assert (len(alone.marks), bool(alone.aside)) == (0, True)
        answered = compare(one, other, scope=scope)
        line = lay_out(one, [Mark(other, "Register", comparison=answered)])
        assert (len(line.marks), bool(line.aside)) == (1, False)
