"""What somebody reads before they hand their finding in, and whether it is still that."""

from __future__ import annotations

from typing import Any

from verification.models import Evidence, Finding
from verification.numbers import departure_of_finding, stands_for
from verification.operations.evidence_figures import parts_of
from verification.operations.evidence_scope import answered
from verification.operations.lineage import repeated_by
from verification.operations.seen import seen_of
from verification.requirements import Need, covered_needs

PARTS_OF_A_PIECE = (
    "pk", "source_id", "stance", "answers", "hand", "excerpt", "measures_otherwise",
    "is_confidential", "shown_as",
)  # fmt: skip


def what_is_handed_in(finding: Finding) -> dict[str, Any]:
    """What the page shows once more, with ``seen``, which the second press carries."""
    pieces = pieces_of(finding)
    return {"pieces": len(pieces), "seen": seen_of(all_of(finding, pieces))}


def is_as_shown(finding: Finding, seen: str) -> bool:
    """Whether ``seen`` was made of the finding as it is now: its draft, the evidence it rests on,
    and what is asked of it. Another tab may have changed any of it meanwhile."""
    return seen == seen_of(all_of(finding, pieces_of(finding)))


def pieces_of(finding: Finding) -> list[Evidence]:
    standing = finding.evidence.standing().order_by("pk")
    return list(standing.select_related("source").prefetch_related("figures"))


def all_of(finding: Finding, pieces: list[Evidence]) -> dict[str, Any]:
    claim, standing = finding.review.claim, stands_for(finding)
    needs = covered_needs(finding.review, finding.assignment, standing)
    return {
        "version": finding.version,
        "claim": [claim.statement, claim.kind],
        "pieces": [piece_as_shown(piece) for piece in pieces],
        "needs": [need_as_shown(need) for need in needs],
        "departs": departure_of_finding(finding, standing),
    }


def piece_as_shown(piece: Evidence) -> dict[str, Any]:
    return {
        **{name: getattr(piece, name) for name in PARTS_OF_A_PIECE},
        **repeated_by(piece),
        "scope": answered(piece),
        "figures": [parts_of(figure) for figure in piece.figures.all()],
    }


def need_as_shown(need: Need) -> list[Any]:
    return [need.sentence, need.is_met, need.waiver.pk if need.waiver else None]
