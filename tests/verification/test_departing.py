"""Whether a rating departs from what the numbers say: a table of tallies and places."""

from __future__ import annotations

import pytest

from claims.quantities import Tally
from verification.departing import Place, departure, place_of


def tally(inside: int = 0, overlaps: int = 0, below: int = 0, above: int = 0, **more: int) -> Tally:
    rest = {"copies": 0, "unexplained": 0, "not_comparable": 0, **more}
    return Tally(inside, overlaps, below, above, sentence="", **rest)


TOUCH, APART, MIXED = tally(inside=2, overlaps=1), tally(below=1, above=2), tally(inside=2, above=1)
NOTHING = tally(copies=2, unexplained=1, not_comparable=3)


@pytest.mark.parametrize(
    ("numbers", "places", "departing"),
    [
        # Each place of orders of five, four, three, two and one; which of them depart.
        (TOUCH, 5, {4, 5}), (APART, 5, {1, 2}), (MIXED, 5, {1, 5}), (NOTHING, 5, set()),
        (TOUCH, 4, {3, 4}), (APART, 4, {1, 2}), (MIXED, 4, {1, 4}), (NOTHING, 4, set()),
        (TOUCH, 3, {3}), (APART, 3, {1}), (MIXED, 3, {1, 3}), (NOTHING, 3, set()),
        (TOUCH, 2, {2}), (APART, 2, {1}), (MIXED, 2, {1, 2}), (NOTHING, 2, set()),
        (TOUCH, 1, set()), (APART, 1, set()), (MIXED, 1, set()), (NOTHING, 1, set()),
        # One source is enough, and overlapping is touching.
        (tally(inside=1), 5, {4, 5}), (tally(overlaps=1), 5, {4, 5}),
        (tally(below=1), 5, {1, 2}), (tally(above=1), 5, {1, 2}),
        (tally(overlaps=1, below=1), 5, {1, 5}),
        # What is not counted makes no difference.
        (tally(inside=1, copies=4, unexplained=2, not_comparable=1), 5, {4, 5}),
    ],
)  # fmt: skip
def test_which_places_depart_from_which_numbers(numbers, places, departing):
    assert {
        at for at in range(1, places + 1) if departure([numbers], Place("So", at, places))
    } == departing


@pytest.mark.parametrize("numbers", [TOUCH, APART, MIXED, NOTHING])
def test_never_without_a_rating_or_outside_the_order(numbers):
    assert departure([numbers], None) == ""
    assert departure([numbers], Place("Unproven", None, 5)) == ""


@pytest.mark.parametrize(
    ("numbers", "at", "sentence"),
    [
        ([TOUCH], 5, "All 3 comparable, independent sources lie inside or overlap what was "
         "claimed, yet the rating is “So”, in the lower half of the scale."),
        ([APART], 2, "None of the 3 comparable, independent sources lies inside or overlaps what "
         "was claimed, yet the rating is “So”, in the upper half of the scale."),
        ([MIXED], 1, "Of 3 comparable, independent sources 2 lie inside or overlap what was "
         "claimed and 1 does not, yet the rating is “So”, the first of the scale."),
        ([tally(inside=1, below=2)], 5, "Of 3 comparable, independent sources 1 lies inside or "
         "overlaps what was claimed and 2 do not, yet the rating is “So”, the last of the scale."),
        ([tally(inside=1)], 4, "The one comparable, independent source lies inside or overlaps "
         "what was claimed, yet the rating is “So”, in the lower half of the scale."),
        ([tally(above=1)], 1, "The one comparable, independent source neither lies inside nor "
         "overlaps what was claimed, yet the rating is “So”, in the upper half of the scale."),
        # Over several figures of a claim all count together, as figures and not as sources.
        ([tally(inside=2), tally(inside=1)], 5, "All 3 figures of comparable, independent sources "
         "lie inside or overlap what was claimed, yet the rating is “So”, in the lower half of "
         "the scale."),
        ([tally(inside=2), tally(above=1)], 2, ""),
        ([tally(inside=2), NOTHING], 5, "Both comparable, independent sources lie inside or "
         "overlap what was claimed, yet the rating is “So”, in the lower half of the scale."),
        ([], 1, ""),
    ],
)  # fmt: skip
def test_what_it_says(numbers, at, sentence):
    assert departure(numbers, Place("So", at, 5)) == sentence


@pytest.mark.parametrize(
    ("position", "positions", "place"),
    [
        (1, [1, 2, 3, None], (1, 3)),
        (3, [3, None, 1, 2], (3, 3)),
        (40, [10, 20, 40], (3, 3)),  # with gaps
        (None, [1, 2, None], (None, 2)),
        (None, [None], (None, 0)),
    ],
)
def test_a_place_is_counted_in_the_order_of_the_scale(position, positions, place):
    found = place_of("So", position, positions)
    assert (found.at, found.places) == place
