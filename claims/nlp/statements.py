"""Statements: an assertion as one sentence that stands alone, without who says it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .lexicons import asserting
from .reading import Span

LONGEST_STATEMENT = 1000
EDGE = ' \t\n,;:—–―-“”"„«»•'
ABBREVIATION = re.compile(
    r"(?:\b[A-Za-z]\.|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|St|No|Mr|Mrs|Dr)\.)$", re.IGNORECASE
)
_QUOTATION_MARKS = re.compile(r"[“”„«»\"]|''")
_OPENERS = re.compile(rf"(?:(?:{asserting.OPENERS})\s+)+(?=\S)", re.IGNORECASE)
# "VARN, Sept. 28 (AP) — " before an article's first sentence, "1. " before an item.
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’-]+[ ,]+){1,4}(?:[A-Z][\w.]+,? ){0,2}(?:[0-9]{1,2},? )?(?:\([\w/ ]{2,20}\) )?"
    r"(?:—|–|--|-) (?=[A-Z“\"0-9])|\(?[0-9]{1,2}[.)] (?=[A-Z])"
)
_LOST_MARKS = (
    (re.compile(r"\s+"), " "),
    (re.compile(r" (?=[,;:.!?%)])| (?=['’]s?(?: |$))|(?<=\() "), ""),
    (re.compile(r",(?:\s*,)+"), ","),
    (re.compile(r"[,;:–—]+\s*(?=[.!?]$)"), ""),
)


def statement_of(text: str, pieces: Iterable[Span | str]) -> str:
    """The pieces as one sentence: from a capital to a full stop, quotation marks taken out,
    without the "and" or "that" that tied it to what stood before."""
    words = [piece if isinstance(piece, str) else text[slice(*piece)] for piece in pieces]
    body = _shortened(_QUOTATION_MARKS.sub("", " ".join(words)))
    for pattern, instead in _LOST_MARKS:
        body = pattern.sub(instead, body.strip(EDGE))
    body = _DATELINE.sub("", body, count=1) if _DATELINE.match(body) else body
    body = _OPENERS.sub("", body, count=1) if _OPENERS.match(body) else body
    body = _without_stray_brackets(body.strip(EDGE))
    if not ABBREVIATION.search(body[-8:]):
        body = body.rstrip(" ,;:.")
    if not body:
        return ""
    body = body[0].upper() + body[1:]
    return body if body[-1] in ".!?" else body + "."


def _shortened(body: str) -> str:
    """At most ``LONGEST_STATEMENT`` characters, cut between words."""
    if len(body) <= LONGEST_STATEMENT:
        return body
    return body[:LONGEST_STATEMENT].rpartition(" ")[0] or body[:LONGEST_STATEMENT]


def _without_stray_brackets(body: str) -> str:
    """Brackets whose other half stayed behind are left out."""
    for opening, closing in ("()", "[]"):
        waiting: list[int] = []
        stray: list[int] = []
        for at, char in enumerate(body):
            if char == opening:
                waiting.append(at)
            elif char == closing:
                stray.append(at) if not waiting else waiting.pop()
        lost = {*stray, *waiting}
        if lost:
            body = "".join(char for at, char in enumerate(body) if at not in lost)
    return body
