"""The rounds a claim went through before: what was found then, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from claims.models import ClaimEvent
from verification.models import ClaimReview, Finding, ReviewVerb, Settlement

NEXT_ROUND = (ReviewVerb.REOPENED, ReviewVerb.ASKED_AGAIN)


@dataclass(slots=True)
class Round:
    """``settlement`` is how a disagreement was settled, ``ended`` why the next round began."""

    number: int
    findings: list[Finding] = field(default_factory=list)
    settlement: Settlement | None = None
    ended: ClaimEvent | None = None


def beginnings_of(review: ClaimReview) -> dict[int, ClaimEvent]:
    """By its number, the line of history that each round after the first began with."""
    if review.round == 1:
        return {}
    events = ClaimEvent.objects.filter(claim=review.claim_id, verb__in=NEXT_ROUND)
    return {event.data.get("round"): event for event in events.select_related("actor")}


def earlier_rounds(
    review: ClaimReview,
    findings: Iterable[Finding],
    settlements: Sequence[Settlement],
    beginnings: dict[int, ClaimEvent],
) -> list[Round]:
    """The last one first, those without any finding left out; ``findings`` are those the reader
    may read."""
    rounds = {number: Round(number) for number in range(review.round - 1, 0, -1)}
    for finding in findings:
        if finding.round in rounds and finding.is_submitted:
            rounds[finding.round].findings.append(finding)
    for settlement in settlements:
        if settlement.round in rounds and settlement.agreed_at:
            rounds[settlement.round].settlement = settlement
    for number, each in rounds.items():
        each.ended = beginnings.get(number + 1)
    return [each for each in rounds.values() if each.findings]
