"""Adding, changing and merging sources."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import SourceFactory, assigned, editor, open_review_for, with_evidence
from tests.verification.views.source_pages import text_of, upload
from verification.errors import Overtaken
from verification.models import Evidence, Source
from verification.operations.sources import change_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client):
    person = editor()
    client.force_login(person)
    return person


# -- the form --------------------------------------------------------------------------------------


def fields(**more):
    return {"name": "Census", "kind": "data", "tier": "3_reliable", **more}


def test_the_form_takes_words_and_shows_words(client, boss):
    typed = fields(languages="german, Cymraeg", domains="https://www.Müller.example/x\nb.example")
    client.post("/sources/new/", typed)
    source = Source.objects.get()
    assert source.languages == ["de", "cy"]
    assert {row.domain: row.is_verified for row in source.domains.all()} == {
        "b.example": True, "xn--mller-kva.example": True,
    }  # fmt: skip
    where = reverse("verification:source_edit", args=[source.pk])
    form = client.get(where).context["form"]
    assert form["languages"].value() == "German, Welsh"
    assert form["domains"].value().splitlines() == ["b.example", "müller.example"]
    client.post(where, fields(languages="German, Welsh", domains="b.example (not verified)"))
    assert [(row.domain, row.is_verified) for row in source.domains.all()] == [("b.example", False)]


def test_an_older_form_overwrites_nothing_and_shows_both(client, boss):
    source = SourceFactory(name="Census", kind="data", tier="3_reliable", notes="As it was.")
    where = reverse("verification:source_edit", args=[source.pk])
    seen = client.get(where).context["form"]["seen"].value()
    change_source(source, by=boss, notes="Revises in <March>.", tier="4_care")
    stale = fields(notes="Knows the harbour.", seen=seen)
    refused = client.post(where, stale)
    source.refresh_from_db()
    assert (refused.status_code, source.notes, source.tier) == (
        422, "Revises in <March>.", "4_care",
    )  # fmt: skip
    form = refused.context["form"]
    assert form.errors["notes"] == ["It now says “Revises in <March>.”."]
    assert form.errors["tier"] == ["It now says “use with care”."]
    assert f"{boss} has changed this source since you opened it" in form.errors["__all__"][0]
    assert "Knows the harbour." in refused.content.decode()
    # Having read it, they save.
    merged = fields(notes="Both.", tier="4_care", seen=form["seen"].value())
    assert client.post(where, merged).status_code == 302
    source.refresh_from_db()
    assert (source.notes, source.tier) == ("Both.", "4_care")


def test_a_form_that_saw_the_last_change_is_saved(client, boss):
    source = SourceFactory(name="Census", kind="data", tier="3_reliable")
    change_source(source, by=boss, notes="Before it was opened.")
    change_source(SourceFactory(), by=boss, notes="noise")
    where = reverse("verification:source_edit", args=[source.pk])
    seen = client.get(where).context["form"]["seen"].value()
    assert client.post(where, fields(notes="After.", seen=seen)).status_code == 302
    source.refresh_from_db()
    assert source.notes == "After."


def test_a_change_between_the_look_and_the_lock_is_refused_too(boss):
    source = SourceFactory(notes="As it was.")
    seen = source.last_line()
    change_source(source, by=boss, seen=seen, notes="First.")
    with pytest.raises(Overtaken, match="since you opened it, so your changes were not saved"):
        change_source(source, by=boss, seen=seen, notes="Second.")
    source.refresh_from_db()
    assert source.notes == "First."


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"domains": "co.uk"}, "co.uk is shared by many publishers."),
        ({"domains": "fine.example\ntaken.example"}, "taken.example is already a domain of Taken."),
        ({"languages": "Germn"}, "Did you mean German?"),
    ],
)
def test_what_the_form_refuses_it_says_in_words_and_keeps(client, boss, typed, sentence):
    change_source(SourceFactory(name="Taken"), by=boss, domains={"taken.example": True})
    response = client.post("/sources/new/", fields(**typed))
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert all(words in response.content.decode() for words in typed.values())
    assert Source.objects.count() == 1


def test_a_new_source_gets_its_home_page_s_domain_if_nobody_has_it(client, boss):
    client.post("/sources/new/", fields(homepage="https://www.census.example/"))
    client.post("/sources/new/", fields(name="B", homepage="https://census.example/"))
    client.post("/sources/new/", fields(name="C", homepage="https://c.example/a/page"))
    domains = {s.name: [row.domain for row in s.domains.all()] for s in Source.objects.all()}
    assert domains == {"Census": ["census.example"], "B": [], "C": []}
    table = b"Name,Kind,Tier,Homepage\nD,data,reliable,d.example\nE,data,reliable,census.example\n"
    client.post(f"{upload(client, table)['Location']}apply/")
    assert Source.objects.get(name="D").domains.get().domain == "d.example"
    assert not Source.objects.get(name="E").domains.exists()


# -- merging ---------------------------------------------------------------------------------------


def test_what_would_move_is_shown_before_it_does(client, boss):
    duplicate, into = SourceFactory(name="Old"), SourceFactory(name="New", owner="The state")
    given = assigned()
    for n in range(2):
        with_evidence(given, source=duplicate, excerpt=f"{n} ships.")
    blind = open_review_for(reviewers=2, blind=True)
    with_evidence(assigned(blind), source=duplicate)  # not to be counted
    where = reverse("verification:source_merge", args=[duplicate.pk])
    page = client.get(f"{where}?into={into.pk}")
    assert page.context["counts"][0] == ("Cited passages", 2, 0)
    assert ("Owner", "", "The state") in page.context["lines"]
    assert client.post(where, {"into": into.pk, "reason": " "}).status_code == 422
    duplicate.refresh_from_db()
    assert duplicate.state == "active"
    response = client.post(where, {"into": into.pk, "reason": "The same."})
    assert response["Location"] == into.get_absolute_url()
    assert Evidence.objects.filter(source=into).count() == 3
    assert client.get(where)["Location"] == into.get_absolute_url()


def test_the_other_source_is_searched_for_and_retired_ones_are_not_offered(client, boss):
    duplicate = SourceFactory(name="Harbour Board, The")
    twin, other = SourceFactory(name="Harbour Board"), SourceFactory(name="Ferry Board")
    retired = SourceFactory(name="Harbour Board Ltd", state="retired")
    where = reverse("verification:source_merge", args=[duplicate.pk])
    page = client.get(where)
    assert page.context["offered"] == [twin]
    # The frame's own search box is another one.
    assert 'id="search" type="search" name="q" value=""' in page.content.decode()
    assert client.get(f"{where}?q=board").context["offered"] == [other, twin]
    assert client.get(f"{where}?into={retired.pk}").status_code == 404
    assert client.get(f"{where}?into={duplicate.pk}").status_code == 404
    assert client.get(f"{where}?into={'9' * 30}").status_code == 200
    assert client.post(where, {"into": retired.pk, "reason": "x"}).status_code == 404
