"""Which pieces of evidence probably repeat one another: suggestions, each with its reason.

Only what the reader may read is given here, so nothing hidden is told by a suggestion.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from claims.quantities.repeating import repeats, signs_of
from verification.models import Evidence, Hand
from verification.provenance.independence import citations_of
from verification.provenance.lineage import publishers_of

MOST_PIECES = 30  # that are held against each other, the latest: 435 pairs
MOST_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``copy`` probably repeats ``origin``; ``may_turn``: it could be the other way round too."""

    copy: Evidence
    origin: Evidence
    reason: str
    may_turn: bool


def suggestions(
    evidence: Sequence[Evidence], *, finding: int, dismissed: Collection[tuple[int, int]]
) -> list[Suggestion]:
    """For the draft ``finding``: pairs that do not go back to the same publisher yet, each piece
    of the draft as a copy once. ``dismissed`` are pairs of ids, the smaller first."""
    pieces = [item for item in evidence if can_be_held_against(item)][-MOST_PIECES:]
    signs = {item.pk: signs_of(item.excerpt, figures_of(item)) for item in pieces}
    publishers = publishers_of(citations_of(evidence))
    found: list[Suggestion] = []
    placed: set[int] = set()
    for one, other in combinations(pieces, 2):
        origin, copy = sorted((one, other), key=nearness)
        if (
            copy.finding_id != finding
            or copy.derives_from_id
            or copy.pk in placed
            or (min(one.pk, other.pk), max(one.pk, other.pk)) in dismissed
            or signs[one.pk].isdisjoint(signs[other.pk])
            or set(publishers[one.pk]) & set(publishers[other.pk])
        ):
            continue
        if sign := repeats(copy.excerpt, figures_of(copy), origin.excerpt, figures_of(origin)):
            may_turn = origin.finding_id == finding and not origin.derives_from_id
            found.append(Suggestion(copy, origin, sign.reason, may_turn))
            placed.add(copy.pk)
        if len(found) == MOST_SHOWN:
            break
    return found


def can_be_held_against(evidence: Evidence) -> bool:
    return not (evidence.is_withdrawn or evidence.is_calculation or evidence.is_withheld)


def nearness(evidence: Evidence) -> tuple[Any, ...]:
    """The smaller, the nearer to the matter: first-hand, a primary record, cited first."""
    return (evidence.hand != Hand.FIRST, evidence.source.tier, evidence.pk)


def figures_of(evidence: Evidence) -> list[Any]:
    return [figure.value for figure in evidence.figures.all()]
