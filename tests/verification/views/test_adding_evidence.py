"""The ways of adding evidence on a claim's page, and what a saved copy's sentences are cited as."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import SourceFactory, assigned
from tests.verification.saving import saved_for
from verification.models import Evidence

pytestmark = pytest.mark.django_db

WRAPPED = (
    "Some 6,300 people from Calderra and\nthe northern provinces had joined. Others stayed away\n"
    "from it."
)


@pytest.fixture
def given():
    return assigned()


@pytest.fixture
def at_work(client, given):
    client.force_login(given.reviewer)
    return client


def url(name, given, *more):
    return reverse(f"verification:{name}", args=[given.review.claim_id, *more])


def test_a_wrapped_sentence_is_offered_whole_and_proved_to_stand_in_the_copy(at_work, given):
    where = url("citing", given, saved_for(given, WRAPPED).pk)
    end = WRAPPED.index(" Others")
    assert f"?start=0&amp;end={end}#citing" in at_work.get(where).content.decode()
    form = at_work.get(where, {"start": 0, "end": end}).context["form"]
    assert form.initial["population"] == "people from Calderra and the northern provinces"
    passage = {"start": 0, "end": end, "stance": "supports", "hand": "first"}
    answer = at_work.post(where, passage | {"source": SourceFactory(kind="data").pk})
    assert answer.status_code == 302
    evidence = Evidence.objects.with_proof().get()
    assert (evidence.excerpt, evidence.is_in_copy) == (WRAPPED[:end], True)
    figure = evidence.figures.get()
    assert evidence.excerpt[figure.start : figure.end] == figure.text == "Some 6,300 people"
    assert figure.population == form.initial["population"]
