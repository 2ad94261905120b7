"""Passages in quotation marks, over sentences and paragraphs."""

from __future__ import annotations

import re

from .reading import Span

LONGEST = 4000
_MARK = re.compile(r"[“”„«»\"]|''|\n[ \t]*\n")
_OPENS = "“„«"
_CLOSES = "”»"


def find_quotes(text: str) -> list[Span]:
    """The insides of double quotation marks, in order.

    A paragraph that opens a quote without closing it is a quote to its end, as newspapers set
    a quote of several paragraphs. An inch or a stray mark opens nothing that reaches further.
    """
    found: list[Span] = []
    opened: int | None = None
    for match in _MARK.finditer(text):
        mark, at = match.group()[0].replace("'", '"'), match.start()
        if mark == "\n":
            if opened is not None and _opens_line(text, opened - 1) and at - opened <= LONGEST:
                found.append((opened, at))
            opened = None
        elif mark == '"' and at and text[at - 1].isdigit() and opened is None:
            continue
        elif mark in _OPENS or (mark == '"' and opened is None):
            opened = match.end()
        elif opened is not None and (mark in _CLOSES or mark == '"'):
            if 0 < at - opened <= LONGEST:
                found.append((opened, at))
            opened = None
    return found


def _opens_line(text: str, at: int) -> bool:
    """Whether a mark opens a quote for certain: a curly one, or any at the start of a line."""
    return text[at] in _OPENS or at == 0 or text[at - 1] == "\n"
