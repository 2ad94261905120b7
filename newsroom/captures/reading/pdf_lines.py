"""Lines of a printed page into paragraphs.

A PDF knows where letters stand, not what belongs together. Conservative: a line goes on only
where it fills the column and the next one does not begin something of its own; rows of figures
stay rows. Running heads and page numbers stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .composing import one_line

# A line this long, compared with the page's long lines, was broken because the column was full.
FULL = 0.75
SHORTEST_COLUMN = 30  # characters; shorter lines are labels, not prose

SHORTEST_LINE = 15  # of prose that goes on in small letters

_BEGINS_ANEW = re.compile(
    r"[•·●▪■◦‣–—*-]\s|\(?[0-9]{1,3}[.)]\s|\(?[a-z][.)]\s|\[[0-9]{1,3}\]\s|[0-9]+(?:\.[0-9]+)+\s"
    r"|(?:Table|Figure|Chart|Box|Chapter|Source|Note)s?\b[ :0-9]"
)
_FIGURE = re.compile(r"[^\w]*[0-9][0-9.,]*[^\w]*|[-–—.:*]+")
_BROKEN_WORD = re.compile(r"(\w[\w’']*)[-‐]$")
_WORD_ON = re.compile(r"[\w’']+")
_WORDS = re.compile(r"[\w’']+(?:[-‐][\w’']+)*")

# What keeps its hyphen where a line breaks after it.
KEEPS_HYPHEN = {
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "one", "two",
    "three", "four", "five", "six", "seven", "eight", "nine", "ten", "half", "quarter", "self",
    "non", "ex", "all", "well", "long", "short", "high", "low", "full", "part", "year", "mid",
    "co", "post", "pre", "anti", "vice", "cross", "so", "third", "first", "second",
}  # fmt: skip


class Wording:
    """How the document itself writes words, to tell a hyphen of a word from one of a line end."""

    def __init__(self, text: str) -> None:
        self.words = {word.lower() for word in _WORDS.findall(text)}

    def join(self, first: str, rest: str) -> str:
        """A line that ends in a hyphen with the line that follows it."""
        broken, begun = _BROKEN_WORD.search(first), _WORD_ON.match(rest)
        if broken is None or begun is None:
            return first + rest
        start, end = broken[1].lower(), begun[0].lower()
        if not begun[0][0].islower() or not start[-1].isalpha():
            return first + rest
        if start + end in self.words:
            return first[:-1] + rest
        if f"{start}-{end}" in self.words or start in KEEPS_HYPHEN:
            return first + rest
        return first[:-1] + rest


def paragraphs(page: str, wording: Wording) -> Iterator[str]:
    """The paragraphs of a page's text, each one line; rows that follow one another are one
    paragraph of so many lines."""
    lines = [one_line(line) for line in page.split("\n")]
    full = FULL * column_width(lines)
    gathered, last = "", ""
    for line in lines:
        if gathered and goes_on(last, line, full):
            gathered = _joined(gathered, line, wording)
        elif gathered and is_row(last) and is_row(line):
            gathered = f"{gathered}\n{line}"
        else:
            if gathered:
                yield gathered
            gathered = line
        last = line
    if gathered:
        yield gathered


def column_width(lines: list[str]) -> int:
    """How long the page's long lines are: the length that one line in ten exceeds."""
    lengths = sorted(len(line) for line in lines if line)
    return max(lengths[len(lengths) * 9 // 10], SHORTEST_COLUMN) if lengths else 0


def goes_on(line: str, following: str, full: float) -> bool:
    """Whether ``following`` continues ``line``."""
    if not line or not following or is_row(line) or is_row(following):
        return False
    if _BEGINS_ANEW.match(following):
        return False
    if len(line) >= full or _BROKEN_WORD.search(line):
        return True
    return following[0].islower() and len(line) >= SHORTEST_LINE and line[-1] not in ".:;!?"


def is_row(line: str) -> bool:
    """A row of a table: a name, then figures."""
    words = line.split()
    figures = sum(bool(_FIGURE.fullmatch(word)) for word in words)
    return figures >= 2 and figures * 2 >= len(words)


def _joined(gathered: str, line: str, wording: Wording) -> str:
    if gathered.endswith(("-", "‐")) and not gathered.endswith((" -", "--")):
        return wording.join(gathered, line)
    return f"{gathered} {line}"
