"""Number words added up, one by one, as one hears them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from ..lexicons.numbers import PLURAL_SCALES, SCALES, SMALL
from .numbers import LARGEST

_STEPS = SCALES | PLURAL_SCALES


@dataclass(slots=True)
class Sum:
    """A cardinal in words while it is read: "two hundred", then "and twelve", then "thousand"."""

    total: Decimal = Decimal(0)
    current: Decimal | None = None
    scale: Decimal = Decimal(1)
    rank: Decimal = field(default_factory=lambda: Decimal(10) ** 18)
    begun: bool = False

    @property
    def value(self) -> Decimal:
        return self.total + (self.current or 0)

    def take(self, word: str) -> bool:
        """Add a number word; False where it cannot go on the number so far."""
        if word in SMALL:
            taken = self.add(Decimal(SMALL[word]))
        elif word == "hundred":
            taken = self._take_hundred()
        elif word in _STEPS:
            taken = self._take_scale(_STEPS[word])
        else:
            taken = False
        self.begun = self.begun or taken
        return taken

    def add(self, value: Decimal) -> bool:
        """Add a number below a hundred; False where no such number fits in."""
        now = self.current
        if now is None:
            self.current = value
        elif (now > 0 and now % 100 == 0) or (0 < value < 10 and now % 10 == 0 and now % 100 >= 20):
            self.current = now + value
        else:
            return False
        return True

    def _take_hundred(self) -> bool:
        if self.current is None or self.current >= 100:
            return False
        self.current, self.scale = self.current * 100, Decimal(100)
        return True

    def _take_scale(self, step: Decimal) -> bool:
        if self.value * step > LARGEST:
            return False
        if self.current is None:
            if not self.begun:
                return False
            self.total *= step
        elif step < self.rank:
            self.total, self.current, self.rank = self.total + self.current * step, None, step
        else:
            self.total, self.current = (self.total + self.current) * step, None
        self.scale = step
        return True

    @property
    def allows_and(self) -> bool:
        return self.scale > 1 or (self.current is not None and self.current >= 100)
