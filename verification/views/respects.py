"""Whether claim and evidence measure the same thing: what the words suggest, what was answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claims.quantities import Held, Match, Nature, Quantity, is_part, plural, suggest_scope
from claims.quantities.nouns import is_person
from verification.forms.scope import QUESTIONS

NATURES = {
    Nature.LEVEL: "a state",
    Nature.DIFFERENCE: "a change",
    Nature.TRANSITION: "a change from one state to another",
}
SAME_THINGS = "Of the same people or things?"  # where it is no people that are counted


@dataclass(frozen=True, slots=True)
class Respect:
    """One question: ``answer`` is the reviewer's, or empty where the words decide, which suggest
    ``suggested``; ``claimed`` and ``found`` are those words, and ``is_part`` whether they tell of
    a whole and its part. ``is_told``: there is something to ask about, as the words say something
    of it, and not the same in both without a suggestion."""

    name: str
    question: str
    answer: str
    suggested: Match
    claimed: str = ""
    found: str = ""
    is_part: bool = False

    @property
    def words(self) -> bool:
        """Whether either says anything of it."""
        return bool(self.claimed or self.found)

    @property
    def is_told(self) -> bool:
        if self.answer or self.suggested != Match.UNKNOWN:
            return True
        differ = self.claimed.casefold() != self.found.casefold()
        # What one of them does not name may be the same: "6,300" where people are counted.
        both_needed = self.name == "definition"
        return differ and (not both_needed or bool(self.claimed and self.found))

    @property
    def holds(self) -> str:
        return self.answer or self.suggested


def respects_of(claimed: Held, found: Held, answers: Mapping[str, str]) -> list[Respect]:
    suggested = suggest_scope(claimed, found)
    words = {
        "population": (claimed.population, found.population),
        "place": (claimed.place, found.place),
        "period": (claimed.quantity.as_of, found.quantity.as_of),
        "stock_or_flow": natures_of(claimed.quantity, found.quantity),
        "definition": (plural(claimed.quantity.counted), plural(found.quantity.counted)),
    }
    parts = {name for name in ("population", "place") if is_part(*words[name])}
    return [
        Respect(name, asked(name, question, claimed), answers.get(name, ""),
                getattr(suggested, name), *words.get(name, ("", "")), name in parts)
        for name, question in QUESTIONS.items()
    ]  # fmt: skip


def asked(name: str, question: str, claimed: Held) -> str:
    """The question in words that fit what was claimed: of money nobody asks for the same people."""
    counts_people = is_person(claimed.quantity.counted.casefold()) and not claimed.quantity.unit
    if name == "population" and not (counts_people or claimed.population):
        return SAME_THINGS
    return question


def natures_of(claimed: Quantity, found: Quantity) -> tuple[str, str]:
    """In words, where they differ; else there is nothing to tell."""
    if claimed.nature == found.nature:
        return "", ""
    return NATURES[claimed.nature], NATURES[found.nature]
