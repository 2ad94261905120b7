"""The verdict's text is kept on the server while it is written, for its writer on any machine."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from lxml import html

from tests.factories import assigned, drafted, editor, fresh, reviewer, submitted
from verification.errors import Overtaken
from verification.models import TextDraft
from verification.operations.signoff import send_back
from verification.operations.suggestions import suggest_edits
from verification.operations.text_drafts import keep_text_draft
from verification.operations.verdicts import draft_verdict

pytestmark = pytest.mark.django_db
TYPED = {"conclusion": "It holds, so", "explanation": "Two registers"}


@pytest.fixture
def given():
    work = assigned()
    submitted(work)
    return work


def keep(client, given, **typed):
    where = reverse("verification:keep_text", args=[given.review.claim_id])
    return client.post(where, typed, headers={"Accept": "application/json"})


def form_of(client, given, name="verdict"):
    page = html.fromstring(client.get(given.review.get_absolute_url()).content)
    (form,) = page.xpath(f"//form[starts-with(@data-draft, '{name}-')]")
    return form


def fields(form) -> dict[str, str]:
    names = ("conclusion", "explanation", "version")
    return {name: (form.fields[name] or "").removeprefix("\n") for name in names}


def test_what_was_typed_is_there_on_another_machine(client, given):
    client.force_login(given.reviewer)
    form = form_of(client, given)
    assert fields(form)["version"] == "0"
    address = reverse("verification:keep_text", args=[given.review.claim_id])
    assert form.get("data-draft-url") == address
    answer = keep(client, given, **TYPED, version="0")
    assert (answer.status_code, answer.json()["version"]) == (200, 1)
    client.logout()
    client.force_login(given.reviewer)  # elsewhere
    form = form_of(client, given)
    assert fields(form) == {**TYPED, "version": "1"}
    assert "Draft saved" in "".join(form.itertext())
    assert not given.review.verdicts.exists()  # nothing is worded by it


def test_a_draft_saved_elsewhere_meanwhile_is_not_written_over(client, given):
    client.force_login(given.reviewer)
    assert keep(client, given, **TYPED, version="0").status_code == 200
    stale = keep(client, given, conclusion="Otherwise", version="0")
    assert stale.status_code == 409
    assert "Reload the page" in stale.text
    assert TextDraft.objects.get().words == TYPED
    again = keep(client, given, conclusion="Otherwise", version="1")  # the control
    assert again.json()["version"] == 2


def test_nobody_else_is_shown_it_and_nobody_else_keeps_one(client, given):
    client.force_login(given.reviewer)
    keep(client, given, **TYPED, version="0")
    for somebody in (editor(), reviewer()):
        client.force_login(somebody)
        assert TYPED["conclusion"] not in client.get(given.review.get_absolute_url()).text
        assert keep(client, given, conclusion="Mine", version="0").status_code == 403
        with pytest.raises(PermissionDenied):
            keep_text_draft(given.review, by=somebody, words={})
    assert TextDraft.objects.get().words == TYPED


def test_a_saved_text_leaves_no_draft(client, given):
    client.force_login(given.reviewer)
    keep(client, given, **TYPED, version="0")
    noise = assigned()
    submitted(noise)
    keep_text_draft(noise.review, by=noise.reviewer, words=TYPED)
    draft_verdict(
        fresh(given.review), by=given.reviewer, conclusion="It holds.", explanation="So [1]."
    )
    assert [draft.review for draft in TextDraft.objects.all()] == [noise.review]


def test_a_draft_of_a_text_that_somebody_else_reworded_shows_both_when_it_is_saved(client):
    verdict = drafted()
    review, writer = fresh(verdict.review), verdict.writer
    send_back(review, by=editor(), reason="Say it shorter.")
    keep_text_draft(review, by=writer, words={**TYPED, "seen": str(verdict.pk)})
    newer = draft_verdict(
        fresh(review), by=writer, conclusion="Shorter.", explanation="So [1].", seen=verdict
    )
    send_back(review, by=editor(), reason="And why?")
    keep_text_draft(review, by=writer, words={**TYPED, "seen": str(verdict.pk)})
    client.force_login(writer)
    work = review.assignments.get()
    form = form_of(client, work)
    assert fields(form)["conclusion"] == TYPED["conclusion"]
    answer = client.post(
        form.get("action"), {name: value or "" for name, value in form.fields.items()}
    )
    assert answer.status_code == 409
    assert newer.conclusion in answer.text
    assert TYPED["conclusion"] in answer.text


def test_taking_up_what_was_suggested_has_a_draft_of_its_own(client):
    verdict = drafted()
    suggestion = suggest_edits(
        verdict, by=editor(), conclusion="It nearly holds.", explanation="So [1].", note="How near?"
    )
    work = verdict.review.assignments.get()
    client.force_login(verdict.writer)
    keep(client, work, conclusion="It all but holds.", takes=str(suggestion.pk), version="0")
    assert fields(form_of(client, work, "taken"))["conclusion"] == "It all but holds."
    assert fields(form_of(client, work))["conclusion"] == verdict.conclusion
    other = keep(client, work, conclusion="Of no text.", takes=str(suggestion.pk + 1), version="0")
    assert (other.status_code, TextDraft.objects.count()) == (409, 1)


def test_a_stale_version_is_refused_by_the_verb_too(given):
    keep_text_draft(given.review, by=given.reviewer, words=TYPED, seen_version=0)
    with pytest.raises(Overtaken):
        keep_text_draft(given.review, by=given.reviewer, words={}, seen_version=0)
    keep_text_draft(given.review, by=given.reviewer, words={}, seen_version=1)  # the control
    assert (TextDraft.objects.get().words, TextDraft.objects.get().version) == ({}, 2)
