"""What the planner is told and what it answers, and who may take what."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from verification.registry.languages import in_words


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reviewer as the planner sees one. ``load`` and ``capacity`` are claims at a time. Topics
    are names, languages ISO 639-1 codes; without any, the person takes every one. ``back_on`` is
    the first day at work of somebody ``away``, where it is known."""

    id: int
    name: str
    capacity: int
    load: int = 0
    topics: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    away: bool = False
    back_on: date | None = None


class Need(NamedTuple):
    """A review that wants ``wanted`` more reviewers, one or two. ``taken`` are people who have or
    had a part in it and may not be asked (again), ``barred`` those with an interest in it;
    ``brought_in_by`` should not check their own find if somebody else can. ``kept_for`` is the
    only person it may be given to, whatever they read and cover: an editor named them.
    ``had_before`` are those of the ``taken`` who have it no more: only an editor gives it to them
    again."""

    review: int
    wanted: int
    topic: str = ""
    language: str = "en"
    taken: frozenset[int] = frozenset()
    barred: frozenset[int] = frozenset()
    brought_in_by: int | None = None
    kept_for: int | None = None
    had_before: frozenset[int] = frozenset()


class Choice(NamedTuple):
    review: int
    reviewer: int
    reason: str


class Shortage(NamedTuple):
    """Why a review stays short of reviewers, and what would help: a sentence each."""

    because: str
    would_help: str


@dataclass(frozen=True, slots=True)
class Plan:
    """``choices`` in the order of the needs; ``nobody`` holds the reviews that stay short."""

    choices: tuple[Choice, ...]
    nobody: dict[int, Shortage] = field(default_factory=dict)


def obstacle(candidate: Candidate, need: Need, load: int) -> str:
    """Why this person cannot take it, as it follows their name, or "" if they can."""
    if need.kept_for not in (None, candidate.id):
        return "is not whom it is kept for"
    if candidate.id in need.barred:
        return "has an interest in it"
    if candidate.id in need.taken:
        return "had a part in it already"
    if not reads(candidate, need):
        return f"does not read {in_words(need.language)}"
    if not covers(candidate, need):
        return f"does not cover {need.topic}"
    if candidate.away:
        return "is away"
    if load >= candidate.capacity:
        return f"has {load} of {candidate.capacity}"
    return ""


def reads(candidate: Candidate, need: Need) -> bool:
    return (
        not candidate.languages
        or need.language in candidate.languages
        or need.kept_for == candidate.id
    )


def covers(candidate: Candidate, need: Need) -> bool:
    return (
        not candidate.topics
        or not need.topic
        or need.topic in candidate.topics
        or need.kept_for == candidate.id
    )
