"""What a reading holds. Plain frozen values, with offsets into exactly the text given.

Every ``start`` and ``end`` is a Unicode code point of the text that was read, so that
``text[start:end]`` is the passage; nothing here keeps the text or a spaCy document alive.
"""

from __future__ import annotations

from dataclasses import dataclass

from claims.quantities import Quantity

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was read: by which rule or component, and from which words of the text.

    ``rule`` is a few words that a person understands ("range", "hedge", "unit percent").
    """

    rule: str
    start: int
    end: int

    def moved(self, by: int) -> Step:
        return Step(self.rule, self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, a heading or a list item, with its check-worthiness from 0 to 1 and why.

    Each step says for a reason which words it was read from.
    """

    start: int
    end: int
    score: float
    reasons: tuple[str, ...]
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity and where it stands, what it holds for, and how it was read, part by part.

    ``population`` is who is counted or asked ("adults in England"), ``place`` where it holds, as
    written; both are empty where the text does not say. The date or period is the quantity's
    own ``as_of``.
    """

    start: int
    end: int
    quantity: Quantity
    steps: tuple[Step, ...] = ()
    population: str = ""
    place: str = ""
    spoken: str = ""
    """The unit or what is counted in the text's own words ("swimming metres"), where it has any."""

    @property
    def rule(self) -> str:
        return "; ".join(step.rule for step in self.steps)


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
    for the document's own voice ("I think that …"). ``source`` is empty where none is given ("is
    said to"). ``name`` is the source's fullest name in the document, empty for the own voice and
    for hearsay; ``source_kind`` is ``person``, ``organisation`` or empty. ``rule`` says what
    read it, and ``cue`` is the word it was read from.
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
    ``opinion``. ``mood`` is ``assertion``, or else ``question``, ``wish`` or ``prediction``: what
    is none of the first asserts nothing yet that one could check.

    An ``attribution`` of None is the document's own voice. ``chain`` holds who passed it on, from
    the inside out ("Kerry said that the ministry had reported": the ministry, then Kerry); its
    first is ``attribution``.
    """

    start: int
    end: int
    statement: str
    kind: str
    score: float
    reasons: tuple[str, ...]
    figures: tuple[Figure, ...]
    attribution: Attribution | None
    chain: tuple[Attribution, ...] = ()
    mood: str = "assertion"
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one pipeline made of one text; ``model`` is empty where rules read alone.

    ``scorer`` names what the check-worthiness was fitted on, and when.
    """

    pipeline: str
    version: str
    model: str
    sentences: tuple[Sentence, ...]
    figures: tuple[Figure, ...]
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[ReadClaim, ...]
    scorer: str = ""
