"""Krippendorff's alpha: published worked examples, its interval, and when nothing is told."""

from __future__ import annotations

import krippendorff
import numpy as np
import pytest

from verification.reliability import alpha as machine
from verification.reliability.alpha import FEWEST, Agreement, Level, agreement, resampled

NONE = np.nan
# Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability", Annenberg School for
# Communication, 25 January 2011, section C: four observers, twelve units, some of them missing.
FOUR_OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NONE, NONE, NONE],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NONE, 3],
    [NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NONE],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NONE],
]
# The same, section A: two observers, ten binary units; section B: two observers, nominal.
JON, HAN = (0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0)
MEG, OWEN = "aabbdcccedda", "babbbccceddd"


@pytest.mark.parametrize(
    ("level", "published"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_the_library_gives_what_was_published_for_four_observers(level, published):
    given = krippendorff.alpha(reliability_data=FOUR_OBSERVERS, level_of_measurement=level)
    assert round(given, 3) == published


@pytest.mark.parametrize(
    ("first", "second", "published"),
    [(JON, HAN, 0.095), ([ord(c) for c in MEG], [ord(c) for c in OWEN], 0.692)],
)
def test_two_observers_get_what_was_published(first, second, published):
    pairs = tuple(zip(map(float, first), map(float, second), strict=True))
    assert round(agreement(pairs, Level.NOMINAL).alpha, 3) == published


@pytest.mark.parametrize("level", Level)
def test_each_sample_s_alpha_is_the_library_s(level, monkeypatch):
    monkeypatch.setattr(machine, "RESAMPLES", 40)
    rng = np.random.default_rng(5)
    values = rng.integers(0, 6, size=(30, 2)).astype(float)
    drawn = np.random.default_rng(machine.SEED).multinomial(30, [1 / 30] * 30, size=40)
    by_library = [
        krippendorff.alpha(
            reliability_data=np.repeat(values, times, axis=0).T, level_of_measurement=level.value
        )
        for times in drawn
    ]
    assert resampled(values, level) == pytest.approx(by_library)


def test_the_interval_holds_alpha_and_narrows_with_more_pairs():
    few = ((1.0, 1.0), (2.0, 2.0), (3.0, 3.0), (1.0, 2.0), (3.0, 3.0)) * 4
    told, more = (agreement(pairs, Level.NOMINAL) for pairs in (few, few * 20))
    assert told.low < told.alpha < told.high
    assert more.high - more.low < (told.high - told.low) / 3
    assert agreement(few, Level.NOMINAL) == told  # the same data, the same interval


def test_too_few_pairs_tell_nothing():
    pairs = ((1.0, 1.0), (2.0, 1.0)) * FEWEST
    assert agreement(pairs[: FEWEST - 1], Level.ORDINAL) == Agreement(
        FEWEST - 1, words="too few to say"
    )
    assert agreement(pairs[:FEWEST], Level.ORDINAL).is_told


def test_pairs_that_are_all_alike_tell_nothing():
    told = agreement(((1.0, 1.0),) * 50, Level.RATIO)
    assert (told.pairs, told.alpha) == (50, None)
    assert "nothing tells agreement from chance" in told.words
    # One pair that differs from the others is enough, and some samples are then without any.
    told = agreement(((1.0, 1.0),) * 49 + ((2.0, 2.0),), Level.RATIO)
    assert (told.alpha, told.low, told.high) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        (((1.0, 1.0), (2.0, 2.0)) * 10, "They agree well"),
        (((1.0, 1.0), (2.0, 2.0)) * 9 + ((1.0, 2.0),) * 3, "They agree fairly"),
        (((1.0, 1.0), (2.0, 2.0)) * 5 + ((1.0, 2.0),) * 4, "They agree too little"),
        (((1.0, 2.0),) * 20, "less often than chance"),
    ],
)
def test_alpha_is_put_in_words(pairs, words):
    assert words in agreement(pairs, Level.NOMINAL).words


def test_a_rating_further_off_counts_for_more_where_there_is_an_order():
    near = tuple((float(a), float(a % 5 + 1)) for a in (1, 2, 3, 4) * 5)
    far = tuple((float(a), float(6 - a)) for a in (1, 2, 4, 5) * 5)
    assert agreement(near, Level.ORDINAL).alpha > agreement(far, Level.ORDINAL).alpha
