"""Where an amount was read, and what number starts at another place of the same sentence."""

from __future__ import annotations

from dataclasses import dataclass

from .lexemes import Lexeme
from .masks import Masked
from .phrase import Amount, amount_of
from .words import read_number


@dataclass(frozen=True, slots=True)
class Place:
    """Where an amount was read: the lexemes, what is taken already, what is masked."""

    lexemes: list[Lexeme]
    done: int
    masked: Masked

    def is_all(self, first: int, last: int) -> bool:
        """Whether ``lexemes[first:last]`` is all there is, as in a table's cell."""
        rest = self.lexemes[last:]
        return first == 0 and (not rest or [one.text for one in rest] == ["."])


def number_at(place: Place, at: int) -> Amount | None:
    """The amount that starts exactly here."""
    if at >= len(place.lexemes):
        return None
    for step in range(3):
        number = read_number(place.lexemes, at + step) if at + step < len(place.lexemes) else None
        if number:
            if place.masked.end_at(place.lexemes[number.first].start):
                return None
            amount = amount_of(place.lexemes, number, at)
            return amount if amount.first == at else None
    return None
