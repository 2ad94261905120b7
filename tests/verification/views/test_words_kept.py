"""No refusal loses what a person typed: the page that says it shows the words."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

from tests.factories import (
    SourceFactory,
    admin,
    assigned,
    editor,
    open_review_for,
    rating,
    submitted,
    with_evidence,
)
from verification.models import Contact, Evidence, Source
from verification.operations.assignments import take_back
from verification.operations.findings import save_draft, submit_finding
from verification.operations.sources import add_source

pytestmark = pytest.mark.django_db

HEARD_FROM = "https://north.example/list"
SAID = "The register had 6,300 names in May."
TYPED = {
    "cite": {
        "excerpt": SAID, "stance": "context", "hand": "first",
        "url": HEARD_FROM,
    },
    "conversation": {
        "kind": "interview", "held_with": HEARD_FROM, "held_on": "2026-01-05",
        "stance": "context", "hand": "first", "excerpt": SAID,
    },
}  # fmt: skip


def url(name, given, *more):
    return reverse(f"verification:{name}", args=[given.review.claim_id, *more])


def words_of(response) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", response.content.decode())))


def held_in(response) -> list[str]:
    """What stands in the page's fields: in text areas, and in lines."""
    page = unescape(response.content.decode())
    areas = re.findall(r"<textarea[^>]*>\n?(.*?)</textarea>", page, re.DOTALL)
    return [*areas, *re.findall(r'<input[^>]*value="([^"]*)"', page)]


@pytest.fixture
def given():
    return assigned()


@pytest.fixture
def at_work(client, given):
    client.force_login(given.reviewer)
    return client


@pytest.mark.parametrize("name", TYPED)
def test_a_passage_that_is_cited_already_stays_in_its_form(at_work, given, name):
    source = SourceFactory()
    first = {**TYPED[name], "source": source.pk}
    assert at_work.post(url(name, given), first).status_code == 302
    again = {**first, "measures_otherwise": "Only those over sixty"}
    answer = at_work.post(url(name, given), again)
    assert answer.status_code == 409
    assert f"You have cited this passage of {source.name} already" in words_of(answer)
    assert {SAID, HEARD_FROM, "Only those over sixty"} <= set(held_in(answer))
    assert "It stands here for you to copy" not in words_of(answer)
    assert Evidence.objects.count() == 1


def hand_in(given) -> None:
    with_evidence(given)
    true = rating(given.review, "true")
    save_draft(given, by=given.reviewer, rating=true, reasons="Registers.")
    submit_finding(given, by=given.reviewer)


def taken_back(given) -> None:
    take_back(given, by=editor(), reason="Somebody else will do it.")


@pytest.mark.parametrize("meanwhile", [hand_in, taken_back])
@pytest.mark.parametrize("name", TYPED)
def test_words_for_work_that_has_ended_are_shown_to_be_copied(at_work, given, name, meanwhile):
    meanwhile(given)
    before = Evidence.objects.count()
    answer = at_work.post(url(name, given), {**TYPED[name], "source": SourceFactory().pk})
    assert answer.status_code == 403
    assert "not, or no longer, assigned to you" in words_of(answer)
    assert "It stands here for you to copy" in words_of(answer)
    assert {SAID, HEARD_FROM} <= set(held_in(answer))
    assert Evidence.objects.count() == before


@pytest.mark.parametrize("meanwhile", [taken_back])
def test_a_draft_for_work_that_was_taken_back_is_shown_to_be_copied(at_work, given, meanwhile):
    meanwhile(given)
    answer = at_work.post(url("save_draft", given), {"reasons": SAID, "version": "0"})
    assert answer.status_code == 403
    assert SAID in held_in(answer)


OPENED = r"<details[^>]* open><summary>{}</summary>(.*?)</details>"


@pytest.mark.parametrize(
    ("until", "told"), [("2020-11-25T10:00", ""), ("soon", "Give a day and a time.")]
)
def test_time_asked_for_wrongly_stays_in_its_own_form_opened(at_work, given, until, told):
    answer = at_work.post(url("ask_for_time", given), {"until": until, "because": SAID})
    assert answer.status_code == 422
    (form,) = re.findall(OPENED.format("Ask for more time"), answer.content.decode(), re.DOTALL)
    assert ((SAID in form), (f'value="{until}"' in form), (told in form)) == (True, True, True)
    assert form.count('role="alert"') == 1
    assert "It stands here for you to copy" not in words_of(answer)
    assert not given.time_requests.exists()
    # the control: where nothing was refused the form is closed
    page = at_work.get(given.review.get_absolute_url()).content.decode()
    assert not re.findall(OPENED.format("Ask for more time"), page, re.DOTALL)


def test_a_note_to_hand_over_with_stays_in_its_own_form_opened(at_work, given):
    answer = at_work.post(url("hand_over", given), {"to": "99999", "note": SAID})
    assert answer.status_code == 422
    (form,) = re.findall(OPENED.format("Hand it over"), answer.content.decode(), re.DOTALL)
    assert SAID in form
    assert "It stands here for you to copy" not in words_of(answer)


def test_nothing_is_shown_to_be_copied_where_nothing_was_typed(at_work, given):
    taken_back(given)
    answer = at_work.post(url("cite", given), {"stance": "context"})
    assert answer.status_code == 403
    assert "It stands here for you to copy" not in words_of(answer)


def test_a_reason_that_is_too_long_is_shown_with_what_is_wrong(at_work, given):
    evidence = with_evidence(given)
    where = url("withdraw_evidence", given, evidence.pk)
    long = "It was the wrong year. " * 100
    answer = at_work.post(where, {"reason": long})
    assert answer.status_code == 422
    assert "Reason: Ensure this value has at most 2000 characters" in words_of(answer)
    assert long in held_in(answer)
    evidence.refresh_from_db()
    assert not evidence.is_withdrawn
    # Control: without a word there is nothing to keep, and the sentence is a message.
    assert at_work.post(where, {"reason": ""}).status_code == 302
    assert at_work.post(where, {"reason": "The wrong year."}).status_code == 302
    # Withdrawn meanwhile: the second reason is not lost either.
    answer = at_work.post(where, {"reason": "It was 2014."})
    assert answer.status_code == 422
    assert "withdrawn, and not changed" in words_of(answer)
    assert "It was 2014." in held_in(answer)


def test_who_loses_the_race_to_propose_a_source_keeps_the_words(at_work, given, monkeypatch):
    def overtaken(**columns):
        add_source(**{**columns, "by": admin()})
        return add_source(**columns)

    monkeypatch.setattr("verification.views.naming.add_source", overtaken)
    typed = {
        **TYPED["cite"], "new_source": "Annals of the North", "new_kind": "news",
        "new_tier": "3_reliable",
    }  # fmt: skip
    answer = at_work.post(url("cite", given), typed)
    assert answer.status_code == 409
    assert {SAID, "Annals of the North"} <= set(held_in(answer))
    assert not Evidence.objects.exists()
    assert not Source.objects.filter(name="Annals of the North").exists()


def test_what_another_may_not_ask_is_shown_to_be_copied(client, given):
    stranger = assigned(open_review_for()).reviewer
    submitted(given)
    client.force_login(stranger)
    asked = {"whom": "The ministry", "question": SAID, "reply_by": "2999-01-01T12:00"}
    answer = client.post(url("ask_for_comment", given), asked)
    assert answer.status_code == 403
    assert {SAID, "The ministry"} <= set(held_in(answer))
    assert not Contact.objects.exists()
