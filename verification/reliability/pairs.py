"""Pairs of blind findings on the same claim, as the rows have them.

The one place of this package that asks the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from math import log
from statistics import median

from django.db.models import Prefetch
from django.utils import timezone

from claims.quantities import Held, fitting
from claims.quantities.relative import times_claimed
from verification.models import AssignmentRole, Evidence, Finding
from verification.models.evidence import Question
from verification.models.evidence_figure import figures_for
from verification.which_figure import figure_chosen, respects_in

MOST_FINDINGS = 4000
STEP = 1.01  # figures are told apart by one per cent: few values keep the arithmetic small


@dataclass(frozen=True, slots=True)
class Pair:
    """What two blind reviewers answered, the first one first. ``ratings`` are slugs, empty where
    none was given; ``positions`` theirs in the order, ``None`` outside it; ``figures`` how many
    times the claimed figure each one found."""

    on: date
    topic: str
    policy: str
    ratings: tuple[str, str]
    positions: tuple[int | None, int | None]
    figures: tuple[float | None, float | None]


def blind_pairs(purpose: str, since: datetime) -> list[Pair]:
    """Pairs whose second finding came in since then, on claims of documents of that purpose.

    Of each claim only the first round counts: a later one is written knowing what was found
    before. Open reviews and those with one reviewer have no two independent findings. A review
    that was reopened counts under the policy it has now. At most ``MOST_FINDINGS`` of the latest
    findings are read, in a fixed number of queries.
    """
    findings = (
        Finding.objects.submitted()
        .filter(
            round=1,
            review__policy__blind=True,
            review__policy__reviewers=2,
            review__claim__document__purpose=purpose,
            assignment__role__in=(AssignmentRole.FIRST, AssignmentRole.SECOND),
        )
        .select_related("rating", "assignment", "review__claim__topic", "review__policy")
        .prefetch_related(
            "review__claim__figures",
            Prefetch(
                "evidence",
                Evidence.objects.standing()
                .filter(answers=Question.IS_IT_SO, measures_otherwise="")
                .prefetch_related(figures_for("figures")),
            ),
        )
        .order_by("-review_id", "assignment__role")[:MOST_FINDINGS]
    )
    return [pair for pair in paired(findings) if pair.on >= timezone.localdate(since)]


def paired(findings: Iterable[Finding]) -> Iterator[Pair]:
    for _, group in groupby(findings, key=lambda finding: finding.review_id):
        both = list(group)
        if len(both) == 2:
            yield pair_of(*both)


def pair_of(first: Finding, second: Finding) -> Pair:
    review = first.review
    return Pair(
        on=timezone.localdate(max(f.submitted_at for f in (first, second) if f.submitted_at)),
        topic=str(review.claim.topic or ""),
        policy=review.policy.name,
        ratings=(slug_of(first), slug_of(second)),
        positions=(position_of(first), position_of(second)),
        figures=(figure_of(first), figure_of(second)),
    )


def slug_of(finding: Finding) -> str:
    return finding.rating.slug if finding.rating else ""


def position_of(finding: Finding) -> int | None:
    return finding.rating.position if finding.rating else None


def figure_of(finding: Finding) -> float | None:
    """The figure that a finding's evidence gives for the claim, as a multiple of the claim's
    first figure: of each piece the figure that fits it best, of several pieces the median. What
    repeats another piece of the finding is left out."""
    claimed = next((figure.held for figure in finding.review.claim.figures.all()), None)
    if claimed is None:
        return None
    pieces = list(finding.evidence.all())
    own = {piece.pk for piece in pieces}
    found = [
        times
        for piece in pieces
        if piece.derives_from_id not in own and (times := best_of(claimed, piece)) is not None
    ]
    return rounded(median(found)) if found else None


def best_of(claimed: Held, piece: Evidence) -> float | None:
    found = [figure.held for figure in piece.figures.all()]
    if figure_chosen(piece.scope) > 1:
        return None
    fits = fitting(claimed, found, answers=respects_in(piece.scope))
    if not fits or not fits[0][1].comparable:
        return None
    times = times_claimed(claimed.quantity, fits[0][0].quantity)
    return None if times is None else float(times)


def rounded(times: float) -> float:
    return STEP ** round(log(times, STEP)) if times else 0.0
