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


@dataclass(frozen=True, slots=True)
class Input:
    """A figure that a calculation uses: which letter, whose evidence, which of its figures. There
    is no ``quantity`` where the evidence has lost the figure."""

    letter: str
    evidence: Evidence
    quantity: Quantity | None


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A stored calculation worked out again. ``now`` is what comes out today, ``trouble`` a
    sentence where nothing does; ``withdrawn`` are the inputs that no longer stand."""

    formula: str
    steps: tuple[str, ...]
    inputs: tuple[Input, ...]
    is_same: bool
    now: Quantity | None = None
    trouble: str = ""
    withdrawn: tuple[Input, ...] = field(default=())

    @property
    def problem(self) -> str:
        """Why nobody should rest on it, or ""."""
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
    stored = evidence.steps if isinstance(evidence.steps, dict) else {}
    formula, steps = stored.get("formula", ""), tuple(stored.get("steps", ()))
    inputs = inputs_of(evidence, stored.get("figures", {}))
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


def inputs_of(evidence: Evidence, places: Mapping[str, Any]) -> tuple[Input, ...]:
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
