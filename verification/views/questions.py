"""The two questions on the claim's page: what each rests on, and where a rating departs from
what the numbers say."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from verification.models import ClaimReview, Finding, Rating, Settlement
from verification.models.evidence import Question
from verification.numbers import departure_from
from verification.operations.answers import Answers, found_in

from .weighing import EvidenceLine, Weighed

# The columns of a verdict that say more of its answers, and have their place in its form.
ABOUT_ANSWERS = ("was_it_said", "said_explanation", "departs_because")
LABELS: dict[str, str] = {Question.WAS_IT_SAID: "Was it said?", Question.IS_IT_SO: "Is it so?"}


def question_asked(request: HttpRequest, review: ClaimReview) -> dict[str, str]:
    """What evidence is to be added on, as whoever pressed "Add evidence" at a question said:
    it goes along in addresses and forms until the passage is cited. For templates."""
    asks = request.POST.get("answers") or request.GET.get("answers") or ""
    if asks not in LABELS or not review.claim.is_quoted:
        return {}
    return {"asks": asks, "asks_label": LABELS[asks]}


def preset(context: dict[str, Any], asked: dict[str, str]) -> None:
    """The forms for evidence begin with the question that it is to be added on."""
    context |= asked
    for name in ("evidence_form", "calculation_form", "conversation_form"):
        if form := context.get(name):
            form.initial["answers"] = asked["asks"]


@dataclass(frozen=True, slots=True)
class Group:
    """The evidence on one question, and the reader's own that stands among it. Where the claim
    has one question only, there is no label."""

    question: str
    label: str
    lines: list[EvidenceLine]
    mine: list[EvidenceLine]


def questions_context(
    review: ClaimReview,
    own: Finding | None,
    findings: Sequence[Finding],
    weighed: Weighed,
    ratings: Sequence[Rating],
    *,
    settlement: Settlement | None,
) -> dict[str, Any]:
    """``findings`` are this round's submitted ones that may be read; what they say together is
    told once all are in."""
    all_in = len(findings) >= review.policy.reviewers
    found = found_in(findings, settlement) if all_in else Answers(None)
    return {
        "evidence_groups": groups_of(review, own, weighed.lines),
        "own_departs": departs(weighed, [own], own.rating, ratings) if own else "",
        "found": found,
        "agreed_rating": found.rating,
        "verdict_departs": departs(weighed, findings, found.rating, ratings, for_readers=True),
        "departs_of": {
            each.pk: departs(weighed, [each], each.rating, ratings) for each in findings
        },
    }


def groups_of(
    review: ClaimReview, own: Finding | None, lines: Sequence[EvidenceLine]
) -> list[Group]:
    if not review.claim.is_quoted:
        return [group_of("", "", own, list(lines))]
    return [
        group_of(
            question, label, own, [line for line in lines if line.evidence.answers == question]
        )
        for question, label in LABELS.items()
    ]


def group_of(question: str, label: str, own: Finding | None, lines: list[EvidenceLine]) -> Group:
    return Group(question, label, lines, mine=[line for line in lines if is_of(line, [own])])


def is_of(line: EvidenceLine, findings: Collection[Finding | None]) -> bool:
    whose = {finding.pk for finding in findings if finding}
    return line.evidence.finding_id in whose and not line.evidence.is_withdrawn


def departs(
    weighed: Weighed,
    findings: Collection[Finding | None],
    rating: Rating | None,
    scale: Sequence[Rating],
    *,
    for_readers: bool = False,
) -> str:
    """As ``numbers.departure_of_finding`` and ``departure_of_verdict`` say it, of lines that are
    there already."""
    keys = {
        line.evidence.pk
        for line in weighed.lines
        if is_of(line, findings) and not (for_readers and line.evidence.is_confidential)
    }
    return departure_from(weighed.number_lines, keys, rating, scale)


def draft_of(own: Finding | None) -> dict[str, Any]:
    if own is None:
        return {"version": 0}
    return {
        "was_it_said": own.was_it_said,
        "rating": own.rating_id,
        "said_reasons": own.said_reasons,
        "reasons": own.reasons,
        "departs_because": own.departs_because,
        "version": own.version,
    }


def words_of_answers(
    found: Answers, begins: Finding | Settlement, findings: Sequence[Finding]
) -> dict[str, str]:
    """What the verdict's writer starts from beside the explanation: the words of the finding that
    was taken, or of the first that gave the same answer."""
    ordered = [begins, *findings] if isinstance(begins, Finding) else findings
    return {
        "was_it_said": found.was_it_said,
        "said_explanation": next(
            (f.said_reasons for f in ordered if f.was_it_said == found.was_it_said), ""
        ),
        "departs_because": next(
            (f.departs_because for f in ordered if f.rating_id and f.rating == found.rating), ""
        ),
    }
