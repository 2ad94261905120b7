"""Ages set beside the name of who says something: "…, mayor Ana Ruiz, 44, told reporters"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from .reading import Attribution, Figure, Span

_BESIDE_A_NAME = re.compile(r"(?P<name>[^,]*[A-Z][^,]*), (?P<opener>(?:aged |an? )?)")


@dataclass(frozen=True, slots=True)
class Age:
    """Whose age, and what is told of it: "Ana Ruiz", and "44" or "a 44-year-old nurse"."""

    name: Span
    told: Span


def ages_of_sources(
    text: str, figures: Sequence[Figure], said: Sequence[Attribution]
) -> dict[int, Age]:
    """For each figure that is the age of a source, by where it starts: whose, and how it is told.

    It is told about who speaks, so it belongs neither to what they say nor to the saying of it.
    """
    sources = sorted({span for one in said for span in one.source})
    starts = [start for start, _ in sources]
    found = {}
    for figure in figures:
        at = bisect_right(starts, figure.start) - 1
        if figure.quantity.unit != "year of age" or at < 0 or sources[at][1] < figure.end:
            continue
        start, end = sources[at]
        if match := _BESIDE_A_NAME.fullmatch(text, start, figure.start):
            comma = text.find(",", figure.end, end)
            told = (match.start("opener"), comma if comma > 0 else end)
            found[figure.start] = Age(match.span("name"), told)
    return found
