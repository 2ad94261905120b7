"""What a figure is taken for next to a change, where alone it would be a level.

"Twice" is then a factor, a bare "from 10 to 40" a change from one level to the other, and "500 new
jobs" a rise by so many. That "120,000 jobs were created" tells a change as well, only the words
around the figure say; so a reviewer does, with "both a change over time".
"""

from __future__ import annotations

import re
from dataclasses import replace

from .factors import is_multiple
from .quantity import Change, Nature, Quantity
from .scope import Match, Scope

# In the noun that is counted: what came, and what went.
CAME = frozenset({"new", "additional", "extra", "further", "added"})
WENT = frozenset({"lost", "cut", "axed", "scrapped"})
_FROM_TO = re.compile(r"\s*from\b.*\bto\b", re.IGNORECASE | re.DOTALL)


def beside(quantity: Quantity, other: Quantity, scope: Scope | None = None) -> Quantity:
    """The figure as it is to be taken next to ``other``; next to a level it stays what it is."""
    if other.nature is Nature.LEVEL or quantity.nature is not Nature.LEVEL:
        return quantity
    if is_multiple(quantity):
        multiplied = Change.UP if quantity.change is Change.NONE else quantity.change
        return replace(quantity, nature=Nature.DIFFERENCE, change=multiplied)
    if None not in (quantity.low, quantity.high) and _FROM_TO.match(quantity.text):
        return replace(quantity, nature=Nature.TRANSITION, change=Change.NONE)
    way = came_or_went(quantity)
    both_change = scope is not None and scope.stock_or_flow is Match.SAME
    if way is not Change.NONE or both_change:
        return replace(quantity, nature=Nature.DIFFERENCE, change=way)
    return quantity


def came_or_went(quantity: Quantity) -> Change:
    """Up for "500 new jobs", down for "500 lost jobs"; none where the noun does not say."""
    first, _, thing = quantity.counted.casefold().partition(" ")
    if not thing or quantity.unit:
        return Change.NONE
    return Change.UP if first in CAME else Change.DOWN if first in WENT else Change.NONE
