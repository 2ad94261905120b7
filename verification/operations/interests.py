"""Writing down that a source has a stake in a claim."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from newsroom.accounts.models import User
from newsroom.accounts.rights import require
from verification.errors import NotReady, Overtaken
from verification.models import ClaimReview, Evidence, Interest, ReviewVerb, Source

from .locking import lock_review

OTHERWISE = "Only reviewers of this claim and editors can say what interest a source has in it."


@transaction.atomic
def record_interest(source: Source, review: ClaimReview, *, by: User, stake: str) -> Interest:
    """Say what stake a source that is cited on the claim has in how it is answered. Under a blind
    review one can say it of what one has cited oneself, whatever the other has said of it: more
    would tell who cited what."""
    review = lock_review(review.pk)
    require_interest(review, by)
    stake = " ".join(stake.split())
    if not stake:
        raise NotReady("Say in words what interest it has, such as “It runs the harbour”.")
    # Held, so that it is not merged into another one meanwhile.
    source = Source.objects.select_for_update(no_key=True).get(pk=source.pk)
    readable = Evidence.objects.filter(review=review, source=source).readable_by(by, review)
    cited = readable.standing().order_by("is_confidential", "pk").first()
    if cited is None:
        raise NotReady(f"{source.name} is not cited here. Cite it first; nothing was written down.")
    known = Interest.objects.visible_to(by).standing().filter(review=review, source=source).first()
    if known is not None:
        raise Overtaken(
            f"An interest of {source.name} is written down already: “{known.stake}”. "
            "End that one before you write another."
        )
    interest = Interest.objects.create(
        source=source, review=review, round=review.round, stake=stake, recorded_by=by
    )
    review.record(
        ReviewVerb.NOTED_INTEREST, actor=by, private_to=by, source=cited.told_as, stake=stake
    )
    return interest


@transaction.atomic
def end_interest(interest: Interest, *, by: User) -> Interest:
    """Take an interest back; it stays in the history."""
    review = lock_review(interest.review_id)
    require_interest(review, by)
    known = Interest.objects.visible_to(by).select_related("source")
    found = known.filter(pk=interest.pk).first()
    if found is None:
        raise PermissionDenied(OTHERWISE)
    interest = found
    if interest.ended_at is not None:
        raise Overtaken("This interest was already taken back.")
    interest.ended_at = timezone.now()
    interest.save(update_fields=["ended_at"])
    review.record(
        ReviewVerb.ENDED_INTEREST,
        actor=by,
        private_to=by,
        source=told_as(interest),
        stake=interest.stake,
    )
    return interest


def told_as(interest: Interest) -> str:
    """The source as the claim's history names it: not by its name where it is confidential."""
    cited = Evidence.objects.filter(review=interest.review_id, source=interest.source_id)
    first = cited.standing().order_by("is_confidential", "pk").first()
    return first.told_as if first else ""


def require_interest(review: ClaimReview, by: User) -> None:
    require(by, "verification.note_interest", review, otherwise=OTHERWISE)
