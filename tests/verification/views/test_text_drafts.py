"""The verdict's text is kept on the server while it is written, for its writer on any machine."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from lxml import html

from tests.factories import assigned, drafted, editor, fresh, reviewer, submitted
from verification.errors import Overtaken
from verification.models import TextDraft
from verification.operations.findings import save_draft
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
    return client.post(where, {"explanation": "", **typed}, headers={"Accept": "application/json"})


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


@pytest.mark.parametrize(("in_sight", "left"), [("1", []), ("0", list(TYPED.values()))])
def test_what_another_machine_has_saved_since_is_left_to_be_copied(client, in_sight, left):
    verdict = drafted()
    work = verdict.review.assignments.get()
    send_back(fresh(verdict.review), by=editor(), reason="Say it shorter.")
    client.force_login(verdict.writer)
    seen = {"seen": str(verdict.pk), "version": in_sight}
    keep(client, work, **{**TYPED, **seen, "version": "0"})
    where = reverse("verification:draft_verdict", args=[work.review.claim_id])
    client.post(where, {"conclusion": "Shorter.", "explanation": "So [1].", **seen})
    assert fresh(work.review).current_verdict.conclusion == "Shorter."
    send_back(fresh(work.review), by=editor(), reason="And why?")
    assert from_before(client, work) == left


def from_before(client, given) -> list[str]:
    """What stands beside the form, to be copied."""
    page = html.fromstring(client.get(given.review.get_absolute_url()).content)
    return [field.text.removeprefix("\n") for field in page.xpath("//textarea[@readonly]")]


def test_what_was_typed_on_an_earlier_wording_stands_beside_the_form(client):
    verdict = drafted()
    review, writer = fresh(verdict.review), verdict.writer
    work = review.assignments.get()
    send_back(review, by=editor(), reason="Say it shorter.")
    newer = draft_verdict(
        fresh(review), by=writer, conclusion="Shorter.", explanation="So [1].", seen=verdict
    )
    send_back(review, by=editor(), reason="And why?")
    client.force_login(writer)
    seen = {"seen": str(newer.pk)}
    keep(client, work, **TYPED, version="0", seen=str(verdict.pk))  # an old tab
    form = form_of(client, work)
    assert fields(form) == {"conclusion": "Shorter.", "explanation": "So [1].", "version": "0"}
    assert from_before(client, work) == list(TYPED.values())
    # What is typed now takes nothing of it away.
    assert keep(client, work, conclusion="Short.", version="0", **seen).json()["version"] == 1
    assert fields(form_of(client, work))["conclusion"] == "Short."
    assert from_before(client, work) == list(TYPED.values())
    # Once another text is saved, both are behind it.
    draft_verdict(fresh(review), by=writer, conclusion="Sh.", explanation="So [1].", seen=newer)
    assert (TextDraft.objects.count(), from_before(client, work)) == (0, [])


def test_an_old_tab_that_saves_is_shown_both_and_keeps_on_from_there(client):
    verdict = drafted()
    review, writer = fresh(verdict.review), verdict.writer
    work = review.assignments.get()
    send_back(review, by=editor(), reason="Say it shorter.")
    client.force_login(writer)
    seen = str(verdict.pk)
    keep(client, work, **TYPED, version="0", seen=seen)
    newer = draft_verdict(
        fresh(review), by=writer, conclusion="Shorter.", explanation="So [1].", seen=verdict
    )
    send_back(review, by=editor(), reason="And why?")
    where = reverse("verification:draft_verdict", args=[review.claim_id])
    answer = client.post(where, {**TYPED, "seen": seen, "version": "1"})
    assert answer.status_code == 409
    assert newer.conclusion in answer.text
    assert TYPED["conclusion"] in answer.text
    form = answer.context["verdict_form"]
    on = {"seen": form["seen"].value(), "version": form["version"].value()}
    assert on == {"seen": str(newer.pk), "version": "0"}
    assert keep(client, work, **TYPED, **on).status_code == 200


def typed_into_the_suggestion_s_form(client):
    """The verdict, its writer's assignment, what was suggested, and where a new draft starts."""
    verdict = drafted()
    suggestion = suggest_edits(
        verdict, by=editor(), conclusion="It nearly holds.", explanation="So [1].", note="How near?"
    )
    work = verdict.review.assignments.get()
    client.force_login(verdict.writer)
    seen = {"seen": str(verdict.pk), "version": "0"}
    keep(client, work, conclusion="It all but holds.", takes=str(suggestion.pk), **seen)
    return verdict, work, suggestion, seen


