"""Handing in is confirmed, the next claim opens; a press undoes; both versions are shown."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from newsroom.dates import moment_words
from tests.factories import (
    assigned,
    drafted,
    editor,
    fresh,
    open_review_for,
    quoted_review,
    rating,
    signed,
    submitted,
    with_evidence,
)
from tests.verification.handing_in import shown
from verification.models import Assignment, ClaimReview, Finding
from verification.operations.contacts import ask_for_comment, record_answer
from verification.operations.evidence_scope import answered, set_scope
from verification.operations.findings import save_draft
from verification.operations.reviews import schedule_publication
from verification.operations.seen import seen_of
from verification.operations.verdicts import draft_verdict

pytestmark = pytest.mark.django_db


def url(name, review, *more):
    return reverse(f"verification:{name}", args=[review.claim_id, *more])


def words_of(response) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", response.content.decode())))


@pytest.fixture(scope="class")
def given(standing):
    return standing(assigned)()


@pytest.fixture(scope="class")
def at_work(standing, given):
    return standing.signed_in(given.reviewer)


def later_than(given: Assignment, hours: int) -> Assignment:
    work = assigned(to=given.reviewer)
    work.due_at = given.due_at + timedelta(hours=hours)
    work.save()
    return work


def ready(given, reasons="Two registers."):
    with_evidence(given)
    true = rating(given.review, "true")
    finding = save_draft(given, by=given.reviewer, rating=true, reasons=reasons)
    return {"rating": true.pk, "reasons": reasons, "version": finding.version}


# -- handing in ----------------------------------------------------------------------------------


def test_the_first_press_shows_what_is_handed_in_and_hands_nothing_in(at_work, given):
    form = ready(given, "All of them, by name.")
    answer = at_work.post(url("submit", given.review), form)
    assert "Submit this finding? True, with 5 words why 1 piece of evidence" in words_of(answer)
    assert not Finding.objects.get().is_submitted


def test_what_changed_since_it_was_shown_is_shown_again(at_work, given):
    form = ready(given)
    sure = shown(at_work, given.review, form)
    answer = at_work.post(url("submit", given.review), sure | {"reasons": "Three."})
    assert "with 1 word why" in words_of(answer)
    finding = Finding.objects.get()
    assert (finding.is_submitted, finding.reasons, finding.version) == (False, "Three.", 2)
    # saved by the page itself since: another version than the one that was shown
    stale = sure | {"reasons": "Three.", "version": 2}
    again = words_of(at_work.post(url("submit", given.review), stale))
    assert "Submit this finding? Something changed since this was shown to you" in again
    # the control
    sure = shown(at_work, given.review, form | {"reasons": "Three.", "version": 2})
    assert at_work.post(url("submit", given.review), sure).status_code == 302
    assert Finding.objects.get().is_submitted


@pytest.mark.parametrize(("others", "opens"), [((2, -2), 2), ((-2, -1), -2), ((), None)])
def test_then_the_next_of_the_queue_opens_and_after_the_last_the_first_left(client, others, opens):
    given = assigned(open_review_for(reviewers=2))
    client.force_login(given.reviewer)
    works = {hours: later_than(given, hours) for hours in others}
    assigned()  # the noise: somebody else's
    sure = shown(client, given.review, ready(given))
    answer = client.post(url("submit", given.review), sure)
    following = works[opens].review.get_absolute_url() if opens else reverse("desk")
    assert answer["Location"] == following
    page = client.get(following).content.decode()
    assert f'<a href="{given.review.get_absolute_url()}">' in page
    assert "Your finding is in and can no longer be changed:" in page


def test_whoever_is_to_write_the_text_as_well_stays_for_it(at_work, given):
    later_than(given, 2)  # the noise: what would open otherwise
    sure = shown(at_work, given.review, ready(given))
    answer = at_work.post(url("submit", given.review), sure)
    address, _, at = answer["Location"].partition("#")
    assert address == given.review.get_absolute_url()
    page = at_work.get(address).content.decode()
    assert "can no longer be changed. Next: write the verdict." in page
    assert f'<h2 id="{at}" tabindex="-1">Write the verdict</h2>' in page
    assert page.index(at) < page.index('class="line-block"')
    # Said along with the second bar, and there alone.
    second_bar, _, rest = page.partition('<div class="page ')
    assert ("Next: write the verdict." in second_bar, 'id="messages"' in rest) == (True, False)
    # The one finding stands beside its text, not below it once more.
    assert 'aria-labelledby="finding-title"' in page
    assert 'id="findings"' not in page
    at_work.force_login(editor())  # Control: whoever did not find it reads it in the middle.
    assert 'id="findings"' in at_work.get(address).content.decode()


def test_where_the_findings_differ_the_way_to_settle_it_is_next(client):
    review = open_review_for(reviewers=2, blind=False)
    first, second = (assigned(fresh(review)) for _ in range(2))
    submitted(first, "true")
    client.force_login(second.reviewer)
    with_evidence(second)
    false = rating(review, "false")
    finding = save_draft(
        second, by=second.reviewer, rating=false, reasons="No.", departs_because="Dead twice."
    )
    form = {"rating": false.pk, "reasons": "No.", "departs_because": "Dead twice."}
    form = shown(client, review, form | {"version": finding.version})
    address, _, at = client.post(url("submit", review), form)["Location"].partition("#")
    page = html.fromstring(client.get(address).content)
    (next_step,) = page.xpath(f"//*[@id='{at}']")
    assert next_step.tag == "summary"  # which takes the focus
    assert next_step.text_content() == "Write how to settle it X"
    order = page.xpath("//*[@id='findings' or contains(@class, 'line-card')]/@class")
    assert order in (["card"], ["card", "card line-card"])
    # whoever is to agree comes to the proposal, and not onto its button
    client.post(url("propose_settlement", review), {"takes": finding.pk, "reasons": "As it is."})
    client.force_login(first.reviewer)
    page = html.fromstring(client.get(address).content)
    assert [each.get("aria-label") for each in page.xpath(f"//*[@id='{at}']")] == ["Proposed"]


# -- what is missing -----------------------------------------------------------------------------


def missing_of(page) -> list[tuple[str, str]]:
    """What the list right below a refusal leads to, each line with its place."""
    links = html.fromstring(page.content).xpath(
        "//section[contains(@class, 'finding')]//*[contains(@class, 'form-errors') and @autofocus]"
        "/following-sibling::*[1]/ul[contains(@class, 'missing')]"
        "/li[not(@hidden or contains(@class, 'met'))]//a"
    )
    return [(" ".join(link.text_content().split()), link.get("href")) for link in links]


def test_a_refused_submission_leads_to_each_thing_that_is_missing(at_work, given):
    true = rating(given.review, "true")
    answer = at_work.post(url("submit", given.review), {"rating": true.pk, "version": 0})
    assert answer.status_code == 422
    assert missing_of(answer) == [
        ("Add evidence E", "#evidence"),
        ("Your reasons W", "#finding_reasons"),
    ]
    assert "add your reasons and a piece of evidence" in words_of(answer)
    page = html.fromstring(answer.content)
    assert [len(page.xpath(f"//*[@id='{at[1:]}']")) for _, at in missing_of(answer)] == [1, 1]
    assert Finding.objects.get().rating == true  # the draft is kept
    # the control: a page that was refused nothing
    assert missing_of(at_work.get(given.review.get_absolute_url())) == []


def test_a_refused_submission_leads_to_the_reason_for_a_departure(at_work, given):
    with_evidence(given)
    false = rating(given.review, "false")
    form = {"rating": false.pk, "reasons": "None of them.", "version": 0}
    answer = at_work.post(url("submit", given.review), form)
    assert missing_of(answer) == [
        ("Why the rating departs from the numbers", "#finding_departs_because")
    ]


def test_without_scripts_a_choice_is_taken_back_by_a_button(at_work, given):
    true = rating(given.review, "true")
    form = {"rating": true.pk, "reasons": "So far.", "version": 0}
    where = url("save_draft", given.review)
    at_work.post(where, form)
    at_work.post(where, form | {"version": 1, "clear": "reasons"})  # the noise: no choice
    assert Finding.objects.get().rating == true
    assert at_work.post(where, form | {"version": 1, "clear": "rating"}).status_code == 302
    finding = Finding.objects.get()
    assert (finding.rating, finding.reasons, finding.version) == (None, "So far.", 2)


def test_after_confirming_the_next_that_waits_opens_and_editors_go_on_signing(client):
    first, second = (drafted(open_review_for(reviewers=2, blind=False)) for _ in range(2))
    again = draft_verdict(
        fresh(second.review), by=second.drafted_by, conclusion="It is so.", explanation="[1]",
        seen=second,
    )  # fmt: skip
    other = second.review.findings.exclude(reviewer=second.drafted_by).get().reviewer
    waiting = assigned(to=other)
    client.force_login(other)
    answer = client.post(url("confirm_verdict", second.review), {"verdict": again.pk})
    assert answer["Location"] == waiting.review.get_absolute_url()
    client.force_login(editor())
    page = client.get(url("sign_off", first.review)).context["sign_form"].initial["page"]
    sign = {"verdict": first.pk, "page": page, "note": "", "meant": "on"}
    answer = client.post(url("sign_off", first.review), sign, follow=True)
    # publishing is theirs, too: they stay for it, and the next to sign is one press away
    here = f"{first.review.get_absolute_url()}#desk"
    assert answer.redirect_chain == [(here, 302)]
    following = f'Next to sign: <a href="{second.review.get_absolute_url()}">'
    assert following in answer.content.decode()


def test_who_signs_what_goes_out_by_itself_goes_on_to_the_next(client):
    first, second = drafted(), drafted()
    client.force_login(editor())
    page = client.get(url("sign_off", first.review)).context["sign_form"].initial["page"]
    ClaimReview.objects.filter(pk=first.review_id).update(
        publish_at=timezone.now() + timedelta(days=1)
    )
    sign = {"verdict": first.pk, "page": page, "note": "", "meant": "on"}
    answer = client.post(url("sign_off", first.review), sign)
    assert answer["Location"] == second.review.get_absolute_url()


# -- undoing -------------------------------------------------------------------------------------


def undo_form(client, review) -> tuple[str, dict[str, str]]:
    """The address and the fields of the page's one "Undo", or ("", {})."""
    page = client.get(review.get_absolute_url()).content.decode()
    found = re.search(
        r'<form method="post" action="([^"]+)">((?:<input[^>]*>)*)<button class="btn-link" '
        r'data-key="u">',
        page,
    )
    if not found:
        return "", {}
    fields = re.findall(r'name="([^"]+)" value="([^"]*)"', found[2])
    return found[1], {name: unescape(value) for name, value in fields}


