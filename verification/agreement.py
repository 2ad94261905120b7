"""Do the findings of one review agree, and where do they differ? Plain values in and out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """A finding's answers. ``position`` is the rating's place in the order of its scale, or
    ``None`` outside the order; ``rating`` is empty where the kind of claim is not rated, and
    ``was_it_said`` where that was not asked or not answered."""

    rating: str
    position: int | None = None
    was_it_said: str = ""


def agree(answers: Sequence[Answer], *, within: int = 0) -> bool:
    """Whether all answers agree: the same rating, or ratings at most ``within`` steps apart in
    the order; a rating outside the order agrees only with itself. "Was it said?" must be
    answered alike by all who answered it."""
    differ = differing(answers)
    if "was_it_said" in differ:
        return False
    if "rating" not in differ:
        return True
    positions = [answer.position for answer in answers if answer.position is not None]
    return len(positions) == len(answers) and max(positions) - min(positions) <= within


def differing(answers: Sequence[Answer]) -> frozenset[str]:
    """The names of the answers that are not the same in all findings, whatever the policy makes
    of it: "rating", "was_it_said"."""
    said = {answer.was_it_said for answer in answers if answer.was_it_said}
    differ = {
        "rating": len({answer.rating for answer in answers}) > 1,
        "was_it_said": len(said) > 1,
    }
    return frozenset(name for name, is_so in differ.items() if is_so)
