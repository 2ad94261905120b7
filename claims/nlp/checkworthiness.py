"""How much a check of a sentence would be worth, from features that a person can read.

The score is a logistic function of a weighted sum; the reasons are the features that raised it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from decimal import Decimal

from .lexicons import asserting
from .lexicons.weights import BIAS, WEIGHTS
from .reading import Figure

SCAN = 2000
_PATTERNS = {
    name: re.compile(getattr(asserting, name.upper()), re.IGNORECASE)
    for name in (
        "promise",
        "forecast",
        "opinion",
        "superlative",
        "cause",
        "question",
        "wish",
        "greeting",
        "public_matter",
        "comparison",
        "past",
        "perfect",
        "have",
        "you",
        "modal",
        "third",
        "negation",
    )
}
_FIRST_PERSON = re.compile(asserting.FIRST_PERSON)
_PEOPLE = re.compile(asserting.PEOPLE)
_NAMES = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")

# Feature -> what it is called when it is a reason to check.
REASONS = {
    "figure": "a figure",
    "figures": "several figures",
    "large": "a large number",
    "money": "money",
    "share": "a share",
    "change": "a change",
    "many_people": "about many people",
    "public_matter": "a public matter",
    "comparison": "a comparison",
    "superlative": "a superlative",
    "cause": "a cause is claimed",
    "past": "past, so checkable",
    "perfect": "past, so checkable",
    "names": "about somebody named",
}


def features(text: str, figures: Sequence[Figure]) -> dict[str, float]:
    """The features of a sentence, each 0 to 1."""
    head = text[:SCAN]
    found = {name: float(bool(pattern.search(head))) for name, pattern in _PATTERNS.items()}
    if len(text) > SCAN:
        found["question"] = 0.0
    words = len(head.split())
    quantities = [figure.quantity for figure in figures]
    sizes = [abs(q.high or q.low or Decimal(0)) for q in quantities]
    peopled = any(
        size >= 100 and _PEOPLE.search(q.counted) for size, q in zip(sizes, quantities, strict=True)
    )
    found |= {
        "many_people": float(peopled),
        "figure": float(bool(quantities)),
        "figures": float(len(quantities) > 1),
        "large": float(any(size >= 1000 for size in sizes)),
        "money": float(
            any("dollar" in q.unit or "euro" in q.unit or "pound" in q.unit for q in quantities)
        ),
        "share": float(
            any(q.unit in ("percent", "proportion", "percentage point") for q in quantities)
        ),
        "change": float(any(q.change != "none" for q in quantities)),
        "first_person": float(bool(_FIRST_PERSON.search(head))),
        "names": min(1.0, len(_NAMES.findall(head)) / 2),
        "short": float(words < 6),
        "length": min(1.0, words / 30),
    }
    return found


def weigh(text: str, figures: Sequence[Figure]) -> tuple[float, tuple[str, ...]]:
    """The score from 0 to 1, to two digits, and the reasons, the weightiest first."""
    values = features(text, figures)
    total = BIAS + sum(WEIGHTS.get(name, 0.0) * value for name, value in values.items())
    score = round(1 / (1 + math.exp(-total)), 2)
    raising = sorted(
        (name for name in REASONS if values[name] and WEIGHTS.get(name, 0.0) > 0),
        key=lambda name: -WEIGHTS[name],
    )
    return score, tuple(dict.fromkeys(REASONS[name] for name in raising))
