"""Compare what was claimed with what was found, in a way that a person can check."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from enum import StrEnum

from .beside import beside
from .conversion import DatedRate
from .factors import is_factor, is_multiple
from .intervals import HEDGE_SHARE, Interval
from .numerals import percent_words, points_words
from .quantity import Change, Nature, Quantity
from .scope import Held, Match, Reservation, Scope, suggest_scope
from .sentences import (
    apart_sentence,
    distance_words,
    opposite_sentence,
    reading_step,
    sum_step,
    times_sentence,
    times_words,
    touching_sentence,
    verdict_step,
)
from .spans import Incomparable, Pair, Span, bring_together
from .units import SHARES
from .wording import figure_words

MANY_TIMES = 10
FAR_INSIDE = 2  # more than twice, or less than half, the bound that was left open
FAR_WIDER = 3  # times the claim's own width …
VAGUE_SHARE = Decimal("0.25")  # … and a quarter of its size


class Relation(StrEnum):
    """Where the found figure lies, seen from the claimed one."""

    INSIDE = "inside"
    OVERLAPS = "overlaps"
    BELOW = "below"
    ABOVE = "above"
    NOT_COMPARABLE = "not_comparable"

    @property
    def words(self) -> str:
        return self.value.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the numbers say about one claimed and one found figure; never a verdict.

    ``distance`` is how far below or above, as a share of the claimed nearer stated bound (0.06 is
    6 %); it is ``None`` where the two touch, where that bound is zero, and for temperatures, whose
    zero is arbitrary. ``difference`` is the same gap in the claimed unit (in percent where a share
    was claimed in words), never negative, ``None`` where the two touch. ``end`` names that bound:
    "lower end", "upper end", "figure", of a transition "starting point" or "end point". ``times``
    is how often the bound goes into a found figure ten times its size or more. ``points`` is the
    gap of two percentages in percentage points: 42 % is 5 % of 40 % more, and nobody says so.
    ``steps`` are the
    sentences that lead from the two figures to ``sentence``; where they are not comparable,
    ``reason`` says which obstacle there is.
    """

    relation: Relation
    distance: Decimal | None
    difference: Decimal | None
    reservations: tuple[Reservation, ...]
    steps: tuple[str, ...]
    sentence: str
    end: str = "figure"
    reason: str = ""
    times: Decimal | None = None
    points: Decimal | None = None

    @property
    def comparable(self) -> bool:
        return self.relation is not Relation.NOT_COMPARABLE

    @property
    def where(self) -> str:
        """Few words for a table: "inside", "6 % below", "2 percentage points above", "overlaps",
        "not comparable"."""
        if self.times is not None:
            return f"{times_words(self.times)} the claim"
        if self.points is not None:
            return f"{points_words(self.points)} {self.relation.words}"
        if self.distance is None:
            return self.relation.words
        return f"{percent_words(self.distance)} {self.relation.words}"

    @property
    def touching(self) -> bool:
        """Inside or overlapping; the same whichever of the two was claimed."""
        return self.relation in (Relation.INSIDE, Relation.OVERLAPS)

    def reserved(self, reservation: Reservation) -> Comparison:
        """The same with one reservation more."""
        return replace(
            self,
            reservations=(*self.reservations, reservation),
            sentence=f"{self.sentence} To be explained first: {reservation.words}.",
        )


def compare(
    claimed: Quantity,
    found: Quantity,
    *,
    hedge_share: Decimal = HEDGE_SHARE,
    rate: DatedRate | None = None,
    scope: Scope | None = None,
) -> Comparison:
    """Say where ``found`` lies against ``claimed``.

    ``hedge_share`` is the policy's slack for "about" (0.05). ``rate`` is the exchange rate of the
    date, for two currencies. ``scope`` is what the reviewer set; without it, the figures' own
    dates and nouns suggest one.
    """
    with localcontext(prec=60):
        scope_used = scope if scope is not None else suggest_scope(Held(claimed), Held(found))
        try:
            pair = bring_together(claimed, found, hedge_share=hedge_share, rate=rate, scope=scope)
        except Incomparable as obstacle:
            return _not_comparable(str(obstacle), scope_used)
        outcome = _combined([relate(*spans) for spans in _each(pair)], pair)
        if _is_of_what_unsaid(claimed, found) and scope_used.definition is Match.UNKNOWN:
            scope_used = replace(scope_used, definition=Match.DIFFERENT)
        reserved = (*scope_used.reservations(), *_width_reservations(pair, outcome.relation))
        return _told(claimed, found, pair, outcome, reserved, scope)


