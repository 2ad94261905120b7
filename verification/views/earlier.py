"""What was cited in earlier rounds of the same claim, as the workspace lists it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verification.models import ClaimReview, Evidence, Finding

from .passage import Stretch, stretches


@dataclass(frozen=True, slots=True)
class EarlierLine:
    """``may_be_cited``: it stands and is open to the reader, who has not cited it again yet."""

    evidence: Evidence
    excerpt: list[Stretch]
    may_be_cited: bool


def earlier_lines(
    evidence: Sequence[Evidence], review: ClaimReview, own: Finding | None
) -> list[EarlierLine]:
    """Of rows asked for ``with_detail``."""
    cited = {
        (item.source_id, item.excerpt)
        for item in evidence
        if own and item.finding_id == own.pk and not item.is_withdrawn
    }
    return [
        EarlierLine(
            item,
            stretches(
                item.excerpt, [(f.start, f.end) for f in item.figures.all() if f.start is not None]
            ),
            not (item.is_withdrawn or item.is_withheld or item.is_calculation)
            and (item.source_id, item.excerpt) not in cited,
        )
        for item in evidence
        if item.round < review.round
    ]
