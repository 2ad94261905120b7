"""The forms of a verdict's text, as the person who writes it left them."""

from __future__ import annotations

from typing import Any

from newsroom.accounts.models import User
from verification.forms.review import VerdictForm, verdict_form
from verification.models import ClaimReview, TextDraft


def drafts_of(user: User, review: ClaimReview) -> dict[int, TextDraft]:
    """This person's, by the suggestion whose form it is; 0 is the text's own."""
    rows = TextDraft.objects.filter(review=review, round=review.round, person=user)
    return {draft.takes: draft for draft in rows}


def text_form(
    review: ClaimReview,
    user: User,
    draft: TextDraft | None,
    initial: dict[str, Any],
    **kwargs: Any,
) -> VerdictForm:
    """The form as it begins: with what this person has typed before, else with ``initial``. A draft
    still says which wording it started from: where there is another by now, saving shows both."""
    kept = {**draft.words, "version": draft.version} if draft else {"version": 0}
    form = verdict_form(review, user, initial={**initial, **kept}, **kwargs)
    form.kept_at = draft.saved_at if draft else None
    return form
