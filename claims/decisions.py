"""What this desk kept and what it dropped, as rows to learn from."""

from __future__ import annotations

from collections.abc import Iterator

from claims.models import Claim
from claims.nlp.worth.rows import Row, sentence_around
from claims.states import ClaimState

KEPT = (ClaimState.ACCEPTED, ClaimState.SENT)
DROPPED = (ClaimState.DISMISSED,)


def decided_rows() -> Iterator[Row]:
    """A row for each claim that people accepted or dismissed, in the order they came in.

    What nobody has decided on says nothing yet, and what was merged was dropped for being said
    twice. The text is the sentence the claim stands in, the group its document.
    """
    decided = (
        Claim.objects.filter(state__in=KEPT + DROPPED)
        .order_by("document_id", "id")
        .prefetch_related("appearances__snapshot")
    )
    for claim in decided.iterator(chunk_size=500):
        place = claim.appearance
        text = sentence_around(place.snapshot.text, place.start, place.end) if place else ""
        yield Row(text or claim.statement, claim.state in KEPT, f"document {claim.document_id}")
