"""Quantities: the normal form of a number and the arithmetic of comparing two of them.

Units and conventions that a quantity keeps to are told in :mod:`claims.quantities.units`. Nothing
here imports Django or spaCy, and Pint only when two different physical units meet.
"""

from .comparing import Comparison, Relation, compare
from .intervals import HEDGE_SHARE, Interval, implied
from .nouns import in_number, plural
from .numberline import MEDIUM, NARROW, WIDE, Mark, NumberLine, lay_out
from .quantity import Change, Comparator, Nature, Quantity
from .scope import Match, Reservation, Scope, suggest_scope
from .tally import Entry, Tally, tally
from .units import DatedRate, canonical_unit
from .wording import figure_words, number_words, percent_words, unit_words

__all__ = [
    "HEDGE_SHARE",
    "MEDIUM",
    "NARROW",
    "WIDE",
    "Change",
    "Comparator",
    "Comparison",
    "DatedRate",
    "Entry",
    "Interval",
    "Mark",
    "Match",
    "Nature",
    "NumberLine",
    "Quantity",
    "Relation",
    "Reservation",
    "Scope",
    "Tally",
    "canonical_unit",
    "compare",
    "figure_words",
    "implied",
    "in_number",
    "lay_out",
    "number_words",
    "percent_words",
    "plural",
    "suggest_scope",
    "tally",
    "unit_words",
]