def test_withdrawing_is_undone_and_the_offer_is_made_once(at_work, given):
    evidence = with_evidence(given)
    at_work.post(url("withdraw_evidence", given.review, evidence.pk), {"reason": "A typo."})
    address, fields = undo_form(at_work, given.review)
    assert undo_form(at_work, given.review) == ("", {})
    assert at_work.post(address, fields).status_code == 302
    evidence.refresh_from_db()
    assert not evidence.is_withdrawn


def test_a_scope_goes_back_to_what_it_was(at_work, given):
    evidence = with_evidence(given)
    set_scope(evidence, by=given.reviewer, scope={"place": "same"}, explained="One port.")
    at_work.post(
        url("scope", given.review, evidence.pk), {"period": "different", "explained": "In May."}
    )
    evidence.refresh_from_db()
    assert answered(evidence) == {"period": "different", "explained": "In May."}
    at_work.post(*undo_form(at_work, given.review))
    evidence.refresh_from_db()
    assert answered(evidence) == {"place": "same", "explained": "One port."}


def test_lineage_and_interests_and_contacts_are_undone(at_work, given):
    origin, copy = with_evidence(given), with_evidence(given, excerpt="A copy: 7,100 boats.")
    at_work.post(url("derives", given.review, copy.pk), {"other": origin.pk})
    at_work.post(*undo_form(at_work, given.review))
    copy.refresh_from_db()
    assert copy.derives_from is None
    at_work.post(url("record_interest", given.review, copy.pk), {"stake": "It runs the port."})
    at_work.post(*undo_form(at_work, given.review))
    assert given.review.interests.get().ended_at is not None
    at_work.post(*undo_form(at_work, given.review))
    assert given.review.interests.filter(ended_at=None).count() == 1


