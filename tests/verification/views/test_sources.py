"""The list of sources, and a source’s page."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

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
from tests.verification.views.source_pages import SOURCES, STAKE, listed, text_of
from verification.models import Evidence, Source
from verification.operations.domains import propose_for
from verification.operations.evidence import withdraw_evidence
from verification.operations.interests import record_interest
from verification.operations.reports import publish, retract
from verification.operations.signoff import sign_off
from verification.operations.source_merge import merge_sources
from verification.operations.sources import change_source
from verification.views import sources as source_views
from verification.views.source_use import Use, use_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client):
    person = editor()
    client.force_login(person)
    return person


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
