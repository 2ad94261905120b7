"""What was cited of a claim, as its page shows it: lines, number lines, checks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from newsroom.accounts.models import User
from verification.models import ClaimReview, Evidence, Interest, Rating, Waiver
from verification.provenance.speaker import speaker_of
from verification.reports.basis import basis_read
from verification.requirements import that_counted

from .checks import before_signing, before_submitting, not_yet_asked
from .descent import lineage_context
from .earlier import earlier_lines
from .questions import questions_context
from .so_far import SoFar
from .weighing import EvidenceLine, public_numbers, weigh


def evidence_context(
    found: SoFar,
    ratings: Sequence[Rating],
    *,
    interest: str = "",
    waivers: Sequence[Waiver] = (),
) -> dict[str, Any]:
    """``interest`` is the one that keeps this person from signing; ``waivers`` are those in force
    for their own work."""
    user, review, own, findings = found.user, found.review, found.own, found.findings
    evidence = list(
        Evidence.objects.filter(review=review).readable_by(user, review).with_detail().with_proof()
    )
    now = [item for item in evidence if item.round == review.round]
    both = found.open_findings
    public = public_numbers(now, {finding.pk for finding in both})
    whose = {finding.pk: finding.reviewer.name for finding in both} if len(both) > 1 else {}
    weighed = weigh(
        review.claim.figures.all(),
        now,
        numbers=public,
        me=user.pk,
        whose=whose,
        among=evidence,
        speaker=speaker_of(review.claim),
    )
    mine = [item for item in now if own and item.finding_id == own.pk]
    add_interests(weighed.lines, review, user)
    asked = questions_context(review, own, findings, weighed, ratings, settlement=found.settled)
    checks = before_submitting(review, own, mine, evidence, waivers, departs=asked["own_departs"])
    counted = that_counted(review, both, review.round)
    return {
        "may_note_interest": user.has_perm("verification.note_interest", review),
        **asked,
        "lines": weighed.lines,
        "number_lines": weighed.number_lines,
        "figures_untold": weighed.untold,
        "earlier_evidence": earlier_lines(evidence, review, own),
        "repeatable": [item for item in evidence if not item.is_withdrawn],
        "checks": checks,
        "checks_asked": sum(check.needed and not check.waived for check in checks),
        "checks_met": sum(check.needed and check.is_met for check in checks),
        "checks_not_yet": not_yet_asked(review, checks),
        "checks_open": [check for check in checks if not check.needed and not check.is_met],
        "sign_checks": before_signing(
            review,
            findings,
            now,
            interest=interest,
            waived=counted,
            lines=weighed.lines,
        ),
        "basis": basis_read(both, evidence, list(ratings), found.settled, counted),
        **lineage_context(own, weighed.lines, evidence, weighed.number_lines),
    }


def add_interests(lines: list[EvidenceLine], review: ClaimReview, user: User) -> None:
    if not lines:
        return
    of_source = defaultdict(list)
    for interest in Interest.objects.readable_by(user, review).standing():
        of_source[interest.source_id].append(interest)
    for line in lines:
        if not line.evidence.source.is_unnamed:
            line.interests = of_source[line.evidence.source_id]


def citable(user: User, review: ClaimReview) -> list[Evidence]:
    """What stands in this round and may be read: what a calculation can rest on."""
    readable = Evidence.objects.filter(review=review, round=review.round).readable_by(user, review)
    return list(readable.standing().with_detail())
