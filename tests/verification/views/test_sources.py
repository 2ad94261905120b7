"""The pages of the desk's sources: list, page, form, merging, importing."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from tests.factories import (
    SourceFactory,
    assigned,
    drafted,
    editor,
    fresh,
    open_review_for,
    rating,
    reviewer,
    signed,
    submitted,
    with_evidence,
)
from verification.errors import Overtaken
from verification.models import Evidence, Source, SourceImport
from verification.operations.domains import propose_for
from verification.operations.evidence import withdraw_evidence
from verification.operations.interests import record_interest
from verification.operations.reports import publish, retract
from verification.operations.signoff import sign_off
from verification.operations.source_merge import merge_sources
from verification.operations.sources import change_source, retire_source
from verification.registry.tables import read_table
from verification.views import sources as source_views
from verification.views.source_use import Use, use_of

pytestmark = pytest.mark.django_db
SOURCES = "/sources/"
STAKE = "It runs the harbour"


@pytest.fixture
def boss(client):
    person = editor()
    client.force_login(person)
    return person


def text_of(response) -> str:
    return " ".join(strip_tags(response.content.decode()).split())


def listed(client, query=""):
    return [source.name for source in client.get(SOURCES + query).context["sources"]]


# -- the list --------------------------------------------------------------------------------------


def test_the_list_offers_what_can_be_cited_and_finds_the_rest_by_filter(client, boss):
    for name, state in (("A", "active"), ("B", "proposed"), ("C", "retired")):
        SourceFactory(name=name, state=state)
    assert listed(client) == ["A", "B"]
    assert listed(client, "?state=retired") == ["C"]
    assert listed(client, "?state=proposed") == ["B"]
    assert listed(client, "?state=any") == ["A", "B", "C"]


def test_a_source_is_found_by_its_domain_as_people_write_it(client, boss):
    change_source(SourceFactory(name="A"), by=boss, domains={"xn--mller-kva.example": True})
    SourceFactory(name="noise")
    for words in ("MÜLLER.example", "xn--mller", "www.müller.example"):
        assert listed(client, f"?q={words}") == ["A"]


def test_keepers_see_how_many_wait_to_be_confirmed_and_others_do_not(client, boss):
    page = text_of(client.get(SOURCES))
    assert "to confirm." not in page
    propose_for("https://harbour.example/", by=reviewer())
    page = client.get(SOURCES)
    assert "1 to confirm." in text_of(page)
    assert 'href="?state=proposed"' in page.content.decode()
    client.force_login(reviewer())
    assert "1 to confirm." not in text_of(client.get(SOURCES))


def test_duplicates_are_suggested_to_keepers(client, boss):
    old, new = SourceFactory(name="Northern Wire"), SourceFactory(name="northern wire, Ltd.")
    SourceFactory(name="noise")
    (pair,) = client.get(SOURCES).context["twins"]
    assert (pair["duplicate"], pair["into"]) == (new, old)
    assert "twins" not in client.get(f"{SOURCES}?q=wire").context
    merge_sources(new, old, by=boss, reason="The same.")
    assert client.get(SOURCES).context["twins"] == []


def test_the_list_takes_the_same_queries_for_one_and_for_thirty(client, boss):
    def rows(count):
        for n in range(count):
            source = SourceFactory(name=f"Wire {count} {n}")
            change_source(source, by=boss, domains={f"w{count}-{n}.example": True})
            propose_for(f"https://p{count}-{n}.example/", by=boss)

    rows(1)
    with CaptureQueriesContext(connection) as one:
        client.get(SOURCES)
    rows(29)
    with CaptureQueriesContext(connection) as thirty:
        client.get(SOURCES)
    assert len(one) == len(thirty)


# -- a source's page -------------------------------------------------------------------------------


def test_the_page_says_in_how_many_verdicts_it_stands_and_how_many_were_corrected(client, boss):
    source = SourceFactory()
    assert "No published verdict rests on it yet." in text_of(client.get(source.get_absolute_url()))
    verdicts = [drafted() for _ in range(3)]
    for cited in Source.objects.filter(evidence__isnull=False).distinct():
        merge_sources(cited, source, by=boss, reason="The same.")
    assert use_of(source, boss) == Use(0, 0)
    for verdict in verdicts[:2]:
        sign_off(verdict, by=editor())
        publish(fresh(verdict.review), by=editor())
    assert use_of(source, boss) == Use(2, 0)
    retract(fresh(verdicts[0].review), by=editor(), reason="It was wrong.")
    assert use_of(source, boss) == Use(2, 1)
    assert "Cited in 2 verdicts, 1 of them corrected since." in text_of(
        client.get(source.get_absolute_url())
    )
    assert use_of(SourceFactory(), boss) == Use(0, 0)


def test_withdrawn_evidence_of_a_published_verdict_does_not_count(boss):
    review = open_review_for()
    given = assigned(review)
    source = SourceFactory()
    gone = with_evidence(given, source=source, excerpt="Gone.")
    withdraw_evidence(gone, by=given.reviewer, reason="Another office.")
    submitted(given)
    assert use_of(source, boss) == Use(0, 0)


def test_each_passage_shows_its_rating_its_stance_and_whether_it_was_withdrawn(client, boss):
    verdict = signed()
    source = Evidence.objects.get(review=verdict.review).source
    given = assigned()
    gone = with_evidence(given, source=source, excerpt="It counted 610 ships.", stance="refutes")
    withdraw_evidence(gone, by=given.reviewer, reason="It counts boats.")
    before = client.get(source.get_absolute_url())
    assert [passage.report for passage in before.context["passages"]] == [None, None]
    publish(fresh(verdict.review), by=editor())
    passages = client.get(source.get_absolute_url()).context["passages"]
    assert [p.report and p.report.verdict.rating for p in passages] == [
        None, rating(verdict.review, "true"),
    ]  # fmt: skip
    page = text_of(before)
    for words in ("It counted 610 ships.", "Refutes", "withdrawn: It counts boats."):
        assert words in page


def test_passages_come_in_pages(client, boss, monkeypatch):
    monkeypatch.setattr(source_views, "PASSAGES", 2)
    given = assigned()
    source = SourceFactory()
    cited = [with_evidence(given, source=source, excerpt=f"Passage {n}.") for n in range(5)]
    address, seen = source.get_absolute_url(), []
    where = address
    while where:
        context = client.get(where).context
        seen += context["passages"]
        where = address + context["older"] if context["older"] else ""
    assert seen == cited[::-1]


def test_confidential_evidence_is_named_and_not_shown(client):
    given = assigned()
    source = SourceFactory()
    hidden = with_evidence(given, source=source, excerpt="A secret passage of 6,666 people.")
    Evidence.objects.filter(pk=hidden.pk).update(
        is_confidential=True, shown_as="A letter that the editor has seen"
    )
    with_evidence(given, source=source, excerpt="An open passage.")
    client.force_login(reviewer())
    page = text_of(client.get(source.get_absolute_url()))
    assert "A letter that the editor has seen" in page
    assert "6,666" not in page
    assert "An open passage." in page


def test_a_merged_sources_page_leads_to_the_other(client, boss):
    old, new = SourceFactory(), SourceFactory()
    merge_sources(old, new, by=boss, reason="The same.")
    assert client.get(old.get_absolute_url())["Location"] == new.get_absolute_url()
    assert f"merged {old.name} into it" in text_of(client.get(new.get_absolute_url()))


def test_the_history_tells_old_and_new_in_words(client, boss):
    source = SourceFactory(kind="data", tier="3_reliable")
    change_source(source, by=boss, tier="1_primary", languages=["de", "cy"], notes="New.")
    change_source(source, by=boss, domains={"xn--mller-kva.example": False}, notes="")
    page = text_of(client.get(source.get_absolute_url()))
    for words in (
        "Tier before: reliable → now: primary record",
        "Languages nothing → now: German, Welsh",
        "Domains nothing → now: müller.example (not verified)",
        "Notes before: New. → nothing",
    ):
        assert words in page
    source.record("changed", actor=boss, before={"owner": "The state"})  # as before this version
    assert "Owner before: The state" in text_of(client.get(source.get_absolute_url()))


def test_interests_stand_on_the_page_and_at_the_evidence_where_they_may_be_told(client):
    review = open_review_for(reviewers=2, blind=True)
    first, second = assigned(review), assigned(review)
    source = with_evidence(first).source
    client.force_login(first.reviewer)
    evidence = Evidence.objects.get()
    where = reverse("verification:record_interest", args=[review.claim_id, evidence.pk])
    client.post(where, {"stake": STAKE})
    pages = (source.get_absolute_url(), review.get_absolute_url(), f"{SOURCES}?q={source.name}")
    mine = [STAKE in text_of(client.get(page)) for page in pages]
    assert mine == [True, True, False]
    assert f"has an interest: {STAKE}" in text_of(client.get(pages[1]))
    for person in (second.reviewer, editor()):
        client.force_login(person)
        assert not any(STAKE in text_of(client.get(page)) for page in pages)
    client.force_login(second.reviewer)
    assert client.post(where, {"stake": "Mine."}).status_code == 404
    with_evidence(second, source=source)
    assert STAKE not in text_of(client.get(pages[1]))  # it would tell that the other cited it
    for given in (first, second):
        submitted(given)
    client.force_login(editor())
    assert all(STAKE in text_of(client.get(page)) for page in pages[:2])


def test_a_source_s_page_takes_the_same_queries_for_one_and_for_thirty(client, boss):
    source = SourceFactory()
    change_source(source, by=boss, domains={"a.example": True})

    def rows(count):
        given = assigned()
        for n in range(count):
            with_evidence(given, source=source, excerpt=f"{n} of {count} ships.")
        record_interest(source, given.review, by=given.reviewer, stake=STAKE)

    rows(1)
    with CaptureQueriesContext(connection) as one:
        client.get(source.get_absolute_url())
    rows(29)
    with CaptureQueriesContext(connection) as thirty:
        client.get(source.get_absolute_url())
    assert len(one) == len(thirty)


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


# -- in and out ------------------------------------------------------------------------------------


def upload(client, table, name="sources.csv"):
    return client.post("/sources/import/", {"table": ContentFile(table, name)})


def test_a_table_is_looked_at_and_then_imported(client, boss):
    SourceFactory(name="Census", kind="data", tier="3_reliable")
    table = b"Name,Kind,Tier\nCensus,data,authoritative\n<b>New</b>,data,reliable\nX,,reliable\n"
    where = upload(client, table)["Location"]
    page = client.get(where)
    assert "3 rows: 1 new, 1 changed, 0 unchanged, 1 refused." in text_of(page)
    assert "Import 2 sources, leave out 1 refused" in text_of(page)
    assert "Tier before: reliable → now: authoritative" in text_of(page)
    assert "<b>New</b>" not in page.content.decode()
    assert [line["name"] for line in client.get(f"{where}?show=refused").context["lines"]] == ["X"]
    assert Source.objects.count() == 1
    client.post(f"{where}apply/")
    assert set(Source.objects.values_list("name", "tier")) == {
        ("Census", "2_authoritative"), ("<b>New</b>", "3_reliable"),
    }  # fmt: skip
    assert "What came of sources.csv" in text_of(client.get(where))


def test_renaming_or_downgrading_a_cited_source_is_marked(client, boss):
    verdict = signed()
    publish(fresh(verdict.review), by=boss)
    office = verdict.review.evidence.get().source
    change_source(office, by=boss, name="Statistics Office", domains={"office.example": True})
    with_evidence(assigned(), source=SourceFactory(name="Bureau", kind="data", tier="1_primary"))
    SourceFactory(name="Noise", kind="data", tier="1_primary")
    table = (
        b"Name,Kind,Tier,Owner,Domains\nSteals Domain,news,reliable,,office.example\n"
        b"Bureau,data,reliable,,\nNoise,data,reliable,,\n"
    )
    where = upload(client, table)["Location"]
    shown = text_of(client.get(where))
    assert "renames Statistics Office to Steals Domain cited in 1 verdict" in shown
    assert "changed cited 1 time Tier before: primary record → now: reliable" in shown
    assert shown.count("cited ") == 2  # nothing of what nobody cites
    assert "Import 2 sources and what is ticked" in shown
    client.post(f"{where}apply/", {"rename": ["x", "9" * 30]})
    office.refresh_from_db()
    assert office.name == "Statistics Office"
    assert "left out" in text_of(client.get(f"{where}?show=renames"))
    where = upload(client, table)["Location"]
    assert "Import what is ticked" in text_of(client.get(where))
    client.post(f"{where}apply/", {"rename": ["2"]})
    office.refresh_from_db()
    assert (office.name, office.kind) == ("Steals Domain", "news")


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (b"\x00\x01binary", "This is not a table."),
        (b"x" * (10 * 1024 * 1024), "larger than 5 MB"),
        (b"", "The file is empty."),
        (b"Nme\nA\n", "no column “Name”"),
    ],
)
def test_a_file_that_is_no_table_is_refused_on_the_page(client, boss, table, sentence):
    response = upload(client, table)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert not SourceImport.objects.exists()


def test_a_long_plan_comes_in_pages(client, boss):
    rows = "".join(f"Office {n},data,reliable\n" for n in range(150))
    where = upload(client, f"Name,Kind,Tier\n{rows}".encode())["Location"]
    assert len(client.get(where).context["lines"]) == 100
    assert len(client.get(f"{where}?page=2").context["lines"]) == 50
    assert client.get(f"{where}?page=nonsense&show=x").status_code == 200


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_exported_as_filtered(client, kind):
    client.force_login(reviewer())
    source = SourceFactory(name="=1+1", kind="data", languages=["de"])
    change_source(source, by=editor(), domains={"a.example": False})
    SourceFactory(name="Person", kind="person")
    retire_source(SourceFactory(name="Old"), by=editor(), reason="It closed.")
    response = client.get(f"/sources/export/{kind}/?kind=data")
    assert "attachment" in response["Content-Disposition"]
    (row,) = read_table(response.content)
    assert {**row.cells, "Tier": ""} == {
        **dict.fromkeys(row.cells, ""), "Name": "=1+1", "Kind": "data", "Languages": "German",
        "Domains": "a.example (not verified)",
    }  # fmt: skip
    assert len(read_table(client.get(f"/sources/export/{kind}/").content)) == 2
    assert client.get(f"/sources/export/{kind}/?kind=nonsense").status_code == 400
    assert client.get("/sources/export/exe/").status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_template_is_a_table_that_can_be_imported(client, boss, kind):
    template = client.get(f"/sources/template/{kind}/").content
    where = upload(client, template, f"t.{kind}")["Location"]
    assert [line["action"] for line in client.get(where).context["lines"]] == ["new"]


def test_exporting_takes_the_same_queries_for_one_and_for_thirty(client, boss):
    SourceFactory()
    with CaptureQueriesContext(connection) as one:
        client.get("/sources/export/csv/")
    for _ in range(29):
        SourceFactory()
    with CaptureQueriesContext(connection) as thirty:
        client.get("/sources/export/csv/")
    assert len(one) == len(thirty)