def _is_of_what_unsaid(claimed: Quantity, found: Quantity) -> bool:
    """ "Twice" next to a change: whether it is twice as many as before, its words do not tell."""
    return any(
        is_multiple(one) and beside(one, other) != one and one.change is Change.NONE
        for one, other in ((claimed, found), (found, claimed))
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """The bare arithmetic: relation, and the two bounds between which the gap lies."""

    relation: Relation
    bound: Decimal | None = None
    reached: Decimal | None = None
    index: int = 0

    @property
    def gap(self) -> Decimal | None:
        if self.bound is None or self.reached is None:
            return None
        return abs(self.bound - self.reached)


def relate(claimed: Span, found: Span) -> Outcome:
    """One found span against one claimed span, in the same unit."""
    if claimed.implied.holds(found.stated):
        return Outcome(Relation.INSIDE)
    if claimed.implied.touches(found.implied):
        return Outcome(Relation.OVERLAPS)
    if found.implied.lies_below(claimed.implied):
        return Outcome(Relation.BELOW, claimed.stated.low, found.stated.high)
    return Outcome(Relation.ABOVE, claimed.stated.high, found.stated.low)


def _each(pair: Pair) -> list[tuple[Span, Span]]:
    return list(zip(pair.claimed, pair.found, strict=True))


def _combined(outcomes: list[Outcome], pair: Pair) -> Outcome:
    """A transition's two ends make one outcome: the last end that does not fit decides."""
    apart = [
        (index, outcome)
        for index, outcome in enumerate(outcomes)
        if outcome.relation in (Relation.BELOW, Relation.ABOVE)
    ]
    if apart:
        index, outcome = apart[-1]
        return Outcome(outcome.relation, outcome.bound, outcome.reached, index)
    if pair.opposite:
        return _against(pair)
    if all(outcome.relation is Relation.INSIDE for outcome in outcomes):
        return outcomes[-1]
    return Outcome(Relation.OVERLAPS)


def _against(pair: Pair) -> Outcome:
    """Opposite directions at touching values: never inside, so the direction decides."""
    relation = Relation.BELOW if pair.claimed_change is Change.UP else Relation.ABOVE
    return Outcome(relation)


def _width_reservations(pair: Pair, relation: Relation) -> list[Reservation]:
    if relation not in (Relation.INSIDE, Relation.OVERLAPS):
        return []
    reserved = []
    if any(_far_wider(*spans) for spans in _each(pair)):
        reserved.append(Reservation.FAR_WIDER)
    if pair.measure.dimension != "temperature" and any(_far_inside(*s) for s in _each(pair)):
        reserved.append(Reservation.FAR_INSIDE)
    return reserved


def _far_wider(claimed: Span, found: Span) -> bool:
    """Evidence that says "up to" or "thousands" where the claim says a figure proves little."""
    ours, theirs = claimed.implied.width, found.implied.width
    if theirs is None:
        return not _open_alike(claimed.stated, found.stated)
    if ours is None:
        return False
    bounds = [abs(bound) for bound in (claimed.stated.low, claimed.stated.high) if bound]
    return theirs > FAR_WIDER * ours and theirs > VAGUE_SHARE * max(bounds, default=Decimal(0))


def _open_alike(claimed: Interval, found: Interval) -> bool:
    low_fits = found.low is not None or claimed.low is None
    return low_fits and (found.high is not None or claimed.high is None)


def _far_inside(claimed: Span, found: Span) -> bool:
    """ "More than 1,000" is true of 50,000, and hides it."""
    low, high = claimed.stated.low, claimed.stated.high
    nearest, farthest = found.stated.low, found.stated.high
    if high is None and low is not None and low > 0:
        return nearest is not None and nearest > FAR_INSIDE * low
    if low is None and high is not None and high > 0:
        return farthest is not None and farthest * FAR_INSIDE < high
    return False


def _not_comparable(reason: str, scope: Scope) -> Comparison:
    return Comparison(
        Relation.NOT_COMPARABLE,
        None,
        None,
        scope.reservations(),
        (reason,),
        f"Not comparable. {reason}",
        reason=reason,
    )


def _told(
    claimed: Quantity,
    found: Quantity,
    pair: Pair,
    outcome: Outcome,
    reserved: tuple[Reservation, ...],
    scope: Scope | None,
) -> Comparison:
    ours, theirs = pair.claimed[outcome.index], pair.found[outcome.index]
    distance, points = _distance(pair, outcome), _points(claimed, found, pair, outcome)
    end = _end(pair, outcome)
    taken, other = beside(claimed, found, scope), beside(found, claimed, scope)
    claim_words, found_words = _words(claimed, taken), _words(found, other)
    steps = [
        reading_step("Claimed", claim_words, ours, pair, taken),
        reading_step("Found", found_words, theirs, pair, other),
        *([f"Converted at {pair.note}"] if pair.note else []),
        verdict_step(outcome.relation.value, ours, theirs, pair.opposite),
    ]
    if outcome.bound is not None and outcome.reached is not None:
        steps.append(sum_step(outcome.bound, outcome.reached, distance, points))
    times = _times(outcome)
    if times is not None:
        sentence = times_sentence(found_words, claim_words, end, times)
    elif outcome.gap is not None:
        sentence = apart_sentence(
            found_words,
            claim_words,
            outcome.relation.value,
            end,
            distance_words(distance, outcome.gap, pair, points),
            pair,
        )
    elif pair.opposite:
        sentence = opposite_sentence(found_words, claim_words, outcome.relation.value)
    else:
        edge = ours.implied.edge_with(theirs.implied)
        sentence = touching_sentence(found_words, claim_words, outcome.relation.value, edge)
    if reserved:
        listed = "; ".join(reservation.words for reservation in reserved)
        sentence += f" To be explained first: {listed}."
    return Comparison(
        relation=outcome.relation,
        distance=distance,
        difference=outcome.gap,
        reservations=reserved,
        steps=tuple(steps),
        sentence=sentence,
        end=end,
        times=times if distance is not None else None,
        points=points,
    )


def _words(quantity: Quantity, taken: Quantity) -> str:
    """As it is shown elsewhere, except that a level taken as a change is told as one."""
    return figure_words(quantity if is_multiple(quantity) else taken)


def _times(outcome: Outcome) -> Decimal | None:
    """From ten times on, "times" tells a slip of the scale better than thousands of percent."""
    if outcome.relation is not Relation.ABOVE or not outcome.bound or not outcome.reached:
        return None
    ratio = outcome.reached / outcome.bound
    return ratio if outcome.bound > 0 and ratio >= MANY_TIMES else None


def _distance(pair: Pair, outcome: Outcome) -> Decimal | None:
    absolute_zero = pair.measure.dimension != "temperature" or pair.nature is Nature.DIFFERENCE
    if outcome.gap is None or not outcome.bound or not absolute_zero:
        return None
    with localcontext(prec=28):
        return outcome.gap / abs(outcome.bound)


def _points(claimed: Quantity, found: Quantity, pair: Pair, outcome: Outcome) -> Decimal | None:
    """Of two percentages. What was told by a factor ("doubled", "twice") is none to readers."""
    if outcome.gap is None or pair.measure.top not in ("percent", "proportion"):
        return None
    if pair.measure.under or any(is_factor(each) or is_multiple(each) for each in (claimed, found)):
        return None
    return outcome.gap * SHARES[pair.measure.top]


def _end(pair: Pair, outcome: Outcome) -> str:
    claimed, relation = pair.claimed[outcome.index].stated, outcome.relation
    if len(pair.claimed) == 2:
        return "end point" if outcome.index else "starting point"
    if claimed.low == claimed.high or claimed.low is None or claimed.high is None:
        return "figure"
    return "lower end" if relation is Relation.BELOW else "upper end"
