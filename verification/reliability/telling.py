"""What pairs of findings tell: agreement by period, topic and policy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .alpha import Agreement, Level, agreement
from .pairs import Pair
from .periods import Period, period_of

MOST_FIGURES = 200  # pairs of figures of one group, the latest


@dataclass(frozen=True, slots=True)
class Group:
    """Agreement of some of the pairs, by level. ``outside`` are pairs of ratings that have no
    place in the order."""

    name: str
    pairs: int
    by_level: dict[Level, Agreement]
    outside: int = 0


def group_of(name: str, pairs: Sequence[Pair]) -> Group:
    """``pairs`` with the latest first."""
    rated = [pair for pair in pairs if all(pair.ratings)]
    ordered = [pair.positions for pair in rated if None not in pair.positions]
    figures = [pair.figures for pair in pairs if None not in pair.figures]
    return Group(
        name,
        len(pairs),
        {
            Level.NOMINAL: agreement(coded([pair.ratings for pair in rated]), Level.NOMINAL),
            Level.ORDINAL: agreement(as_numbers(ordered), Level.ORDINAL),
            Level.RATIO: agreement(as_numbers(figures[:MOST_FIGURES]), Level.RATIO),
        },
        outside=len(rated) - len(ordered),
    )


def coded(ratings: Sequence[tuple[str, str]]) -> tuple[tuple[float, float], ...]:
    """A number for each rating, whichever."""
    codes = {slug: float(code) for code, slug in enumerate(sorted({s for p in ratings for s in p}))}
    return tuple((codes[first], codes[second]) for first, second in ratings)


def as_numbers(pairs: Iterable[tuple]) -> tuple[tuple[float, float], ...]:
    return tuple((float(first), float(second)) for first, second in pairs)


def by_period(pairs: Sequence[Pair], periods: Sequence[Period]) -> list[Group]:
    return [
        group_of(
            period.label, [pair for pair in pairs if period_of(pair.on, period.months) == period]
        )
        for period in periods
    ]


def by_name(pairs: Sequence[Pair], name_of: Callable[[Pair], str], *, most: int) -> list[Group]:
    """The groups with the most pairs, those first."""
    counts = Counter(name_of(pair) for pair in pairs)
    names = sorted(counts, key=lambda name: (-counts[name], name))
    return [
        group_of(name, [pair for pair in pairs if name_of(pair) == name]) for name in names[:most]
    ]
