"""A text as it is compared: typography evened out, with the way back to every code point."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

Span = tuple[int, int]

# What word processors, phones and web pages exchange for one another.
ALIKE = ("'‘’‛`", '"“”„«»', "-‐‑‒–—", "…")
_SPACES = (code for code in range(0x3001) if chr(code).isspace())
_PLAIN = {ord(char): group[0] for group in ALIKE[:-1] for char in group} | dict.fromkeys(
    _SPACES, " "
)
_UNEVEN = re.compile(r" {2,}|…")
ELLIPSIS = "..."

# Overlapping places that begin or end inside an ellipsis, as only a row of dots has many of.
_MOST_SPLIT = 1_000


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` with one space for a run of white space, three full stops for an ellipsis, and one
    mark for each kind of quotation mark, apostrophe and dash.

    Only what changes the length is written down (``starts`` and ``ends`` in the folded text,
    ``source_starts`` and ``source_ends`` in the one it was made from), so that a text of ten
    million code points costs no table of ten million.
    """

    text: str
    starts: array[int]
    ends: array[int]
    source_starts: array[int]
    source_ends: array[int]

    def source(self, at: int) -> int | None:
        """The code point of the source where ``at`` stands; ``None`` inside an ellipsis."""
        index = bisect_right(self.ends, at)
        if index < len(self.starts) and self.starts[index] < at:
            return None
        if index == 0:
            return at
        return self.source_ends[index - 1] + at - self.ends[index - 1]

    def folded(self, at: int) -> int:
        """Where code point ``at`` of the source stands in ``text``."""
        index = bisect_right(self.source_ends, at)
        if index < len(self.starts) and self.source_starts[index] < at:
            return self.starts[index]
        if index == 0:
            return at
        return self.ends[index - 1] + at - self.source_ends[index - 1]

    def span(self, start: int, end: int) -> Span | None:
        """The source's span of a folded one; ``None`` where it begins or ends in an ellipsis."""
        first, last = self.source(start), self.source(end)
        return None if first is None or last is None else (first, last)

    def finds(self, words: str, *, start: int = 0) -> Iterator[int]:
        """Where folded ``words`` stand one after the other, first to last, not overlapping."""
        split, at = 0, self.text.find(words, start) if words else -1
        while at >= 0 and split < _MOST_SPLIT:
            whole = self.span(at, at + len(words)) is not None
            if whole:
                yield at
            split += not whole
            at = self.text.find(words, at + (len(words) if whole else 1))

    def only(self, words: str) -> int | None:
        """Where folded words stand, if they stand in one place; overlapping ones count as two."""
        at = next(self.finds(words), None)
        return at if at is not None and self.text.find(words, at + 1) < 0 else None

    def has_once(self, words: str) -> bool:
        """Whether folded words stand in one place, be it within an ellipsis."""
        at = self.text.find(words)
        return at >= 0 and self.text.find(words, at + 1) < 0


def fold(text: str) -> Folded:
    """Even out a text's typography."""
    level = text.translate(_PLAIN)
    pieces: list[str] = []
    starts, ends, source_starts, source_ends = (array("q") for _ in range(4))
    length = done = 0
    for match in _UNEVEN.finditer(level):
        kept, instead = level[done : match.start()], ELLIPSIS if match[0] == "…" else " "
        pieces += (kept, instead)
        starts.append(length + len(kept))
        length += len(kept) + len(instead)
        ends.append(length)
        source_starts.append(match.start())
        source_ends.append(done := match.end())
    pieces.append(level[done:])
    return Folded("".join(pieces), starts, ends, source_starts, source_ends)


def splits_word(text: str, at: int) -> bool:
    """Whether ``at`` lies within a word or a number: "6|5", "65|,000", "1|.5"."""
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    if left.isalnum() and right.isalnum():
        return True
    if left in ".,":
        return right.isdigit() and text[max(0, at - 2)].isdigit()
    return right in ".," and left.isdigit() and text[at + 1 : at + 2].isdigit()
