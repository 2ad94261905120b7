"""How far the triage of documents is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from claims.models import Claim
from claims.states import ClaimState


@dataclass(slots=True)
class TriageCounts:
    to_go: int = 0
    accepted: int = 0
    dismissed: int = 0
    merged: int = 0
    sent: int = 0

    @property
    def total(self) -> int:
        return self.to_go + self.decided

    @property
    def decided(self) -> int:
        return self.accepted + self.dismissed + self.merged + self.sent


COLUMN = {
    ClaimState.DETECTED: "to_go",
    ClaimState.ACCEPTED: "accepted",
    ClaimState.DISMISSED: "dismissed",
    ClaimState.MERGED: "merged",
    ClaimState.SENT: "sent",
}


def triage_counts(documents: Iterable[int]) -> defaultdict[int, TriageCounts]:
    """Per document, in one query."""
    counts: defaultdict[int, TriageCounts] = defaultdict(TriageCounts)
    rows = (
        Claim.objects.filter(document__in=list(documents))
        .order_by()
        .values_list("document", "state")
        .annotate(Count("pk"))
    )
    for document, state, count in rows:
        setattr(counts[document], COLUMN[ClaimState(state)], count)
    return counts
