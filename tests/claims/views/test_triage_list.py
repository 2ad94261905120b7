import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Claim
from claims.operations.triage import dismiss_claim
from claims.states import ClaimState
from tests.factories import ClaimFactory, DocumentFactory, UserFactory, admin, editor

pytestmark = pytest.mark.django_db
S = ClaimState
LIST = reverse("claims:triage")
BULK = reverse("claims:triage_bulk")
UNDO = reverse("claims:triage_bulk_undo")


@pytest.fixture
def by(client):
    person = editor()
    client.force_login(person)
    return person


def listed(client, **query) -> list[Claim]:
    groups = client.get(LIST, query).context["groups"]
    return [row["claim"] for group in groups for row in group["rows"]]


def states(*claims: Claim) -> list[str]:
    return [Claim.objects.get(pk=claim.pk).state for claim in claims]


def test_what_is_most_worth_checking_stands_first_grouped_by_document(client, by):
    one, two = DocumentFactory(), DocumentFactory()
    low = ClaimFactory(document=one, checkworthiness=0.2)
    high = ClaimFactory(document=one, checkworthiness=0.9)
    between = ClaimFactory(document=two, checkworthiness=0.5)
    ClaimFactory(document=two, checkworthiness=1, state=S.ACCEPTED)
    assert listed(client) == [high, low, between]


def test_claims_are_filtered_by_worth_figures_and_document(client, by):
    high = ClaimFactory(checkworthiness=0.9)
    medium = ClaimFactory(checkworthiness=0.4)
    low = ClaimFactory(checkworthiness=0.1)
    medium.figures.all().delete()
    assert listed(client, worth="high") == [high]
    assert listed(client, worth="medium") == [high, medium]
    assert listed(client, figures="on") == [high, low]
    assert listed(client, document=low.document_id) == [low]
    assert listed(client, document=low.document_id, worth="high") == []


def test_pages_go_on_where_the_last_one_ended_even_among_equals(client, by, monkeypatch):
    monkeypatch.setattr("claims.views.triage_list.PAGE", 2)
    claims = [ClaimFactory(checkworthiness=worth) for worth in (0.1 + 0.2, 1.0, 0.5, 0.5, 0.5, 0)]
    seen, query = [], ""
    while True:
        context = client.get(LIST + query).context
        seen += [row["claim"] for group in context["groups"] for row in group["rows"]]
        if not context["older"]:
            break
        query = context["older"]
    assert seen == sorted(claims, key=lambda claim: (-claim.checkworthiness, -claim.pk))


def test_how_far_the_chosen_document_is_stands_over_the_list(client, by):
    document = DocumentFactory()
    for state in (S.DETECTED, S.ACCEPTED, S.DISMISSED, S.SENT):
        ClaimFactory(document=document, state=state)
    ClaimFactory()
    page = re.sub(r"<.*?>", "", client.get(LIST, {"document": document.pk}).content.decode())
    assert "3 of 4 decided." in page
    assert "2 claims to go." in re.sub(r"<.*?>", "", client.get(LIST).content.decode())


def test_a_document_that_is_through_stays_chosen_and_shows_no_other_claims(client, by):
    done, noise = ClaimFactory(state=S.ACCEPTED), ClaimFactory()
    answer = client.get(LIST, {"document": done.document_id})
    page = answer.content.decode()
    assert "1 of 1 decided." in re.sub(r"<.*?>", "", page)
    assert "Nothing to triage here" in page
    assert noise.statement not in page


def test_ticked_claims_are_decided_together_and_taken_back_together(client, by):
    one, two, noise = ClaimFactory(), ClaimFactory(), ClaimFactory()
    here = f"{LIST}?worth=high"
    answer = client.post(BULK, {"claim": [one.pk, two.pk], "dismiss": "ticked", "next": here})
    assert answer.url == here
    assert states(one, two, noise) == [S.DISMISSED, S.DISMISSED, S.DETECTED]
    assert "Dismissed 2 claims." in client.get(LIST).content.decode()
    assert client.post(UNDO, {"next": here}).url == f"{here}#claim-{one.pk}"
    assert states(one, two, noise) == [S.DETECTED] * 3
    assert UNDO not in client.get(LIST).content.decode()


