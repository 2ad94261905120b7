"""Evidence against the claim: line by line, on the number line, and in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from claims.models import Figure
from claims.quantities import (
    Comparison,
    Relation,
    Reservation,
    figure_words,
    percent_words,
    points_words,
)
from claims.quantities.descent import Loss
from verification.models import Evidence, Interest
from verification.number_lines import Line, untold
from verification.numbers import claimed_in, is_weighable, origins_among, piece_of
from verification.own_evidence import Recomputed, recompute
from verification.provenance.independence import losses_between
from verification.provenance.own_word import own_words
from verification.provenance.standing import Shield
from verification.which_figure import figure_chosen, put

from .passage import Stretch, stretches
from .respects import Respect, respects_of
from .shields import shield_of

MINUS = "−"
ELSEWHERE = "measures something else"


@dataclass(frozen=True, slots=True)
class Against:
    """How a piece compares with one claimed figure more: ``figure`` is that one's words,
    ``compared`` the one found, where the passage has several."""

    figure: str
    compared: str
    amount: str
    where: str
    comparison: Comparison


@dataclass(slots=True)
class EvidenceLine:
    """One piece of evidence as the page shows it. ``number`` is the one readers will see, given
    once the findings are in; ``amount`` and ``where`` are what the numbers say of it.
    ``compared`` is the figure that this is of, where the passage has several; ``against`` is the
    claimed one, where the claim has several, and ``others`` are those it also compares with.
    ``is_own_word``: it goes back to the claimant alone."""

    evidence: Evidence
    excerpt: list[Stretch]
    number: int | None = None
    amount: str = ""
    where: str = ""
    comparison: Comparison | None = None
    compared: str = ""
    against: str = ""
    others: list[Against] = field(default_factory=list)
    respects: list[Respect] = field(default_factory=list)
    reservation: str = ""
    repeats: Evidence | None = None
    losses: tuple[Loss, ...] = ()
    shield: Shield | None = None
    recomputed: Recomputed | None = None
    interests: list[Interest] = field(default_factory=list)
    is_mine: bool = False
    is_own_word: bool = False

    @property
    def respects_told(self) -> list[Respect]:
        return [respect for respect in self.respects if respect.is_told]

    @property
    def respects_untold(self) -> list[Respect]:
        return [respect for respect in self.respects if not respect.is_told]

    @property
    def about(self) -> int:
        """The place of the claimed figure that its reviewer chose, from 1, or 0."""
        return figure_chosen(self.evidence.scope)

    @property
    def is_unsure(self) -> bool:
        """Whether nothing tells which claimed figure it is about."""
        compared = self.comparison
        return bool(compared and Reservation.WHICH_FIGURE in compared.reservations)

    @property
    def is_reserved(self) -> bool:
        """Comparable, with a reservation."""
        compared = self.comparison
        return bool(compared is not None and compared.comparable and compared.reservations)

    @property
    def is_kept_out(self) -> bool:
        """Comparable, and not counted before its reservations are explained."""
        return self.is_reserved and not self.is_own_word and not self.evidence.explained

    @property
    def is_elsewhere(self) -> bool:
        return bool(self.evidence.measures_otherwise)


@dataclass(slots=True)
class Weighed:
    """``untold`` says of which claimed figures there is no number line."""

    lines: list[EvidenceLine]
    number_lines: list[Line]
    untold: list[str]


def weigh(
    figures: Sequence[Figure],
    evidence: Sequence[Evidence],
    *,
    numbers: dict[int, int],
    me: int,
    whose: Mapping[int, str] | None = None,
    among: Sequence[Evidence] = (),
    speaker: str = "",
) -> Weighed:
    """Compare every figure of the claim with every piece of evidence that stands.

    ``numbers`` gives readers' numbers by the evidence's id, ``me`` is who reads. ``whose`` names
    findings, by their id, where the line is to tell several apart. What is counted once is an
    origin: what evidence comes from is followed among the given evidence and ``among`` only, so
    that nothing is asked of the database and nothing hidden is reached. ``speaker`` makes the
    claim; what is their own word does not count.
    """
    by_id = {item.pk: item for item in evidence}
    origins = origins_among(evidence, among)
    own = own_words(evidence, among, speaker)
    lines = [
        EvidenceLine(
            evidence=item,
            excerpt=stretches(
                item.excerpt,
                [(f.start, f.end) for f in item.figures.all() if f.start is not None],
            ),
            number=numbers.get(item.pk),
            repeats=(origin := by_id.get(item.derives_from_id)),
            losses=losses_between(item, origin),
            shield=shield_of(item),
            recomputed=(recompute(item) if item.is_calculation and not item.is_withheld else None),
            is_mine=item.finding.reviewer_id == me,
            is_own_word=item.pk in own,
        )
        for item in evidence
    ]
    weighable = [line for line in lines if is_weighable(line.evidence)]
    claimed = [Line(held) for held in claimed_in(figures)]
    for line in weighable:
        name = whose.get(line.evidence.finding_id, "") if whose else ""
        put_on(claimed, line, origin=origins[line.evidence.pk], whose=name)
        tell_side(line)
    first, *others = claimed or [None]
    shown = [first] if first else []
    shown += [line for line in others if line.has_comparable]
    return Weighed(lines, shown, untold(claimed, shown))


def put_on(claimed: Sequence[Line], line: EvidenceLine, *, origin: int, whose: str) -> None:
    """Add one piece of evidence to the number lines on which it belongs, and tell its row how it
    compares: with the first that takes it, then with the others."""
    item = line.evidence
    added = put(piece_of(item, origin=origin, by=whose, own_word=line.is_own_word), claimed)
    if not added:
        return
    comparable = [each for each in added if each[2].comparable]
    (first, found, line.comparison), *others = comparable or added[:1]
    several = len(item.figures.all()) > 1
    line.compared = figure_words(found.quantity) if several else ""
    line.against = figure_words(first.quantity) if comparable and len(claimed) > 1 else ""
    line.others = [
        Against(
            figure_words(other.quantity),
            figure_words(one.quantity) if several else "",
            *amount_of(comparison),
            comparison,
        )
        for other, one, comparison in others
    ]
    line.respects = respects_of(first.claimed, found, item.scope)


def tell_side(line: EvidenceLine) -> None:
    """What the numbers say of one piece, in an amount and a few words."""
    comparison = line.comparison
    if line.evidence.is_withheld:
        return
    if line.is_elsewhere:
        line.amount, line.where = "—", ELSEWHERE
    elif comparison is None:
        line.where = "no figure to compare"
    elif not comparison.comparable:
        line.amount, line.where = "—", "not comparable"
        line.reservation = comparison.reason
    else:
        line.amount, line.where = amount_of(comparison)
        line.reservation = "; ".join(r.words for r in comparison.reservations)


def amount_of(comparison: Comparison) -> tuple[str, str]:
    if comparison.relation is Relation.INSIDE:
        return "inside", "what was claimed"
    if comparison.relation is Relation.OVERLAPS:
        return "overlaps", "what was claimed"
    end = "the figure" if comparison.end == "figure" else f"the {comparison.end}"
    if comparison.times is not None:
        return comparison.where.removesuffix(" the claim"), "the claim"
    sign = MINUS if comparison.relation is Relation.BELOW else "+"
    if comparison.points is not None:
        amount = points_words(comparison.points).partition(" ")[0]
        return f"{sign}{amount} pp", f"{comparison.relation.words} {end}"
    if comparison.distance is None:
        return comparison.relation.words, end
    return f"{sign}{percent_words(comparison.distance)}", f"{comparison.relation.words} {end}"


def public_numbers(evidence: Iterable[Evidence], submitted: set[int]) -> dict[int, int]:
    """Readers' numbers of evidence, from 1 in the order cited: what stands and belongs to a
    submitted finding, as in the report's payload."""
    public = [
        item.pk
        for item in sorted(evidence, key=lambda item: item.pk)
        if item.finding_id in submitted and not item.is_withdrawn
    ]
    return {pk: number for number, pk in enumerate(public, start=1)}
