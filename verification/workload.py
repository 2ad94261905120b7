"""Choosing reviewers from plain values: who can take a claim, who takes it, and why.

No database, no clock, no user: the caller passes what is known, the answer is the same for the
same input.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reviewer as the planner sees one. ``load`` and ``capacity`` are claims at a time."""

    id: int
    name: str
    capacity: int
    load: int = 0
    topics: frozenset[int] = frozenset()
    languages: frozenset[str] = frozenset()
    away: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """A review that wants ``wanted`` more reviewers. ``taken`` are people who have or had a part
    in it and may not be asked (again); ``brought_in_by`` should not check their own find if
    somebody else can."""

    review: int
    wanted: int
    topic: int | None = None
    language: str = "en"
    taken: frozenset[int] = frozenset()
    brought_in_by: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    review: int
    reviewer: int
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """``choices`` in the order they were made; ``nobody`` says for each review that stays short
    of reviewers why, as a sentence."""

    choices: tuple[Choice, ...]
    nobody: dict[int, str] = field(default_factory=dict)


def plan(needs: Iterable[Need], candidates: Sequence[Candidate]) -> Plan:
    """Give each need, in the order given, its least loaded able reviewers.

    Load is counted as it grows within the run, so that no single move of a choice to another
    able reviewer with room would lower the larger of the two loads. Ties go to those who cover
    the topic, then to the lower id.
    """
    load = {candidate.id: candidate.load for candidate in candidates}
    choices: list[Choice] = []
    nobody: dict[int, str] = {}
    for need in needs:
        able = [c for c in candidates if not obstacle(c, need, load[c.id])]
        ranked = sorted(
            able,
            key=lambda c: (
                c.id == need.brought_in_by,
                load[c.id],
                need.topic not in c.topics,
                c.id,
            ),
        )
        for candidate in ranked[: need.wanted]:
            reason = reason_for(candidate, need, load[candidate.id])
            choices.append(Choice(need.review, candidate.id, reason))
            load[candidate.id] += 1
        if len(ranked) < need.wanted:
            nobody[need.review] = why_nobody(need, candidates, load, found=len(ranked))
    return Plan(tuple(choices), nobody)


def obstacle(candidate: Candidate, need: Need, load: int) -> str:
    """Why this person cannot take it, or "" if they can."""
    if candidate.id in need.taken:
        return "had a part in it already"
    if candidate.away:
        return "is away"
    if candidate.languages and need.language not in candidate.languages:
        return f"does not read {need.language}"
    if candidate.topics and need.topic is not None and need.topic not in candidate.topics:
        return "covers other topics"
    if load >= candidate.capacity:
        return f"has {load} of {candidate.capacity}"
    return ""


def reason_for(candidate: Candidate, need: Need, load: int) -> str:
    parts = []
    if need.topic is not None and need.topic in candidate.topics:
        parts.append("covers the topic")
    if candidate.languages:
        parts.append(f"reads {need.language}")
    parts.append(f"has {load} of {candidate.capacity}")
    if candidate.id == need.brought_in_by:
        parts.append("brought it in, but nobody else can take it")
    return ", ".join(parts)


def why_nobody(
    need: Need, candidates: Sequence[Candidate], load: dict[int, int], *, found: int
) -> str:
    if not candidates:
        return "There is no active reviewer on the desk. An admin can invite one."
    obstacles = [f"{c.name} {why}" for c in candidates if (why := obstacle(c, need, load[c.id]))]
    missing = need.wanted - found
    short = f"{missing} more reviewer{'s' if missing > 1 else ''} wanted: "
    return short + "; ".join(obstacles) + "." if obstacles else short + "nobody else is here."
