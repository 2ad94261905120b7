"""Whom an interest keeps from a claim: a hard bar, for the desk's run and for an editor's hand.

An interest is declared in the claim's claimant, in its document or its outlet, or in a source:
one that publishes the document, by its name or by a domain of its address, or that is the
claimant, by name. Names are compared as PostgreSQL folds them, the guards of assignments too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import connection

from newsroom.accounts.models import User
from newsroom.arrays import array_of
from verification.models import ClaimReview, DeclaredInterest, Source, SourceDomain
from verification.registry.domain_names import NotADomain, at_and_above, host_of

Bars = dict[int, dict[int, str]]
# What an interest is in: its kind and key, or name.
Subject = tuple[str, Any]
Interests = dict[Subject, list[tuple[int, str]]]


class Facts(NamedTuple):
    """What of a review an interest can be in."""

    review: int
    claimant: int | None
    claimant_name: str | None
    document: int
    outlet: str
    address: str


# The columns they are read from, after the review's key.
FACTS = (
    "claim__claimant",
    "claim__claimant__name",
    "claim__document",
    "claim__document__outlet",
    "claim__document__url",
)


def barred(reviews: Iterable[ClaimReview | int], people: Iterable[User | int]) -> Bars:
    """Who may not be given which of the reviews, and why: ``{review: {user: words}}``, keys of
    rows, without those whom nothing keeps away. In a fixed number of queries."""
    interests = interests_of(people)
    return barred_by(interests, facts_of(reviews)) if interests else {}


def barred_by(interests: Interests, facts: Sequence[Facts]) -> Bars:
    """The same of what is known already."""
    folds = folded(
        {words for fact in facts for words in (fact.outlet, fact.claimant_name) if words}
    )
    owners = owners_of(facts) if any(kind == "source" for kind, _ in interests) else {}
    found: Bars = defaultdict(dict)
    for fact in facts:
        for subject in subjects_of(fact, folds, owners):
            for person, words in interests.get(subject, ()):
                found[fact.review].setdefault(person, words)
    return dict(found)


def interests_of(people: Iterable[User | int]) -> Interests:
    """Who declared an interest, and in what words, by what it is in."""
    standing = DeclaredInterest.objects.standing().filter(person__in=list(people))
    rows = list(
        standing.select_related("source__merged_into", "claimant", "document").order_by("pk")
    )
    sources = {row.pk: names_of(row.source) for row in rows if row.source}
    folds = folded({row.outlet for row in rows}.union(*(sources.values())))
    found: Interests = defaultdict(list)
    for row in rows:
        subjects: list[Subject] = [
            ("claimant", row.claimant_id),
            ("document", row.document_id),
            ("outlet", folds[row.outlet]),
            ("source", row.source_id),
            ("source", row.source and row.source.merged_into_id),
            *(("source named", folds[name]) for name in sources.get(row.pk, ())),
        ]
        for kind, which in subjects:
            if which:
                found[kind, which].append((row.person_id, str(row)))
    return dict(found)


def names_of(source: Source) -> set[str]:
    """One that was merged goes on under the other's name."""
    return {one.name for one in (source, source.merged_into) if one}


def facts_of(reviews: Iterable[ClaimReview | int]) -> list[Facts]:
    keys = [review if isinstance(review, int) else review.pk for review in reviews]
    rows = ClaimReview.objects.filter(pk__among=keys).values_list("pk", *FACTS)
    return [Facts(*row) for row in rows]


def subjects_of(
    fact: Facts, folds: Mapping[str, str], owners: Mapping[str, int]
) -> tuple[Subject, ...]:
    """All that a declared interest in this review may be in, nearest first."""
    outlet = folds.get(fact.outlet, "")
    return (
        ("claimant", fact.claimant),
        ("document", fact.document),
        ("outlet", outlet),
        ("source", owners.get(fact.address)),
        ("source named", outlet),
        ("source named", folds.get(fact.claimant_name or "", "")),
    )


def folded(words: Iterable[str]) -> dict[str, str]:
    """Without case and superfluous white space, as PostgreSQL does it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, verification_folded(word) FROM unnest(%s::text[]) AS word",
            [array_of(words)],
        )
        return dict(cursor.fetchall())


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
