"""Does a page still say what was cited from it? A reviewer is told only when a figure changed.

What is edited elsewhere, an advert, a byline, a date line, another paragraph, leaves the passage
the same, and so does moving it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claims.anchoring import CONTEXT, Selector, Standing, locate, passage_near
from claims.folding import fold
from claims.nlp.excerpts import read_figures
from claims.quantities import FigureChange, Quantity, changes


class Watched(StrEnum):
    """What became of a cited passage."""

    SAME = "same"
    FIGURE_CHANGED = "figure_changed"
    REWORDED = "reworded"
    PASSAGE_GONE = "passage_gone"


@dataclass(frozen=True, slots=True)
class WatchedPassage:
    """A passage as it was cited and as it stands in the new text (``start``, ``end`` in code
    points; ``None`` where it is gone), with what became of its figures.

    A figure that was put in beside the cited ones is among ``changes``, and alone makes the
    passage reworded.
    """

    outcome: Watched
    old: str
    new: str
    start: int | None = None
    end: int | None = None
    changes: tuple[FigureChange, ...] = ()


def watch_passage(selector: Selector, new_text: str) -> WatchedPassage:
    """What became of a passage; takes no model.

    Figures are read with what stands around them, so that an "about" put before a cited "65" is
    seen.
    """
    place = locate(selector, new_text)
    if place.standing is not Standing.GONE and place.start is not None and place.end is not None:
        new = new_text[place.start : place.end]
        return WatchedPassage(Watched.SAME, selector.exact, new, place.start, place.end)
    span = passage_near(selector, new_text)
    if span is None:
        return WatchedPassage(Watched.PASSAGE_GONE, selector.exact, "")
    start, end = span
    new = new_text[start:end]
    changed = changes(_cited(selector), _figures(new_text, start, end))
    outcome = Watched.REWORDED
    if any(change.before is not None for change in changed):
        outcome = Watched.FIGURE_CHANGED
    elif fold(new).text.strip() == fold(selector.exact).text.strip():
        outcome = Watched.SAME
    return WatchedPassage(outcome, selector.exact, new, start, end, changed)


def _cited(selector: Selector) -> list[Quantity]:
    whole = selector.prefix + selector.exact + selector.suffix
    return _figures(whole, len(selector.prefix), len(selector.prefix) + len(selector.exact))


def _figures(text: str, start: int, end: int) -> list[Quantity]:
    """The figures of ``text[start:end]``, also those that only begin or end there. A table's cell
    is read for itself: "Aro", a tab and "65" are not the name of anything."""
    first = max(0, start - CONTEXT)
    return [
        figure.quantity
        for figure in read_figures(text[first : end + CONTEXT].replace("\t", "\f"))
        if figure.start + first < end and start < figure.end + first
    ]
