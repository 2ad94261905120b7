"""The verdict's text in the workspace: what it can refer to, and what an editor would word
otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from newsroom.accounts.models import User
from verification.forms.wording import LeaveForm
from verification.models import ClaimReview, SuggestedEdit, TextDraft, Verdict
from verification.reports.basis import Basis
from verification.reports.document import build
from verification.reports.signing import changed_since_signing, next_version
from verification.rewording import Run, reworded
from verification.states import ReviewState

from .questions import ABOUT_ANSWERS
from .text_forms import text_form
from .weighing import EvidenceLine

PARTS = {
    "conclusion": "Conclusion",
    "explanation": "Explanation",
    "said_explanation": "What shows whether it was said",
    "departs_because": "Why the rating departs from the numbers",
}
SUGGESTED = ("conclusion", "explanation", "said_explanation")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a verdict's text in two wordings."""

    label: str
    runs: list[Run]


def rewording(before: Verdict | SuggestedEdit, after: Verdict | SuggestedEdit) -> list[Part]:
    """The parts that differ, of those that both have."""
    return [
        Part(label, reworded(getattr(before, column), getattr(after, column)))
        for column, label in PARTS.items()
        if getattr(before, column, None) != getattr(after, column, None)
        and hasattr(before, column)
        and hasattr(after, column)
    ]


def text_context(
    user: User,
    review: ClaimReview,
    moves: Any,
    verdict: Verdict | None,
    lines: list[EvidenceLine],
    basis: Basis | None = None,
    drafts: Sequence[TextDraft] = (),
) -> dict[str, Any]:
    numbered = sorted((line for line in lines if line.number), key=lambda line: line.number or 0)
    context: dict[str, Any] = {"references": numbered if moves.write_verdict else []}
    if verdict is None:
        return context
    context |= wording_context(verdict)
    if moves.publish:
        context["changed_since_signing"] = changed_now(review, verdict, basis)
    if suggestion := open_suggestion(review, verdict):
        context["suggestion"] = suggestion
        context["suggested"] = rewording(verdict, suggestion)
        if moves.write_verdict:
            context |= forms_for(user, review, verdict, suggestion, drafts)
    return context


def wording_context(verdict: Verdict) -> dict[str, Any]:
    """What changed from the text before, and from the suggestion that it takes up."""
    context: dict[str, Any] = {}
    if verdict.supersedes:
        context["reworded"] = rewording(verdict.supersedes, verdict)
    if verdict.takes:
        context["changes_what_it_takes"] = bool(rewording(verdict.takes, verdict))
    return context


def open_suggestion(review: ClaimReview, verdict: Verdict) -> SuggestedEdit | None:
    """What its writer has yet to take up or leave."""
    if review.state != ReviewState.IN_REVIEW:
        return None
    return verdict.suggestions.select_related("by").last()


def forms_for(
    user: User,
    review: ClaimReview,
    verdict: Verdict,
    suggestion: SuggestedEdit,
    drafts: Sequence[TextDraft],
) -> dict[str, Any]:
    """Taking it up changed starts from the suggested words."""
    taken = {
        **{column: getattr(verdict, column) for column in ABOUT_ANSWERS},
        **{column: getattr(suggestion, column) for column in SUGGESTED},
        "writer": verdict.writer_id,
        "seen": verdict.pk,
        "takes": suggestion.pk,
    }
    return {
        "taken_form": text_form(review, user, drafts, taken, auto_id="taken_%s"),
        "leave_form": LeaveForm(),
    }


def changed_now(review: ClaimReview, verdict: Verdict, basis: Basis | None) -> list[str]:
    """What keeps a signed verdict from being published as it was signed."""
    if not verdict.is_signed or not verdict.sign_off.page_sha256:
        return []
    payload = build(review, verdict, version=next_version(review), basis=basis)
    return changed_since_signing(verdict, payload)
