"""Lines of a table of two weeks, each with its bars: no Django, values in, values out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

FEW = 5  # a median of fewer says so


@dataclass(frozen=True, slots=True)
class Cell:
    """``taken`` is the median in words, "" of nothing; ``few`` says that it rests on little."""

    count: int
    taken: str
    few: str


@dataclass(frozen=True, slots=True)
class Line:
    """``bar_now`` and ``bar_before`` are the medians in per cent of the table's longest."""

    name: str
    note: str
    now: Cell
    before: Cell
    bar_now: float
    bar_before: float
    at_hand: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """What a line is drawn from: counts, and medians in hours."""

    name: str
    count_now: int
    median_now: float | None
    count_before: int
    median_before: float | None
    note: str = ""
    at_hand: tuple[int, int] | None = None


def drawn(figures: Iterable[Figures]) -> list[Line]:
    """The lines in the order given, on one scale."""
    figures = list(figures)
    longest = max((m for f in figures for m in (f.median_now, f.median_before) if m), default=0)
    return [
        Line(
            name=f.name,
            note=f.note,
            now=cell(f.count_now, f.median_now),
            before=cell(f.count_before, f.median_before),
            bar_now=share(f.median_now, longest),
            bar_before=share(f.median_before, longest),
            at_hand=f.at_hand,
        )
        for f in figures
    ]


def cell(count: int, median: float | None) -> Cell:
    few = f"{count} only" if 0 < count < FEW else ""
    return Cell(count, "" if median is None else in_words(median), few)


def share(median: float | None, longest: float) -> float:
    return round(100 * median / longest, 1) if median and longest else 0.0


def in_words(hours: float) -> str:
    """ "40 min", "5.2 h", "37 h", "4.2 days"."""
    if hours * 60 < 0.5:
        return "< 1 min"
    if hours * 60 < 59.5:
        return f"{hours * 60:.0f} min"
    if hours < 9.95:
        return f"{hours:.1f} h"
    return f"{hours:.0f} h" if hours < 72 else f"{hours / 24:.1f} days"
