"""Which of a claim's figures a piece of evidence is about, where the claim has several.

"40 per cent, or 5,400 people": a share that was found has nothing to say of the people, and on
their number line would only be told to measure something else. So a piece stands on the lines of
the figures that it can be compared with, unless its reviewer said which one it is about. What can
be compared with none stands on all of them, with the reason.

"17 accidents last year, compared with 9 in 2024": one figure that was found is about one of two
that measure the same. Where the words tell the period it is that one. Else it stands with the
figure that it is nearest to, which proves nothing, since anything is near to something: so it
does not count before a reviewer has said which figure it is about, or why it counts.

Reports were published while every piece stood on every line. They say nothing of a rule, and are
shown as they were; what has been made since says that it goes by figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from claims.quantities import Comparison, Held, Match, Reservation, suggest_scope, weigh
from claims.quantities.measures import measure_of
from claims.quantities.nearest import distance
from verification.number_lines import Line, Piece

BY_FIGURE = "by figure"  # the name of this rule in a report
FIGURE = "figure"  # the key of the reviewer's choice among the answers of a piece's scope
ALL = "all"  # that choice, where it is about each of them
EVERY = -1


def figure_chosen(scope: Mapping[str, str]) -> int:
    """The place of the claimed figure that the reviewer chose, from 1; ``EVERY`` for all of them,
    0 where the words decide."""
    chosen = scope.get(FIGURE, "")
    if chosen == ALL:
        return EVERY
    return int(chosen) if chosen.isdecimal() else 0


def respects_in(scope: Mapping[str, str]) -> dict[str, str]:
    """What the reviewer answered of the scope, without that choice."""
    return {name: answer for name, answer in scope.items() if name != FIGURE}


@dataclass(frozen=True, slots=True)
class Fit:
    """A line with the piece's figures, those first that rather belong there than on another;
    ``comparison`` is that of the first one that fits best."""

    line: Line
    figures: list[Held]
    found: Held
    comparison: Comparison

    @property
    def is_plain(self) -> bool:
        return self.comparison.comparable and not self.comparison.reservations

    @property
    def is_of_its_period(self) -> bool:
        """Whether the words of both tell the same period."""
        return suggest_scope(self.line.claimed, self.found).period is Match.SAME

    @property
    def rivals_for(self) -> tuple[object, ...]:
        """Equal for lines of which one found figure is about one only: of the same measure."""
        claimed = self.line.claimed
        return self.found, dimension_of(claimed), claimed.quantity.nature


def put(piece: Piece, lines: Sequence[Line]) -> list[tuple[Line, Held, Comparison]]:
    """Put a piece on the lines on which it belongs. Answers, by line, the figure that counts there
    and how it compares; nothing where the piece has no figure."""
    if len(lines) < 2 or not piece.figures:
        return put_on_each(piece, lines)
    fits = fits_of(piece, lines)
    taking, unsure = taken_by(piece, fits)
    added = []
    for fit in fits:
        if any(fit is one for one in taking):
            doubt = Reservation.WHICH_FIGURE if any(fit is one for one in unsure) else None
            added.append((fit.line, fit.line.add(replace(piece, figures=fit.figures), doubt)))
    return [(line, *pair) for line, pair in added if pair]


def put_on_each(piece: Piece, lines: Sequence[Line]) -> list[tuple[Line, Held, Comparison]]:
    """The same on all these lines, whichever figures it is about."""
    added = [(line, line.add(piece)) for line in lines]
    return [(line, *pair) for line, pair in added if pair]


def taken_by(piece: Piece, fits: Sequence[Fit]) -> tuple[list[Fit], list[Fit]]:
    """The lines on which a piece belongs, and those of them of which that is not sure: the one
    chosen, else those it can be compared with. Where one of them takes it without a reservation,
    it does not stand on another with one, unless that was explained: then it counts there too."""
    if 0 < piece.about <= len(fits):
        return [fits[piece.about - 1]], []
    comparable = [fit for fit in fits if fit.comparison.comparable]
    if piece.about == EVERY or not comparable:
        return comparable or list(fits), []
    plain = [fit for fit in comparable if fit.is_plain]
    taking, unsure = one_of_each(plain or comparable)
    if plain and piece.explained:
        taking += [fit for fit in comparable if not fit.is_plain]
    return taking, unsure


def one_of_each(fits: Sequence[Fit]) -> tuple[list[Fit], list[Fit]]:
    """Of the lines that one figure cannot all be about, the one that it is about: by its period
    if the words tell it, else the nearest, which is not sure."""
    taking, unsure = [], []
    groups: dict[tuple[object, ...], list[Fit]] = {}
    for fit in fits:
        groups.setdefault(fit.rivals_for, []).append(fit)
    for rivals in groups.values():
        left = [fit for fit in rivals if fit.is_of_its_period] or rivals
        only = min(left, key=lambda fit: distance(fit.comparison))
        taking.append(only)
        if len(left) > 1:
            unsure.append(only)
    return taking, unsure


def fits_of(piece: Piece, lines: Sequence[Line]) -> list[Fit]:
    readings = [
        (figure, [weigh(line.claimed, figure, answers=piece.scope) for line in lines])
        for figure in piece.figures
    ]
    fits = []
    for at, line in enumerate(lines):
        ordered = sorted(readings, key=partial(strangeness, line, at))
        found, comparisons = min(ordered, key=lambda reading: worth(reading[1][at]))
        fits.append(Fit(line, [figure for figure, _ in ordered], found, comparisons[at]))
    return fits


def strangeness(line: Line, at: int, reading: tuple[Held, list[Comparison]]) -> tuple[bool, bool]:
    """To sort a piece's figures by for one line: first those that fit no other line better, then
    those of its measure, which say the most where none can be compared."""
    figure, comparisons = reading
    nearest = min((worth(one), distance(one)) for one in comparisons)
    here = (worth(comparisons[at]), distance(comparisons[at]))
    return here > nearest, dimension_of(figure) != dimension_of(line.claimed)


def worth(comparison: Comparison) -> tuple[bool, int]:
    """To sort by: the least is what counts."""
    return not comparison.comparable, len(comparison.reservations)


def dimension_of(held: Held) -> str:
    quantity = held.quantity
    return measure_of(quantity.unit, per=quantity.per, counted=quantity.counted).dimension
