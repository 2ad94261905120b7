"""What holds for every pair of figures, not only for those in the table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.quantities import Change, Comparator, Nature, Quantity, Relation, Scope, compare

from .figures import fell, fig, moved, rose

# The first two units that meet load the library of units.
unhurried = settings(deadline=None)

D = Nature.DIFFERENCE
HEDGES = ["", "about ", "nearly "]
CLOSED = ["value", "range"]
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
def levels(draw, smallest=-9999, places=None, shapes=SHAPES, hedges=HEDGES):
    """A level in one of the shapes, with a text that writes its bounds."""
    return written(
        sorted([draw(numbers(smallest, places)), draw(numbers(smallest, places))]),
        draw(st.sampled_from(shapes)),
        draw(st.sampled_from(hedges)),
    )


def written(bounds, shape, hedge="", **fields):
    """The quantity that such a phrase means."""
    low, high = bounds
    first, last = (f"{bound:f}" for bound in bounds)
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
def differences(draw, smallest=0, changes=tuple(Change)):
    """A change by some magnitude, with or without a direction."""
    level = draw(levels(smallest=smallest))
    return replace(level, nature=Nature.DIFFERENCE, change=draw(st.sampled_from(changes)))


def relation(claimed: Quantity, found: Quantity) -> Relation:
    return compare(claimed, found).relation


@unhurried
@given(levels(), levels())
def test_touching_is_symmetric(claimed, found):
    assert compare(claimed, found).touching == compare(found, claimed).touching


@unhurried
@given(differences(), differences())
def test_touching_is_symmetric_for_changes(claimed, found):
    assert compare(claimed, found).touching == compare(found, claimed).touching


@unhurried
@given(differences(1, [Change.UP]), differences(1, [Change.DOWN]))
def test_opposite_directions_never_touch(rise, fall):
    assert relation(rise, fall) is Relation.BELOW
    assert relation(fall, rise) is Relation.ABOVE


@unhurried
@given(levels(), levels())
def test_below_one_way_is_above_the_other_way(claimed, found):
    mirror = {Relation.BELOW: Relation.ABOVE, Relation.ABOVE: Relation.BELOW}
    there, back = relation(claimed, found), relation(found, claimed)
    if there in mirror:
        assert back is mirror[there]


@unhurried
@given(levels())
def test_a_figure_lies_inside_itself(figure):
    assert relation(figure, figure) is Relation.INSIDE


@unhurried
@given(
    levels(places=1, shapes=CLOSED, hedges=["", "about "]),
    levels(places=1),
    st.integers(0, 500),
    st.integers(0, 500),
    st.sampled_from(["", "about "]),
)
def test_widening_the_claim_never_turns_inside_into_outside(claimed, found, down, up, hedge):
    bounds = [claimed.low - Decimal(down) / 10, claimed.high + Decimal(up) / 10]
    hedge = "about " if "about" in claimed.text else hedge
    wider = written(bounds, "range", hedge)
    if relation(claimed, found) is Relation.INSIDE:
        assert relation(wider, found) is Relation.INSIDE
    if compare(claimed, found).touching:
        assert compare(wider, found).touching


@unhurried
@given(levels(places=1, shapes=CLOSED), st.decimals(0, 1, places=2))
def test_opening_an_end_of_the_claim_never_turns_inside_into_outside(claimed, share):
    found = fig("found", claimed.low + (claimed.high - claimed.low) * share)
    assert relation(claimed, found) is Relation.INSIDE
    for opened in (replace(claimed, high=None), replace(claimed, low=None)):
        assert relation(opened, found) is Relation.INSIDE


@unhurried
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


@unhurried
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


@unhurried
@given(levels(), levels())
def test_a_distance_is_given_only_where_the_two_are_apart(claimed, found):
    comparison = compare(claimed, found)
    if comparison.touching:
        assert comparison.distance is None
        assert comparison.difference is None
    else:
        assert comparison.difference > 0
        assert comparison.distance is None or comparison.distance > 0


def in_percent(value: Decimal, change: Change) -> Quantity:
    return replace(fig(f"by {value:f} %", value, unit="percent"), nature=D, change=change)


@unhurried
@given(st.integers(200, 99999))
def test_a_rise_by_a_factor_is_the_rise_to_so_many_times_the_base(hundredths):
    factor = Decimal(hundredths) / 100
    said = rose(f"{factor}-fold", factor)
    same = in_percent((factor - 1) * 100, Change.UP)
    assert relation(said, same) is Relation.INSIDE
    assert relation(said, moved("moved", 1000, factor * 1000)) is Relation.INSIDE
    assert compare(same, said).touching


@unhurried
@given(st.integers(2, 500))
def test_a_fall_by_a_factor_leaves_one_part_of_so_many(factor):
    said = fell(f"{factor}-fold", factor)
    assert relation(said, moved("moved", factor * 1000, 1000)) is Relation.INSIDE
    assert relation(said, in_percent(Decimal(101), Change.DOWN)) is Relation.ABOVE


@unhurried
@given(st.sampled_from([rose, fell]), st.integers(2, 99), st.sampled_from(["times", "-fold"]))
def test_a_factor_lies_inside_itself_and_never_with_the_opposite_way(way, factor, unit):
    said, back = way(f"{factor} {unit}", factor), (fell if way is rose else rose)("back", factor)
    assert relation(said, said) is Relation.INSIDE
    assert relation(said, back) is (Relation.BELOW if way is rose else Relation.ABOVE)


@unhurried
@given(
    st.sampled_from([rose, fell]),
    levels(smallest=0, shapes=["value"]),
    differences(changes=[Change.UP]),
)
def test_touching_is_symmetric_for_factors_too(way, factor, found):
    said, other = way(factor.text, factor.low), replace(found, unit="percent")
    assert compare(said, other).touching == compare(other, said).touching


@unhurried
@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=6, min_value=-(10**27), max_value=10**27
    )
)
def test_no_size_is_too_large_to_be_compared_and_told(value):
    comparison = compare(fig("claimed", value), fig("found", value + 1))
    assert comparison.sentence
    assert "E" not in comparison.sentence.replace("End", "")
