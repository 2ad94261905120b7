"""Which pieces of evidence probably repeat one another: suggestions, each with its reason.

Signs are the same words or unusual figures; that one names the other's source as where it has it
from; and that another piece of its publisher is noted to repeat the other's. Pieces of one
publisher count as one origin, but that one of them repeats somebody does not make the others
copies: so that they are not counted as independent unseen, it is asked.

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
from verification.provenance.naming import says_it_has_it_from

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
    source_of = {item.pk: item.source_id for item in evidence}
    repeated = {
        (item.source_id, source_of[item.derives_from_id])
        for item in evidence
        if item.derives_from_id in source_of and not item.is_withdrawn
    }
    found: list[Suggestion] = []
    placed: set[int] = set()
    for one, other in combinations(pieces, 2):
        origin, copy = origin_and_copy(one, other)
        if (
            copy.finding_id != finding
            or copy.derives_from_id
            or copy.pk in placed
            or set(publishers[one.pk]) & set(publishers[other.pk])
        ):
            continue
        is_named = names(copy, origin)
        reasons = [f"it names {origin.source.name}"] * is_named
        if not signs[one.pk].isdisjoint(signs[other.pk]) and (
            sign := repeats(copy.excerpt, figures_of(copy), origin.excerpt, figures_of(origin))
        ):
            reasons.append(sign.reason)
        if not reasons and (copy.source_id, origin.source_id) in repeated:
            reasons.append(f"another piece of {copy.source.name} repeats {origin.source.name}")
        if reasons and (min(one.pk, other.pk), max(one.pk, other.pk)) not in dismissed:
            may_turn = not is_named and origin.finding_id == finding and not origin.derives_from_id
            found.append(Suggestion(copy, origin, "; ".join(reasons), may_turn))
            placed.add(copy.pk)
        if len(found) == MOST_SHOWN:
            break
    return found


def origin_and_copy(one: Evidence, other: Evidence) -> tuple[Evidence, Evidence]:
    """The one that names the other is the copy; else the one that is farther from the matter."""
    if names(one, other) != names(other, one):
        return (other, one) if names(one, other) else (one, other)
    origin, copy = sorted((one, other), key=nearness)
    return origin, copy


def names(copy: Evidence, origin: Evidence) -> bool:
    return says_it_has_it_from(copy.excerpt, origin.source.name)


def can_be_held_against(evidence: Evidence) -> bool:
    return not (evidence.is_withdrawn or evidence.is_calculation or evidence.is_withheld)


def nearness(evidence: Evidence) -> tuple[Any, ...]:
    """The smaller, the nearer to the matter: first-hand, a primary record, cited first."""
    return (evidence.hand != Hand.FIRST, evidence.source.tier, evidence.pk)


def figures_of(evidence: Evidence) -> list[Any]:
    return [figure.value for figure in evidence.figures.all()]
