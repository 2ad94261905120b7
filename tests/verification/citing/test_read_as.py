"""Figures beside an excerpt, where its words alone do not say them."""

from __future__ import annotations

import pytest

from verification.citing.read_as import read_as


@pytest.mark.parametrize(
    ("excerpt", "words", "said"),
    [
        ("7.0", ["7.0 %"], ["7.0 %"]),
        ("In all 6,300 people joined.", ["4,000 people"], ["4,000 people"]),
        ("In all 6,300 people joined.", ["6,300 people", "1,200 ships"], ["1,200 ships"]),
        # Controls: what it says itself is not said again.
        ("In all 6,300 people joined.", ["6,300 people"], []),
        ("7.0", ["7.0"], []),
        ("It met 3 times.", [], []),
    ],
)
def test_only_what_the_excerpt_does_not_say_stands_beside_it(excerpt, words, said):
    assert read_as(excerpt, words) == said