# -- both versions -------------------------------------------------------------------------------


def test_a_scope_that_was_answered_elsewhere_is_shown_beside_ones_own(at_work, given):
    evidence = with_evidence(given)
    seen = seen_of(answered(evidence))
    set_scope(evidence, by=given.reviewer, scope={"place": "same"}, explained="One port only.")
    typed = {"place": "different", "explained": "Two ports, not one.", "seen": seen}
    where = url("scope", given.review, evidence.pk)
    answer = at_work.post(where, typed)
    assert answer.status_code == 409
    assert "One port only." in words_of(answer)
    page = unescape(answer.content.decode())
    assert "Two ports, not one.</textarea>" in page
    now = re.search(r'name="seen" value="([^"]+)"', page[page.index(f'id="scope-{evidence.pk}"') :])
    assert at_work.post(where, typed | {"seen": now[1]}).status_code == 302
    evidence.refresh_from_db()
    assert evidence.scope_explained == "Two ports, not one."


def test_a_proposal_made_meanwhile_is_shown_and_ones_own_words_stay(client):
    review = open_review_for(reviewers=2, blind=False)
    first, second = (submitted(assigned(fresh(review)), slug) for slug in ("true", "false"))
    half = rating(review, "half-true").pk
    client.force_login(second.reviewer)
    page = client.get(review.get_absolute_url()).content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', page[page.index("/settle/") :])[1]
    client.force_login(first.reviewer)
    client.post(
        url("propose_settlement", review), {"rating": half, "reasons": "The first’s words."}
    )
    client.force_login(second.reviewer)
    typed = {"rating": half, "reasons": "What the second wrote.", "seen": seen}
    answer = client.post(url("propose_settlement", review), typed)
    assert answer.status_code == 409
    assert "The first’s words." in words_of(answer)
    assert "What the second wrote.</textarea>" in answer.content.decode()
    assert review.settlements.count() == 1


