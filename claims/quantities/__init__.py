"""Quantities: the normal form of a number and the arithmetic of comparing two of them.

Units and conventions that a quantity keeps to are told in :mod:`claims.quantities.units`. Nothing
here imports Django or spaCy, and Pint only when two different physical units meet.

A name is imported when it is first asked for (PEP 562): whoever only reads texts, in a pipe or a
worker, starts without the number line and the comparing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .changed import ChangeKind, FigureChange, changes
    from .comparing import Comparison, Relation, compare
    from .conversion import DatedRate
    from .counting_once import Counted, count_once
    from .descent import Loss, LossKind, lost_along, lost_in
    from .drawn import Mark, NumberLine
    from .intervals import HEDGE_SHARE, Interval, implied
    from .nouns import in_number, plural
    from .numberline import MEDIUM, NARROW, WIDE, lay_out, lay_out_in
    from .numerals import number_words, percent_words, points_words
    from .periods import dated
    from .quantity import Change, Comparator, Nature, Quantity
    from .repeating import Repeat, repeats
    from .scope import Held, Match, Reservation, Scope, is_part, match_words, suggest_scope
    from .sheets import in_sheets
    from .spoken import aloud
    from .tallying import Entry, Tally, fitting, tally, weigh
    from .units import canonical_unit
    from .wording import figure_words, said_once, unit_words

_MODULES = {
    "aloud": "spoken",
    "ChangeKind": "changed",
    "FigureChange": "changed",
    "changes": "changed",
    "Comparison": "comparing",
    "Relation": "comparing",
    "compare": "comparing",
    "Loss": "descent",
    "LossKind": "descent",
    "lost_along": "descent",
    "lost_in": "descent",
    "HEDGE_SHARE": "intervals",
    "Interval": "intervals",
    "implied": "intervals",
    "in_number": "nouns",
    "in_sheets": "sheets",
    "plural": "nouns",
    "MEDIUM": "numberline",
    "Mark": "drawn",
    "NARROW": "numberline",
    "NumberLine": "drawn",
    "WIDE": "numberline",
    "lay_out": "numberline",
    "lay_out_in": "numberline",
    "Change": "quantity",
    "Comparator": "quantity",
    "Nature": "quantity",
    "Quantity": "quantity",
    "Repeat": "repeating",
    "repeats": "repeating",
    "Held": "scope",
    "Match": "scope",
    "Reservation": "scope",
    "Scope": "scope",
    "is_part": "scope",
    "match_words": "scope",
    "said_once": "wording",
    "suggest_scope": "scope",
    "Counted": "counting_once",
    "count_once": "counting_once",
    "Entry": "tallying",
    "Tally": "tallying",
    "fitting": "tallying",
    "tally": "tallying",
    "weigh": "tallying",
    "DatedRate": "conversion",
    "canonical_unit": "units",
    "dated": "periods",
    "figure_words": "wording",
    "number_words": "numerals",
    "percent_words": "numerals",
    "points_words": "numerals",
    "unit_words": "wording",
}

__all__ = [
    "HEDGE_SHARE",
    "MEDIUM",
    "NARROW",
    "WIDE",
    "Change",
    "ChangeKind",
    "Comparator",
    "Comparison",
    "Counted",
    "DatedRate",
    "Entry",
    "FigureChange",
    "Held",
    "Interval",
    "Loss",
    "LossKind",
    "Mark",
    "Match",
    "Nature",
    "NumberLine",
    "Quantity",
    "Relation",
    "Repeat",
    "Reservation",
    "Scope",
    "Tally",
    "aloud",
    "canonical_unit",
    "changes",
    "compare",
    "count_once",
    "dated",
    "figure_words",
    "fitting",
    "implied",
    "in_number",
    "in_sheets",
    "is_part",
    "lay_out",
    "lay_out_in",
    "lost_along",
    "lost_in",
    "match_words",
    "number_words",
    "percent_words",
    "plural",
    "points_words",
    "repeats",
    "said_once",
    "suggest_scope",
    "tally",
    "unit_words",
    "weigh",
]


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_MODULES[name]}", __name__), name)
    globals()[name] = value
    return value
