"""Keeping a verdict's text while it is being written."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from newsroom.accounts.models import User
from verification.errors import NotReady, Overtaken
from verification.models import ClaimReview, SuggestedEdit, TextDraft

from .locking import lock_review
from .whose_move import require_wording


@transaction.atomic
def keep_text_draft(
    review: ClaimReview,
    *,
    by: User,
    words: Mapping[str, str],
    takes: int = 0,
    seen_version: int | None = None,
) -> TextDraft:
    """Keep what somebody has typed so far, for themselves alone; nothing is worded by it.
    ``takes`` is the suggestion whose form it is. ``seen_version`` is the version last seen: if the
    same person saved since, on another machine, ``Overtaken`` is raised and nothing is lost."""
    review = lock_review(review.pk)
    require_wording(review, by)
    if takes and not SuggestedEdit.objects.filter(pk=takes, verdict__review=review).exists():
        raise NotReady("What was suggested is not of this text, so no draft of it was saved.")
    draft, _ = TextDraft.objects.get_or_create(
        review=review, round=review.round, person=by, takes=takes
    )
    if seen_version is not None and seen_version != draft.version:
        raise Overtaken(
            "A newer draft was saved elsewhere, so this one was not. Reload the page to see it; "
            "what you typed here is offered there."
        )
    draft.words, draft.version = dict(words), draft.version + 1
    draft.saved_at = timezone.now()
    draft.save()
    return draft


def forget_text_drafts(review: ClaimReview, person: User) -> None:
    """Once a text is saved nothing is left to be written on."""
    review.text_drafts.filter(person=person).delete()
