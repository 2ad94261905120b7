"""Keeping a verdict's text while it is being written."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q
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
    seen: int = 0,
    seen_version: int | None = None,
) -> TextDraft:
    """Keep what somebody has typed so far, for themselves alone; nothing is worded by it.
    ``takes`` is the suggestion whose form it is, ``seen`` the wording it started from; each pair
    has a draft of its own, so that what is begun on a newer wording takes no earlier words' place.
    ``seen_version`` is the version last seen: if the same person saved since, on another machine,
    ``Overtaken`` is raised and nothing is lost."""
    review = lock_review(review.pk)
    require_wording(review, by)
    if takes and not SuggestedEdit.objects.filter(pk=takes, verdict__review=review).exists():
        raise NotReady("What was suggested is not of this text, so no draft of it was saved.")
    if seen and not review.verdicts.filter(pk=seen).exists():
        raise NotReady("What you started from is no text of this claim, so no draft was saved.")
    draft, _ = TextDraft.objects.get_or_create(
        review=review, round=review.round, person=by, takes=takes, seen=seen
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


def forget_text_drafts(
    review: ClaimReview, person: User, *, takes: int, seen: int, version: int | None = None
) -> None:
    """Once a text is saved nothing is left to be written on in its form, and what its writer had
    begun on earlier wordings stood beside it. What they typed into the other form of this wording
    is saved nowhere else, and stays; so does a draft that another machine has saved since the
    ``version`` that was in the form."""
    own = review.text_drafts.filter(round=review.round, person=person)
    in_sight = Q(takes=takes, seen=seen)
    if version is not None:
        in_sight &= Q(version__lte=version)
    own.filter(in_sight | Q(seen__lt=seen)).delete()
