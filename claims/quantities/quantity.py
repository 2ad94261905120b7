"""The normal form of a number in a text: what was counted, how exactly, in which unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Comparator(StrEnum):
    """How the bounds are meant."""

    EXACT = "exact"
    ABOUT = "about"
    BETWEEN = "between"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"


class Nature(StrEnum):
    """A level ("stands at 5 %"), a difference ("fell by 5 %"), a transition ("from 40 to 50")."""

    LEVEL = "level"
    DIFFERENCE = "difference"
    TRANSITION = "transition"


class Change(StrEnum):
    """The direction only: "climbed to 6.7 %" is a level with the change up."""

    NONE = "none"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written and as normalised.

    ``low`` and ``high`` are equal for one value and ``None`` for an open end; at least one
    is given. ``unit`` is the canonical unit's singular ("percent", "percentage point",
    "US dollar", "kilometre", "kilometre per hour") and empty for a bare count; ``counted`` is
    the lemma of what is counted ("person", "member"); ``per`` is a rate's denominator
    ("100000 person"); ``as_of`` is the date or period as written. In a transition ``low`` is
    where it starts and ``high`` where it ends, whichever is larger, and ``change`` stays none:
    the ends tell the way.

    Raises ``ValueError`` for bounds that no number has, and for a comparator, nature or change
    that is none.
    """

    text: str
    low: Decimal | None
    high: Decimal | None
    comparator: Comparator = Comparator.EXACT
    unit: str = ""
    counted: str = ""
    nature: Nature = Nature.LEVEL
    change: Change = Change.NONE
    per: str = ""
    as_of: str = ""

    def __post_init__(self) -> None:
        # A row from a database or a file brings plain words; from here on they are the enums.
        object.__setattr__(self, "comparator", Comparator(self.comparator))
        object.__setattr__(self, "nature", Nature(self.nature))
        object.__setattr__(self, "change", Change(self.change))
        bounds = [bound for bound in (self.low, self.high) if bound is not None]
        if not bounds:
            raise ValueError("A quantity has at least one bound.")
        if not all(bound.is_finite() for bound in bounds):
            raise ValueError("A quantity's bounds are finite numbers.")
        if (
            self.low is not None
            and self.high is not None
            and self.low > self.high
            and self.nature is not Nature.TRANSITION
        ):
            raise ValueError("A quantity's lower bound is not above its upper bound.")
