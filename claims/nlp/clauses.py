"""Clauses: the stretches of a sentence that assert something by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from .reading import Sentence, Span

SENTENCE_RULE = "sentence with a figure"


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence that needs a verdict of its own.

    ``parts`` are its own words in order, without the clauses inside it that were cut out.
    ``told`` is what a statement of it is made of: spans of the text, and words put in ("'s", a
    finite verb for a participle). ``lead`` are the spans that come before ``told``: the subject it
    shares with the clause before, or the "In 2015," that holds for both.
    """

    parts: tuple[Span, ...]
    told: tuple[Span | str, ...]
    rule: str
    lead: tuple[Span, ...] = ()


class Cutter(Protocol):
    """What cuts sentences into clauses, with a parse or without."""

    def cut(self, sentence: Sentence, weighed: Sequence[Span]) -> list[Clause]:
        """The clauses of a sentence: in order, not overlapping, at least one.

        ``weighed`` are its figures, or whatever else makes a clause worth a verdict.
        """
        ...

    def asserts(self, start: int, end: int) -> bool:
        """Whether a passage can assert something: it holds a finite verb and its subject."""
        ...


def whole(sentence: Sentence) -> Clause:
    """A sentence that is not cut."""
    span = (sentence.start, sentence.end)
    return Clause((span,), (span,), SENTENCE_RULE)


def within(spans: Sequence[Span], bounds: Sequence[Span]) -> list[Span]:
    """What of ``spans`` lies in ``bounds``; both in order."""
    found = []
    for start, end in spans:
        for low, high in bounds:
            if low < end and high > start:
                found.append((max(start, low), min(end, high)))
    return found


def without(span: Span, holes: Sequence[Span]) -> tuple[Span, ...]:
    """What is left of ``span`` around ``holes``, which come in order."""
    start, end = span
    left = []
    for low, high in holes:
        if start < low:
            left.append((start, min(low, end)))
        start = max(start, high)
    if start < end:
        left.append((start, end))
    return tuple(left)
