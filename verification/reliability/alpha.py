"""Krippendorff's alpha of pairs of answers, with its confidence interval. Plain values.

Alpha is 1 where all pairs agree, 0 where they agree as often as chance would have it, and below 0
where they differ by a rule. The coefficient is the ``krippendorff`` library's. Its interval is the
percentile interval of a bootstrap, as Hayes and Krippendorff give one with it ("Answering the Call
for a Standard Reliability Measure for Coding Data", Communication Methods and Measures 1, 2007),
resampling whole units, which holds what it promises for small samples too (Zapf, Castell,
Morawietz and Karch, "Measuring inter-rater reliability for nominal data", BMC Medical Research
Methodology 16:93, 2016).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

import krippendorff
import numpy as np
from numpy.typing import NDArray

Pairs = tuple[tuple[float, float], ...]
Array = NDArray[Any]

FEWEST = 10  # pairs; from fewer nothing is told
RESAMPLES = 2000
SEED = 2011
SHARE = 95  # percent that the interval covers


class Level(StrEnum):
    """What counts as how far apart: any difference alike; steps of an order; shares of a size."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    RATIO = "ratio"


# From which alpha on, in words; the two limits are those that Krippendorff recommends (Content
# Analysis, 4th edition, 2018, chapter 12).
RELIABLE, TENTATIVE = 0.8, 0.667
MEANING = (
    (RELIABLE, "They agree well: one reviewer’s answer can be relied on."),
    (TENTATIVE, "They agree fairly: good for tentative conclusions only."),
    (0.0, "They agree too little to rely on one reviewer’s answer alone."),
    (float("-inf"), "They agree less often than chance would have it."),
)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Alpha of ``pairs`` pairs with its interval from ``low`` to ``high``; all three are ``None``
    where nothing can be told, and ``words`` say why."""

    pairs: int
    alpha: float | None = None
    low: float | None = None
    high: float | None = None
    words: str = ""

    @property
    def is_told(self) -> bool:
        return self.alpha is not None


@lru_cache(maxsize=1024)
def agreement(pairs: Pairs, level: Level) -> Agreement:
    """Of pairs of numbers: codes, positions in an order, or sizes from zero up."""
    if len(pairs) < FEWEST:
        return Agreement(len(pairs), words="too few to say")
    values = np.array(pairs, dtype=float)
    if len(np.unique(values)) == 1:
        return Agreement(len(pairs), words="all alike, so nothing tells agreement from chance")
    alpha = float(krippendorff.alpha(reliability_data=values.T, level_of_measurement=level.value))
    low, high = np.nanpercentile(resampled(values, level), [(100 - SHARE) / 2, (100 + SHARE) / 2])
    meaning = next(words for limit, words in MEANING if alpha >= limit)
    return Agreement(len(pairs), alpha, float(low), float(high), meaning)


def resampled(values: Array, level: Level) -> Array:
    """Alpha of ``RESAMPLES`` samples of the pairs, each drawn with replacement and as large as
    the whole; NaN of a sample without any difference. ``values`` has the shape (pairs, 2).

    All samples are worked out at once, each as how often it holds every pair.
    """
    size = len(values)
    domain, codes = np.unique(values, return_inverse=True)
    codes = codes.reshape(values.shape)
    draws = np.random.default_rng(SEED).multinomial(size, [1 / size] * size, size=RESAMPLES)
    counts = np.zeros((size, len(domain)))
    np.add.at(counts, (np.arange(size)[:, None], codes), 1)
    how_often = draws @ counts  # of each sample, how often it holds each value
    observed, expected = DISAGREEMENT[level](domain, codes, draws, how_often)
    with np.errstate(invalid="ignore", divide="ignore"):
        return 1 - (2 * size - 1) * 2 * observed / expected


def by_distance(distances: Array, codes: Array, draws: Array, how_often: Array) -> Any:
    """Of each sample, the sum of the distances within its pairs, and of those between any two of
    its values; ``distances`` has the shape (values, values)."""
    observed = draws @ distances[codes[:, 0], codes[:, 1]]
    return observed, ((how_often @ distances) * how_often).sum(axis=1)


def nominal(domain: Array, codes: Array, draws: Array, how_often: Array) -> Any:
    return by_distance(1.0 - np.eye(len(domain)), codes, draws, how_often)


def ratio(domain: Array, codes: Array, draws: Array, how_often: Array) -> Any:
    sums = np.add.outer(domain, domain)
    shares = np.divide(
        np.subtract.outer(domain, domain), sums, out=np.zeros_like(sums), where=sums != 0
    )
    return by_distance(shares**2, codes, draws, how_often)


def ordinal(domain: Array, codes: Array, draws: Array, how_often: Array) -> Any:
    """How far apart two ranks are depends on how many values of the sample lie between them, so
    each sample has places of its own: a rank lies in the middle of its values."""
    places = np.cumsum(how_often, axis=1) - how_often / 2
    apart = (places[:, codes[:, 0]] - places[:, codes[:, 1]]) ** 2
    squares = (how_often * places**2).sum(axis=1)
    sums = (how_often * places).sum(axis=1)
    return (draws * apart).sum(axis=1), 2 * (how_often.sum(axis=1) * squares - sums**2)


DISAGREEMENT = {Level.NOMINAL: nominal, Level.ORDINAL: ordinal, Level.RATIO: ratio}
