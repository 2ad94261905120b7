"""What somebody has a stake in themselves, for which they are never asked."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from claims.models import Claimant, Document
from newsroom.accounts.models import User
from newsroom.accounts.rights import require
from verification.errors import NotReady, Overtaken
from verification.models import DeclaredInterest, Finding, Source

from .barred_work import release_barred
from .reviews import call_for_reviewers
from .work_locked import with_work_locked


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
    if source.pk in own_sources(person):
        raise NotReady(
            f"You have declared an interest in {source.name}, so you cannot cite it. Hand the "
            "claim over to somebody who can. Nothing was added; what you have gathered goes along."
        )


def refuse_resting_on_own_interest(finding: Finding) -> None:
    """The same of what was cited before it was declared, or came along with the claim."""
    own = finding.evidence.standing().filter(source__in=own_sources(finding.reviewer))
    source = Source.objects.filter(evidence__in=own).order_by("name").first()
    if source is not None:
        raise NotReady(
            f"You have declared an interest in {source.name}, so your finding cannot rest on it. "
            "Withdraw what is cited from it, or hand the claim over to somebody who can cite it. "
            "Your draft is kept."
        )


def own_sources(person: User) -> set[int]:
    """The keys of those they have a stake in, and of what those were merged into."""
    stakes = DeclaredInterest.objects.standing().filter(person=person, source__isnull=False)
    rows = stakes.values_list("source", "source__merged_into")
    return {key for row in rows for key in row if key}
