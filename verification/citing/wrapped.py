"""The sentences of a stretch of a saved copy, where its text breaks its lines within them.

Which line ends only wrap is answered once for the stretch, as the reader of articles answers it;
the sentences and their figures are read from the joined lines and put back to where the copy has
them. Linear in the stretch. Texts in, plain values out; no database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from claims.nlp.figures import find_figures
from claims.nlp.holding import held
from claims.nlp.lines import unwrapped
from claims.nlp.placing import placed_figure
from claims.nlp.reading import Figure, Step
from claims.reader import sentences

_LINE = re.compile(r"[^\r\n]+")


class Sentence(NamedTuple):
    """A sentence by its code points in the copy; its figures have theirs in the sentence."""

    start: int
    end: int
    figures: tuple[Figure, ...]


class Wrapped:
    """``text[start:end]`` with its wrapped lines joined. What stands around a passage tells how far
    its lines reach, so the stretch is a leaf or a neighbourhood rather than a paragraph."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._first = start
        self._given = text[start:end]
        self._lines = unwrapped(self._given)

    def lines(self, start: int, end: int) -> Iterator[list[Sentence]]:
        """The sentences of ``text[start:end]``, code points of the copy, line by line as its
        writer parted them."""
        low, high = (self._lines.joined(at - self._first) for at in (start, end))
        for line in _LINE.finditer(self._lines.text, low, high):
            if said := list(self._sentences(line.start(), line.group())):
                yield said

    def _sentences(self, at: int, line: str) -> Iterator[Sentence]:
        for low, high in sentences(line):
            start, end = self._lines.start(at + low), self._lines.end(at + high)
            said = line[low:high]
            figures = held(said, 0, len(said), list(find_figures(said, 0, len(said))))
            yield Sentence(
                self._first + start,
                self._first + end,
                tuple(self._placed(figure, at + low, start) for figure in figures),
            )

    def _placed(self, figure: Figure, at: int, start: int) -> Figure:
        """A figure of the sentence that stands ``at`` in the joined lines and at ``start`` in the
        given ones."""
        return moved(placed_figure(moved(figure, at), self._lines, self._given), -start)


def moved(figure: Figure, by: int) -> Figure:
    """The figure as one of a text that has so many code points more before it."""
    steps = tuple(Step(one.rule, one.start + by, one.end + by) for one in figure.steps)
    return replace(figure, start=figure.start + by, end=figure.end + by, steps=steps)
