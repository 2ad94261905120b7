"""Letting go of work, and of what is kept, that a declared interest bars.

Whoever declares an interest lets go of it at once. It can come to bar more afterwards: a source is
merged, renamed or imported or gets a domain, a claimant is corrected. The sweep finds that.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from claims.models import ClaimEvent
from newsroom.accounts.models import User
from newsroom.notices.models import NoticeKind
from verification.models import Assignment, ClaimReview, DeclaredInterest, ReviewVerb

from .barring import barred
from .releasing import release
from .reviews import call_for_reviewers
from .sweeping import hold, in_batches
from .telling import Telling, tell_of_each

# What the others read; the words of the stake are for whoever has it and for editors.
A_DECLARED_INTEREST = "a declared interest"


def release_barred(person: User) -> None:
    """What they have and may not have any more goes to the next, and nothing of it is kept for
    them. The reviews are locked."""
    let_go(*work_and_kept([person.pk]))


def release_barred_work() -> int:
    """The same of everybody who declared an interest, whatever it is in and since when it bars
    what they have. Answers how much there was; one query where nobody declared one."""
    return in_batches(release_some)


def release_some() -> int:
    standing = DeclaredInterest.objects.standing().order_by().values_list("person", flat=True)
    people = list(standing.distinct())
    if not people:
        return 0
    found = of_barred(*work_and_kept(people))
    keys = {one.review_id for one in found[0]} | {review.pk for review in found[1]}
    if not keys:
        return 0
    held = list(hold(ClaimReview.objects.filter(pk__in=keys)))
    return let_go(*work_and_kept(people, on=held))


def work_and_kept(
    people: Sequence[int], on: Sequence[int] | None = None
) -> tuple[list[Assignment], list[ClaimReview]]:
    """Their live work, and the reviews kept for one of them; ``on`` these reviews alone."""
    work = Assignment.objects.live().filter(reviewer__in=people)
    kept = ClaimReview.objects.filter(kept_for__in=people)
    if on is not None:
        work, kept = work.filter(review__in=on), kept.filter(pk__in=on)
    work = work.select_related("reviewer", "review__claim")
    return list(work.order_by("pk")), list(kept.order_by("pk"))


def of_barred(
    work: Sequence[Assignment], kept: Sequence[ClaimReview]
) -> tuple[list[Assignment], list[ClaimReview]]:
    """Those of them that an interest bars."""
    keepers = {one.kept_for_id for one in kept if one.kept_for_id}
    people = {one.reviewer_id for one in work} | keepers
    bars = barred([*(one.review_id for one in work), *kept], people)
    return (
        [one for one in work if one.reviewer_id in bars.get(one.review_id, {})],
        [one for one in kept if one.kept_for_id in bars.get(one.pk, {})],
    )


def let_go(work: Sequence[Assignment], kept: Sequence[ClaimReview]) -> int:
    """Whatever of this is barred; answers how much it was."""
    lost, kept_no_more = of_barred(work, kept)
    release(lost, because=A_DECLARED_INTEREST)
    keep_no_more(kept_no_more)
    tell_of_each(
        (
            Telling(one.reviewer, "Taken back because of an interest you declared", one.review)
            for one in lost
        ),
        NoticeKind.TAKEN,
        of_many="{count} claims were taken back because of an interest you declared.",
        path=reverse("desk"),
    )
    return len(lost) + len(kept_no_more)


def keep_no_more(kept: Sequence[ClaimReview]) -> None:
    ClaimReview.objects.filter(pk__in=[review.pk for review in kept]).update(
        kept_for=None, kept_because="", nobody_because="", would_help=""
    )
    ClaimEvent.objects.bulk_create(
        ClaimEvent(claim_id=review.claim_id, verb=ReviewVerb.KEPT_NO_MORE, note=A_DECLARED_INTEREST)
        for review in kept
    )
    if kept:
        call_for_reviewers()
