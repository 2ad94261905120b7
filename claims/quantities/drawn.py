"""What is drawn on a number line: its band, marks and labels, in coordinates and words.

All lengths are pixels of a box ``width`` × ``height``; nothing here knows SVG or HTML.
"""

from __future__ import annotations

from dataclasses import dataclass

from .axis import LINEAR
from .comparing import Comparison
from .lettering import Line, Piece
from .quantity import Quantity

SIZE = 13.0  # of every letter, in pixels; the style sheet sets the same
LINE = 16.0  # from one line of letters to the next
# Stacking takes time by the square of the marks, and nobody tells more apart.
MOST_DRAWN = 60
MOST_LISTED = 200  # rows of the table
MOST_REASON = 14  # lines: a whole reason of 200 letters in the narrowest drawing


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of evidence's figure, with the words that stand beside it.

    ``stance`` is "supports", "refutes" or "context"; ``tier`` and ``date`` are words. ``reason``
    says why a comparable mark is reserved (amber), or what else it measures where it is not
    ``comparable``; ``explained``, the reservations that its words suggest no longer count.
    ``comparison`` saves working it out again where the caller has it. ``when`` is the date as
    "2015-10-14", for the order of equal figures.
    """

    quantity: Quantity
    label: str
    stance: str = "context"
    tier: str = ""
    date: str = ""
    comparable: bool = True
    reason: str = ""
    explained: bool = False
    comparison: Comparison | None = None
    when: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str
    label_x: float


@dataclass(frozen=True, slots=True)
class Band:
    """What was claimed: ``left`` to ``right`` as implied, ``core_left`` to ``core_right`` as
    stated. Its label stands at each of the baselines ``label_ys``."""

    left: float
    right: float
    core_left: float
    core_right: float
    fades_left: bool
    fades_right: bool
    label: Line
    label_x: float
    anchor: str
    label_ys: tuple[float, ...]
    top: float
    bottom: float

    @property
    def width(self) -> float:
        return round(self.right - self.left, 1)

    @property
    def height(self) -> float:
        return round(self.bottom - self.top, 1)

    @property
    def core_width(self) -> float:
        return round(self.core_right - self.core_left, 1)


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line of words with its baseline, hung at ``x`` as its ``anchor`` says."""

    pieces: tuple[Piece, ...]
    y: float
    x: float
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class DrawnMark:
    """A point (``kind`` "point") or a bar, with its label. ``slack_left`` to ``slack_right`` is
    what its way of writing implies, where that can be seen."""

    kind: str
    stance: str
    reserved: bool
    x: float
    y: float
    left: float
    right: float
    fades_left: bool
    fades_right: bool
    slack_left: float
    slack_right: float
    label_left: float
    label_right: float
    lines: tuple[SetLine, ...]

    @property
    def width(self) -> float:
        return round(self.right - self.left, 1)

    @property
    def bar_y(self) -> float:
        return self.y - 2

    @property
    def ends(self) -> tuple[float, ...]:
        """Where the stance's shape is drawn: at the point, or at the closed ends of the bar."""
        if self.kind == "point":
            return (self.x,)
        closed = ((self.left, self.fades_left), (self.right, self.fades_right))
        return tuple(x for x, fades in closed if not fades)

    @property
    def has_slack(self) -> bool:
        """Whether the implied interval shows beside the mark; an open end has none to show."""
        if self.fades_left or self.fades_right:
            return False
        return self.slack_right - self.slack_left - self.width > 16


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the equal table."""

    figure: str
    label: str
    stance: str
    tier: str
    date: str
    where: str
    reserved: str = ""


@dataclass(frozen=True, slots=True)
class NumberLine:
    """Everything that a template needs to draw the line, and the same in words. ``undrawn`` marks
    stand in the table only, ``unlisted`` ones not even there. The scale stands at each of the
    heights ``axis_ys``, its figures at the baselines ``tick_ys``."""

    width: int
    height: float
    scale: str
    unit: str
    axis_y: float
    axis_ys: tuple[float, ...]
    tick_ys: tuple[float, ...]
    axis_left: float
    axis_right: float
    ticks: tuple[Tick, ...]
    band: Band
    marks: tuple[DrawnMark, ...]
    aside: tuple[SetLine, ...]
    title: str
    description: str
    rows: tuple[Row, ...]
    claimed_words: str
    has_fades: bool
    undrawn: int = 0
    unlisted: int = 0

    @property
    def left_out(self) -> str:
        """What is not drawn, or ""."""
        return left_out_words(self.undrawn, self.unlisted)

    @property
    def is_log(self) -> bool:
        return self.scale != LINEAR

    @property
    def is_empty(self) -> bool:
        """Whether the claimed figure would stand alone: that is said rather than drawn."""
        return not self.marks


def left_out_words(undrawn: int, unlisted: int) -> str:
    if not undrawn:
        return ""
    drawn = f"The {MOST_DRAWN} figures nearest to the claim are drawn"
    if not unlisted:
        return f"{drawn}, and {undrawn:,} more stand in the table."
    listed = f"the {MOST_LISTED} nearest stand in the table"
    return f"{drawn}; {listed}, and {unlisted:,} more in the evidence only."
