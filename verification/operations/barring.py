"""Whom an interest keeps from a claim: a hard bar, for the desk's run and for an editor's hand.

An interest is declared in the claim's claimant, in its document or its outlet, or in a source:
one that publishes the document, by its name or by a domain of its address, or that is the
claimant, by name. Names are compared as PostgreSQL folds them, the guards of assignments too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F

from claims.models import Claimant
from newsroom.accounts.models import Role, User
from newsroom.arrays import Keys, texts
from verification.models import ClaimReview, DeclaredInterest, Source, SourceDomain, Waiver
from verification.registry.domain_names import NotADomain, at_and_above, host_of

Bars = dict[int, dict[int, str]]
# Who declared an interest, and in what words.
Declared = list[tuple[int, str]]
# By kind ("claimant", "document", "outlet", "source", "source named"), then by key or folded name.
Interests = dict[str, dict[Any, Declared]]


class Facts(NamedTuple):
    """What of a review an interest can be in."""

    review: int
    claimant: int | None
    document: int
    outlet: str
    address: str


# The columns they are read from, after the review's key.
FACTS = (
    "claim__claimant",
    "claim__document",
    "claim__document__outlet",
    "claim__document__url",
)


def barred(
    reviews: Iterable[ClaimReview | int], people: Iterable[User | int] | None = None
) -> Bars:
    """Who may not be given which of the reviews, and why: ``{review: {user: words}}``, keys of
    rows, without those whom nothing keeps away; of ``people``, or of everybody. In a fixed number
    of queries."""
    interests = interests_of(people)
    return barred_by(interests, facts_of(reviews)) if interests else {}


def answered_waivers(reviews: Iterable[ClaimReview | int], person: User) -> frozenset[int]:
    """The keys of those in whose present round this person decided what need not be met: nobody
    waives that for their own work, and a request tells of the work that it was made for. One
    query, of editors alone."""
    if not person.has_role(Role.EDITOR):
        return frozenset()
    decided = Waiver.objects.decided_by_editors().filter(
        review__among=Keys(keys_of(reviews)), round=F("review__round"), decided_by=person
    )
    return frozenset(decided.values_list("review", flat=True))


def barred_by(interests: Interests, facts: Sequence[Any]) -> Bars:
    """The same of what is known already: ``facts`` are ``Facts``, or rows with the same names."""
    found: Bars = defaultdict(dict)
    for column, declared in by_column(interests, facts).items():
        if declared:
            subject_of = attrgetter(column)
            for fact in facts:
                for person, words in declared.get(subject_of(fact), ()):
                    found[fact.review].setdefault(person, words)
    return dict(found)


def by_column(interests: Interests, facts: Sequence[Any]) -> Interests:
    """The interests by what stands in the columns of these facts."""
    named = interests["source named"]
    outlets = folded({fact.outlet for fact in facts if fact.outlet})
    claimants = named_claimants(facts) if named else {}
    owners = owners_of(facts) if interests["source"] else {}
    return {
        "claimant": joined(interests["claimant"], met(claimants, named)),
        "document": interests["document"],
        "outlet": met(outlets, interests["outlet"], named),
        "address": met(owners, interests["source"]),
    }


def named_claimants(facts: Sequence[Any]) -> dict[int, str]:
    """Their folded names."""
    keys = {fact.claimant for fact in facts if fact.claimant}
    names = dict(Claimant.objects.filter(pk__among=Keys(keys)).values_list("pk", "name"))
    folds = folded(set(names.values()))
    return {key: folds[name] for key, name in names.items()}


def joined(one: Mapping[Any, Declared], other: Mapping[Any, Declared]) -> dict[Any, Declared]:
    return {key: [*one.get(key, ()), *other.get(key, ())] for key in {*one, *other}}


def met(subjects: Mapping[Any, Any], *declared: Mapping[Any, Declared]) -> dict[Any, Declared]:
    """Of each that somebody has an interest in, who."""
    return {
        key: who
        for key, subject in subjects.items()
        if (who := [one for kind in declared for one in kind.get(subject, ())])
    }


def interests_of(people: Iterable[User | int] | None) -> Interests:
    """Who declared an interest, and in what words, by what it is in; empty where nobody did."""
    standing = DeclaredInterest.objects.standing()
    if people is not None:
        standing = standing.filter(person__among=Keys(keys_of(people)))
    rows = list(
        standing.select_related("source__merged_into", "claimant", "document").order_by("pk")
    )
    sources = {row.pk: names_of(row.source) for row in rows if row.source}
    folds = folded({row.outlet for row in rows}.union(*sources.values()))
    found: Interests = defaultdict(lambda: defaultdict(list))
    for row in rows:
        subjects = (
            ("claimant", row.claimant_id),
            ("document", row.document_id),
            ("outlet", folds[row.outlet]),
            ("source", row.source_id),
            ("source", row.source and row.source.merged_into_id),
            *(("source named", folds[name]) for name in sources.get(row.pk, ())),
        )
        for kind, which in subjects:
            if which:
                found[kind][which].append((row.person_id, str(row)))
    return found


def names_of(source: Source) -> set[str]:
    """One that was merged goes on under the other's name."""
    return {one.name for one in (source, source.merged_into) if one}


def facts_of(reviews: Iterable[ClaimReview | int]) -> list[Facts]:
    rows = ClaimReview.objects.filter(pk__among=Keys(keys_of(reviews))).values_list("pk", *FACTS)
    return [Facts(*row) for row in rows]


def keys_of(rows: Iterable[Any]) -> list[int]:
    return [row if isinstance(row, int) else row.pk for row in rows]


def folded(words: Iterable[str]) -> dict[str, str]:
    """Without case and superfluous white space, as PostgreSQL does it."""
    words = list(words)
    if not words:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, verification_folded(word) FROM unnest(%s::text[]) AS word",
            [texts(words)],
        )
        return dict(cursor.fetchall())


def owners_of(facts: Iterable[Any]) -> dict[str, int]:
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
