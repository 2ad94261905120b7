"""What a verdict answers, and with what: from the findings, and from how they were settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from verification.errors import NotReady, UnfitText
from verification.models import ClaimReview, Finding, Rating, Settlement, WasItSaid
from verification.numbers import departure_of_verdict
from verification.questions import may_go_unrated, needs_reasons
from verification.states import ReviewState

from .findings import check_rating, findings_are_in, submitted_findings

WITHOUT_TEXT = "A verdict needs a conclusion, in one sentence, and an explanation."


@dataclass(frozen=True, slots=True)
class Answers:
    """To "Is it so?" a rating, or none; to "Was it said?" one of ``WasItSaid``, or "" where that
    is no question or was not asked."""

    rating: Rating | None
    was_it_said: str = ""

    @property
    def is_not_said(self) -> bool:
        """Not said, so that nobody needs to ask whether it is so."""
        return self.was_it_said == WasItSaid.NO and self.rating is None

    @property
    def said_words(self) -> str:
        return dict(WasItSaid.choices).get(self.was_it_said, "")

    @property
    def words(self) -> str:
        """ "False; was it said: yes, as quoted", for the claim's history."""
        said = f"was it said: {self.said_words}" if self.was_it_said else ""
        return "; ".join(part for part in (self.rating.label if self.rating else "", said) if part)


def settled_answers(
    review: ClaimReview, *, rating: Rating | None, was_it_said: str, takes: Finding | None
) -> Answers:
    """What a settlement says: the answers of the finding that it takes, or those chosen. What all
    findings say of "Was it said?" need not be chosen again."""
    findings = submitted_findings(review)
    if takes:
        if takes not in findings:
            raise NotReady("That finding is not one of this round’s. Nothing was settled.")
        return Answers(takes.rating, takes.was_it_said)
    check_rating(review, rating)
    was_it_said = check_said(review, was_it_said or said_by_all(findings))
    if rating is None and not may_go_unrated(review, was_it_said):
        raise NotReady("Choose the rating that it is settled on, or take one of the findings.")
    return Answers(rating, was_it_said)


def check_said(review: ClaimReview, was_it_said: str) -> str:
    """The answer to the first question as it is kept; raises ``NotReady`` where it is missing."""
    if not review.claim.is_quoted:
        return ""
    if was_it_said not in WasItSaid.values:
        raise NotReady("Say whether it was said, or take one of the findings.")
    return was_it_said


def said_by_all(findings: Sequence[Finding]) -> str:
    """What all findings answer that answer it, or "" where they differ."""
    answers = {finding.was_it_said for finding in findings if finding.was_it_said}
    return answers.pop() if len(answers) == 1 else ""


def agreed_answers(review: ClaimReview) -> Answers:
    """What the verdict must say. Raises ``NotReady`` while findings are missing or differ."""
    if not findings_are_in(review):
        raise NotReady("The verdict is written once all findings are in.")
    if review.state == ReviewState.ADJUDICATION:
        raise NotReady("The findings differ. Settle that first, then write the verdict.")
    return found_in(submitted_findings(review), review.settlement)


def found_in(findings: Sequence[Finding], settlement: Settlement | None) -> Answers:
    """What was settled, or the first reviewer's answers where all agree. There is at least one
    finding. One that was handed in before it was asked whether it was said answers as the other.
    """
    said = said_by_all(findings)
    if settlement:
        return Answers(settlement.rating, settlement.was_it_said or said)
    return Answers(findings[0].rating, said)


def found_not_said(review: ClaimReview) -> bool:
    """Whether the verdict is that it was not said, and no more."""
    try:
        return agreed_answers(review).is_not_said
    except NotReady:
        return False


def answers_in_words(
    review: ClaimReview,
    found: Answers,
    *,
    was_it_said: str,
    said_explanation: str,
    explanation: str,
    departs_because: str,
) -> dict[str, Any]:
    """The columns of a verdict that answer the claim. The answers are what was ``found``;
    ``was_it_said`` counts only where the findings do not say, because they were not asked.

    Raises ``UnfitText`` with what its text lacks.
    """
    said = (found.was_it_said or was_it_said) if review.claim.is_quoted else ""
    if review.claim.is_quoted and said not in WasItSaid.values:
        raise UnfitText(
            "The findings do not say whether it was said. Choose it, then save again.",
            field="was_it_said",
        )
    said_explanation, departs_because = said_explanation.strip(), departs_because.strip()
    if needs_reasons(said) and not said_explanation:
        raise UnfitText(
            "Say what shows whether it was said, then save again.", field="said_explanation"
        )
    if not explanation.strip() and not Answers(found.rating, said).is_not_said:
        raise NotReady(WITHOUT_TEXT)
    departs = departure_of_verdict(review, found.rating, submitted_findings(review))
    if departs and not departs_because:
        raise UnfitText(f"{departs} Tell readers why, then save again.", field="departs_because")
    return {
        "rating": found.rating,
        "was_it_said": said,
        "said_explanation": said_explanation if said else "",
        "explanation": explanation.strip(),
        "departs_because": departs_because if departs else "",
    }
