"""Passages in quotation marks, over sentences and paragraphs."""

from __future__ import annotations

import re

from .passages import overlapping
from .reading import Span

LONGEST = 4000
_MARK = re.compile(r"[“”„«»\"]|''|\n[ \t]*\n")
# British papers quote in single marks; an apostrophe ends no speech, a mark behind a stop does.
_SINGLE = re.compile(r"(?<![\w“])‘(?=\S)([^‘“”\n]{8,1500}?[,.!?…])’(?!\w)")
_OPENS = "“„«"
_CLOSES = "”»"


def find_quotes(text: str) -> list[Span]:
    """The insides of quotation marks, in order; curly marks inside straight ones are part
    of the quote.

    A paragraph that opens a quote without closing it is a quote to its end, as newspapers set
    a quote of several paragraphs. An inch or a stray mark opens nothing that reaches further.
    """
    found: list[Span] = []
    opened: int | None = None
    inner = 0
    for match in _MARK.finditer(text):
        mark, at = match.group()[0].replace("'", '"'), match.start()
        if mark == "\n":
            if opened is not None and _opens_line(text, opened - 1) and at - opened <= LONGEST:
                found.append((opened, at))
            opened = None
        elif mark == '"' and at and text[at - 1].isdigit() and opened is None:
            continue
        elif opened is not None and text[opened - 1] == '"' and mark in _OPENS:
            inner += 1
        elif inner and mark in _CLOSES:
            inner -= 1
        elif opened is not None and mark in _OPENS and _stands_at_an_end(text, at):
            found.append((opened, at))
            opened, inner = None, 0
        elif mark in _OPENS or (opened is None and (mark == '"' or _opens_line(text, at))):
            opened, inner = match.end(), 0
        elif opened is not None:
            if 0 < at - opened <= LONGEST:
                found.append((opened, at))
            opened, inner = None, 0
    singles = [match.span(1) for match in _SINGLE.finditer(text)]
    return sorted([*found, *(one for one in singles if not overlapping(found, *one))])


def _stands_at_an_end(text: str, at: int) -> bool:
    """Whether an opening mark was set where a closing one belongs: "… 300 boats.“"."""
    return text[at - 1] in ".,!?" and not text[at + 1 : at + 2].strip()


def _opens_line(text: str, at: int) -> bool:
    """Whether a mark opens a quote for certain: a curly one, or any at the start of a line."""
    return text[at] in _OPENS or at == 0 or text[at - 1] == "\n"
