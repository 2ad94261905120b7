"""The shield of a piece of evidence: its excerpt in the saved copy, and the live page."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone

from newsroom.captures.models import Snapshot
from newsroom.captures.operations import capture_text
from tests.factories import (
    SourceFactory,
    assigned,
    editor,
    fresh,
    open_review_for,
    with_evidence,
)
from verification.models import ChangedFigure, Evidence, Watch, WatchedHost
from verification.operations.interests import record_interest

pytestmark = pytest.mark.django_db

TEXT = "Register of the treaty.\n\nIt lists 66 members, of whom nine are behind. “Ärger” – 🏔 – 66."


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "snapshots": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }


@pytest.fixture
def given():
    return assigned()


@pytest.fixture
def at_work(client, given):
    client.force_login(given.reviewer)
    return client


def keep(text=TEXT, **columns):
    columns = {"media_type": "text/html", **columns}
    return Snapshot.objects.keep(text.encode(), text=text, **columns)


def cited(given, excerpt="It lists 66 members", copy=None, **columns):
    return with_evidence(given, excerpt=excerpt, snapshot=copy or keep(), **columns)


def url(evidence):
    return reverse("verification:verify_evidence", args=[evidence.review.claim_id, evidence.pk])


def shields(client, given):
    lines = client.get(given.review.get_absolute_url()).context["lines"]
    return [line.shield for line in lines]


def proved():
    return dict(Evidence.objects.with_proof().values_list("excerpt", "is_in_copy"))


def test_the_excerpt_is_proved_to_stand_in_its_copy_by_the_database(given):
    for excerpt in ("It lists 66 members", "“Ärger” – 🏔 – 66", TEXT):
        cited(given, excerpt)
    with_evidence(given, excerpt="Without a copy.")
    assert proved() == {
        "It lists 66 members": True, "“Ärger” – 🏔 – 66": True, TEXT: True, "Without a copy.": None,
    }  # fmt: skip


def test_a_place_that_says_something_else_is_not_proved(given):
    cited(given, "It lists 66 members")
    Evidence.objects.update(start=3, end=22)  # as no verb leaves it
    assert proved() == {"It lists 66 members": False}


def test_of_an_older_row_without_a_place_the_words_count(given):
    cited(given, "It lists 66 members")
    cited(given, "of whom nine are behind")
    Evidence.objects.update(start=None, end=None)
    Evidence.objects.filter(excerpt="of whom nine are behind").update(excerpt="of whom ten are")
    assert proved() == {"It lists 66 members": True, "of whom ten are": False}


def test_the_workspace_shows_it_without_loading_the_copy_s_text(at_work, given):
    copy = keep()
    evidence = cited(given, copy=copy)
    page = at_work.get(given.review.get_absolute_url())
    [line] = page.context["lines"]
    assert (line.shield.words, line.shield.sha256) == ("in the saved copy", copy.sha256)
    assert "text" in line.evidence.snapshot.get_deferred_fields()
    shield = re.search(r"<details class=\"[^\"]*shield.*?</details>", page.text, re.DOTALL)[0]
    face, unfolded = shield.split("</summary>")
    assert "In the saved copy" in face
    assert copy.sha256[:12] not in face
    assert f"<code>{copy.sha256}</code>" in unfolded
    assert f"/copies/{copy.pk}/?around={evidence.start}" in page.text
    assert "of whom nine are behind" not in page.text


def test_what_a_person_pasted_or_uploaded_says_so(at_work, given):
    address = "https://register.example/"
    pasted = capture_text(TEXT, by=given.reviewer, url=address).snapshot
    cited(given, "It lists 66 members", copy=pasted, url=address)
    cited(given, "of whom nine are behind", copy=keep(filename="treaty.pdf"))
    cited(given, "Register of the treaty", copy=keep(url=address, final_url=address), url=address)
    shown = [shield.words for shield in shields(at_work, given)]
    assert shown == ["in the pasted text", "in the uploaded file", "in the saved copy"]
    page = at_work.get(given.review.get_absolute_url()).text
    assert page.count("(not fetched)") == 1
    assert page.count("<span>pasted text</span>") == page.count("<span>uploaded file</span>") == 1


def test_there_is_no_shield_without_a_copy(at_work, given):
    with_evidence(given)
    assert shields(at_work, given) == [None]


def watched(evidence, **columns):
    host = WatchedHost.objects.create(name="register.example")
    watch = Watch.objects.create(url="https://register.example/", host=host, **columns)
    Evidence.objects.filter(pk=evidence.pk).update(watch=watch)


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("figure", "figure changed on the live page"),
        ("passage_gone", "gone from the live page"),
        ("page_gone", "the live page is gone"),
        ("", "figure unchanged on the live page"),
    ],
)
def test_what_the_watch_found_stands_beside_it(at_work, given, kind, says):
    evidence = cited(given)
    watched(evidence, last_read_at=timezone.now())
    if kind:
        ChangedFigure.objects.create(evidence=evidence, kind=kind)
    page = at_work.get(given.review.get_absolute_url()).text
    assert f"<dd>{says[0].upper()}{says[1:]}, last read" in page
    # What is well is told when it is asked about; what is not, at once.
    assert (f"In the saved copy · {says}" in page) == bool(kind)


def test_what_was_decided_on_is_no_longer_told(at_work, given):
    evidence = cited(given)
    ChangedFigure.objects.create(
        evidence=evidence, kind="figure", decided_at=timezone.now(), decision="came_back"
    )
    [shield] = shields(at_work, given)
    assert (shield.live, shield.is_worrying) == ("", False)


# -- reading again -------------------------------------------------------------------------------


def fragment(client, evidence):
    return client.post(url(evidence), headers={"HX-Request": "true"}).text


def test_the_stored_file_is_read_again_and_proved(at_work, given):
    evidence = cited(given)
    said = fragment(at_work, evidence)
    assert "its SHA-256 is the one taken when it was saved" in said
    assert "The excerpt stands in this copy, at its place." in said
    assert "<html" not in said


def test_without_scripts_it_is_a_message_in_the_workspace(at_work, given):
    evidence = cited(given)
    answer = at_work.post(url(evidence), follow=True)
    assert "its SHA-256 is the one taken when it was saved" in answer.text


@pytest.mark.parametrize(
    ("harm", "says"), [("alter", "has been altered"), ("lose", "has lost the file")]
)
def test_a_file_that_was_altered_or_lost_is_told(at_work, given, harm, says):
    evidence = cited(given)
    store = storages["snapshots"]
    path = evidence.snapshot.path
    if harm == "lose":
        store.delete(path)
    else:
        with open(store.path(path), "ab") as file:
            file.write(b"!")
    assert says in fragment(at_work, evidence)


@pytest.mark.parametrize(
    ("newer", "says"),
    [
        (f"An advert.\n\n{TEXT}", "still says it, at another place"),
        (TEXT.replace("66 members", "67 members"), "does not say it any more"),
    ],
)
def test_a_newer_copy_of_the_page_is_held_against_it(at_work, given, newer, says):
    page = "https://register.example/members"
    evidence = cited(given, copy=keep(url=page))
    keep("Another page: It lists 66 members", url="https://register.example/")
    keep(newer, final_url=page, captured_at=timezone.now() + timedelta(minutes=1))
    assert says in fragment(at_work, evidence)


def test_without_a_newer_copy_nothing_is_said_of_one(at_work, given):
    page = "https://register.example/members"
    keep("It lists 65 members", url=page, captured_at=timezone.now() - timedelta(days=1))
    evidence = cited(given, copy=keep(url=page))
    assert "newest copy" not in fragment(at_work, evidence)


def test_a_blind_reviewer_s_copy_is_nobody_else_s_to_verify(client):
    review = open_review_for(reviewers=2, blind=True)
    first, second = assigned(review), assigned(fresh(review))
    evidence = cited(first)
    for person, status in ((second.reviewer, 404), (editor(), 404), (first.reviewer, 200)):
        client.force_login(person)
        assert client.post(url(evidence), headers={"HX-Request": "true"}).status_code == status


def test_of_what_is_closed_to_the_reader_nothing_is_read(client):
    review = open_review_for(reviewers=2, blind=False)
    first, second = assigned(review), assigned(fresh(review))
    secret = cited(
        first, source=SourceFactory(name="Memo"), is_confidential=True, shown_as="A memo"
    )
    client.force_login(second.reviewer)
    page = client.get(review.get_absolute_url()).text
    assert secret.snapshot.sha256[:12] not in page
    said = fragment(client, secret)
    assert "closed to you" in said
    assert "SHA-256" not in said
    client.force_login(first.reviewer)
    assert "SHA-256" in fragment(client, secret)


def test_beside_a_source_that_is_closed_to_the_reader_no_interest_stands(client):
    review = open_review_for(reviewers=2, blind=False)
    first, second = assigned(review), assigned(fresh(review))
    memo = SourceFactory(name="Memo", state="proposed", added_by=first.reviewer)
    cited(first, source=memo, is_confidential=True, shown_as="A memo")
    record_interest(memo, review, by=first.reviewer, stake="It owns the harbour.")
    beside = "<span>has an interest: It owns the harbour"
    for person, stands in ((first.reviewer, True), (second.reviewer, False)):
        client.force_login(person)
        assert (beside in client.get(review.get_absolute_url()).text) == stands
