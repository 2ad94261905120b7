"""A figure in one line, so that tables of readings stay readable.

"5,000 to 7,000 people: 5000..7000 person": the words, the value, what it is measured in or counts.
The value is ``5`` exactly, ``~5`` about, ``>5``, ``>=5``, ``<5``, ``<=5``, ``5..7`` between, and
``5->7`` for a transition; ``by`` stands before a difference, and ``up`` or ``down`` behind a move.
"""

from claims.nlp import Figure
from claims.quantities import Comparator, Nature, Quantity

SIGNS = {
    Comparator.ABOUT: "~",
    Comparator.MORE_THAN: ">",
    Comparator.AT_LEAST: ">=",
    Comparator.LESS_THAN: "<",
    Comparator.AT_MOST: "<=",
}


def told(figure: Figure) -> str:
    quantity = figure.quantity
    pieces = [
        "by" if quantity.nature is Nature.DIFFERENCE else "",
        value_of(quantity),
        quantity.unit,
        quantity.counted,
        f"per {quantity.per}" if quantity.per else "",
        quantity.change.value if quantity.change != "none" else "",
    ]
    return f"{quantity.text}: {' '.join(piece for piece in pieces if piece)}"


def value_of(quantity: Quantity) -> str:
    low, high = (None if v is None else f"{v.normalize():f}" for v in (quantity.low, quantity.high))
    if quantity.nature is Nature.TRANSITION:
        return f"{low}->{high}"
    if quantity.comparator is Comparator.BETWEEN:
        return f"{low}..{high}"
    bound = low if low is not None else high
    return f"{SIGNS.get(quantity.comparator, '')}{bound}"
