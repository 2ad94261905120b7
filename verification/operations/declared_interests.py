"""What somebody has a stake in themselves, for which they are never asked."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from claims.models import Claimant, ClaimEvent, Document
from newsroom.accounts.models import User
from newsroom.accounts.rights import require
from newsroom.notices.models import NoticeKind
from verification.errors import NotReady, Overtaken
from verification.models import Assignment, ClaimReview, DeclaredInterest, ReviewVerb, Source

from .barring import barred
from .releasing import release
from .reviews import call_for_reviewers
from .telling import Telling, tell_of_each
from .work_locked import with_work_locked

# What the others read; the words of the stake are for whoever has it and for editors.
A_DECLARED_INTEREST = "a declared interest"


@transaction.atomic
def declare_interest(
    person: User,
    *,
    by: User,
    stake: str,
    source: Source | None = None,
    claimant: Claimant | None = None,
    document: Document | None = None,
    outlet: str = "",
) -> DeclaredInterest:
    """Note somebody's own stake in one thing. Live work that it bars goes to the next at once."""
    require_own_interests(by, person)
    stake, outlet = " ".join(stake.split()), " ".join(outlet.split())
    if not stake:
        raise NotReady(
            "Say in a few words what the interest is, such as “worked there until 2024”. Nothing "
            "was noted."
        )
    what = {"source": source, "claimant": claimant, "document": document, "outlet": outlet}
    if sum(bool(one) for one in what.values()) != 1:
        raise NotReady(
            "An interest is in one thing: a source, a claimant, an outlet or a document. Nothing "
            "was noted."
        )

    def note() -> DeclaredInterest:
        if DeclaredInterest.objects.standing().filter(person=person, **what).exists():
            raise Overtaken("This interest is declared already. It was not noted again.")
        interest = DeclaredInterest.objects.create(
            person=person, declared_by=by, stake=stake, **what
        )
        release_barred(person)
        return interest

    return with_work_locked(person, note)


def declare_authorship(document: Document, *, by: User) -> DeclaredInterest:
    """Somebody brings in what they wrote. Called inside the transaction that does it: no claim of
    it is in review yet, so there is no work to take back."""
    return DeclaredInterest.objects.create(
        person=by, declared_by=by, document=document, stake="Wrote it"
    )


def release_barred(person: User) -> None:
    """What they have and may not have any more goes to the next, and nothing of it is kept for
    them. The reviews are locked."""
    live = Assignment.objects.live().for_reviewer(person)
    work = list(live.select_related("reviewer", "review__claim").order_by("pk"))
    kept = list(ClaimReview.objects.filter(kept_for=person).order_by("pk"))
    bars = barred([*(one.review for one in work), *kept], [person])
    lost = [one for one in work if one.review_id in bars]
    release(lost, because=A_DECLARED_INTEREST)
    keep_no_more([review for review in kept if review.pk in bars])
    tell_of_each(
        (
            Telling(person, "Taken back because of an interest you declared", one.review)
            for one in lost
        ),
        NoticeKind.TAKEN,
        of_many="{count} claims were taken back because of an interest you declared.",
        path=reverse("desk"),
    )


def keep_no_more(kept: list[ClaimReview]) -> None:
    ClaimReview.objects.filter(pk__in=[review.pk for review in kept]).update(
        kept_for=None, kept_because="", nobody_because="", would_help=""
    )
    ClaimEvent.objects.bulk_create(
        ClaimEvent(claim_id=review.claim_id, verb=ReviewVerb.KEPT_NO_MORE, note=A_DECLARED_INTEREST)
        for review in kept
    )
    if kept:
        call_for_reviewers()


@transaction.atomic
def end_declared_interest(interest: DeclaredInterest, *, by: User) -> DeclaredInterest:
    """The stake is no more, or was noted by mistake; the line stays. Claims that nobody could take
    may be theirs now."""
    require_own_interests(by, interest.person)
    interest = DeclaredInterest.objects.select_for_update(of=("self",)).get(pk=interest.pk)
    if interest.ended_at is not None:
        raise Overtaken("This interest was ended already. Nothing was changed.")
    interest.ended_at = timezone.now()
    interest.save(update_fields=["ended_at"])
    call_for_reviewers()
    return interest


def require_own_interests(by: User, person: User) -> None:
    require(
        by,
        "verification.declare_interest",
        person,
        otherwise="Only editors and admins can note the interests of others. Your own are yours "
        "to declare.",
    )


def refuse_own_interest(person: User, source: Source) -> None:
    """Raise ``NotReady`` where this person has a stake in the source they want to cite."""
    stakes = DeclaredInterest.objects.standing().filter(person=person, source=source)
    if stakes.exists():
        raise NotReady(
            f"You have declared an interest in {source.name}, so you cannot cite it. Hand the "
            "claim over to somebody who can. Nothing was added; what you have gathered goes along."
        )
