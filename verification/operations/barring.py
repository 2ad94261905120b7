"""Whom an interest keeps from a claim: a hard bar, for the desk's run and for an editor's hand.

An interest is declared in the claim's claimant, in its document or its outlet, or in a source:
one that publishes the document, by its name or by a domain of its address, or that is the
claimant, by name. Names are compared as PostgreSQL folds them, the guards of assignments too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Func, TextField

from newsroom.accounts.models import User
from verification.models import ClaimReview, DeclaredInterest, SourceDomain
from verification.registry.domain_names import NotADomain, at_and_above, host_of

Bars = dict[int, dict[int, str]]


class Folded(Func):
    """Without case and superfluous white space, as the database does it."""

    function = "verification_folded"
    output_field = TextField()


class Facts(NamedTuple):
    """What of a review an interest can be in."""

    review: int
    claimant: int | None
    claimant_name: str | None
    document: int
    outlet: str
    address: str


def barred(reviews: Iterable[ClaimReview | int], people: Iterable[User | int]) -> Bars:
    """Who may not be given which of the reviews, and why: ``{review: {user: words}}``, keys of
    rows, without those whom nothing keeps away. In a fixed number of queries."""
    interests = interests_of(people)
    if not interests:
        return {}
    facts = facts_of(reviews)
    owners = owners_of(facts) if any(kind == "source" for kind, _ in interests) else {}
    found: Bars = defaultdict(dict)
    for fact in facts:
        for subject in subjects_of(fact, owners):
            for person, words in interests.get(subject, ()):
                found[fact.review].setdefault(person, words)
    return dict(found)


Subject = tuple[str, Any]


def interests_of(people: Iterable[User | int]) -> dict[Subject, list[tuple[int, str]]]:
    """Who declared an interest, and in what words, by what it is in."""
    standing = DeclaredInterest.objects.standing().filter(person__in=list(people))
    found: dict[Subject, list[tuple[int, str]]] = defaultdict(list)
    for interest in standing.select_related("source", "claimant", "document").annotate(
        outlet_folded=Folded("outlet"),
        source_folded=Folded("source__name"),
        # A source that was merged goes on under the other's name.
        merged_folded=Folded("source__merged_into__name"),
    ):
        subjects: list[Subject] = [
            ("claimant", interest.claimant_id),
            ("document", interest.document_id),
            ("outlet", interest.outlet_folded),
            ("source", interest.source_id),
            ("source", interest.source and interest.source.merged_into_id),
            ("source named", interest.source_folded),
            ("source named", interest.merged_folded),
        ]
        for kind, which in subjects:
            if which:
                found[kind, which].append((interest.person_id, str(interest)))
    return dict(found)


def facts_of(reviews: Iterable[ClaimReview | int]) -> list[Facts]:
    keys = [review if isinstance(review, int) else review.pk for review in reviews]
    rows = ClaimReview.objects.filter(pk__in=keys).values_list(
        "pk",
        "claim__claimant",
        Folded("claim__claimant__name"),
        "claim__document",
        Folded("claim__document__outlet"),
        "claim__document__url",
    )
    return [Facts(*row) for row in rows]


def subjects_of(fact: Facts, owners: dict[str, int]) -> list[Subject]:
    """All that a declared interest in this review may be in, nearest first."""
    return [
        ("claimant", fact.claimant),
        ("document", fact.document),
        ("outlet", fact.outlet),
        ("source", owners.get(fact.address)),
        ("source named", fact.outlet),
        ("source named", fact.claimant_name),
    ]


def owners_of(facts: Iterable[Facts]) -> dict[str, int]:
    """The source at whose domain each address is: that of the longest domain that is known."""
    names = {address: names_above(address) for address in {fact.address for fact in facts}}
    wanted = {name for above in names.values() for name in above}
    known = dict(SourceDomain.objects.filter(domain__in=wanted).values_list("domain", "source"))
    return {
        address: known[name]
        for address, above in names.items()
        if (name := next((name for name in above if name in known), None))
    }


def names_above(address: str) -> list[str]:
    try:
        return at_and_above(host_of(address)) if address else []
    except NotADomain:
        return []
