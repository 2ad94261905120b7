"""What browsers never send and attackers do: answered with a page or a sentence, never a 500."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from claims.models import Claim, Document, Topic
from claims.states import ClaimState
from newsroom.accounts.operations import send_invitation
from tests.at_once import at_once
from tests.factories import (
    ClaimFactory,
    UserFactory,
    admin,
    assigned,
    editor,
    rating,
    save_draft,
    with_evidence,
)
from tests.verification.handing_in import shown
from verification.models import Contact, Finding

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/sign-in/"
NO_ADDRESSES = (
    "foo",
    "verification:claims",
    "http://[",
    "\\\\evil.example",
    "https://evil.example/",
)


# -- where one came from ------------------------------------------------------------------------


@pytest.mark.parametrize("referer", NO_ADDRESSES)
def test_choosing_a_theme_survives_a_referer_that_is_no_address(client, referer):
    answer = client.post("/account/theme/", {"theme": "dark"}, headers={"referer": referer})
    assert answer.status_code == 302
    assert "evil" not in answer.url
    assert answer.cookies["theme"].value == "dark"


@pytest.mark.parametrize("referer", NO_ADDRESSES)
def test_a_refusal_survives_a_referer_that_is_no_address(client, referer):
    client.force_login(editor())
    claim = ClaimFactory(state=ClaimState.SENT)
    answer = client.post(f"/triage/{claim.pk}/dismiss/", headers={"referer": referer})
    assert answer.status_code in (302, 409)
    assert "evil" not in answer.headers.get("Location", "")
    assert Claim.objects.get(pk=claim.pk).state == ClaimState.SENT


# -- signing in ---------------------------------------------------------------------------------


def try_wrong(client, name: str):
    return client.post(SIGN_IN, {"username": name, "password": "wrong password"})


def test_writing_the_address_in_another_case_gives_no_further_tries(client):
    UserFactory(email="ada@desk.example", password="a long enough one")
    for name in (
        "ada@desk.example",
        "ADA@desk.example",
        "Ada@desk.example",
        "aDa@DESK.example",
    ) * 2:
        answer = try_wrong(client, name)
    assert answer.status_code == 429
    right = {"username": "adA@desk.example", "password": "a long enough one"}
    assert client.post(SIGN_IN, right).status_code == 429
    # the control: somebody else's address has its own tries
    assert try_wrong(client, "bo@desk.example").status_code == 200


@pytest.mark.parametrize("name", ["a" * 5000, "a" * 255, "\U0001f600" * 300, "x\r\ny", " " * 300])
def test_a_name_that_is_no_address_is_a_wrong_name(client, name):
    assert try_wrong(client, name).status_code == 200


@pytest.mark.parametrize("header", ["forwarded", "via", "x-real-ip", "x-forwarded-proto"])
def test_a_demo_login_does_not_work_through_a_proxy(client, settings, header):
    settings.DEMO_LOGINS = True
    person = UserFactory(email="demo@desk.example", password="published", is_demo=True)
    given = {"username": person.email, "password": "published"}
    passed_on = {header: "203.0.113.9"}
    client.post(SIGN_IN, given, headers=passed_on)
    assert "_auth_user_id" not in client.session
    assert person.email not in client.get(SIGN_IN, headers=passed_on).content.decode()
    client.post(SIGN_IN, given)  # the control: without a proxy it does
    assert client.session["_auth_user_id"] == str(person.pk)


def test_an_admin_whose_name_has_two_lines_writes_no_mail_header(mailoutbox):
    mara = UserFactory(name="Mara\r\nBcc: everybody@desk.example", roles=["admin"])
    new = UserFactory(email="new@desk.example")
    send_invitation(new, by=mara)
    (letter,) = mailoutbox
    assert "\n" not in letter.subject
    assert letter.recipients() == ["new@desk.example"]
    assert "\nBcc" not in str(letter.message()).split("\n\n")[0]


# -- the ends of the calendar -------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/reports/", "/reports/export/csv/", "/reports/export/json/"])
@pytest.mark.parametrize("name", ["since", "until"])
def test_reports_up_to_the_end_of_time_are_told_that_there_is_none(client, path, name):
    client.force_login(editor())
    for day in ("9999-12-31", "0001-01-01"):
        assert client.get(path, {name: day}).status_code == 400
    assert client.get(path, {name: "2026-11-23"}).status_code == 200


def test_a_reply_by_the_end_of_time_is_not_waited_for(client):
    assignment = assigned()
    client.force_login(assignment.reviewer)
    address = f"/claims/{assignment.review.claim_id}/contacts/"
    asked = {"whom": "The ministry", "question": "How many?"}
    late = client.post(address, {**asked, "reply_by": "9999-12-31T23:59"})
    assert late.status_code == 422
    assert "Give a year from 1000 to 2999." in late.content.decode()
    assert not Contact.objects.exists()
    soon = (timezone.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    assert client.post(address, {**asked, "reply_by": soon}).status_code == 302
    assert Contact.objects.count() == 1


# -- the console --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "pk__range=99999999999999999999999", "pk__range=1", "added_at__year=-1",
        "added_at__year=99999999999999999999", "state__exact=%00", "pk__range=1,x", "q=%00",
    ],
)  # fmt: skip
def test_a_filter_that_means_nothing_is_no_broken_page(client, query):
    client.force_login(admin())
    answer = client.get(f"/admin/verification/source/?{query}")
    assert answer.status_code in (302, 400)
    assert client.get("/admin/verification/source/?state__exact=active").status_code == 200


# -- pressed twice at once ----------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_finding_handed_in_twice_at_once_is_in_once_and_no_press_is_a_conflict():
    assignment = with_evidence(assigned()).finding.assignment
    review = assignment.review
    given = {"rating": rating(review, "true").pk, "reasons": "Two registers.", "version": 0}
    first = Client()
    first.force_login(assignment.reviewer)
    sure = shown(first, review, given)
    browsers = [Client() for _ in range(3)]
    for browser in browsers:
        browser.force_login(assignment.reviewer)
    presses = [partial(each.post, f"/claims/{review.claim_id}/submit/", sure) for each in browsers]
    assert [answer.status_code for answer in at_once(*presses)] == [302, 302, 302]
    finding = Finding.objects.get(assignment=assignment)
    assert (finding.is_submitted, finding.version) == (True, 1)
    # the control: a draft that somebody else saved meanwhile is a conflict as before
    other = assigned(to=assignment.reviewer)
    save_draft(other, by=other.reviewer, rating=None, reasons="From another tab.")
    client = Client()
    client.force_login(other.reviewer)
    assert client.post(f"/claims/{other.review.claim_id}/submit/", given).status_code == 409


@pytest.mark.parametrize("key", ["abc", "\x00", "-1", "1.0", ""])
def test_choosing_what_is_no_row_is_no_broken_page(client, key):
    client.force_login(editor())
    chosen = {"action": "hold_rows", "_selected_action": key}
    assert client.post("/admin/verification/claimreview/", chosen).status_code == 400
    chosen["_selected_action"] = str(assigned().review_id)
    assert client.post("/admin/verification/claimreview/", chosen).status_code == 200


def test_what_somebody_else_saved_at_the_same_moment_is_told_and_not_saved_twice(
    client, monkeypatch
):
    def overtaken(name, *, by):
        Topic.objects.create(name=name)
        return Topic.objects.create(name=name)

    client.force_login(admin())
    address = "/admin/claims/topic/add/"
    with monkeypatch.context() as patch:
        patch.setattr("claims.admin.add_topic", overtaken)
        answer = client.post(address, {"name": "Harbours"})
    assert answer.status_code == 200
    assert "Somebody else saved the same" in answer.content.decode()
    assert 'value="Harbours"' in answer.content.decode()
    assert not Topic.objects.filter(name="Harbours").exists()
    assert client.post(address, {"name": "Harbours"}).status_code == 302
    assert Topic.objects.filter(name="Harbours").count() == 1


# -- too much at once ---------------------------------------------------------------------------


def test_a_paste_that_is_too_large_is_told_so_and_nothing_is_saved(client, settings):
    client.force_login(editor())
    paste = {"title": "A day in parliament", "text": "Five. " * 400, "purpose": "others_claims"}
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024
    answer = client.post("/documents/new/", urlencode(paste), "application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert "nothing was saved" in answer.content.decode()
    assert not Document.objects.exists()
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024**2
    answer = client.post("/documents/new/", urlencode(paste), "application/x-www-form-urlencoded")
    assert answer.status_code == 302
    assert Document.objects.count() == 1


def test_who_has_no_role_is_not_told_how_much_there_is_to_triage(client):
    ClaimFactory.create_batch(3)
    client.force_login(UserFactory(roles=[]))
    assert "3 claims to go" not in strip_tags(client.get("/triage/").content.decode())
    client.force_login(editor())
    assert "3 claims to go" in strip_tags(client.get("/triage/").content.decode())
