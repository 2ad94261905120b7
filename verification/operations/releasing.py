"""Taking live work back so that the next is asked, much of it at once."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from claims.models import ClaimEvent
from newsroom.accounts.models import User
from verification.models import Assignment, AssignmentRole, ClaimReview, ReviewVerb
from verification.states import AssignmentState, ReviewState

from .reviews import call_for_reviewers


def release(work: Sequence[Assignment], *, because: str, by: User | None = None) -> None:
    """Take live work back, with a history line each, and ring for the run. The caller holds the
    locks of its reviews and tells whoever had it; ``by`` is empty where the desk does it."""
    if not work:
        return
    Assignment.objects.filter(pk__in=[one.pk for one in work]).update(
        state=AssignmentState.TAKEN_BACK, ended_at=timezone.now(), end_note=because
    )
    reopen_places(work)
    ClaimEvent.objects.bulk_create(
        ClaimEvent(
            claim=one.review.claim,
            verb=ReviewVerb.TAKEN_BACK,
            actor=by,
            note=because,
            data={"reviewer": one.reviewer_id, "name": one.reviewer.name},
        )
        for one in work
    )
    call_for_reviewers()


def reopen_places(work: Sequence[Assignment]) -> None:
    """The claims are the run's again. What was kept for whoever had it has been given to them."""
    places = Assignment.objects.filter(pk__in=[one.pk for one in work]).exclude(
        role=AssignmentRole.ADJUDICATOR
    )
    reviews = ClaimReview.objects.filter(
        pk__in=places.values("review"), state__in=(ReviewState.OPEN, ReviewState.IN_REVIEW)
    )
    reviews.update(needs_reviewers=True)
    kept = [one.review_id for one in work if one.review.kept_for_id == one.reviewer_id]
    ClaimReview.objects.filter(pk__in=kept).update(kept_for=None, kept_because="")