def test_a_verdict_saved_meanwhile_is_marked_word_by_word(client):
    verdict = drafted()
    writer = verdict.drafted_by
    client.force_login(writer)
    draft_verdict(
        fresh(verdict.review), by=writer, conclusion="It is nearly so.", explanation="[1] says it.",
        seen=verdict,
    )  # fmt: skip
    typed = {"conclusion": "It is wholly so.", "explanation": "[1] says it.", "seen": verdict.pk}
    answer = client.post(url("draft_verdict", verdict.review), typed)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "It is <del>nearly</del> so." in page
    assert "It is <ins>wholly</ins> so." in page


def test_what_the_verdict_form_did_not_ask_is_no_difference(client):
    verdict = drafted(quoted_review())
    writer = verdict.drafted_by
    client.force_login(writer)
    draft_verdict(
        fresh(verdict.review), by=writer, conclusion="It is nearly so.", explanation="[1]",
        said_explanation="A recording.", seen=verdict,
    )  # fmt: skip
    typed = {"conclusion": "It is wholly so.", "explanation": "[1]", "seen": verdict.pk}
    typed |= {"said_explanation": "A recording."}
    answer = client.post(url("draft_verdict", verdict.review), typed)
    both = {row.label: row.differs for row in answer.context["versions"].rows}
    assert both.pop("Conclusion") is True
    assert set(both.values()) == {False}
    assert "Was it said?" in both