def test_saving_the_text_leaves_what_was_typed_into_the_suggestion_s_form(client):
    verdict, work, suggestion, seen = typed_into_the_suggestion_s_form(client)
    keep(client, work, conclusion="It does hold.", **seen)
    newer = draft_verdict(
        fresh(verdict.review), by=verdict.writer, conclusion="It does hold.", explanation="So [1].",
        seen=verdict,
    )  # fmt: skip
    assert [draft.takes for draft in TextDraft.objects.all()] == [suggestion.pk]
    send_back(fresh(verdict.review), by=editor(), reason="And why?")
    assert from_before(client, work) == ["It all but holds."]
    assert fields(form_of(client, work))["conclusion"] == newer.conclusion


def test_a_wording_of_another_claim_is_no_beginning(client, given):
    other = drafted()
    client.force_login(given.reviewer)
    answer = keep(client, given, **TYPED, version="0", seen=str(other.pk))
    assert (answer.status_code, TextDraft.objects.exists()) == (409, False)


def test_taking_up_what_was_suggested_has_a_draft_of_its_own(client):
    verdict, work, suggestion, seen = typed_into_the_suggestion_s_form(client)
    assert fields(form_of(client, work, "taken"))["conclusion"] == "It all but holds."
    assert fields(form_of(client, work))["conclusion"] == verdict.conclusion
    other = keep(client, work, conclusion="Of no text.", takes=str(suggestion.pk + 1), **seen)
    assert (other.status_code, TextDraft.objects.count()) == (409, 1)


def test_a_stale_version_is_refused_by_the_verb_too(given):
    keep_text_draft(given.review, by=given.reviewer, words=TYPED, seen_version=0)
    with pytest.raises(Overtaken):
        keep_text_draft(given.review, by=given.reviewer, words={}, seen_version=0)
    keep_text_draft(given.review, by=given.reviewer, words={}, seen_version=1)  # the control
    assert (TextDraft.objects.get().words, TextDraft.objects.get().version) == ({}, 2)


LONG = "word " * 121


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"conclusion": LONG}, "Conclusion: Ensure this value has at most 600 characters (it has"),
        ({"explanation": LONG * 40}, "Explanation: Ensure this value has at most 20000 characters"),
        ({"version": "-1"}, "Version: Ensure this value is greater than or equal to 0."),
        ({"version": ""}, "Version: This field is required."),
        ({"writer": "0"}, "Named writer: Select a valid choice."),
    ],
)
def test_what_the_form_would_refuse_is_not_kept(client, given, typed, said):
    client.force_login(given.reviewer)
    keep(client, given, **TYPED, version="0")
    answer = keep(client, given, **{**TYPED, "version": "1", **typed})
    assert (answer.status_code, answer.text[: len(said)]) == (422, said)
    assert (TextDraft.objects.get().words, TextDraft.objects.get().version) == (TYPED, 1)
    # the control: a draft may lack what the text may not
    assert keep(client, given, conclusion="", version="1").status_code == 200


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("", "application/x-www-form-urlencoded"),
        ("version=1", "application/x-www-form-urlencoded"),
        ("conclusion=It&explanation=So", "application/x-www-form-urlencoded"),
        ('{"conclusion": "It', "application/json"),
        ("--x\r\nnothing", "multipart/form-data; boundary=x"),
    ],
)
@pytest.mark.parametrize("name", ["keep_text", "save_draft"])
def test_what_did_not_arrive_whole_takes_nothing_back(client, given, body, kind, name):
    work = given if name == "keep_text" else assigned()
    client.force_login(work.reviewer)
    if name == "keep_text":
        keep(client, given, **TYPED, version="0")
    else:
        save_draft(work, by=work.reviewer, rating=None, reasons="Two registers.")
    where = reverse(f"verification:{name}", args=[work.review.claim_id])
    json = {"Accept": "application/json"}
    answer = client.post(where, body, content_type=kind, headers=json)
    assert (answer.status_code, "none of it was saved" in answer.text) == (400, True)
    if name == "keep_text":
        assert TextDraft.objects.get().words == TYPED
    else:
        assert work.finding.reasons == "Two registers."
