"""The text of a PDF page with raised numbers raised, so that the note at "65¹" does not make 651.

pypdf gives a page's text piece by piece with the size and place of the letters; put together the
pieces are the text. What is raised by the text rise operator keeps its place, so there only the
size tells, and a small number behind a capital is left alone: it may be lowered, as in CO2.
Where neither font nor nominal size changes, pypdf does not part the number from what is before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pypdf import PageObject

from .composing import superscript

SMALL = 0.8  # of the size of the letters before
RAISED = 0.12  # of that size above their line
_NOTE = re.compile(r"( ?)([0-9]{1,2})( ?\n?)")
_NOTED = re.compile(r"[\w%.,;:)\]”’\"']")


class Pieces:
    def __init__(self) -> None:
        self.written: list[str] = []
        self.size = 0.0  # of the last letters that were not small, and the height of their line
        self.height = 0.0

    def take(
        self, text: str, outer: Sequence[float], inner: Sequence[float], font: Any, size: float
    ) -> None:
        """As pypdf hands a piece over: its text, two matrices, its font and nominal size."""
        size = abs(size * inner[3] * outer[3])
        height = inner[5] * outer[3] + outer[5]
        note = _NOTE.fullmatch(text)
        if note and self.is_raised(spaced=bool(note[1]), size=size, height=height):
            self.written.append(superscript(note[2]) + note[3])
            return
        self.written.append(text)
        if text.strip():
            self.size, self.height = size, height

    def is_raised(self, *, spaced: bool, size: float, height: float) -> bool:
        before = "".join(self.written[-2:])[-1:]
        if not _NOTED.fullmatch(before) or size > self.size * SMALL:
            return False
        above = height - self.height
        if spaced or above:
            return RAISED * self.size <= above <= self.size
        return not before.isupper()


def page_text(page: PageObject) -> str:
    pieces = Pieces()
    page.extract_text(visitor_text=pieces.take)
    return "".join(pieces.written)