def test_what_was_saved_meanwhile_is_taken_into_the_form_without_saving(client, at_work, given):
    kept = save_draft(given, by=given.reviewer, rating=None, reasons="ALPHA")
    typed = {"reasons": "BETA", "version": kept.version - 1}
    answer = at_work.post(url("save_draft", given.review), typed)
    (link,) = html.fromstring(answer.content).xpath("//a[text()='Take theirs']/@href")
    address, _, at = link.partition("#")
    page = html.fromstring(at_work.get(address).content)
    assert page.xpath(f"//*[@id='{at}']")[0].text.strip() == "ALPHA"
    assert Finding.objects.get().reasons == "ALPHA"
    # of a verdict
    verdict = drafted()
    client.force_login(verdict.drafted_by)
    typed = {"conclusion": "It is wholly so.", "explanation": "[1] says it."}
    answer = client.post(url("draft_verdict", verdict.review), typed)
    (link,) = html.fromstring(answer.content).xpath("//a[text()='Take theirs']/@href")
    address, _, at = link.partition("#")
    page = html.fromstring(client.get(address).content)
    assert page.xpath(f"//*[@id='{at}']")[0].text.strip() == verdict.conclusion


def test_an_answer_recorded_meanwhile_stands_beside_ones_own(at_work, given):
    contact = ask_for_comment(
        fresh(given.review), by=given.reviewer, whom="The mayor", question="How many?",
        reply_by=given.due_at + timedelta(days=1),
    )  # fmt: skip
    record_answer(contact, by=editor(), answer="There were 312.")
    where = url("record_answer", given.review, contact.pk)
    answer = at_work.post(where, {"answer": "There were 213, they wrote."})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "There were <del>312</del>." in page
    assert "There were <ins>213, they wrote</ins>." in page
    contact.refresh_from_db()
    assert contact.answer == "There were 312."


def test_a_time_of_publication_set_meanwhile_stays(client):
    review = signed().review
    day = timezone.localtime().replace(hour=12, minute=0) + timedelta(days=2)
    boss = editor()
    client.force_login(boss)
    page = client.get(review.get_absolute_url()).content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', page[page.index("/schedule/") :])[1]
    later = day + timedelta(days=1)
    schedule_publication(review, later, by=editor())
    typed = {"publish_at": f"{day:%Y-%m-%dT%H:%M}", "seen": seen}
    answer = client.post(url("schedule", review), typed)
    assert answer.status_code == 409
    assert moment_words(later) in words_of(answer)
    assert moment_words(day) in words_of(answer)
    assert fresh(review).publish_at == later
    page = answer.content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', page[page.index("/schedule/") :])[1]
    assert client.post(url("schedule", review), typed | {"seen": seen}).status_code == 302
    assert fresh(review).publish_at < later


# -- what the browser may forget -----------------------------------------------------------------


def test_a_form_that_was_taken_is_named_and_one_that_was_refused_is_not(at_work, given):
    asked = {"whom": "The mayor", "question": "How many?", "draft": "contact-1.abc"}
    assert at_work.post(url("ask_for_comment", given.review), asked).status_code == 422
    assert "taken" not in at_work.cookies
    when = given.due_at + timedelta(days=2)
    answer = at_work.post(
        url("ask_for_comment", given.review), asked | {"reply_by": f"{when:%Y-%m-%dT%H:%M}"}
    )
    assert answer.status_code == 302
    assert at_work.cookies["taken"].value == "contact-1.abc~"
    named = asked | {"reply_by": f"{when:%Y-%m-%dT%H:%M}", "whom": "The port", "draft": "a b;c"}
    at_work.post(url("ask_for_comment", given.review), named)
    assert at_work.cookies["taken"].value == "contact-1.abc~"
