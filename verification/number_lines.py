"""Evidence on the claim's number lines: what is drawn, what counts, and what the numbers say.

The workspace makes the pieces of its rows, a report of its payload; both see the same line.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from claims.quantities import (
    Comparison,
    Entry,
    Held,
    Mark,
    Quantity,
    Relation,
    Reservation,
    Tally,
    aloud,
    figure_words,
    fitting,
    tally,
)

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
OWN_WORD = "the claimant’s own word"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence with its figures. ``stance`` is "supports", "refutes" or "context";
    ``tier`` and ``date`` are words, ``when`` is the date as "2015-10-14"; ``origin`` is equal for
    all that goes back to one source, and ``repeats`` says that it only copies another piece.
    ``passage`` is equal for the same passage cited twice, which is one piece and one mark; ``by``
    then names who cited it.

    ``otherwise`` says what else it measures, and that it is not compared. ``scope`` and
    ``explained`` are what the reviewer set and wrote of how far it holds. ``key`` tells it from
    others, where some of a line's pieces are counted for themselves. ``own_word``: it is the
    claimant's; it stands on the line and does not count. ``about`` is the place of the claimed
    figure that the reviewer says it is about, from 1; 0 where its figures tell, -1 for all.
    """

    figures: Sequence[Held]
    origin: int
    name: str
    stance: str
    tier: str = ""
    date: str = ""
    otherwise: str = ""
    scope: Mapping[str, str] = field(default_factory=dict)
    explained: str = ""
    key: int = 0
    repeats: bool = False
    passage: Hashable = None
    by: str = ""
    when: str = ""
    own_word: bool = False
    about: int = 0


@dataclass(slots=True)
class Line:
    """One number line: the claimed figure, what was found, and what the numbers say."""

    claimed: Held
    marks: list[Mark] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)  # of the entries' pieces
    _drawn: dict[Hashable, tuple[slice, list[str]]] = field(default_factory=dict)

    @property
    def quantity(self) -> Quantity:
        return self.claimed.quantity

    @property
    def words(self) -> str:
        """The claimed figure: "840 → 610"."""
        return figure_words(self.quantity)

    @property
    def says(self) -> str:
        return tally(self.entries).sentence if self.entries else ""

    @property
    def has_comparable(self) -> bool:
        return any(entry.comparison.comparable for entry in self.entries)

    @property
    def origins_counted(self) -> frozenset[str | int]:
        """Of the sources that have a vote."""
        return frozenset(entry.origin for entry in self.entries if entry.counts)

    def tally_of(self, keys: Collection[int]) -> Tally:
        """What the pieces with these keys say alone."""
        pairs = zip(self.keys, self.entries, strict=True)
        return tally(entry for key, entry in pairs if key in keys)

    def add(
        self, piece: Piece, reservation: Reservation | None = None
    ) -> tuple[Held, Comparison] | None:
        """Put one piece on the line: the figure that fits best counts, its other comparable ones
        are drawn too. ``reservation`` is one more than their own. Answers that figure and how it
        compares; ``None`` where it has none."""
        against_it = fitting(self.claimed, piece.figures, answers=piece.scope)
        if not against_it:
            return None
        if reservation is not None:
            against_it = [(one, against.reserved(reservation)) for one, against in against_it]
        best, comparison = against_it[0]
        if piece.otherwise:
            against_it = against_it[:1]
            comparison = replace(comparison, relation=Relation.NOT_COMPARABLE)
        self.entries.append(
            Entry(
                comparison,
                piece.origin,
                explained=bool(piece.explained),
                repeats=piece.repeats,
                otherwise=piece.otherwise,
                passage=piece.passage,
                own_word=piece.own_word,
            )
        )
        self.keys.append(piece.key)
        self._draw(piece, [mark_of(piece, one.quantity, against) for one, against in against_it])
        return best, comparison

    def _draw(self, piece: Piece, marks: list[Mark]) -> None:
        """A passage that is drawn already gets its second name, and no second mark."""
        if piece.passage is None or piece.passage not in self._drawn:
            place = slice(len(self.marks), len(self.marks) + len(marks))
            self._drawn[piece.passage] = (place, [piece.by])
            self.marks += marks
            return
        place, by = self._drawn[piece.passage]
        if piece.by not in by:
            by.append(piece.by)
        self.marks[place] = [
            replace(
                mark,
                label=labelled(piece.name, by),
                date=mark.date or piece.date,
                explained=mark.explained or bool(piece.explained),
            )
            for mark in self.marks[place]
        ]


def untold(lines: Sequence[Line], shown: Sequence[Line]) -> list[str]:
    """Of each claimed figure that has no line among those ``shown``, that it has none, and why:
    "Its second figure, $94 million, has no evidence that can be compared with it".
    """
    return [
        f"Its {ordinal} figure, {aloud(figure_words(line.quantity))}, has no evidence that can be "
        "compared with it."
        for ordinal, line in zip(ORDINALS, lines, strict=False)
        if not any(line is other for other in shown)
    ]


def labelled(name: str, by: Sequence[str]) -> str:
    """ "Port register (Ann and Bo)"; the name alone where it is not told who cited it."""
    who = " and ".join(filter(None, by))
    return f"{name} ({who})" if who else name


def mark_of(piece: Piece, quantity: Quantity, against: Comparison) -> Mark:
    return Mark(
        quantity,
        labelled(piece.name, [piece.by]),
        stance=piece.stance,
        tier=piece.tier,
        date=piece.date,
        comparable=not piece.otherwise,
        reason=piece.otherwise or (OWN_WORD if piece.own_word else ""),
        explained=bool(piece.explained),
        comparison=None if piece.otherwise else against,
        when=piece.when,
    )
