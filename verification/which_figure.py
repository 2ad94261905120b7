"""Which of a claim's figures a piece of evidence is about, where the claim has several.

"40 per cent, or 5,400 people": a share that was found has nothing to say of the people, and on
their number line would only be told to measure something else. So a piece stands on the lines of
the figures that it can be compared with, unless its reviewer said which one it is about. What can
be compared with none stands on all of them, with the reason.

Reports were published while every piece stood on every line. They say nothing of a rule, and are
shown as they were; what has been made since says that it goes by figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claims.quantities import Comparison, Held, fitting
from verification.number_lines import Line, Piece

BY_FIGURE = "by figure"  # the name of this rule in a report
FIGURE = "figure"  # the key of the reviewer's choice among the answers of a piece's scope


def figure_chosen(scope: Mapping[str, str]) -> int:
    """The place of the claimed figure that the reviewer chose, from 1; 0 where the words decide."""
    chosen = scope.get(FIGURE, "")
    return int(chosen) if chosen.isdecimal() else 0


def respects_in(scope: Mapping[str, str]) -> dict[str, str]:
    """What the reviewer answered of the scope, without that choice."""
    return {name: answer for name, answer in scope.items() if name != FIGURE}


def lines_for(piece: Piece, lines: Sequence[Line]) -> list[Line]:
    """The lines on which a piece belongs: the one chosen, else those it can be compared with.
    Where one of them takes it without a reservation, it does not stand on another with one, unless
    that was explained: then it counts there too."""
    if 0 < piece.about <= len(lines):
        return [lines[piece.about - 1]]
    if len(lines) < 2:
        return list(lines)
    best = [next(iter(fits_of(line, piece)), None) for line in lines]
    fits = [pair for pair in zip(lines, best, strict=True) if pair[1] and pair[1].comparable]
    plain = [line for line, against in fits if against and not against.reservations]
    if plain and not piece.explained:
        return plain
    return [line for line, _ in fits] or list(lines)


def fits_of(line: Line, piece: Piece) -> list[Comparison]:
    fitted = fitting(line.claimed, piece.figures, answers=piece.scope)
    return [comparison for _, comparison in fitted]


def put(piece: Piece, lines: Sequence[Line]) -> list[tuple[Line, Held, Comparison]]:
    """Put a piece on the lines on which it belongs. Answers, by line, the figure that counts there
    and how it compares; nothing where the piece has no figure."""
    return put_on_each(piece, lines_for(piece, lines))


def put_on_each(piece: Piece, lines: Sequence[Line]) -> list[tuple[Line, Held, Comparison]]:
    """The same on all these lines, whichever figures it is about."""
    added = [(line, line.add(piece)) for line in lines]
    return [(line, *pair) for line, pair in added if pair]
