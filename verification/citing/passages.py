"""What one can cite of a saved copy: its sentences and table cells, those worth a look first, and
what a selection stands for. Texts and parts in, plain values out; no database.

All offsets are code points into the copy's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from claims.nlp.reading import Figure
from claims.quantities import Quantity, compare
from claims.quantities.measures import measure_of
from claims.quantities.units import is_currency
from newsroom.captures.laying_out.blocks import Block, CellBlock, Leaf
from newsroom.captures.reading import Part

from .cells import JOINT, figures_of_cell
from .limits import LONGEST
from .tables import Tables, shortened
from .wrapped import Sentence, Wrapped, moved

PASSAGE, CELL = "passage", "cell"
LONGEST_HEAD = 300
# Pairs of figures that are compared on one leaf; what comes after keeps its reading order.
MOST_COMPARED = 2_000
# How far a figure is that cannot be compared: of the same dimension, money too, anything.
SAME_DIMENSION, SAME_FAMILY, NOT_COMPARABLE = 60, 70, 99


# How many code points around a passage tell how far its lines reach.
AROUND = 4_000
# A wrapped sentence is shown on one line; the page's code points stay those of the copy.
_ON_ONE_LINE = str.maketrans("\r\n\x0b\u2028", "    ")


@dataclass(slots=True)
class Item:
    """A sentence or a cell: ``text`` is the copy's from ``start`` to ``end``, with a space for each
    line end. ``rank`` is its turn among the candidates, from 1; 0 for none."""

    start: int
    end: int
    text: str
    figures: tuple[Figure, ...] = ()
    rank: int = 0

    @property
    def stretches(self) -> Iterator[tuple[str, bool]]:
        """Its text in stretches, each with whether it is a figure."""
        at = 0
        for figure in self.figures:
            if figure.start < at:
                continue
            yield self.text[at : figure.start], False
            yield self.text[figure.start : figure.end], True
            at = figure.end
        yield self.text[at:], False


@dataclass(slots=True)
class Shown:
    """A block of the copy with the items in it: in its ``lines``, or in the ``rows`` of a table,
    whose places without a cell are ``None``; a list holds blocks of its own."""

    block: Block
    lines: list[list[Item]] = field(default_factory=list)
    rows: list[list[tuple[CellBlock, Item] | None]] = field(default_factory=list)
    inner: list[Shown] = field(default_factory=list)

    @property
    def items(self) -> Iterator[Item]:
        for line in self.lines:
            yield from line
        for row in self.rows:
            yield from (pair[1] for pair in row if pair)
        for shown in self.inner:
            yield from shown.items


@dataclass(frozen=True, slots=True)
class Selection:
    """A stretch of the copy as evidence holds it: what it says, on which page, under which heads.

    ``figures`` have their offsets in ``excerpt``."""

    start: int
    end: int
    excerpt: str
    kind: str = PASSAGE
    page: str = ""
    row_head: str = ""
    column_head: str = ""
    figures: tuple[Figure, ...] = ()

    @property
    def heads(self) -> str:
        """ "Wales · 2024" over a cell's figure."""
        return JOINT.join(head for head in (self.row_head, self.column_head) if head)

    @property
    def day(self) -> date | None:
        """The one full date its figures hold for, if they name one."""
        days = {day for figure in self.figures if (day := day_in(figure.quantity.as_of))}
        return days.pop() if len(days) == 1 else None

    @property
    def population(self) -> str:
        return next((figure.population for figure in self.figures if figure.population), "")

    @property
    def place(self) -> str:
        return next((figure.place for figure in self.figures if figure.place), "")


# -- what can be cited ---------------------------------------------------------------------------


def shown(text: str, leaf: Leaf, tables: Tables) -> list[Shown]:
    """The blocks of a leaf of the copy that says ``text``."""
    wrapped = Wrapped(text, leaf.start, leaf.end)
    return [_shown(text, block, wrapped, tables) for block in leaf.blocks]


def _shown(text: str, block: Block, wrapped: Wrapped, tables: Tables) -> Shown:
    made = Shown(
        block,
        lines=_lines(text, block, wrapped),
        rows=[[_cell(cell, tables) if cell else None for cell in row] for row in block.rows],
        inner=[_shown(text, item, wrapped, tables) for item in block.items],
    )
    if block.kind == "table":
        for line in made.lines:
            for item in line:
                item.figures = _without_scales(item.figures)
    return made


def _lines(text: str, block: Block, wrapped: Wrapped) -> list[list[Item]]:
    if not block.lines:
        return []
    last = block.lines[-1]
    lines = wrapped.lines(block.lines[0].start, last.start + len(last.text))
    return [[_item(text, sentence) for sentence in line] for line in lines]


def _item(text: str, sentence: Sentence) -> Item:
    start, end, figures = sentence
    return Item(start, end, text[start:end].translate(_ON_ONE_LINE), figures)


