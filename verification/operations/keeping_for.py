"""Keeping a claim for somebody: the desk's own run gives it to nobody else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from claims.models import ClaimEvent
from newsroom.accounts.models import Role, User
from newsroom.refusals import Refused
from verification.errors import NotReady, Overtaken
from verification.models import ClaimReview, ReviewVerb

from .barring import barred
from .filling import rounds_of
from .locking import lock_person, lock_reviews, require_desk
from .reviews import call_for_reviewers, require_reason
from .together import Together, check_free_to_take, other_place

BATCH = 2000
KEPT = ["kept_for", "kept_because", "nobody_because", "would_help"]


def keep_for(review: ClaimReview, person: User, *, by: User, reason: str) -> None:
    """Keep one claim for somebody."""
    keep_for_together([review.pk], person, by=by, reason=reason).raise_refusal()


def keep_for_nobody(review: ClaimReview, *, by: User) -> None:
    """Give one claim back to whoever is next."""
    keep_for_nobody_together([review.pk], by=by).raise_refusal()


@transaction.atomic
def keep_for_together(
    reviews: Iterable[int], person: User, *, by: User, reason: str, dry: bool = False
) -> Together:
    """Have the open places of reviews wait for one person, who has no room or is away now. An
    editor's hand can still give them to others."""
    require_desk(by, "keep a claim for somebody")
    reason = reason if dry else require_reason(reason, "keeping")
    locked = lock_reviews(reviews)
    person, reviewer = lock_person(person)
    if reviewer is None or not person.has_role(Role.REVIEWER):
        raise NotReady(
            f"{person.name} is not an active reviewer, so the desk would never give it to them."
        )
    rounds, bars = rounds_of(locked, person), barred(locked, [person])
    kept, refused = [], {}
    for review in locked:
        try:
            check_free_to_take(rounds[review.pk], person, bars)
            if review.kept_for_id == person.pk:
                raise Overtaken(f"It is kept for {person.name} already.")
            if not rounds[review.pk].open_roles:
                raise Overtaken("Its places are filled, so there is nothing to keep.")
            if not rounds[review.pk].roles_open_to(person):
                raise NotReady(other_place(person))
        except Refused as refusal:
            refused[review.pk] = refusal
        else:
            kept.append(review)
    if not dry:
        for review in kept:
            review.kept_for, review.kept_because = person, reason
            review.nobody_because = review.would_help = ""
        ClaimReview.objects.bulk_update(kept, KEPT, batch_size=BATCH)
        record_together(kept, ReviewVerb.KEPT, by=by, note=reason, name=person.name)
        call_for_reviewers()
    return Together({review.pk: [] for review in kept}, refused)


@transaction.atomic
def keep_for_nobody_together(reviews: Iterable[int], *, by: User, dry: bool = False) -> Together:
    """Let the desk's run give reviews to anybody again."""
    require_desk(by, "keep a claim for nobody")
    locked = lock_reviews(reviews)
    freed = [review for review in locked if review.kept_for_id]
    refused: dict[int, Refused] = {
        review.pk: Overtaken("It is kept for nobody. There is nothing to change.")
        for review in locked
        if not review.kept_for_id
    }
    if not dry:
        for review in freed:
            review.kept_for, review.kept_because = None, ""
            review.nobody_because = review.would_help = ""
        ClaimReview.objects.bulk_update(freed, KEPT, batch_size=BATCH)
        record_together(freed, ReviewVerb.KEPT_NO_MORE, by=by)
        call_for_reviewers()
    return Together({review.pk: [] for review in freed}, refused)


def record_together(
    reviews: Sequence[ClaimReview], verb: ReviewVerb, *, by: User, note: str = "", **data: str
) -> None:
    ClaimEvent.objects.bulk_create(
        [
            ClaimEvent(claim_id=review.claim_id, verb=verb, actor=by, note=note, data=data)
            for review in reviews
        ],
        batch_size=BATCH,
    )
