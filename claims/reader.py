"""A text laid out for reading: parts, paragraphs, lines, and what is marked in them.

Spans in, stretches out; no database. All offsets are code points into the saved copy, and every
stretch's text is exactly the saved copy's from its ``start`` on, so that a selection in the page
can be counted back to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from claims.nlp.lines import wrapping

# A part is what one page shows: a long article fits into one, a day in parliament takes many.
PART = 20_000
SENTENCE_REACH = 400
_LINE = re.compile(r"[^\r\n]+")
_BREAK = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)\s*")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s|$)|[\r\n]")

_GOES_ON = re.compile(r"[^\S\r\n]+[a-z]")
# Initials and words that are written short: their full stop ends nothing.
_SHORT = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Rev|Hon|St|Jr|Sr|No|Nos|vs|"
    r"Inc|Corp|Ltd|Co|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\.$"
)


@dataclass(frozen=True, slots=True)
class Span:
    """What is marked: a claim's or a figure's place, and its key."""

    start: int
    end: int
    key: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some characters of one line; ``figure`` is the key of the figure they belong to."""

    start: int
    text: str
    figure: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring stretches that belong to the same claims, the innermost claim first."""

    claims: tuple[int, ...]
    stretches: tuple[Stretch, ...]


Line = tuple[Run, ...]
Paragraph = tuple[Line, ...]


def parts(text: str, size: int = PART) -> list[tuple[int, int]]:
    """The text's parts as (start, end), each about ``size`` long and cut between paragraphs
    where there are any, else between lines, else anywhere."""
    found, at = [], 0
    while len(text) - at > size * 5 // 4:
        end = _cut(text, at + size // 2, at + size)
        found.append((at, end))
        at = end
    return [*found, (at, len(text))]


def _cut(text: str, earliest: int, latest: int) -> int:
    breaks = [found.end() for found in _BREAK.finditer(text, earliest, latest)]
    if breaks:
        return breaks[-1]
    line = text.rfind("\n", earliest, latest)
    return line + 1 if line >= 0 else latest


def paragraphs(
    text: str,
    claims: Iterable[Span],
    figures: Iterable[Span],
    *,
    start: int = 0,
    end: int | None = None,
) -> list[Paragraph]:
    """The text from ``start`` to ``end`` as paragraphs of lines, cut where a mark begins or ends.

    Paragraphs are parted by blank lines, whatever the line ends (``\\n``, ``\\r\\n``, ``\\r``).
    Claims may overlap and nest; figures that overlap an earlier one are left unmarked.
    """
    end = len(text) if end is None else end
    claims = sorted(claims, key=lambda span: (span.start, span.end))
    figures = list(_apart(figures))
    found: list[Paragraph] = []
    lines: list[Line] = []
    before = start
    for line in _LINE.finditer(text, start, end):
        if not line.group().strip():
            continue
        if lines and _is_break(text[before : line.start()]):
            found.append(tuple(lines))
            lines = []
        lines.append(tuple(_runs(text, line.start(), line.end(), claims, figures)))
        before = line.end()
    if lines:
        found.append(tuple(lines))
    return found


def _is_break(between: str) -> bool:
    return between.replace("\r\n", "\n").replace("\r", "\n").count("\n") > 1


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    at = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start >= at and span.end > span.start:
            yield span
            at = span.end


def _runs(text: str, start: int, end: int, claims: list[Span], figures: list[Span]) -> list[Run]:
    over = [span for span in claims if span.start < end and span.end > start]
    inside = [span for span in figures if span.start < end and span.end > start]
    cuts = {start, end}
    for span in (*over, *inside):
        cuts.update((max(span.start, start), min(span.end, end)))
    edges = sorted(cuts)

    def owners(low: int, high: int) -> tuple[int, ...]:
        covering = [span for span in over if span.start <= low and span.end >= high]
        covering.sort(key=lambda span: (span.end - span.start, span.start, span.key))
        return tuple(dict.fromkeys(span.key for span in covering))

    def figure(low: int, high: int) -> int | None:
        return next((s.key for s in inside if s.start <= low and s.end >= high), None)

    pieces = [
        (owners(low, high), Stretch(low, text[low:high], figure(low, high)))
        for low, high in pairwise(edges)
    ]
    return [
        Run(keys, tuple(stretch for _, stretch in group))
        for keys, group in groupby(pieces, key=lambda piece: piece[0])
    ]


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Roughly the sentences, without a model: they end at a mark with a capital, a figure or a
    quotation mark behind it, and at the end of a line that does not only wrap; white space between
    them is left out."""
    start, wraps = 0, wrapping(text)
    for stop in _SENTENCE_END.finditer(text):
        if stop.start() in wraps:
            continue
        if stop.group() not in "\r\n" and (
            _GOES_ON.match(text, stop.end())
            or _SHORT.search(text, max(start, stop.start() - 9), stop.start() + 1)
        ):
            continue
        if text[start : stop.end()].strip():
            yield _stripped(text, start, stop.end())
        start = stop.end()
    if text[start:].strip():
        yield _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    passage = text[start:end]
    start += len(passage) - len(passage.lstrip())
    return start, start + len(passage.strip())


def sentence_around(text: str, start: int, end: int) -> str:
    """Roughly the sentence that ``text[start:end]`` stands in, as a first proposal for a quote."""
    low, high = sentence_span(text, start, end)
    return text[low:high].strip()


def sentence_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Where that sentence begins and ends, white space at its edges included."""
    low, high = max(0, start - SENTENCE_REACH), min(len(text), end + SENTENCE_REACH)
    wraps = wrapping(text[low:high])
    opening, closing = low, end
    for stop in _SENTENCE_END.finditer(text, low, high):
        if stop.start() - low in wraps:
            continue
        if stop.end() <= start:
            opening = stop.end()
        elif stop.start() >= end:
            return opening, stop.end()
    return opening, closing
