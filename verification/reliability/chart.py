"""Agreement over time, laid out: a point with its interval for each period. No SVG in here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .alpha import RELIABLE, TENTATIVE, Agreement

WIDTH, HEIGHT = 340, 190  # pixels
LEFT, RIGHT, TOP, BOTTOM = 34, 8, 10, 38
FLOOR = -0.2  # lower values are drawn here, at the edge
TICKS = (0.0, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Point:
    """A period's place; ``year`` is empty where it is that of the period before. Where nothing
    can be told, ``y`` and the interval's ends are ``None``."""

    label: str
    year: str
    x: float
    y: float | None
    top: float | None
    bottom: float | None


@dataclass(frozen=True, slots=True)
class Chart:
    width: int
    height: int
    points: tuple[Point, ...]
    ticks: tuple[tuple[str, float], ...]
    reliable_y: float
    tentative_y: float
    left: int
    right: int
    label_y: int

    @property
    def room(self) -> int:
        return self.right - self.left

    @property
    def tick_x(self) -> int:
        return self.left - 6

    @property
    def good_height(self) -> float:
        """Of the ground under what can be relied on."""
        return round(self.reliable_y - y_of(1), 1)


def lay_out(told: Sequence[tuple[str, Agreement]]) -> Chart:
    """``told`` are periods by label ("Q3 2026"), the earliest first."""
    room = WIDTH - LEFT - RIGHT
    step = room / max(len(told), 1)
    names = [label.split() for label, _ in told]
    points = tuple(
        Point(
            names[place][0],
            names[place][1] if not place or names[place][1] != names[place - 1][1] else "",
            round(LEFT + step * (place + 0.5), 1),
            height_of(each.alpha),
            height_of(each.high),
            height_of(each.low),
        )
        for place, (_, each) in enumerate(told)
    )
    return Chart(
        WIDTH,
        HEIGHT,
        points,
        tuple((f"{tick:g}", y_of(tick)) for tick in TICKS),
        y_of(RELIABLE),
        y_of(TENTATIVE),
        LEFT,
        WIDTH - RIGHT,
        HEIGHT - 22,
    )


def height_of(alpha: float | None) -> float | None:
    return None if alpha is None else y_of(alpha)


def y_of(alpha: float) -> float:
    room = HEIGHT - TOP - BOTTOM
    return round(TOP + room * (1 - max(alpha, FLOOR)) / (1 - FLOOR), 1)
