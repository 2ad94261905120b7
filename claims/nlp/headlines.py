"""Sources by the shape of a line: "Ruiz: …", "…: police", "…, Ruiz says", "“…” — Ana Ruiz".

Headlines are hard to parse, and their shapes are few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .lexicons.voices import HEADLINE_SOURCES, HEADLINE_VERBS, NO_HEADLINE_SOURCES
from .passages import kind, pieces, trim
from .reading import Attribution, Span

LONGEST = 220
_CAPITAL = r"(?:[A-Z][\w.'’&-]*)"
_NAME = rf"{_CAPITAL}(?: (?:of |the |and |for )?{_CAPITAL}){{0,4}}"
_THEY = "|".join(sorted(HEADLINE_SOURCES))
_SAY = "|".join(sorted(HEADLINE_VERBS, key=len, reverse=True))
_SHAPES = (
    ("headline: who, colon", re.compile(rf"^(?P<who>{_NAME})(?: on [^:]{{3,40}})?: (?P<what>.+)$")),
    (
        "headline: colon, who",
        re.compile(
            rf"^(?P<what>[^:]{{10,}}): (?P<who>(?:[\w'’.-]+ ){{0,4}}(?i:{_THEY})"
            rf"|{_CAPITAL}(?: {_CAPITAL}){{1,3}})$"
        ),
    ),
    (
        "headline: who says at the end",
        re.compile(rf"^(?P<what>.{{10,}}), (?P<who>[^,]{{2,60}}?) (?P<cue>(?i:{_SAY}))$"),
    ),
    (
        "headline: who says",
        re.compile(
            rf"^(?P<who>(?:{_NAME}|(?:[\w'’.-]+ ){{0,3}}(?i:{_THEY}))) (?P<cue>(?i:{_SAY}))"
            r"(?: (?i:that))? (?P<what>.{10,})$"
        ),
    ),
)
# A quote with its speaker's name behind a dash, on the same line or the next.
_SIGNED = re.compile(
    rf"(?P<mark>[”\"])[ \t\u00a0]*\n?[ \t]*(?:[―—–]|--?)[ \t\u00a0]*(?P<who>{_NAME})[^\n]{{0,80}}$",
    re.MULTILINE,
)


def by_lines(text: str, quotes: list[Span]) -> list[Attribution]:
    """Attributions of headlines, and of quotes that are signed."""
    return [*_headlines(text, quotes), *_signed(text, quotes)]


def _headlines(text: str, quotes: list[Span]) -> Iterator[Attribution]:
    for start, end in _heads(text):
        line = text[start:end]
        for rule, shape in _SHAPES:
            match = shape.match(line)
            if match is None or _last_word(match) in NO_HEADLINE_SOURCES:
                continue
            content = pieces(text, [(start + match.start("what"), start + match.end("what"))])
            if content:
                source = trim(text, start + match.start("who"), start + match.end("who"))
                cue = _cue(match, start)
                yield Attribution(content, (source,), cue, kind(content, quotes), "", "", rule)
            break


def _last_word(match: re.Match[str]) -> str:
    return match["who"].split()[-1].lower()


def _cue(match: re.Match[str], start: int) -> Span:
    if "cue" in match.re.groupindex:
        return start + match.start("cue"), start + match.end("cue")
    at = start + (match.start("what") if match.start("what") > match.end("who") else 0) - 2
    at = at if at > start else start + match.end("what")
    return at, at + 1


def _heads(text: str) -> Iterator[Span]:
    """Lines that stand alone and are no sentence: the text's first or only one, and those
    between blanks."""
    at = 0
    for line in text.split("\n"):
        body = line.strip()
        start = at + len(line) - len(line.lstrip())
        stop = start + len(body)
        at += len(line) + 1
        if not 12 <= len(body) <= LONGEST:
            continue
        first, ended = not text[:start].strip(), body[-1] in ".!?”\"'"
        alone = text[stop : stop + 2] == "\n\n" and bool(text[stop:].strip())
        only = first and not text[stop:].strip()
        if first and alone:
            yield start, stop - (body[-1] == ".")
        elif not ended and (only or (alone and text[:start].endswith("\n\n"))):
            yield start, stop


def _signed(text: str, quotes: list[Span]) -> Iterator[Attribution]:
    ends = {end: start for start, end in quotes}
    for match in _SIGNED.finditer(text):
        start = ends.get(match.start("mark"))
        if start is None:
            continue
        content = pieces(text, [(start, match.start("mark"))])
        cue = (match.end("mark"), match.start("who"))
        if content:
            source = (match.span("who"),)
            yield Attribution(content, source, cue, "direct", "", "", "name behind a quote")
