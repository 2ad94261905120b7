"""What became of one's own findings: what the verdict says, who settled it and why.

A person's own only, and no count of how often they were followed: it is for learning.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.models import ClaimEvent
from claims.views.paging import neighbours, page_of
from newsroom.accounts.models import User
from newsroom.accounts.rights import require
from verification.agreement import agree
from verification.forms.review import Places
from verification.models import ClaimReview, Finding, ReviewVerb, Settlement, Verdict
from verification.operations.findings import answer_of
from verification.states import ReviewState

PAGE = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a finding beside the other one. ``words`` say how it was settled, ``why`` in
    whose words; ``verdict`` is the last wording of that round, or else of a later one."""

    finding: Finding
    other: Finding
    words: str
    why: str = ""
    settlement: Settlement | None = None
    verdict: Verdict | None = None
    is_open: bool = False


@require_safe
def settled(request: HttpRequest) -> HttpResponse:
    require(
        request.user,
        "verification.read",
        otherwise="Only who reviews here has findings that can be settled.",
    )
    places = Places(request.GET)
    places.is_valid()
    rows, is_newer, is_older = page_of(
        settled_findings(request.user),
        before=places.cleaned_data.get("before"),
        after=places.cleaned_data.get("after"),
        size=PAGE,
    )
    newer, older = neighbours(request.GET, rows, is_newer, is_older)
    context = {
        "nav": "desk",
        "outcomes": [outcome_of(finding) for finding in rows],
        "newer": newer,
        "older": older,
    }
    return render(request, "verification/settled.html", context)


def settled_findings(user: User) -> QuerySet[Finding]:
    """One's own findings beside which another one is in, with all that is told of them. Of a
    blind review these are none as long as it is blind."""
    beside = (
        Finding.objects.submitted()
        .filter(review=OuterRef("review"), round=OuterRef("round"))
        .exclude(pk=OuterRef("pk"))
    )
    blind = ClaimReview.objects.blind().filter(pk=OuterRef("review"), round=OuterRef("round"))
    return (
        Finding.objects.submitted()
        .filter(Exists(beside), ~Exists(blind), reviewer=user)
        .select_related("rating", "review__claim", "review__policy")
        .prefetch_related(
            Prefetch(
                "review__findings",
                Finding.objects.submitted().select_related("rating", "reviewer"),
                to_attr="handed_in",
            ),
            Prefetch(
                "review__settlements",
                Settlement.objects.filter(agreed_at__isnull=False).select_related(
                    "rating", "decided_by", "agreed_by", "takes__reviewer"
                ),
                to_attr="settled_by",
            ),
            Prefetch(
                "review__verdicts",
                Verdict.objects.select_related("rating", "writer").order_by("-id"),
                to_attr="wordings",
            ),
            Prefetch(
                "review__claim__events",
                ClaimEvent.objects.filter(verb=ReviewVerb.ASKED_AGAIN).select_related("actor"),
                to_attr="asked_again",
            ),
        )
    )


def outcome_of(finding: Finding) -> Outcome:
    review = finding.review
    other = next(
        each for each in review.handed_in
        if each.round == finding.round and each.pk != finding.pk
    )  # fmt: skip
    here = [each for each in review.wordings if each.round == finding.round]
    told: dict[str, Any] = {
        "finding": finding,
        "other": other,
        "verdict": (here or review.wordings or [None])[0],
    }
    if settlement := next((s for s in review.settled_by if s.round == finding.round), None):
        return Outcome(
            **told,
            words=how_settled(settlement, finding),
            why=settlement.reasons,
            settlement=settlement,
        )
    if agree([answer_of(finding), answer_of(other)], within=review.policy.agree_within):
        return Outcome(**told, words=f"You and {other.reviewer.name} agreed")
    again = next(
        (e for e in review.claim.asked_again if e.data["round"] == finding.round + 1), None
    )
    if again:
        return Outcome(**told, words=f"{again.actor.name} asked both again", why=again.note)
    if review.state == ReviewState.ADJUDICATION:
        return Outcome(**told, words=f"You and {other.reviewer.name} differ", is_open=True)
    return Outcome(**told, words="Not settled: the review was closed", why=review.ended_because)


def how_settled(settlement: Settlement, finding: Finding) -> str:
    """ "Ilse Brandt decided: your finding holds"."""
    if settlement.takes is None:
        what = "both are combined"
    elif settlement.takes_id == finding.pk:
        what = "your finding holds"
    else:
        what = f"the finding of {settlement.takes.reviewer.name} holds"
    if settlement.how == Settlement.How.ADJUDICATED:
        return f"{settlement.decided_by.name} decided: {what}"
    return f"Settled by you both: {what}"
