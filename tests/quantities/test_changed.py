"""A reviewer is told that a figure changed, and of another spelling nothing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.nlp.excerpts import read_figures
from claims.quantities import Change, ChangeKind, Quantity, changes

from .figures import about, by, down, fig, moved, up

unhurried = settings(deadline=None)


def figures(text: str) -> list[Quantity]:
    return [figure.quantity for figure in read_figures(text)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("65 people", "sixty-five people"),
        ("1.4 million dollars", "$1,400,000"),
        ("1.40 million", "1.4 million"),
        ("around 65 people", "about 65 people"),
        ("5 km", "5,000 metres"),
        ("3 hours", "180 minutes"),
        ("98.6 degrees Fahrenheit", "37 degrees Celsius"),
        ("half of voters", "50% of voters"),
        ("1 in 5 children", "20% of children"),
        ("65 deaths", "65 fatalities"),
        ("65 protesters", "65 demonstrators"),
        ("climbed to 6.7%", "stood at 6.7%"),
        ("65 people and 12 cars", "12 cars and 65 people"),
        ("65 people, 12 dogs, 3 cats", "3 cats, 65 people, 12 dogs"),
        ("", ""),
        ("no figure", "none at all"),
    ],
)
def test_another_spelling_or_order_is_no_change(before, after):
    assert changes(figures(before), figures(after)) == ()
    assert changes(figures(after), figures(before)) == ()


@pytest.mark.parametrize(
    ("before", "after", "kind", "sentence"),
    [
        ("65 people", "66 people", "value", "65 became 66."),
        ("65 people", "sixty-six people", "value", "65 became sixty-six."),
        ("6.7 billion euros", "6.7 million euros", "value", None),
        ("5 miles", "8 km", "value", "5 miles became 8 km."),
        ("from 40 to 35", "from 40 to 36", "value", "from 40 to 35 became from 40 to 36."),
        ("5,000 to 7,000 people", "7,000 people", "bound", "5,000 to 7,000 became 7,000."),
        ("5,000 to 7,000 people", "5,000 to 8,000 people", "value", None),
        ("dozens of people", "two dozen people", "bound", "dozens became two dozen."),
        ("more than 5,000", "5,000", "hedge", "“more than 5,000” lost its “more than”."),
        (
            "more than 5,000",
            "at least 5,000",
            "hedge",
            "“more than 5,000” became “at least 5,000”.",
        ),
        ("up to 4,700 men", "4,700 men", "hedge", "“up to 4,700” lost its “up to”."),
        ("about 65 people", "65 people", "hedge", "“about 65” lost its “about”."),
        ("65 people", "about 65 people", "hedge", "“65” gained “about”: “about 65”."),
        ("nearly 65 people", "about 65 people", "hedge", "“nearly 65” became “about 65”."),
        ("about 65 people", "70 people", "value", "about 65 became 70."),
        ("5 percent", "5 percentage points", "unit", "5 percent became 5 percentage points."),
        ("5 dollars", "5 euros", "unit", "5 dollars became 5 euros."),
        ("rose by 5%", "fell by 5%", "direction", "“5%” was a rise and is a fall: “5%”."),
        ("65 people", "65 buildings", "counted", "65 people became 65 buildings."),
        ("65 people", "people", "gone", "The figure 65 people is gone."),
        ("people", "65 people", "new", "A new figure stands: 65 people."),
    ],
)
def test_what_changed_is_told_in_a_sentence(before, after, kind, sentence):
    [change] = changes(figures(before), figures(after))
    assert change.kind is ChangeKind(kind)
    assert sentence in (None, change.sentence)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (up("5%", 5), by("5%", 5), "direction"),
        (up("5%", 5), fig("5%", 5), "direction"),
        (fig("5%", 5, change=Change.UP), fig("5%", 5, change=Change.DOWN), "direction"),
        (moved("from 4 to 5", 4, 5), moved("from 5 to 4", 5, 4), "direction"),
        (by("−3", -3), down("3", 3), None),
        (fig("5", 5, unit="kilometre"), fig("5", 5, unit="km"), None),
        (fig("7", 7, per="100000 person"), fig("70", 70, per="million people"), None),
        (fig("7", 7, per="100000 person"), fig("7", 7, per="million people"), "value"),
        (about("hundreds", 100), fig("100", 100), None),
    ],
)
def test_direction_nature_and_denominator(before, after, kind):
    assert [change.kind for change in changes([before], [after])] == ([kind] if kind else [])


def test_figures_are_paired_by_order_unit_noun_and_nearness():
    before = figures("In all 65 people died, 12 cars burnt and 3% of houses fell.")
    after = figures("In all 9 towns saw 66 people die, 12 cars burn and 4% of houses fall.")
    assert [change.sentence for change in changes(before, after)] == [
        "A new figure stands: 9 towns.",
        "65 became 66.",
        "3% became 4%.",
    ]
    found = changes(figures("65 people"), figures("65% and 67 people"))
    assert [change.sentence for change in found] == ["A new figure stands: 65 %.", "65 became 67."]
    assert [change.sentence for change in changes(figures("65, 12"), figures("66"))] == [
        "65 became 66.",
        "The figure 12 is gone.",
    ]


def test_a_long_table_with_one_cell_put_in_and_one_changed():
    rows = [fig(f"{n * 37 % 901 + 3}", n * 37 % 901 + 3) for n in range(800)]
    edited = [fig("7.5", "7.5"), *rows[:400], fig("12345", 12345), *rows[401:]]
    assert [change.kind for change in changes(rows, edited)] == [ChangeKind.NEW, ChangeKind.VALUE]


def test_two_long_rows_without_a_figure_in_common_are_paired_by_their_order():
    before = [fig(str(n), n) for n in range(150)]
    after = [fig(str(n), n) for n in range(1000, 1151)]
    found = changes(before, after)
    assert [change.sentence for change in found[:2]] == ["0 became 1000.", "1 became 1001."]
    assert [change.kind for change in found].count(ChangeKind.NEW) == 1


NUMBERS = st.integers(-9999, 9999).map(lambda n: Decimal(n).scaleb(-1))
LEVELS = st.builds(
    lambda value, unit, counted: fig(f"{value}", value, unit=unit, counted=counted),
    NUMBERS,
    st.sampled_from(["", "percent", "kilometre"]),
    st.sampled_from(["road", "river"]),
)


@unhurried
@given(st.lists(LEVELS, max_size=6), st.randoms())
def test_the_same_figures_in_any_order_are_no_change(row, random):
    shuffled = list(row)
    random.shuffle(shuffled)
    assert changes(row, shuffled) == ()


@unhurried
@given(st.lists(LEVELS, max_size=6), st.lists(LEVELS, max_size=6))
def test_every_figure_is_kept_or_told_once(before, after):
    found = changes(before, after)
    gone_or_changed = [change.before for change in found if change.before is not None]
    new_or_changed = [change.after for change in found if change.after is not None]
    assert len(before) - len(gone_or_changed) == len(after) - len(new_or_changed)
    assert all(any(old is figure for figure in before) for old in gone_or_changed)
    assert all(any(new is figure for figure in after) for new in new_or_changed)


@unhurried
@given(st.lists(LEVELS, min_size=1, max_size=6), st.data())
def test_one_value_changed_is_one_change(row, data):
    index = data.draw(st.integers(0, len(row) - 1))
    low = row[index].low + Decimal("0.05")  # no other in the row has such a digit
    other = replace(row[index], text=f"{low}", low=low, high=low)
    found = changes(row, [*row[:index], other, *row[index + 1 :]])
    assert [change.after for change in found if change.after is not None] == [other]


def test_bare_numbers_that_changed_places_have_changed():
    assert len(changes(figures("65 for, 12 against"), figures("12 for, 65 against"))) == 2