def test_a_lines_own_button_decides_that_claim_alone(client, by):
    one, ticked = ClaimFactory(), ClaimFactory()
    client.post(BULK, {"claim": [ticked.pk], "accept": str(one.pk)})
    assert states(one, ticked) == [S.ACCEPTED, S.DETECTED]


def test_what_others_decided_meanwhile_is_passed_over_and_said(client, by):
    one, two = ClaimFactory(), ClaimFactory()
    dismiss_claim(two, by=editor())
    client.post(BULK, {"claim": [one.pk, two.pk], "accept": "ticked"})
    assert states(one, two) == [S.ACCEPTED, S.DISMISSED]
    assert "Somebody had decided on 1 claim meanwhile" in client.get(LIST).content.decode()


@pytest.mark.parametrize("person", [UserFactory, admin])
def test_those_who_may_not_triage_see_claims_without_buttons_and_decide_nothing(client, person):
    claim = ClaimFactory()
    client.force_login(person())
    page = client.get(LIST).content.decode()
    assert claim.statement in page
    assert f'value="{claim.pk}"' not in page
    assert client.post(BULK, {"claim": [claim.pk], "accept": "ticked"}).status_code == 403
    assert states(claim) == [S.DETECTED]


def test_reviewers_get_buttons_for_their_own_documents_only(client):
    mine, theirs = ClaimFactory(), ClaimFactory()
    client.force_login(mine.document.added_by)
    page = client.get(LIST).content.decode()
    assert f'name="claim" value="{mine.pk}"' in page
    assert f'value="{theirs.pk}"' not in page.split('<form method="post"')[-1]


def test_without_a_role_nothing_is_listed_or_decided(client):
    claim = ClaimFactory()
    client.force_login(UserFactory(roles=[]))
    assert listed(client) == []
    client.post(BULK, {"claim": [claim.pk], "accept": "ticked"})
    assert states(claim) == [S.DETECTED]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"accept": "ticked"},
        {"claim": ["x", "\x00", "9" * 40], "accept": "ticked"},
        {"accept": "\x00"},
        {"accept": "9" * 40},
        {"claim": ["1"], "accept": "everything"},
        {"claim": ["9" * 18], "accept": "ticked"},
        {"accept": "ticked", "next": "/triage/?a\r\nSet-Cookie: b=\x00"},
    ],
)
def test_nonsense_decides_nothing_and_is_no_error(client, by, data):
    claim = ClaimFactory()
    referer = {"referer": f"http://testserver{LIST}"}
    answer = client.post(BULK, {"next": "https://elsewhere.example/", **data}, headers=referer)
    assert answer.status_code == 302
    assert answer.url.removeprefix("http://testserver").split("?")[0] == LIST
    assert states(claim) == [S.DETECTED]


@pytest.mark.parametrize(
    "query",
    [
        {"before": "x"},
        {"before": "0.5_99999999999999999999"},
        {"before": "nan_1"},
        {"before": "\x00"},
        {"worth": "\x00"},
        {"document": "9" * 30},
        {"document": "\x00"},
        {"figures": "\x00"},
    ],
)
def test_nonsense_in_the_address_is_no_error(client, by, query):
    ClaimFactory()
    assert client.get(LIST, query).status_code == 200


def test_with_nothing_to_undo_it_is_said(client, by):
    assert "nothing left to undo" in client.post(UNDO, follow=True).content.decode()


def test_the_list_asks_as_often_for_three_claims_as_for_one(client, by):
    counts = []
    for number in (1, 2):
        for _ in range(number):
            ClaimFactory()
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1]
