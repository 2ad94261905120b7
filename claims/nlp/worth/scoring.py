"""A sentence's score and the reasons for it, in words and from which words.

The score is a logistic function of a weighted sum; the reasons are what raised it most.
"""

from __future__ import annotations

import math

from ..reading import Step
from .features import Found, features
from .lexical import Vector, telling
from .scorer import Scorer
from .words import View

DIGITS = 4
MOST_REASONS = 9
# These raise a score, and as a reason would only say again what another one has said.
SAID_ALREADY = frozenset({"several pasts", "several public matters", "several things done"})
MOST_STEPS = 3
# What adds less than this before the logistic curve is no reason.
LEAST = 0.1
LEAST_OF_A_WORD = 0.12
MOST_WORDS = 3
WORDS = "words this desk checks"

Worth = tuple[float, tuple[str, ...], tuple[Step, ...]]


def weigh(view: View, scorer: Scorer) -> Worth:
    """The score from 0 to 1, the reasons, weightiest first, and where each was read."""
    found = features(view)
    total, by_word = added_up(view, found, scorer)
    raising = sorted(
        (name for name in found.keys() - SAID_ALREADY if scorer.weights.get(name, 0.0) >= LEAST),
        key=lambda name: (-scorer.weights[name], name),
    )[:MOST_REASONS]
    reasons = list(raising)
    steps = [Step(name, *span) for name in raising for span in found[name][:MOST_STEPS]]
    if words := telling(view.words, by_word, least=LEAST_OF_A_WORD, most=MOST_WORDS):
        reasons.append(f"{WORDS}: {', '.join(word.low for word in words)}")
        steps += [Step(WORDS, word.start, word.end) for word in words]
    return round(_logistic(total), DIGITS), tuple(reasons), tuple(steps)


def added_up(view: View, found: Found, scorer: Scorer) -> tuple[float, Vector]:
    """All that speaks for a check and against it, and what single words add to that."""
    total = scorer.bias + sum(scorer.weights.get(name, 0.0) for name in found)
    if scorer.lexical is None:
        return total, {}
    added, by_word = scorer.lexical.weigh(view, found)
    return total + added, by_word


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-500.0, min(500.0, value))))
