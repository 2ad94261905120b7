"""What an own calculation rests on, and whether it still comes out as it is stored.

Reads rows that are already loaded (``EvidenceQuerySet.with_detail``); changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from claims.quantities import Quantity
from verification.calculating import Calculation, CannotCalculate, calculate
from verification.models import Evidence

OWN_CALCULATION = "Own calculation"
DAMAGED = (
    "It cannot be recomputed: what is kept of its formula and steps is damaged. Calculate it again."
)


@dataclass(frozen=True, slots=True)
class Input:
    """A figure that a calculation uses: which letter, whose evidence, which of its figures. There
    is no ``quantity`` where the evidence has lost the figure."""

    letter: str
    evidence: Evidence
    quantity: Quantity | None


@dataclass(frozen=True, slots=True)
class Stored:
    """What ``Evidence.steps`` holds; ``places`` are the places of the inputs' figures by letter,
    from 0."""

    formula: str
    steps: tuple[str, ...]
    places: dict[str, int]


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A stored calculation worked out again. ``now`` is what comes out today, ``trouble`` a
    sentence where nothing does; ``withdrawn`` are the inputs that no longer stand. Of one that
    ``is_damaged`` there is only what could be read."""

    formula: str
    steps: tuple[str, ...]
    inputs: tuple[Input, ...]
    is_same: bool
    now: Quantity | None = None
    trouble: str = ""
    withdrawn: tuple[Input, ...] = field(default=())
    is_damaged: bool = False

    @property
    def problem(self) -> str:
        """Why nobody should rest on it, or ""."""
        if self.is_damaged:
            return DAMAGED
        if self.withdrawn:
            names = ", ".join(f"{i.letter} ({i.evidence.source.name})" for i in self.withdrawn)
            return f"It rests on evidence that was withdrawn: {names}."
        if self.trouble:
            return f"It no longer comes out: {self.trouble}"
        if not self.is_same:
            now = f"now {self.now.text}" if self.now else "now something else"
            return f"Its figures were changed since; it is {now}. Calculate it again."
        return ""


def recompute(evidence: Evidence) -> Recomputed:
    """Work the calculation out again from its inputs as they are now."""
    stored = read_steps(evidence.steps)
    if stored is None or any(entry.letter not in stored.places for entry in evidence.inputs.all()):
        return Recomputed("", (), inputs_of(evidence, {}), is_same=False, is_damaged=True)
    formula, steps = stored.formula, stored.steps
    inputs = inputs_of(evidence, stored.places)
    said = {
        "formula": formula,
        "steps": steps,
        "inputs": inputs,
        "withdrawn": tuple(entry for entry in inputs if entry.evidence.is_withdrawn),
    }
    gone = [entry for entry in inputs if entry.quantity is None]
    if gone:
        return Recomputed(
            **said, is_same=False, trouble=f"{gone[0].letter} has no figure any more."
        )
    try:
        now = worked_out(formula, inputs)
    except CannotCalculate as refusal:
        return Recomputed(**said, is_same=False, trouble=refusal.sentence)
    figures = [figure.value for figure in evidence.figures.all()]
    # The first steps name the sources, and a source may be renamed.
    worked = len(inputs)
    is_same = [now.result] == figures and now.steps[worked:] == steps[worked:]
    return Recomputed(**said, is_same=is_same, now=now.result)


def read_steps(steps: Any) -> Stored | None:
    """``None`` where they are not as :func:`operations.own_evidence.cite_calculation` keeps them:
    a row that was restored, or changed by hand."""
    if not isinstance(steps, dict):
        return None
    formula, sentences, places = (steps.get(name) for name in ("formula", "steps", "figures"))
    are_sentences = isinstance(sentences, list) and all(isinstance(s, str) for s in sentences)
    are_places = isinstance(places, dict) and all(type(p) is int for p in places.values())
    if not (isinstance(formula, str) and are_sentences and are_places):
        return None
    return Stored(formula, tuple(sentences), places)


def inputs_of(evidence: Evidence, places: Mapping[str, int]) -> tuple[Input, ...]:
    return tuple(
        Input(entry.letter, entry.evidence, figure_at(entry.evidence, places.get(entry.letter, 0)))
        for entry in evidence.inputs.all()
    )


def figure_at(evidence: Evidence, place: int) -> Quantity | None:
    figures = [figure.value for figure in evidence.figures.all()]
    return figures[place] if 0 <= place < len(figures) else None


def worked_out(formula: str, inputs: tuple[Input, ...]) -> Calculation:
    """Raises ``CannotCalculate``. Every input must have its figure."""
    return calculate(
        formula,
        {entry.letter: entry.quantity for entry in inputs if entry.quantity},
        named={entry.letter: entry.evidence.source.name for entry in inputs},
    )
