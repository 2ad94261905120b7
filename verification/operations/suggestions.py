"""How an editor would word it instead, and what its writer makes of that.

Whoever suggests writes nothing of what is signed: the writer takes the words on as their own, or
does not, and a reviewer who did not write them confirms the text again.
"""

from __future__ import annotations

from django.db import transaction

from newsroom.accounts.models import User
from verification.errors import NotReady, Overtaken
from verification.models import ReviewVerb, SuggestedEdit, Verdict
from verification.states import ReviewState

from .interest_bar import require_no_interest
from .locking import lock_review, require_desk, require_state
from .reviews import require_reason
from .signoff import hand_back
from .verdict_text import able_to_be_named
from .verdicts import check_references, draft_verdict


@transaction.atomic
def suggest_edits(
    verdict: Verdict, *, by: User, conclusion: str, explanation: str, note: str
) -> SuggestedEdit:
    """Send a verdict back to its writer with another wording of it, and why."""
    require_desk(by, "suggest edits")
    review = lock_review(verdict.review_id)
    require_state(review, ReviewState.DECIDED, ReviewState.SIGNED_OFF, to="suggest edits")
    if review.current_verdict != verdict:
        raise Overtaken("The text was changed in the meantime. Reload the page and read it again.")
    require_no_interest(review, by, to="suggest edits")
    note = require_reason(note, "suggesting edits to")
    conclusion, explanation = " ".join(conclusion.split()), explanation.strip()
    if not conclusion or not explanation:
        raise NotReady("A verdict needs a conclusion and an explanation; suggest words for both.")
    if (conclusion, explanation) == (verdict.conclusion, verdict.explanation):
        raise NotReady("Your wording is the one there is. Change it, or send it back with a note.")
    check_references(review, explanation)
    suggestion = SuggestedEdit.objects.create(
        verdict=verdict, by=by, conclusion=conclusion, explanation=explanation, note=note
    )
    hand_back(
        review,
        by=by,
        verb=ReviewVerb.SUGGESTED,
        reason=note,
        told="Edits suggested by",
        suggestion=suggestion.pk,
    )
    return suggestion


def take_suggestion(suggestion: SuggestedEdit, *, by: User) -> Verdict:
    """Its writer takes the suggested words on as they are. Who takes them changed saves a wording
    of their own that ``takes`` it: see ``draft_verdict``."""
    return draft_verdict(
        suggestion.verdict.review,
        by=by,
        conclusion=suggestion.conclusion,
        explanation=suggestion.explanation,
        writer=writer_still(suggestion.verdict, by),
        seen=suggestion.verdict,
        takes=suggestion,
    )


def leave_suggestion(suggestion: SuggestedEdit, *, by: User, reply: str) -> Verdict:
    """Its writer stands by the text as it is, and says why. It is confirmed and signed again."""
    if not reply.strip():
        raise NotReady("Say why the text stays as it is; whoever suggested the edits reads it.")
    verdict = suggestion.verdict
    return draft_verdict(
        verdict.review,
        by=by,
        conclusion=verdict.conclusion,
        explanation=verdict.explanation,
        writer=writer_still(verdict, by),
        seen=verdict,
        reply=reply,
    )


def writer_still(verdict: Verdict, by: User) -> User:
    """The named writer, where they still can be: else whoever takes the text on."""
    return verdict.writer if verdict.writer in able_to_be_named(verdict.review, by) else by
