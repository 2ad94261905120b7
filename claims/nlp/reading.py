"""What a reading holds. Plain frozen values, with offsets into exactly the text given.

Every ``start`` and ``end`` is a Unicode code point of the text that was read, so that
``text[start:end]`` is the passage; nothing here keeps the text or a spaCy document alive.
"""

from __future__ import annotations

from dataclasses import dataclass

from claims.quantities import Quantity

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, a heading or a list item, with its check-worthiness from 0 to 1 and why."""

    start: int
    end: int
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity and where it stands; ``rule`` names what read it, part by part."""

    start: int
    end: int
    quantity: Quantity
    rule: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A person or an organisation; ``name`` is the fullest name the document gives it."""

    start: int
    end: int
    text: str
    kind: str
    """``person`` or ``organisation``."""
    name: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is given as saying what.

    ``kind`` is ``direct`` (all of it in quotation marks), ``indirect``, ``mixed``, or ``own``
    for the document's own voice. ``name`` is the source's fullest name in the document, empty
    for the own voice; ``source_kind`` is ``person``, ``organisation`` or empty.
    """

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: Span | None
    kind: str
    name: str
    source_kind: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class ReadClaim:
    """One checkable assertion: its passage, without who says it, and as it stands alone.

    ``kind`` is ``number``, ``quote``, ``superlative``, ``cause``, ``promise``, ``forecast`` or
    ``opinion``. An ``attribution`` of None is the document's own voice.
    """

    start: int
    end: int
    statement: str
    kind: str
    score: float
    reasons: tuple[str, ...]
    figures: tuple[Figure, ...]
    attribution: Attribution | None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one pipeline made of one text; ``model`` is empty where rules read alone."""

    pipeline: str
    version: str
    model: str
    sentences: tuple[Sentence, ...]
    figures: tuple[Figure, ...]
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[ReadClaim, ...]
