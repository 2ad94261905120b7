"""What holds for every pair of figures, not only for those in the table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from claims.quantities import Change, Comparator, Nature, Quantity, Relation, Scope, compare

from .figures import fig

HEDGES = ["", "about ", "nearly "]
SHAPES = ["value", "range", "at least", "at most"]
SCALES = {"": 1, " thousand": 10**3, " million": 10**6, " billion": 10**9}
# The same mass in units a power of ten apart, so that only the scale word must change.
METRIC = [("gram", " million"), ("kilogram", " thousand"), ("tonne", "")]


@st.composite
def numbers(draw, smallest=-9999, places=None):
    """A Decimal with nought to two written places."""
    digits = draw(st.integers(smallest, 9999))
    return Decimal(digits).scaleb(-draw(st.integers(0, 2)) if places is None else -places)


@st.composite
def levels(draw, smallest=-9999, places=None, scale=""):
    """A level in any of the shapes, with a text that writes its bounds."""
    return written(
        sorted([draw(numbers(smallest, places)), draw(numbers(smallest, places))]),
        draw(st.sampled_from(SHAPES)),
        draw(st.sampled_from(HEDGES)),
        scale,
    )


def written(bounds, shape, hedge="", scale="", **fields):
    """The quantity that such a phrase means, with its scale word multiplied in."""
    low, high = (bound * SCALES[scale] for bound in bounds)
    first, last = (f"{bound:f}{scale}" for bound in bounds)
    if hedge:
        fields["comparator"] = Comparator.ABOUT
    if shape == "value":
        return fig(f"{hedge}{first}", low, **fields)
    if shape == "range":
        return fig(f"{hedge}{first} to {last}", low, high, **fields)
    if shape == "at least":
        return fig(f"{hedge}at least {first}", low, None, **fields)
    return fig(f"{hedge}at most {last}", None, high, **fields)


@st.composite
def differences(draw):
    """A change by some magnitude, with or without a direction."""
    level = draw(levels(smallest=0))
    return replace(level, nature=Nature.DIFFERENCE, change=draw(st.sampled_from(Change)))


def relation(claimed: Quantity, found: Quantity) -> Relation:
    return compare(claimed, found).relation


@given(levels(), levels())
def test_touching_is_symmetric(claimed, found):
    assert compare(claimed, found).touching == compare(found, claimed).touching


@given(differences(), differences())
def test_touching_is_symmetric_for_changes(claimed, found):
    assert compare(claimed, found).touching == compare(found, claimed).touching


@given(differences(), differences())
def test_opposite_directions_never_touch(claimed, found):
    values = {claimed.low, claimed.high, found.low, found.high}
    assume({claimed.change, found.change} == {Change.UP, Change.DOWN} and 0 not in values)
    assert relation(claimed, found) in (Relation.BELOW, Relation.ABOVE)


@given(levels(), levels())
def test_below_one_way_is_above_the_other_way(claimed, found):
    mirror = {Relation.BELOW: Relation.ABOVE, Relation.ABOVE: Relation.BELOW}
    there, back = relation(claimed, found), relation(found, claimed)
    if there in mirror:
        assert back is mirror[there]


@given(levels())
def test_a_figure_lies_inside_itself(figure):
    assert relation(figure, figure) is Relation.INSIDE


@given(
    levels(places=1),
    levels(places=1),
    st.integers(0, 500),
    st.integers(0, 500),
    st.sampled_from(HEDGES),
)
def test_widening_the_claim_never_turns_inside_into_outside(claimed, found, down, up, hedge):
    assume(None not in (claimed.low, claimed.high))
    assume(hedge != "nearly " and "nearly" not in claimed.text)
    bounds = [claimed.low - Decimal(down) / 10, claimed.high + Decimal(up) / 10]
    hedge = "about " if "about" in claimed.text else hedge
    wider = written(bounds, "range", hedge)
    if relation(claimed, found) is Relation.INSIDE:
        assert relation(wider, found) is Relation.INSIDE
    if compare(claimed, found).touching:
        assert compare(wider, found).touching


@given(levels(places=1), levels(places=1))
def test_opening_an_end_of_the_claim_never_turns_inside_into_outside(claimed, found):
    assume(None not in (claimed.low, claimed.high))
    assume(relation(claimed, found) is Relation.INSIDE)
    opened = Quantity(claimed.text, claimed.low, None, comparator=Comparator.AT_LEAST)
    assert relation(opened, found) is Relation.INSIDE


@given(levels(), levels(), st.sampled_from(list(SCALES)))
def test_a_power_of_ten_on_both_sides_changes_nothing(claimed, found, scale):
    plain = compare(claimed, found, scope=Scope())
    scaled = compare(times(claimed, scale), times(found, scale), scope=Scope())
    assert scaled.relation is plain.relation
    assert scaled.distance == plain.distance
    assert scaled.reservations == plain.reservations


def times(quantity: Quantity, scale: str) -> Quantity:
    """The same digits with a scale word behind every number."""
    words = [f"{word}{scale}" if word[-1].isdigit() else word for word in quantity.text.split(" ")]
    low, high = (
        None if bound is None else bound * SCALES[scale] for bound in (quantity.low, quantity.high)
    )
    return replace(quantity, text=" ".join(words), low=low, high=high)


@given(
    levels(smallest=0),
    levels(smallest=0),
    st.sampled_from(METRIC),
    st.sampled_from(METRIC),
)
def test_the_unit_that_either_side_is_written_in_changes_nothing(claimed, found, one, two):
    plain = compare(replace(claimed, unit="tonne"), replace(found, unit="tonne"))
    converted = compare(
        replace(times(claimed, one[1]), unit=one[0]), replace(times(found, two[1]), unit=two[0])
    )
    assert converted.relation is plain.relation
    assert converted.reservations == plain.reservations
    if plain.distance is not None:
        assert abs(converted.distance - plain.distance) < Decimal("1e-18")


@given(levels(), levels())
def test_a_distance_is_given_only_where_the_two_are_apart(claimed, found):
    comparison = compare(claimed, found)
    if comparison.touching:
        assert comparison.distance is None
        assert comparison.difference is None
    else:
        assert comparison.difference > 0
        assert comparison.distance is None or comparison.distance > 0


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=6, min_value=-(10**27), max_value=10**27
    )
)
def test_no_size_is_too_large_to_be_compared_and_told(value):
    comparison = compare(fig("claimed", value), fig("found", value + 1))
    assert comparison.sentence
    assert "E" not in comparison.sentence.replace("End", "")
