"""The words the demo's story is told in."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum


class Stage(IntEnum):
    """How far a claim is carried along its way."""

    FOUND = 0
    DISMISSED = 1
    MERGED = 2
    ACCEPTED = 3
    SENT = 4
    ASKED = 5
    STARTED = 6
    ONE_IN = 7
    ALL_IN = 8
    WORDED = 9
    DECIDED = 10
    SIGNED = 11
    PUBLISHED = 12


@dataclass(frozen=True)
class DemoSource:
    key: str
    name: str
    kind: str
    tier: str
    country: str = "Calderra"
    interest: str = ""
    notes: str = ""
    domain: str = ""
    owner: str = ""
    languages: tuple[str, ...] = ("en",)
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class DemoDocument:
    key: str
    title: str
    outlet: str
    added_by: str
    days_ago: int
    purpose: str = "others_claims"


@dataclass(frozen=True)
class Passage:
    """A piece of evidence; ``repeats`` is the place, in the same list, of the one it copies."""

    source: str
    stance: str
    excerpt: str
    hand: str = "first"
    saved_copy: str = ""
    measures_otherwise: str = ""
    answers: str = "is_it_so"
    repeats: int | None = None
    days_ago: int = 30


@dataclass(frozen=True)
class Contact:
    whom: str
    question: str
    answer: str = ""


@dataclass(frozen=True)
class Work:
    """What one reviewer did: the passages cited, the rating and the reasons, whether it was said
    and what shows it, why the rating departs from the numbers; why they asked for more time; what
    they asked to waive, why, and why an editor did, or "" as long as none has; to whom they handed
    it over, and with which note."""

    reviewer: str
    rating: str = ""
    reasons: str = ""
    passages: tuple[Passage, ...] = ()
    was_it_said: str = "yes"
    said_reasons: str = ""
    departs_because: str = ""
    more_time: str = ""
    waiver: tuple[str, str, str] | None = None
    handed_over: tuple[str, str] | None = None


@dataclass(frozen=True)
class Settled:
    """How findings that differ were settled: ``takes`` is the place of the one that holds, from
    0, or ``rating`` combines both; ``by`` an editor's key, or empty: by the two together."""

    reasons: str
    takes: int | None = None
    rating: str = ""
    by: str = ""


@dataclass(frozen=True)
class Suggested:
    """How an editor would word a decided verdict instead, and why; its writer has yet to answer."""

    by: str
    conclusion: str
    explanation: str
    note: str


@dataclass(frozen=True)
class DemoClaim:
    """One claim and how far it has come. ``then`` are an editor's further verbs, with reasons;
    ``kept_for`` names for whom it is kept, and why; ``hours_ago`` it was sent to review, and then
    went its way by ``clock``."""

    document: str
    quote: str
    statement: str
    stage: Stage
    kind: str = "number"
    claimant: str = ""
    attribution: str = "indirect"
    topic: str = ""
    priority: str = "normal"
    work: tuple[Work, ...] = ()
    contacts: tuple[Contact, ...] = ()
    conclusion: str = ""
    explanation: str = ""
    merge_into: str = ""
    note: str = ""
    settled: Settled | None = None
    suggested: Suggested | None = None
    then: tuple[tuple[str, str], ...] = field(default_factory=tuple)
    kept_for: tuple[str, str] | None = None
    hours_ago: int = 0

    @property
    def haste(self) -> float:
        """By how much it took longer, or less long, than ``clock`` has it: no two alike."""
        return 0.6 + self.hours_ago % 5 / 5
