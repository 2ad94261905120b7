"""Do the findings of one review agree? Plain values in, a plain answer out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """A finding's answers. ``position`` is the rating's place in the order of its scale, or
    ``None`` outside the order; ``rating`` is empty where the kind of claim is not rated."""

    rating: str
    position: int | None = None
    was_it_said: str = ""


def agree(answers: Sequence[Answer], *, within: int = 0) -> bool:
    """Whether all answers agree: the same rating, or ratings at most ``within`` steps apart in
    the order; a rating outside the order agrees only with itself. "Was it said?" must be
    answered alike by all who answered it."""
    said = {answer.was_it_said for answer in answers if answer.was_it_said}
    if len(said) > 1:
        return False
    if len({answer.rating for answer in answers}) <= 1:
        return True
    positions = [answer.position for answer in answers if answer.position is not None]
    return len(positions) == len(answers) and max(positions) - min(positions) <= within
