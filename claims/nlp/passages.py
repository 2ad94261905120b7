"""Small questions about passages: trimmed, in pieces, quoted or not, overlapping."""

from __future__ import annotations

import re
from bisect import bisect_right

from spacy.tokens import Doc

from .reading import Span

_ENDS_SINGLE = frozenset(stop + "’" for stop in ",.!?…")
EDGES = ' \t\n,;:—–-“”"„«»'

# "LONDON (Reuters) - …", "VARN, May 4 — …", "WASHINGTON — …"; "NASA — …" is none.
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’ -]{5,30}|[A-Z][A-Z.'’ -]{2,30}(?=[,(]| \())"
    r"(?:, [A-Z][\w. ]{2,20}?)?(?: ?\([^)\n]{2,30}\))? ?(?:[—–]|-{1,2} )\s*"
)


def without_dateline(text: str, start: int, end: int) -> int:
    """Where a passage starts that may open with a dateline."""
    match = _DATELINE.match(text, start, end)
    return match.end() if match else start


def kind(content: tuple[Span, ...], quotes: list[Span]) -> str:
    """Direct where all of the content is quoted, mixed where some is, else indirect."""
    total = sum(end - start for start, end in content)
    quoted = 0
    for start, end in content:
        for low, high in overlapping(quotes, start, end):
            quoted += max(0, min(end, high) - max(start, low))
    if not quoted:
        return "indirect"
    return "direct" if quoted >= total - 4 * len(content) else "mixed"


def overlapping(quotes: list[Span], start: int, end: int) -> list[Span]:
    at = bisect_right(quotes, (start, start))
    found = []
    for low, high in quotes[max(0, at - 1) :]:
        if low >= end:
            break
        if high > start:
            found.append((low, high))
    return found


def trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in EDGES + "‘":
        start += 1
    while end > start and (text[end - 1] in EDGES or text[end - 2 : end] in _ENDS_SINGLE):
        end -= 1
    return start, end


def pieces(text: str, spans: list[Span]) -> tuple[Span, ...]:
    trimmed = (trim(text, *span) for span in spans)
    return tuple(
        (start, end)
        for start, end in trimmed
        if end - start > 1 and (end - start > 3 or text[start:end].strip("' .?!"))
    )


def text_of(doc: Doc) -> str:
    """The Doc's text, joined once: ``Doc.text`` joins all its tokens anew at every access."""
    text = doc.user_data.get("text")
    if text is None:
        text = doc.user_data["text"] = doc.text
    return str(text)
