"""Whether claim and evidence measure the same thing: what the words suggest, what was answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claims.quantities import Held, Match, is_part, plural, suggest_scope
from verification.forms.scope import QUESTIONS


@dataclass(frozen=True, slots=True)
class Respect:
    """One question: ``answer`` is the reviewer's, or empty where the words decide, which suggest
    ``suggested``; ``claimed`` and ``found`` are those words, and ``is_part`` whether they tell of
    a whole and its part."""

    name: str
    question: str
    answer: str
    suggested: Match
    claimed: str = ""
    found: str = ""
    is_part: bool = False

    @property
    def holds(self) -> str:
        return self.answer or self.suggested


def respects_of(claimed: Held, found: Held, answers: Mapping[str, str]) -> list[Respect]:
    suggested = suggest_scope(claimed, found)
    words = {
        "population": (claimed.population, found.population),
        "place": (claimed.place, found.place),
        "period": (claimed.quantity.as_of, found.quantity.as_of),
        "definition": (plural(claimed.quantity.counted), plural(found.quantity.counted)),
    }
    parts = {name for name in ("population", "place") if is_part(*words[name])}
    return [
        Respect(name, question, answers.get(name, ""), getattr(suggested, name),
                *words.get(name, ("", "")), name in parts)
        for name, question in QUESTIONS.items()
    ]  # fmt: skip
