"""The list of claims, a claim's history, and the desk's sources."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    ClaimantFactory,
    ClaimFactory,
    SourceFactory,
    TopicFactory,
    admin,
    assigned,
    editor,
    open_review_for,
    reviewer,
    signed,
    submitted,
    with_evidence,
)
from verification.models import ClaimReview, Contact, Source
from verification.operations.reviews import hold_review
from verification.operations.sources import change_source
from verification.views import listing
from verification.views import sources as source_views

pytestmark = pytest.mark.django_db
CLAIMS = "/claims/"
SOURCES = "/sources/"


@pytest.fixture
def me(client):
    person = reviewer()
    client.force_login(person)
    return person


def listed(client, query=""):
    return [review.pk for review in client.get(CLAIMS + query).context["reviews"]]


# -- claims --------------------------------------------------------------------------------------


def test_an_empty_list_says_what_to_do_and_a_filtered_one_how_to_get_back(client, me):
    page = client.get(CLAIMS).content.decode()
    assert "No claims in review yet" in page
    assert reverse("claims:triage") in page
    assert "No claim fits this" in client.get(CLAIMS + "?mine=on").content.decode()


def test_claims_are_newest_first_and_found_by_statement_and_claimant(client, me):
    dane = ClaimantFactory(name="Corin Ashby")
    first = open_review_for(ClaimFactory(statement="The bridge costs 4 million.", claimant=dane))
    second = open_review_for(ClaimFactory(statement="65 members"))
    assert listed(client) == [second.pk, first.pk]
    assert listed(client, "?q=BRIDGE") == [first.pk]
    assert listed(client, "?q=corin+a") == [first.pk]
    assert listed(client, "?q=nothing+like+it") == []


def test_each_filter_keeps_what_fits_and_leaves_the_rest(client, me):
    topic = TopicFactory()
    plain = open_review_for()
    on_topic = open_review_for(ClaimFactory(topic=topic))
    mine = assigned(open_review_for(), me).review
    late = open_review_for()
    ClaimReview.objects.filter(pk=late.pk).update(due_at=timezone.now() - timedelta(hours=1))
    waiting = open_review_for()
    ClaimReview.objects.filter(pk=waiting.pk).update(due_at=timezone.now() - timedelta(hours=1))
    Contact.objects.create(
        review=waiting, asked_by=me, whom="X", question="?",
        reply_by=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    held = hold_review(open_review_for(), by=editor(), reason="a letter")
    nobody = open_review_for()
    ClaimReview.objects.filter(pk=nobody.pk).update(nobody_because="all are away")
    done = signed().review
    for query, review in (
        (f"topic={topic.pk}", on_topic),
        ("mine=on", mine),
        ("late=on", late),
        ("waiting=on", waiting),
        ("held=on", held),
        ("nobody=on", nobody),
        ("state=signed_off", done),
    ):
        assert listed(client, f"?{query}") == [review.pk], query
    assert plain.pk in listed(client)
    assert listed(client, "?mine=on&late=on") == []


def test_pages_follow_one_another_and_keep_the_filters(client, me, monkeypatch):
    monkeypatch.setattr(listing, "PAGE", 2)
    wanted = [open_review_for(ClaimFactory(statement=f"bridge {n}")).pk for n in range(5)]
    open_review_for(ClaimFactory(statement="noise"))
    seen, query = [], "?q=bridge"
    while query:
        answer = client.get(CLAIMS + query)
        seen.append([review.pk for review in answer.context["reviews"]])
        query = answer.context["older"]
    assert seen == [wanted[4:2:-1], wanted[2:0:-1], [wanted[0]]]
    back = client.get(CLAIMS + answer.context["newer"])
    assert [review.pk for review in back.context["reviews"]] == seen[1]
    assert "q=bridge" in back.context["older"]


def test_the_list_of_claims_takes_the_same_queries_for_one_and_for_three(
    client, me, django_assert_num_queries
):
    submitted(assigned())
    open_review_for()
    client.get(CLAIMS)
    with CaptureQueriesContext(connection) as one:
        client.get(CLAIMS)
    submitted(assigned())
    open_review_for(reviewers=2)
    with django_assert_num_queries(len(one)):
        assert len(client.get(CLAIMS).context["reviews"]) == 4


GARBAGE = ["%00", "9" * 40, "-1", "%ed%9f%bf", "'", "abc", "%FF"]


@pytest.mark.parametrize("junk", GARBAGE)
def test_garbage_in_an_address_is_never_a_fault(client, me, junk):
    open_review_for()
    for name in ("q", "state", "topic", "mine", "before", "after"):
        assert client.get(f"{CLAIMS}?{name}={junk}").status_code == 200
    for name in ("q", "kind", "tier", "state", "before", "after"):
        assert client.get(f"{SOURCES}?{name}={junk}").status_code == 200
    for path in (f"/claims/{'9' * 30}/", f"/claims/{'9' * 30}/history/", f"/sources/{'9' * 30}/"):
        assert client.get(path).status_code == 404


def test_the_history_tells_who_did_what_and_why(client, me):
    given = assigned(to=me)
    hold_review(given.review, by=editor(), reason="A letter from a lawyer.")
    with_evidence(given, source=SourceFactory(name="River Board"))
    page = client.get(f"/claims/{given.review.claim_id}/history/").content.decode()
    for words in (
        f"asked {me.name} to review it",
        "placed a legal hold",
        "A letter from a lawyer.",
        "started work",
        "cited evidence from River Board",
    ):
        assert words in page


# -- sources -------------------------------------------------------------------------------------


def source_fields(**more):
    return {"name": "River Board", "kind": "official", "tier": "1_primary", **more}


def test_sources_are_listed_by_name_with_how_often_they_are_cited(client, me):
    board, bureau = SourceFactory(name="River Board"), SourceFactory(name="an old bureau")
    given = assigned()
    with_evidence(given, source=board)
    with_evidence(given, source=board, excerpt="Another passage.")
    rows = client.get(SOURCES).context["sources"]
    assert [s.name for s in rows] == sorted((s.name for s in rows), key=str.lower)
    cited = {s: s.times_cited for s in rows}
    assert (cited[board], cited[bureau]) == (2, 0)
    assert [s.pk for s in client.get(f"{SOURCES}?q=river").context["sources"]] == [board.pk]
    assert client.get(f"{SOURCES}?kind=person").context["sources"] == []


def test_source_pages_follow_one_another(client, me, monkeypatch):
    monkeypatch.setattr(source_views, "PAGE", 2)
    for name in ("b", "A", "c", "D", "e"):
        SourceFactory(name=name)
    seen, query = [], "?kind=official"
    while query:
        answer = client.get(SOURCES + query)
        seen.append("".join(source.name for source in answer.context["sources"]))
        query = answer.context["older"]
    assert seen == ["Ab", "cD", "e"]
    back = client.get(SOURCES + answer.context["newer"]).context["sources"]
    assert "".join(source.name for source in back) == "cD"


def test_the_sources_take_the_same_queries_for_one_and_for_three(
    client, me, django_assert_num_queries
):
    given = assigned()
    first = with_evidence(given).source
    for page in (SOURCES, first.get_absolute_url()):
        client.get(page)
    with CaptureQueriesContext(connection) as one_listed:
        client.get(SOURCES)
    with CaptureQueriesContext(connection) as one_cited:
        client.get(first.get_absolute_url())
    with_evidence(given)
    with_evidence(given, source=first, excerpt="Another passage.")
    with_evidence(assigned(), source=first)
    with django_assert_num_queries(len(one_listed)):
        client.get(SOURCES)
    with django_assert_num_queries(len(one_cited)):
        client.get(first.get_absolute_url())


@pytest.mark.parametrize(
    ("who", "state"), [(reviewer, "proposed"), (editor, "active"), (admin, "active")]
)
def test_everybody_adds_sources_and_a_reviewer_s_are_proposed(client, who, state):
    client.force_login(who())
    assert client.get("/sources/new/").status_code == 200
    answer = client.post("/sources/new/", source_fields(name="  River   Board "))
    source = Source.objects.get()
    assert (source.name, source.state) == ("River Board", state)
    assert answer["Location"] == source.get_absolute_url()


def test_a_source_that_is_there_already_or_garbled_stays_in_the_form(client, me):
    SourceFactory(name="river board")
    for fields in (
        source_fields(),
        source_fields(name="x\x00y"),
        source_fields(kind="nonsense"),
        source_fields(homepage="javascript:alert(1)"),
        {},
    ):
        assert client.post("/sources/new/", fields).status_code == 422
    assert Source.objects.count() == 1


def test_only_editors_and_admins_change_confirm_and_retire(client, me):
    source = SourceFactory(name="River Board", state="proposed")
    page = client.get(source.get_absolute_url()).content.decode()
    for name, data in (
        ("edit", source_fields(tier="4_care")),
        ("confirm", {}),
        ("retire", {"reason": "x"}),
    ):
        where = reverse(f"verification:source_{name}", args=[source.pk])
        assert client.post(where, data).status_code == 403
        assert where not in page
    source.refresh_from_db()
    assert (source.state, source.tier) == ("proposed", "3_reliable")
    client.force_login(editor())
    page = client.get(source.get_absolute_url()).content.decode()
    assert reverse("verification:source_edit", args=[source.pk]) in page
    client.post(reverse("verification:source_confirm", args=[source.pk]))
    client.post(reverse("verification:source_edit", args=[source.pk]), source_fields(tier="4_care"))
    source.refresh_from_db()
    assert (source.state, source.tier) == ("active", "4_care")
    client.post(reverse("verification:source_retire", args=[source.pk]), {"reason": ""})
    source.refresh_from_db()
    assert source.state == "active"
    for _ in range(2):  # pressed twice
        client.post(reverse("verification:source_retire", args=[source.pk]), {"reason": "Closed."})
    source.refresh_from_db()
    assert source.state == "retired"
    assert [event.verb for event in source.events.all()] == ["confirmed", "changed", "retired"]


def test_a_source_s_page_shows_its_passages_interest_and_history(client, me):
    source = SourceFactory(name="River Board", interest="Paid by the ferries.")
    change_source(source, by=editor(), notes="Counts ships.")
    evidence = with_evidence(assigned(), source=source, excerpt="It counted 610 ships.")
    with_evidence(assigned(), excerpt="noise from another source")
    page = client.get(source.get_absolute_url()).content.decode()
    for words in ("Paid by the ferries.", "Counts ships.", "<b>610 ships</b>", "changed it"):
        assert words in page
    assert evidence.review.get_absolute_url() in page
    assert "noise" not in page
