"""The verdict's text in the workspace: what it can refer to, and what an editor would word
otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from newsroom.accounts.models import User
from verification.forms.review import VerdictForm
from verification.forms.wording import LeaveForm
from verification.models import ClaimReview, SuggestedEdit, Verdict
from verification.operations.verdict_text import able_to_be_named
from verification.reports.document import build
from verification.reports.signing import changed_since_signing, next_version
from verification.rewording import Run, reworded
from verification.states import ReviewState

from .weighing import EvidenceLine


@dataclass(frozen=True, slots=True)
class Rewording:
    """Two wordings of a verdict held against each other; a part that is the same has no runs."""

    conclusion: list[Run]
    explanation: list[Run]

    def __bool__(self) -> bool:
        return bool(self.conclusion or self.explanation)


def rewording(before: Verdict | SuggestedEdit, after: Verdict | SuggestedEdit) -> Rewording:
    return Rewording(
        runs_if_changed(before.conclusion, after.conclusion),
        runs_if_changed(before.explanation, after.explanation),
    )


def runs_if_changed(before: str, after: str) -> list[Run]:
    return [] if before == after else reworded(before, after)


def text_context(
    user: User,
    review: ClaimReview,
    moves: Any,
    verdict: Verdict | None,
    lines: list[EvidenceLine],
) -> dict[str, Any]:
    numbered = sorted((line for line in lines if line.number), key=lambda line: line.number or 0)
    context: dict[str, Any] = {"references": numbered if moves.write_verdict else []}
    if verdict is None:
        return context
    if verdict.supersedes:
        context["reworded"] = rewording(verdict.supersedes, verdict)
    if moves.publish:
        context["changed_since_signing"] = changed_now(review, verdict)
    suggestion = open_suggestion(review, verdict)
    if suggestion:
        context["suggestion"] = suggestion
        context["suggested"] = rewording(verdict, suggestion)
        if moves.write_verdict:
            context |= forms_for(user, review, verdict, suggestion)
    return context


def open_suggestion(review: ClaimReview, verdict: Verdict) -> SuggestedEdit | None:
    """What its writer has yet to take up or leave."""
    if review.state != ReviewState.IN_REVIEW:
        return None
    return verdict.suggestions.select_related("by").last()


def forms_for(
    user: User, review: ClaimReview, verdict: Verdict, suggestion: SuggestedEdit
) -> dict[str, Any]:
    """Taking it up changed starts from the suggested words."""
    taken = {
        "conclusion": suggestion.conclusion,
        "explanation": suggestion.explanation,
        "writer": verdict.writer_id,
        "seen": verdict.pk,
        "takes": suggestion.pk,
    }
    writers = able_to_be_named(review, user)
    return {
        "taken_form": VerdictForm(initial=taken, writers=writers, auto_id="taken_%s"),
        "leave_form": LeaveForm(),
    }


def changed_now(review: ClaimReview, verdict: Verdict) -> list[str]:
    """What keeps a signed verdict from being published as it was signed."""
    if not verdict.is_signed or not verdict.sign_off.page_sha256:
        return []
    return changed_since_signing(verdict, build(review, verdict, version=next_version(review)))
