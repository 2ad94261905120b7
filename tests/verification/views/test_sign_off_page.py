"""The page that an editor signs, its preview, and the edits that editors suggest, on the pages."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsroom.accounts.models import Role
from tests.factories import (
    ClaimFactory,
    admin,
    assigned,
    drafted,
    editor,
    fresh,
    open_review_for,
    reviewer,
    signed,
    submitted,
    with_evidence,
)
from tests.verification.signing import ask, page_seen, signing
from verification.models import Report, SignOff, SuggestedEdit, Verdict
from verification.operations.contacts import record_answer
from verification.operations.reports import publish
from verification.operations.suggestions import suggest_edits
from verification.operations.verdicts import confirm_verdict, draft_verdict
from verification.states import ReviewState

pytestmark = pytest.mark.django_db
WORDS = {"conclusion": "It nearly holds.", "explanation": "One says so [1].", "note": "Say how."}


def url(name, review, *more):
    return reverse(f"verification:{name}", args=[review.claim_id, *more])


def got(client, person, address):
    client.force_login(person)
    return client.get(address).content.decode()


def article_in(page):
    """The article as readers get it, without what a running number on the page makes otherwise."""
    article = re.search(r'<article class="verdict">.*?</article>', page, re.S)[0]
    return re.sub(r"<section aria-labelledby=\"versions\">.*?</section>", "", article, flags=re.S)


def foot_in(page):
    return re.search(r'<footer class="public-foot">.*?</footer>', page, re.S)[0]


def words_in(markup):
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


@pytest.fixture(scope="class")
def verdict(standing):
    return standing(drafted)()


# -- the page that is signed ---------------------------------------------------------------------


def test_what_is_signed_is_what_readers_then_see(client, verdict):
    boss = editor()
    ask(verdict)
    drafted()  # noise
    seen = got(client, boss, url("sign_off", verdict.review))
    client.post(url("sign_off", verdict.review), signing(verdict))
    publish(fresh(verdict.review), by=editor())
    client.logout()
    public = client.get(reverse("verification:verdict", args=[verdict.review_id])).content.decode()
    # Only the day of the signature, which nobody knows before, is added.
    dated = r"(signed off exactly this text) on [^.]*\."
    undated, days = re.subn(dated, r"\1.", words_in(article_in(public)))
    assert days == 1
    assert words_in(article_in(seen)) == undated
    assert words_in(foot_in(seen)) == words_in(foot_in(public))


def test_a_page_that_changed_since_it_was_read_is_shown_again_and_says_what_changed(
    client, verdict
):
    boss = editor()
    contact = ask(verdict)
    client.force_login(boss)
    page = client.get(url("sign_off", verdict.review))
    seen = page.context["sign_form"].initial["page"]
    assert seen == page_seen(verdict)
    record_answer(contact, by=editor(), answer="Some 6,200.")
    form = {"verdict": verdict.pk, "page": seen, "meant": "on", "note": "Well sourced."}
    again = client.post(url("sign_off", verdict.review), form)
    text = again.content.decode()
    assert again.status_code == 409
    assert not SignOff.objects.exists()
    assert "The page has changed since you read it, so it was not signed." in text
    assert "what The ministry answered changed." in words_in(text)
    assert "Some 6,200." in article_in(text)
    assert "Well sourced.</textarea>" in text
    assert "checked" not in re.search(r"<input[^>]*name=\"meant\"[^>]*>", text)[0]
    form["page"] = again.context["sign_form"].initial["page"]
    assert client.post(url("sign_off", verdict.review), form).status_code == 302
    assert SignOff.objects.get().note == "Well sourced."


def test_a_page_without_its_hash_is_not_signed(client, verdict):
    client.force_login(editor())
    for page in ("", "0" * 64):
        answer = client.post(url("sign_off", verdict.review), signing(verdict, page=page))
        assert answer.status_code in (409, 422)
    assert not SignOff.objects.exists()


def test_an_editor_is_told_what_changed_since_they_last_read_it(client, verdict):
    boss = editor()
    address = url("sign_off", verdict.review)
    assert "since you read it" not in got(client, boss, address).lower()
    assert "Nothing has changed since you read it" in got(client, boss, address)
    draft_verdict(
        fresh(verdict.review), by=verdict.drafted_by, conclusion="It nearly holds.",
        explanation=verdict.explanation, seen=verdict,
    )  # fmt: skip
    page = got(client, boss, address)
    assert "the verdict’s text changed." in words_in(page)
    assert "<del>" not in article_in(page)
    assert "It<ins> nearly</ins> holds." in page
    # Whoever reads it for the first time is told nothing.
    assert "Since you read it" not in got(client, editor(), address)


def test_only_editors_read_the_page_to_sign_and_only_when_there_is_one(client, verdict):
    for person in (reviewer(), admin(), verdict.drafted_by):
        client.force_login(person)
        assert client.get(url("sign_off", verdict.review)).status_code == 403
    client.force_login(editor())
    undecided = assigned().review
    assert client.get(url("sign_off", undecided)).status_code == 302
    assert client.get(url("sign_off", verdict.review)).status_code == 200


def test_reading_the_page_changes_nothing(client, verdict):
    before = list(verdict.review.claim.events.values_list("pk", flat=True))
    got(client, editor(), url("sign_off", verdict.review))
    assert list(verdict.review.claim.events.values_list("pk", flat=True)) == before
    assert fresh(verdict.review).state == ReviewState.DECIDED


def test_own_copy_shows_its_report(client):
    verdict = drafted(open_review_for(ClaimFactory(document__purpose="own_copy")), "stands")
    page = got(client, editor(), url("sign_off", verdict.review))
    assert "Its report, for the newsroom: own copy has no public page" in page
    assert verdict.conclusion in article_in(page)
    other = got(client, editor(), url("sign_off", drafted().review))
    assert "own copy has no public page" not in other


def test_what_changed_after_signing_stands_where_it_would_be_published(client):
    verdict, same = signed(), signed()
    source = verdict.review.evidence.get().source
    type(source).objects.filter(pk=source.pk).update(name="Another register")
    boss = editor()
    for address in (verdict.review.get_absolute_url(), url("sign_off", verdict.review)):
        page = words_in(got(client, boss, address))
        assert "No longer what was signed. Since then evidence [1] changed." in page
    client.post(url("publish", verdict.review), {"meant": "on"})
    assert not Report.objects.exists()
    assert "No longer what was signed" not in got(client, boss, same.review.get_absolute_url())


def test_the_page_takes_as_many_queries_for_much_evidence_as_for_one_piece(client):
    def queries(pieces):
        review = open_review_for()
        given = assigned(review)
        for _ in range(pieces):
            with_evidence(given)
        submitted(given)
        draft_verdict(fresh(review), by=given.reviewer, conclusion="So.", explanation="So [1].")
        for address in (url("sign_off", review), url("preview", review)):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            yield len(captured)

    client.force_login(editor())
    list(queries(1))  # what is remembered afterwards
    assert list(queries(1)) == list(queries(30))


# -- the preview ---------------------------------------------------------------------------------


def two():
    review = open_review_for(reviewers=2, blind=True)
    people = (reviewer(), reviewer())
    for person in people:
        submitted(assigned(review, person))
    return fresh(review), *people


@pytest.fixture(scope="class")
def agreed(standing):
    return standing(two)()


def test_writer_and_confirmer_see_the_page_as_readers_will(client, agreed):
    review, petra, nadia = agreed
    address = url("preview", review)
    client.force_login(petra)
    assert client.get(address).status_code == 302  # there is no text yet
    verdict = draft_verdict(review, by=petra, conclusion="It holds.", explanation="So [2].")
    for person in (petra, nadia):
        assert f'href="{address}"' in got(client, person, review.get_absolute_url())
        page = got(client, person, address)
        assert "It holds." in article_in(page)
        assert '<a href="#evidence-2">[2]</a>' in article_in(page)
        assert "An editor signed off exactly this text." in words_in(article_in(page))
    assert not verdict.is_signed


def test_words_in_the_form_are_shown_as_readers_would_see_them_and_not_saved(client, agreed):
    review, petra, nadia = agreed
    typed = {"conclusion": "It  <b>holds</b>.", "explanation": "So [1].", "writer": nadia.pk}
    client.force_login(petra)
    page = client.post(url("preview", review), typed).content.decode()
    assert "It &lt;b&gt;holds&lt;/b&gt;." in article_in(page)
    assert f"written by {nadia.name}" in page
    assert "Not saved." in page
    assert client.post(url("preview", review), {}).status_code == 200
    assert not Verdict.objects.exists()
    client.force_login(reviewer())
    assert client.post(url("preview", review), typed).status_code == 403


def test_a_blind_review_has_no_page_to_see_whatever_the_other_did(client):
    review = open_review_for(reviewers=2, blind=True)
    first, second = assigned(review), assigned(fresh(review))
    client.force_login(second.reviewer)
    before = client.get(url("preview", review)), client.post(url("preview", review), WORDS)
    with_evidence(first)
    submitted(first)
    after = client.get(url("preview", review)), client.post(url("preview", review), WORDS)
    assert [answer.status_code for answer in before] == [answer.status_code for answer in after]
    assert [answer.content for answer in before] == [answer.content for answer in after]
    assert [answer.status_code for answer in after] == [302, 409]


# -- what the text refers to, and who writes it ---------------------------------------------------


def test_the_numbered_evidence_stands_beside_the_text_for_whoever_writes_it(client, agreed):
    review, petra, _ = agreed
    page = got(client, petra, review.get_absolute_url())
    numbers = re.findall(
        r'data-refs="verdict_explanation verdict_said_explanation".*?</div>', page, re.S
    )
    assert re.findall(r'data-ref="(\d+)"', numbers[0]) == ["1", "2"]
    sources = [item.source.name for item in review.evidence.order_by("pk")]
    assert re.findall(r"\[\d\]</b> <span>([^<]+)<", numbers[0]) == sources
    assert "data-refs=" not in got(client, reviewer(), review.get_absolute_url())


def test_the_writer_is_chosen_among_those_at_the_text(client):
    review, petra, nadia = two()
    got(client, petra, review.get_absolute_url())
    page = client.get(review.get_absolute_url())
    choices = set(page.context["verdict_form"].fields["writer"].queryset)
    assert choices == {petra, nadia}
    client.post(url("draft_verdict", review), {**WORDS, "writer": reviewer().pk})
    assert not Verdict.objects.exists()
    client.post(url("draft_verdict", review), {**WORDS, "writer": nadia.pk})
    verdict = Verdict.objects.get()
    assert (verdict.drafted_by, verdict.writer) == (petra, nadia)


# -- suggested edits -----------------------------------------------------------------------------


def decided():
    review, petra, nadia = two()
    verdict = draft_verdict(review, by=petra, conclusion="It holds.", explanation="Two say so [1].")
    confirm_verdict(verdict, by=nadia)
    return verdict, petra, nadia


@pytest.fixture(scope="class")
def confirmed(standing):
    return standing(decided)()


def test_an_editor_suggests_edits_and_the_writer_sees_them_word_by_word(client, confirmed):
    verdict, petra, nadia = confirmed
    boss = editor()
    page = got(client, boss, url("sign_off", verdict.review))
    assert f'action="{url("suggest", verdict.review)}"' in page
    client.post(url("suggest", verdict.review), {**WORDS, "verdict": verdict.pk})
    suggestion = SuggestedEdit.objects.get()
    page = got(client, petra, verdict.review.get_absolute_url())
    assert f"{boss.name} suggests edits" in page
    assert "It<ins> nearly</ins> holds." in page
    assert "<del>Two say</del><ins>One says</ins> so [1]." in page
    for name in ("take_suggestion", "leave_suggestion"):
        address = url(name, verdict.review, suggestion.pk)
        for person in (petra, nadia):
            assert address in got(client, person, verdict.review.get_absolute_url())
        for person in (boss, reviewer()):
            assert address not in got(client, person, verdict.review.get_absolute_url())


def test_the_writer_takes_them_changes_them_or_leaves_them_and_the_editor_reads_what_became(client):
    def suggested():
        verdict, petra, nadia = decided()
        suggestion = suggest_edits(verdict, by=boss, **WORDS)
        client.force_login(petra)
        return verdict, suggestion, nadia

    def seen_by_the_editor(verdict, nadia):
        text = fresh(verdict.review).current_verdict
        confirm_verdict(text, by=nadia)
        return words_in(got(client, boss, url("sign_off", verdict.review)))

    boss = editor()
    verdict, suggestion, nadia = suggested()
    client.post(url("take_suggestion", verdict.review, suggestion.pk))
    took = f"Takes up the edits that {boss.name} suggested"
    assert f"{took}." in seen_by_the_editor(verdict, nadia)

    verdict, suggestion, nadia = suggested()
    page = client.get(verdict.review.get_absolute_url())
    typed = {**page.context["taken_form"].initial, "conclusion": "It holds, nearly."}
    client.post(url("draft_verdict", verdict.review), {**typed, "reply": "Shorter."})
    page = seen_by_the_editor(verdict, nadia)
    assert f"{took}, and changes them." in page
    assert "answers: Shorter." in page

    verdict, suggestion, nadia = suggested()
    client.post(url("leave_suggestion", verdict.review, suggestion.pk), {"reply": ""})
    assert Verdict.objects.filter(review=verdict.review).count() == 1
    client.post(url("leave_suggestion", verdict.review, suggestion.pk), {"reply": "It is exact."})
    page = seen_by_the_editor(verdict, nadia)
    assert "answers: It is exact." in page
    assert took not in page


def test_nobody_s_words_are_lost_to_a_refused_suggestion_or_answer(client, confirmed):
    verdict, petra, _ = confirmed
    client.force_login(editor())
    form = {**WORDS, "explanation": "One says so [9].", "verdict": verdict.pk}
    answer = client.post(url("suggest", verdict.review), form)
    assert answer.status_code == 422
    assert "refers to [9]" in answer.content.decode()
    for words in ("It nearly holds.", "One says so [9].", "Say how."):
        assert words in answer.content.decode()
    suggestion = suggest_edits(verdict, by=editor(), **WORDS)
    client.force_login(petra)
    client.post(url("take_suggestion", verdict.review, suggestion.pk))
    late = client.post(
        url("leave_suggestion", verdict.review, suggestion.pk), {"reply": "It is exact."}
    )
    assert late.status_code == 409
    assert "It is exact." in late.content.decode()


def test_a_suggestion_is_answered_under_its_own_claim_only(client, confirmed):
    verdict, petra, _ = confirmed
    suggestion = suggest_edits(verdict, by=editor(), **WORDS)
    elsewhere = drafted().review
    petra.roles = [Role.REVIEWER, Role.EDITOR]
    petra.save()
    client.force_login(petra)
    for name in ("take_suggestion", "leave_suggestion"):
        answer = client.post(url(name, elsewhere, suggestion.pk), {"reply": "No."})
        assert answer.status_code == 404
    assert fresh(verdict.review).current_verdict == verdict


# -- a button pressed twice ----------------------------------------------------------------------


def test_edits_sent_twice_are_said_to_be_with_the_writer_already(client):
    verdict, other = drafted(), drafted()
    client.force_login(editor())
    edits = {**WORDS, "verdict": verdict.pk}
    assert client.post(url("suggest", verdict.review), edits).status_code == 302
    again = client.post(url("suggest", verdict.review), edits, follow=True)
    assert "These edits went back to its writer already" in words_in(again.text)
    assert "It stands here for you to copy" not in words_in(again.text)
    # The control: other edits than those that went back are refused, and shown.
    more = client.post(url("suggest", verdict.review), {**edits, "note": "Say how near."})
    assert more.status_code == 409
    assert "Say how near." in more.text
    assert "It stands here for you to copy" in words_in(more.text)
    assert SuggestedEdit.objects.get().verdict == verdict != other


def test_a_second_note_is_shown_with_the_one_that_was_signed_with(client, verdict):
    boss = editor()
    client.force_login(boss)
    address, form = url("sign_off", verdict.review), signing(verdict)
    assert client.post(address, {**form, "note": "I called them."}).status_code == 302
    for note in ("I called them.", ""):
        again = client.post(address, {**form, "note": note}, follow=True)
        assert "You have signed this off already. Nothing was changed." in words_in(again.text)
    other = client.post(address, {**form, "note": "They called back."})
    assert other.status_code == 409
    assert "already, with the note “I called them.”, which stands" in words_in(other.text)
    assert "They called back.</textarea>" in other.text
    # Another editor's is no note of theirs.
    client.force_login(editor())
    late = client.post(address, {**form, "note": "So did I."})
    assert "Another editor has just signed this off" in words_in(late.text)
    assert "So did I.</textarea>" in late.text
    assert [sign.note for sign in SignOff.objects.all()] == ["I called them."]