def _without_scales(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures of a caption without "thousands", which says in what the table counts."""
    return tuple(f for f in figures if any(map(str.isdigit, f.quantity.text)))


def _cell(cell: CellBlock, tables: Tables) -> tuple[CellBlock, Item]:
    said = "\n".join(line.text for line in cell.lines)
    figures = () if cell.scope else figures_of_cell(said, tables.over(cell.start))
    return cell, Item(cell.start, cell.end, said, figures)


# -- what is worth a look first ----------------------------------------------------------------


def rank(blocks: Iterable[Shown], claimed: Sequence[Quantity]) -> list[Item]:
    """The items with figures, numbered in the order in which they are offered: those that can be
    compared with the claim's figures first, then those that measure the like; then the rest as
    they are read."""
    found = [item for block in blocks for item in block.items if item.figures]
    left, distances = MOST_COMPARED, {}
    for item in found:
        left -= len(item.figures) * len(claimed)
        distances[item.start] = _distance(item, claimed) if left >= 0 else NOT_COMPARABLE
    found.sort(key=lambda item: distances[item.start])
    for number, item in enumerate(found, start=1):
        item.rank = number
    return found


def _distance(item: Item, claimed: Sequence[Quantity]) -> int:
    """How many reservations stand between an item's best figure and the claim; where there is no
    comparing them, how near they are in what they measure."""
    pairs = ((ours, theirs.quantity) for ours in claimed for theirs in item.figures)
    return min((_apart(ours, theirs) for ours, theirs in pairs), default=NOT_COMPARABLE)


def _apart(ours: Quantity, theirs: Quantity) -> int:
    compared = compare(ours, theirs)
    if compared.comparable:
        return len(compared.reservations)
    one, other = _dimension(ours), _dimension(theirs)
    if one == other:
        return SAME_DIMENSION
    return SAME_FAMILY if one[:5] == other[:5] == "money" else NOT_COMPARABLE


def _dimension(quantity: Quantity) -> str:
    """What is measured; a noun that is a currency's name ("marks") means money."""
    noun = quantity.counted if is_currency(quantity.counted) else ""
    return measure_of(quantity.unit or noun, per=quantity.per).dimension


# -- what a selection stands for ---------------------------------------------------------------


def select(text: str, parts: Sequence[Part], start: int, end: int) -> Selection:
    """What is selected, without white space at its ends; words of a cell stand for the cell.

    Raises ``ValueError`` with a sentence for a person where there is nothing or too much."""
    if not 0 <= start < end <= len(text):
        raise ValueError("This is no place in the saved copy. Select the passage again.")
    cell = cell_of(parts, start, end)
    if cell:
        start, end = cell.start, cell.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        raise ValueError("There are no words at this place. Select the passage again.")
    if end - start > LONGEST:
        raise ValueError(
            f"This is more than {LONGEST:,} characters. Select only the passage that says it."
        )
    excerpt = text[start:end]
    page = page_of(parts, start)[:40]
    if cell is None:
        return Selection(start, end, excerpt, PASSAGE, page, figures=figures_of(text, start, end))
    heads = Tables(text, parts).over(cell.start)
    return Selection(
        start, end, excerpt, CELL, page, heads.row[:300], shortened(heads.above, LONGEST_HEAD),
        figures_of_cell(excerpt, heads),
    )  # fmt: skip


def page_of(parts: Iterable[Part], at: int) -> str:
    """The label of the page or sheet that a place is on, or empty."""
    inside = [p for p in parts if p.kind in ("page", "sheet") and p.start <= at < p.end]
    return inside[-1].label if inside else ""


def cell_of(parts: Iterable[Part], start: int, end: int) -> Part | None:
    """The smallest cell that holds all of a stretch."""
    around = [p for p in parts if p.kind == CELL and p.start <= start and end <= p.end]
    return min(around, key=lambda cell: cell.end - cell.start, default=None)


def figures_of(text: str, start: int, end: int) -> tuple[Figure, ...]:
    """The figures of ``text[start:end]`` with what each holds for, sentence by sentence; offsets
    in that stretch."""
    wrapped = Wrapped(text, max(0, start - AROUND), min(len(text), end + AROUND))
    return tuple(
        moved(figure, sentence.start - start)
        for line in wrapped.lines(start, end)
        for sentence in line
        for figure in sentence.figures
    )


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_DAY = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}}) (?P<m>{_MONTH}),? (?P<y>\d{{4}})"
    rf"|(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}}),? (?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2}))\b"
)


def day_in(words: str) -> date | None:
    """The full date in "since 30 September 2024"; a month or a year alone is none."""
    match = _DAY.search(words)
    if match is None:
        return None
    year = match["y"] or match["y2"] or match["y3"]
    month = match["m"] or match["m2"]
    number = _MONTHS.index(month) + 1 if month else int(match["m3"])
    try:
        return date(int(year), number, int(match["d"] or match["d2"] or match["d3"]))
    except ValueError:
        return None
