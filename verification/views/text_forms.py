"""The forms of a verdict's text, as the person who writes it left them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from newsroom.accounts.models import User
from verification.forms.review import VerdictForm, verdict_form
from verification.models import ClaimReview, TextDraft

from .typed import Words, words_typed


@dataclass(frozen=True, slots=True)
class FromBefore:
    """What somebody had typed when the text was worded anew."""

    saved_at: datetime
    words: list[Words]


def drafts_of(user: User, review: ClaimReview) -> list[TextDraft]:
    """This person's of this round, the newest first."""
    rows = TextDraft.objects.filter(review=review, round=review.round, person=user)
    return list(rows.order_by("-saved_at"))


def draft_on(drafts: Iterable[TextDraft], *, seen: int, takes: int = 0) -> TextDraft | None:
    """The one of the form that starts from that wording, and takes up that suggestion."""
    return next((each for each in drafts if (each.takes, each.seen) == (takes, seen)), None)


def text_form(
    review: ClaimReview,
    user: User,
    drafts: Sequence[TextDraft],
    initial: dict[str, Any],
    **kwargs: Any,
) -> VerdictForm:
    """The form as it begins: with what this person has typed on this wording before, else with
    ``initial``. What they typed on an earlier one is no beginning any more, and stands beside the
    text's own form (``from_before``)."""
    takes, seen = initial.get("takes", 0), initial.get("seen", 0)
    draft = draft_on(drafts, seen=seen, takes=takes)
    kept = {**draft.words, "version": draft.version} if draft else {"version": 0}
    form = verdict_form(review, user, initial={**initial, **kept}, **kwargs)
    form.kept_at = draft.saved_at if draft else None
    if not takes:
        form.from_before = [
            FromBefore(each.saved_at, words)
            for each in drafts
            if each.seen != seen and (words := words_typed(VerdictForm(each.words)))
        ]
    return form
