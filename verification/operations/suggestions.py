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

REFERRING = ("explanation", "said_explanation")


@transaction.atomic
def suggest_edits(
    verdict: Verdict,
    *,
    by: User,
    conclusion: str,
    explanation: str,
    note: str,
    said_explanation: str = "",
) -> SuggestedEdit:
    """Send a verdict back to its writer with another wording of it, and why. Its answers, and why
    its rating departs from the numbers, are its reviewers’ to give."""
    require_desk(by, "suggest edits")
    review = lock_review(verdict.review_id)
    require_state(review, ReviewState.DECIDED, ReviewState.SIGNED_OFF, to="suggest edits")
    if review.current_verdict != verdict:
        raise Overtaken("The text was changed in the meantime. Read it again below.")
    require_no_interest(review, by, to="suggest edits")
    note = require_reason(note, "suggesting edits to")
    words = {
        "conclusion": " ".join(conclusion.split()),
        "explanation": explanation.strip(),
        "said_explanation": said_explanation.strip(),
    }
    check_says_something(verdict, words)
    for column in REFERRING:
        check_references(review, words[column], column)
    suggestion = SuggestedEdit.objects.create(verdict=verdict, by=by, note=note, **words)
    hand_back(
        review,
        by=by,
        verb=ReviewVerb.SUGGESTED,
        reason=note,
        told="Edits suggested by",
        suggestion=suggestion.pk,
    )
    return suggestion


def is_suggested_already(verdict: Verdict, by: User, **words: str) -> bool:
    """Whether this person has suggested exactly this: the button was only pressed twice."""
    said = {name: text.strip() for name, text in words.items()}
    said["conclusion"] = " ".join(said["conclusion"].split())
    return verdict.suggestions.filter(by=by, **said).exists()


def check_says_something(verdict: Verdict, words: dict[str, str]) -> None:
    """Raise ``NotReady`` where a part of the text is left without words, or none has others."""
    there = {column: getattr(verdict, column) for column in words}
    if any(there[column] and not words[column] for column in words):
        raise NotReady("Suggest words for each part of the text; none of them can be left out.")
    if words == there:
        raise NotReady("Your wording is the one there is. Change it, or send it back with a note.")


def take_suggestion(suggestion: SuggestedEdit, *, by: User) -> Verdict:
    """Its writer takes the suggested words on as they are. Who takes them changed saves a wording
    of their own that ``takes`` it: see ``draft_verdict``."""
    return save_again(suggestion.verdict, suggestion, by=by, takes=suggestion)


def leave_suggestion(suggestion: SuggestedEdit, *, by: User, reply: str) -> Verdict:
    """Its writer stands by the text as it is, and says why. It is confirmed and signed again."""
    if not reply.strip():
        raise NotReady("Say why the text stays as it is; whoever suggested the edits reads it.")
    return save_again(suggestion.verdict, suggestion.verdict, by=by, reply=reply)


def save_again(
    verdict: Verdict,
    words: Verdict | SuggestedEdit,
    *,
    by: User,
    takes: SuggestedEdit | None = None,
    reply: str = "",
) -> Verdict:
    """The verdict in these words, with the same answers, and the same writer where they still can
    be named: else whoever takes it on."""
    named = verdict.writer in able_to_be_named(verdict.review, by)
    return draft_verdict(
        verdict.review,
        by=by,
        conclusion=words.conclusion,
        explanation=words.explanation,
        was_it_said=verdict.was_it_said,
        said_explanation=words.said_explanation,
        departs_because=verdict.departs_because,
        writer=verdict.writer if named else by,
        seen=verdict,
        takes=takes,
        reply=reply,
    )
