"""Whom a declared interest keeps from which claim."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.factories import ClaimantFactory, SourceFactory, open_review_for, reviewer
from verification.models import DeclaredInterest, SourceDomain
from verification.operations.assigning import assign_reviewers
from verification.operations.barring import barred

pytestmark = pytest.mark.django_db


def review_of(*, outlet="", url="", claimant=None):
    review = open_review_for()
    document = review.claim.document
    document.outlet, document.url = outlet, url
    document.save()
    if claimant:
        review.claim.claimant = claimant
        review.claim.save()
    return review


def declare(person, stake="a cousin", **subject):
    return DeclaredInterest.objects.create(
        person=person, declared_by=person, stake=stake, **subject
    )


def source_at(domain, name="The Harbour Board"):
    source = SourceFactory(name=name)
    SourceDomain.objects.create(source=source, domain=domain)
    return source


def claimant_itself():
    claimant = ClaimantFactory(name="Mira Dane")
    return review_of(claimant=claimant), {"claimant": claimant}, "Mira Dane: a cousin"


def document_itself():
    review = review_of()
    return review, {"document": review.claim.document}, f"{review.claim.document}: a cousin"


def outlet_whatever_its_case_and_spaces():
    return review_of(outlet="Evening  GAZETTE"), {"outlet": "evening gazette"}, (
        "evening gazette: a cousin"
    )  # fmt: skip


def source_of_the_outlets_name():
    source = SourceFactory(name="Evening Gazette")
    return review_of(outlet="evening gazette"), {"source": source}, "Evening Gazette: a cousin"


def source_at_the_documents_address():
    source = source_at("harbour.example")
    review = review_of(url="https://press.harbour.example/a?b=c")
    return review, {"source": source}, "The Harbour Board: a cousin"


def source_that_is_the_claimant():
    source = SourceFactory(name="THE Harbour Board")
    claimant = ClaimantFactory(name="The harbour  board")
    return review_of(claimant=claimant), {"source": source}, "THE Harbour Board: a cousin"


def source_that_was_merged():
    into = source_at("harbour.example")
    merged = SourceFactory(name="Harbour, the", merged_into=into, state="retired")
    return review_of(url="https://harbour.example/a"), {"source": merged}, "Harbour, the: a cousin"


@pytest.mark.parametrize(
    "scene",
    [
        claimant_itself,
        document_itself,
        outlet_whatever_its_case_and_spaces,
        source_of_the_outlets_name,
        source_at_the_documents_address,
        source_that_is_the_claimant,
        source_that_was_merged,
    ],
    ids=lambda scene: scene.__name__,
)
def test_an_interest_bars_its_person_from_that_claim_only(scene):
    review, subject, words = scene()
    person, other, noise = (
        reviewer(),
        reviewer(),
        review_of(outlet="Another", url="https://a.test/"),
    )
    declare(person, **subject)
    declare(other, outlet="Nobody’s Gazette")
    assert barred([review, noise], [person, other]) == {review.pk: {person.pk: words}}
    assert barred([review.pk], [person.pk]) == {review.pk: {person.pk: words}}
    assert barred([review], [other]) == {}


@pytest.mark.parametrize(
    "scene", [outlet_whatever_its_case_and_spaces, source_at_the_documents_address]
)
def test_the_run_gives_it_to_somebody_else_until_the_interest_has_ended(scene):
    review, subject, _ = scene()
    person = reviewer()
    interest = declare(person, **subject)
    assert assign_reviewers() == 0
    review.refresh_from_db()
    assert review.nobody_because == "1 reads English: 1 has an interest in it."
    interest.ended_at = timezone.now()
    interest.save()
    assert assign_reviewers() == 1


def test_a_longer_domain_of_another_source_is_that_sources():
    source_at("press.harbour.example", name="The Harbour Press")
    person = reviewer()
    declare(person, source=source_at("harbour.example"))
    assert barred([review_of(url="https://press.harbour.example/a")], [person]) == {}


def test_an_empty_outlet_and_an_address_that_is_none_bar_nobody():
    person = reviewer()
    declare(person, source=SourceFactory())
    declare(person, outlet="Gazette")
    assert barred([review_of(), review_of(url="https://10.0.0.1/a")], [person]) == {}


def test_many_reviews_and_people_take_as_many_queries_as_few(django_assert_num_queries):
    source = source_at("harbour.example")
    for person in (people := [reviewer() for _ in range(5)]):
        declare(person, source=source)
        declare(person, outlet="Gazette")
    reviews = [review_of(outlet="Gazette", url="https://harbour.example/") for _ in range(9)]
    for some in (reviews[:1], reviews):
        with django_assert_num_queries(7):
            assert len(barred(some, people)) == len(some)
