"""What a number line says in words, the same in every width: which marks are drawn, how each
compares, the rows of its table, its title and its description. Figures stand as they are spoken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .comparing import Comparison, compare
from .conversion import DatedRate
from .drawn import MOST_DRAWN, MOST_LISTED, Mark, Row, left_out_words
from .nearest import nearest
from .ordering import in_order
from .placing import place
from .quantity import Quantity
from .spans import Incomparable, Span
from .spoken import aloud, behind_claimed
from .wording import figure_words


@dataclass(frozen=True, slots=True)
class Seen:
    """A mark with its place on the line, or with the reason why it has none."""

    mark: Mark
    span: Span | None
    comparison: Comparison | None
    reason: str


@dataclass(frozen=True, slots=True)
class Told:
    """What is the same in every width: the claimed figure's place, the marks to draw, and all
    words."""

    claimed: Quantity
    ours: Span
    drawn: tuple[Seen, ...]
    rows: tuple[Row, ...]
    title: str
    description: str
    undrawn: int
    unlisted: int


def tell(
    claimed: Quantity, found: Sequence[Mark], *, hedge_share: Decimal, rate: DatedRate | None
) -> Told:
    """Compare every mark, choose which are drawn and which listed, and put them in order."""

    def comparison_of(mark: Mark) -> Comparison | None:
        if not mark.comparable:
            return None
        return mark.comparison or compare(
            claimed, mark.quantity, hedge_share=hedge_share, rate=rate
        )

    listed = nearest(found, MOST_LISTED, comparison_of)
    seen = in_order([_see(mark, claimed, hedge_share, rate) for mark in listed])
    drawn = nearest(seen, MOST_DRAWN, lambda one: one.comparison if one.span else None)
    undrawn, unlisted = len(found) - len(drawn), len(found) - len(listed)
    return Told(
        claimed=claimed,
        ours=place(claimed, claimed, hedge_share=hedge_share),
        drawn=tuple(drawn),
        rows=tuple(_row(one) for one in seen),
        title=_title(claimed, len(found)),
        description=_description(
            claimed, [_row(one) for one in drawn], left_out_words(undrawn, unlisted)
        ),
        undrawn=undrawn,
        unlisted=unlisted,
    )


def _see(mark: Mark, claimed: Quantity, hedge_share: Decimal, rate: DatedRate | None) -> Seen:
    if not mark.comparable:
        return Seen(mark, None, None, mark.reason)
    comparison = mark.comparison or compare(
        claimed, mark.quantity, hedge_share=hedge_share, rate=rate
    )
    try:
        span = place(
            mark.quantity,
            claimed,
            hedge_share=hedge_share,
            rate=rate,
            both_change=comparison.comparable,
        )
    except Incomparable as obstacle:
        return Seen(mark, None, comparison, mark.reason or comparison.reason or str(obstacle))
    if not comparison.comparable:
        return Seen(mark, None, comparison, mark.reason or comparison.reason)
    reserved = () if mark.explained else comparison.reservations
    because = mark.reason or "; ".join(reservation.words for reservation in reserved)
    return Seen(mark, span, comparison, because)


def _row(one: Seen) -> Row:
    mark, comparison = one.mark, one.comparison
    figure = aloud(figure_words(mark.quantity))
    if one.span is None or comparison is None:
        because = f": {one.reason}" if one.reason else ""
        where = f"measures something else{because}"
        return Row(figure, mark.label, mark.stance, mark.tier, mark.date, where)
    return Row(
        figure,
        mark.label,
        mark.stance,
        mark.tier,
        mark.date,
        comparison.where,
        one.reason,
    )


def _title(claimed: Quantity, count: int) -> str:
    figures = "1 figure" if count == 1 else f"{count} figures"
    against = f"against {figures} found" if count else "with no figure to compare it with yet"
    return f"Number line: claimed {aloud(behind_claimed(claimed))}, {against}"


def _description(claimed: Quantity, rows: Sequence[Row], left_out: str) -> str:
    sentences = [f"Claimed: {aloud(figure_words(claimed))}."]
    for row in rows:
        beside = ", ".join(word for word in (row.stance, row.tier, row.date) if word)
        reserved = f" Reservation: {row.reserved.rstrip('.')}." if row.reserved else ""
        where = row.where.rstrip(".")
        sentences.append(f"{row.figure}, {row.label} ({beside}): {where}.{reserved}")
    return " ".join([*sentences, left_out]).strip()
