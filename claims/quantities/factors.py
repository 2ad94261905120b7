"""Changes by a factor, as the rise or fall in percent that they are: doubled is a rise by 100 %.

A factor is kept as it was said: "doubled" is 2 with the unit ``times``, a difference, up. What it
makes of its base is worked out here, when it is compared:

* A rise to f times the base is a rise by f − 1: doubled 100 %, tripled 200 %, tenfold 900 %.
* A fall by a factor f leaves one part in f: halved is a fall by 50 %, a tenfold drop one by 90 %.
* Below 1 a factor tells the share itself: "halved" is kept as 0.5, and falls by 50 %.
* "Rose five times", "five times higher" are said of five times as much (400 %) and of five times
  more (500 %). Nobody can tell which, so both are taken as claimed.
"""

from __future__ import annotations

import re
from decimal import Decimal

from .intervals import Interval
from .quantity import Change, Nature, Quantity
from .units import SHARES, canonical_unit

TIMES = "times"
HUNDRED = SHARES[TIMES]
WAYS = {Change.UP: "rise", Change.DOWN: "fall"}
_SAID_AS_TIMES = re.compile(r"\d\s?x\b|\btimes\b")


def is_factor(quantity: Quantity) -> bool:
    """Whether it says by which factor something rose or fell."""
    return (
        canonical_unit(quantity.unit) == TIMES
        and not quantity.per
        and quantity.nature is Nature.DIFFERENCE
        and quantity.change in WAYS
    )


def is_twofold(quantity: Quantity) -> bool:
    """Whether a rise by a factor can be meant in two ways, as "rose five times" can."""
    return (
        is_factor(quantity)
        and quantity.change is Change.UP
        and not _is_share(quantity)
        and bool(_SAID_AS_TIMES.search(quantity.text.casefold()))
    )


def in_percent(quantity: Quantity, interval: Interval) -> Interval:
    """Factors, from ``interval``, as the percent by which they move the base."""
    if _is_share(quantity):
        return interval.mapped(lambda factor: factor * HUNDRED)
    if quantity.change is Change.DOWN:
        return interval.mapped(_lost)
    most = interval.high
    if most is not None and is_twofold(quantity):
        most += 1  # five times more, and not five times as much
    return Interval(interval.low, most).mapped(lambda factor: (factor - 1) * HUNDRED)


def _lost(factor: Decimal) -> Decimal:
    """Nothing falls by more than all of it, whatever slack a small factor is given."""
    return (1 - 1 / factor) * HUNDRED if factor > Decimal("0.5") else -HUNDRED


def _is_share(quantity: Quantity) -> bool:
    bounds = [bound for bound in (quantity.low, quantity.high) if bound is not None]
    return max(bounds) < 1


def is_multiple(quantity: Quantity) -> bool:
    """ "Twice", "five times": of what, other words tell."""
    is_times = canonical_unit(quantity.unit) == TIMES and not quantity.per
    return is_times and quantity.nature is Nature.LEVEL and not _is_share(quantity)
