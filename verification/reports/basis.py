"""The rows that a report is built of: asked for here, or taken from a page that has read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verification.models import ClaimReview, Evidence, Finding, Rating, Settlement, Waiver
from verification.provenance.independence import all_cited
from verification.requirements import that_counted


@dataclass(frozen=True, slots=True)
class Basis:
    """Of one round: its submitted ``findings`` by role, their ``evidence`` that stands, with detail
    and proof, by id; how a disagreement was settled, and the ``waivers`` that counted. ``among`` is
    all that was cited on the claim, in any round; ``ratings`` are those of the scale, in its order.
    """

    findings: list[Finding]
    evidence: list[Evidence]
    among: list[Evidence]
    ratings: list[Rating]
    settlement: Settlement | None
    waivers: list[Waiver]


def basis_of(review: ClaimReview, round: int) -> Basis:
    findings = list(
        review.findings.submitted()
        .filter(round=round)
        .select_related("reviewer", "rating", "assignment")
        .order_by("assignment__role")
    )
    evidence = (
        Evidence.objects.filter(finding__in=findings)
        .standing()
        .with_detail()
        .with_proof()
        .order_by("id")
    )
    return Basis(
        findings,
        list(evidence),
        all_cited(review),
        list(review.scale.ratings.on_the_keys()),
        review.settlement,
        that_counted(review, findings, round),
    )


def basis_read(
    findings: list[Finding],
    evidence: Sequence[Evidence],
    ratings: list[Rating],
    settlement: Settlement | None,
    waivers: list[Waiver],
) -> Basis | None:
    """The same of rows that were read for somebody's page; ``evidence`` is all of it that they may
    read. ``None`` where anything in it is withheld from them, whom readers then are shown more
    than, or the scale was not read."""
    if not ratings or any(item.is_withheld for item in evidence):
        return None
    used = {finding.pk for finding in findings}
    cited = [item for item in evidence if item.finding_id in used and not item.is_withdrawn]
    return Basis(findings, cited, list(evidence), ratings, settlement, waivers)
