"""A verdict on a quoted claim: both answers are written, suggested and signed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import assigned, editor, fresh, quoted_review, reviewer, with_evidence
from tests.verification.signing import signing
from verification.models import SignOff, SuggestedEdit, Verdict
from verification.operations.findings import save_draft, submit_finding
from verification.operations.reports import publish
from verification.operations.suggestions import suggest_edits
from verification.states import ReviewState

pytestmark = pytest.mark.django_db
WORDS = {
    "conclusion": "He did not say it.",
    "explanation": "",
    "said_explanation": "The recording has other words [1].",
}


def url(name, review, *more):
    return reverse(f"verification:{name}", args=[review.claim_id, *more])


def not_said():
    """What somebody found of a quoted claim is that it was not said, and no more."""
    given = assigned(quoted_review(), reviewer())
    with_evidence(given, answers="was_it_said")
    save_draft(
        given, by=given.reviewer, rating=None, reasons="", was_it_said="no",
        said_reasons="The recording has other words.",
    )  # fmt: skip
    submit_finding(given, by=given.reviewer)
    return fresh(given.review), given.reviewer


def worded(client):
    review, writer = not_said()
    client.force_login(writer)
    client.post(url("draft_verdict", review), WORDS)
    return Verdict.objects.get(review=review), writer


def test_a_text_that_says_only_that_it_was_not_said_is_previewed_and_written(client):
    review, writer = not_said()
    client.force_login(writer)
    page = client.get(review.get_absolute_url()).content.decode()
    assert "Explain more than whether it was said" in page
    assert 'data-refs="verdict_explanation verdict_said_explanation"' in page
    preview = client.post(url("preview", review), WORDS).content.decode()
    assert "Not said" in preview
    assert 'has other words <a href="#evidence-1">[1]</a>.' in preview
    client.post(url("draft_verdict", review), {**WORDS, "said_explanation": "Other words [4]."})
    assert not Verdict.objects.exists()
    client.post(url("draft_verdict", review), WORDS)
    verdict = Verdict.objects.get()
    assert (verdict.was_it_said, verdict.said_explanation) == ("no", WORDS["said_explanation"])
    assert fresh(review).state == ReviewState.DECIDED


def test_an_editor_suggests_words_for_what_there_is_and_the_writer_takes_them(client):
    verdict, writer = worded(client)
    boss = editor()
    client.force_login(boss)
    form = client.get(url("sign_off", verdict.review)).context["suggest_form"]
    assert [field.name for field in form.visible_fields()] == [
        "conclusion", "said_explanation", "note",
    ]  # fmt: skip
    suggested = {
        "conclusion": WORDS["conclusion"],
        "said_explanation": "The recording of May has other words [1].",
        "note": "Which recording?",
        "verdict": verdict.pk,
    }
    for refused in ({"said_explanation": ""}, {"said_explanation": "Other words [3]."}):
        client.post(url("suggest", verdict.review), {**suggested, **refused})
        assert not SuggestedEdit.objects.exists()
    client.post(url("suggest", verdict.review), suggested)
    suggestion = SuggestedEdit.objects.get()
    client.force_login(writer)
    page = client.get(verdict.review.get_absolute_url()).content.decode()
    assert "The recording<ins> of May</ins> has other words [1]." in page
    client.post(url("take_suggestion", verdict.review, suggestion.pk))
    taken = fresh(verdict.review).current_verdict
    assert (taken.takes, taken.was_it_said) == (suggestion, "no")
    assert taken.said_explanation == suggested["said_explanation"]
    assert taken.explanation == ""


def test_taking_it_changed_starts_from_the_suggested_words_and_the_same_answers(client):
    verdict, writer = worded(client)
    words = {**WORDS, "said_explanation": "It is not on the recording [1]."}
    suggest_edits(verdict, by=editor(), note="Shorter.", **words)
    client.force_login(writer)
    form = client.get(verdict.review.get_absolute_url()).context["taken_form"]
    assert form.initial["said_explanation"] == words["said_explanation"]
    assert form.initial["was_it_said"] == "no"
    client.post(url("draft_verdict", verdict.review), {**form.initial, "reply": "As you say."})
    assert fresh(verdict.review).current_verdict.reply == "As you say."


def test_what_is_signed_of_both_questions_is_what_is_published(client):
    verdict, _ = worded(client)
    client.force_login(editor())
    client.post(url("sign_off", verdict.review), signing(verdict))
    assert SignOff.objects.get().page_sha256 == signing(verdict)["page"]
    payload = publish(fresh(verdict.review), by=editor()).payload
    assert payload["verdict"]["said_explanation"] == WORDS["said_explanation"]
