"""Evidence that was handed in with an unexplained reservation: who words the text explains it."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from lxml import html

from tests.factories import (
    SourceFactory,
    assigned,
    drafted,
    editor,
    fresh,
    rating,
    reviewer,
    submitted,
    with_evidence,
)
from verification.clean_hands import able_to_sign, hands_in
from verification.errors import FourEyesViolation, IllegalTransition, NotReady, Stale
from verification.models import Evidence, Explanation
from verification.operations.citing_again import cite_again
from verification.operations.explaining import explain_reservation, explained_now
from verification.operations.findings import save_draft, submit_finding
from verification.operations.reviews import close_review, reopen_review
from verification.operations.seen import seen_of
from verification.operations.signoff import send_back, sign_off
from verification.operations.verdict_text import give_text
from verification.operations.verdicts import draft_verdict
from verification.reports.page import page_of
from verification.reports.signing import to_be_signed

pytestmark = pytest.mark.django_db
WORDS = "The register holds both ports."
ELSEWHERE = {"place": "different"}


def handed_in(**columns):
    """A finding that is in, and its evidence, which holds for another place."""
    given = assigned()
    evidence = with_evidence(given, scope=ELSEWHERE, **columns)
    with_evidence(given, excerpt="It has 5,900 people.")  # noise: it counts anyway
    true = rating(given.review, "true")
    save_draft(given, by=given.reviewer, rating=true, reasons="So.", departs_because="Of others.")
    submit_finding(given, by=given.reviewer)
    return given, Evidence.objects.get(pk=evidence.pk)


def worded(given):
    return draft_verdict(
        fresh(given.review), by=given.reviewer, conclusion="It holds.", explanation="See [1].",
        departs_because="Of others.",
    )  # fmt: skip


def test_it_counts_from_then_on_and_what_was_handed_in_stays_as_it_was():
    given, evidence = handed_in()
    explain_reservation(evidence, by=given.reviewer, words=f" {WORDS} ")
    now = Evidence.objects.get(pk=evidence.pk)
    assert (now.scope, now.scope_explained, now.explained) == (ELSEWHERE, "", WORDS)
    (event,) = given.review.claim.events.filter(verb="explained")
    assert (event.actor, event.note, event.data["evidence"]) == (given.reviewer, WORDS, now.pk)
    payload = to_be_signed(fresh(given.review), worded(given), signer="Ilse")
    page = page_of(payload)
    assert [len(line.origins_counted) for line in page.lines] == [2]
    assert page.evidence[0].note == f"Why it counts, {given.reviewer.name} says: {WORDS}"
    assert payload["evidence"][0]["explained_since"] == [
        {"words": WORDS, "by": given.reviewer.name}
    ]
    assert "explained_since" not in payload["evidence"][1]


def test_without_a_word_it_stays_out_and_the_payload_is_as_before():
    given, _ = handed_in()
    payload = to_be_signed(fresh(given.review), worded(given), signer="Ilse")
    assert "explained_since" not in set().union(*payload["evidence"])
    assert [len(line.origins_counted) for line in page_of(payload).lines] == [1]


def test_saying_it_again_corrects_it_and_a_second_hand_writes_over_nothing():
    given, evidence = handed_in()
    seen = seen_of(explained_now(evidence))
    explain_reservation(evidence, by=given.reviewer, words=WORDS, seen=seen)
    with pytest.raises(Stale):
        explain_reservation(evidence, by=given.reviewer, words="One port.", seen=seen)
    now = seen_of(explained_now(Evidence.objects.get(pk=evidence.pk)))
    explain_reservation(evidence, by=given.reviewer, words="One port.", seen=now)
    said = Explanation.objects.order_by("pk").values_list("words", flat=True)
    assert list(said) == [WORDS, "One port."]  # the latest counts, and no word is lost
    assert Evidence.objects.get(pk=evidence.pk).explained == "One port."
    assert given.review.claim.events.filter(verb="explained").count() == 2


def test_the_history_of_confidential_evidence_tells_no_word_of_it():
    given, evidence = handed_in(is_confidential=True, shown_as="A memo")
    explain_reservation(evidence, by=given.reviewer, words=WORDS)
    assert given.review.claim.events.get(verb="explained").note == ""


@pytest.mark.parametrize("who", [reviewer, editor])
def test_it_is_for_whoever_words_the_verdict(who):
    given, evidence = handed_in()
    somebody = who()
    with pytest.raises(PermissionDenied):
        explain_reservation(evidence, by=somebody, words=WORDS)
    if who is editor:  # to whom the text can be given: then it is theirs, and so is the work
        give_text(given.review, somebody, by=editor(), reason="He is away.")
        explain_reservation(evidence, by=somebody, words=WORDS)
        assert fresh(given.review).work_of(somebody) == "said why evidence counts"
        assert somebody.pk in hands_in([given.review])[given.review.pk]


def test_it_is_taken_back_and_then_stands_outside_the_tally_again():
    given, evidence = handed_in()
    explain_reservation(evidence, by=given.reviewer, words=WORDS)
    seen = seen_of(explained_now(Evidence.objects.get(pk=evidence.pk)))
    explain_reservation(evidence, by=given.reviewer, words="", seen=seen)
    with pytest.raises(Stale):
        explain_reservation(evidence, by=given.reviewer, words="One port.", seen=seen)
    with pytest.raises(NotReady):  # there is nothing more to take back
        explain_reservation(evidence, by=given.reviewer, words="")
    payload = to_be_signed(fresh(given.review), worded(given), signer="Ilse")
    assert "explained_since" not in set().union(*payload["evidence"])
    assert [len(line.origins_counted) for line in page_of(payload).lines] == [1]
    lines = given.review.claim.events.filter(verb__endswith="explained")
    assert list(lines.values_list("verb", "note")) == [("explained", WORDS), ("unexplained", "")]


def test_whoever_explained_it_at_any_time_has_worked_on_it():
    """Also where the text was given back since, and its writer says it in words of their own."""
    given, evidence = handed_in()
    somebody, noise = editor(), editor()
    give_text(given.review, somebody, by=noise, reason="He is away.")
    explain_reservation(evidence, by=somebody, words=WORDS)
    give_text(fresh(given.review), given.reviewer, by=noise, reason="He is back.")
    explain_reservation(evidence, by=given.reviewer, words=f"Now: {WORDS}")
    worded(given)
    review = fresh(given.review)
    assert review.work_of(somebody) == "said why evidence counts"
    assert review.work_of(noise) == ""
    assert {somebody.pk, noise.pk} & hands_in([review])[review.pk] == {somebody.pk}
    assert somebody not in able_to_sign([review])[review.pk]
    assert noise in able_to_sign([review])[review.pk]
    with pytest.raises(FourEyesViolation):
        sign_off(review.current_verdict, by=somebody)
    sign_off(review.current_verdict, by=noise)  # the control


def test_a_text_that_is_decided_rests_on_what_it_rested_on_until_it_is_sent_back():
    given, evidence = handed_in()
    worded(given)
    with pytest.raises(IllegalTransition):
        explain_reservation(evidence, by=given.reviewer, words=WORDS)
    send_back(given.review, by=editor(), reason="Why not count [1]?")
    explain_reservation(evidence, by=given.reviewer, words=WORDS)  # the control
    assert Evidence.objects.get(pk=evidence.pk).explained == WORDS


def test_what_its_reviewer_said_stands():
    given, evidence = handed_in(scope_explained="Both ports.")
    with pytest.raises(NotReady, match="those words stand"):
        explain_reservation(evidence, by=given.reviewer, words=WORDS)
    assert Evidence.objects.get(pk=evidence.pk).explained == "Both ports."


def test_what_nothing_is_reserved_about_is_not_explained():
    given, reserved = handed_in()
    plain = given.review.evidence.exclude(pk=reserved.pk).get()
    with pytest.raises(NotReady, match="there is nothing to explain"):
        explain_reservation(plain, by=given.reviewer, words=WORDS)
    assert not Explanation.objects.exists()


def test_the_claimant_s_own_word_is_not_explained_into_an_independent_source():
    given = assigned()
    claimant = SourceFactory(name=given.review.claim.claimant.name)
    theirs = with_evidence(given, source=claimant, scope=ELSEWHERE)
    submitted(given)
    with pytest.raises(NotReady, match="the claimant’s own word"):
        explain_reservation(theirs, by=given.reviewer, words=WORDS)
    assert not Explanation.objects.exists()


@pytest.mark.parametrize("blank", ["", " \n", "\u200b", "\u200f", "\u2060 \u200d", "…", "\u0301"])
def test_words_are_words_that_can_be_seen(blank):
    given, evidence = handed_in()
    with pytest.raises(NotReady, match="Give a reason"):
        explain_reservation(evidence, by=given.reviewer, words=blank)
    assert not Explanation.objects.exists()
    for seen in ("是", "Так.", "كلاهما\u200f", "5"):  # the controls
        assert explain_reservation(evidence, by=given.reviewer, words=seen).words == seen


def test_evidence_that_is_not_handed_in_is_explained_by_its_reviewer_in_its_own_form():
    given = assigned()
    draft = with_evidence(given, scope=ELSEWHERE)
    with pytest.raises(NotReady):
        explain_reservation(draft, by=given.reviewer, words=WORDS)
    assert not Explanation.objects.exists()


# -- on the page ---------------------------------------------------------------------------------


def line_of(client, evidence):
    page = html.fromstring(client.get(evidence.review.get_absolute_url()).content)
    return page.get_element_by_id(f"evidence-{evidence.pk}")


def said(element) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext()))


def test_the_form_stands_at_the_piece_and_saves_it(client):
    given, evidence = handed_in()
    client.force_login(given.reviewer)
    line = line_of(client, evidence)
    assert "You can, as you word the verdict" in said(line)
    (form,) = line.xpath(f".//details[@id='explain-{evidence.pk}']//form")
    seen = form.xpath(".//input[@name='seen']/@value")[0]
    answer = client.post(form.get("action"), {"explained": WORDS, "seen": seen})
    assert answer.status_code == 302
    line = line_of(client, evidence)
    assert f"Counted all the same: {WORDS} {given.reviewer.name} said so" in said(line)
    stale = client.post(form.get("action"), {"explained": "One port.", "seen": seen})
    assert stale.status_code == 409
    assert "One port." in stale.text
    assert WORDS in stale.text


def test_it_is_taken_back_on_the_page_and_each_press_has_its_undo(client):
    given, evidence = handed_in()
    client.force_login(given.reviewer)

    def press(form):
        fields = {each.get("name"): each.get("value") for each in form.xpath(".//input[@name]")}
        assert client.post(form.get("action"), fields).status_code == 302
        return Evidence.objects.get(pk=evidence.pk).explained

    def undo():
        page = html.fromstring(client.get(given.review.get_absolute_url()).content)
        (form,) = page.xpath("//form[.//button[@data-key='u']]")
        return press(form)

    assert not line_of(client, evidence).xpath(".//form[.//button[text()='Take it back']]")
    where = reverse("verification:explain", args=[given.review.claim_id, evidence.pk])
    client.post(where, {"explained": WORDS})
    assert undo() == ""
    client.post(where, {"explained": WORDS})
    (form,) = line_of(client, evidence).xpath(".//form[.//button[text()='Take it back']]")
    assert press(form) == ""
    assert undo() == WORDS


def test_cited_again_it_is_told_who_said_it_and_nobody_says_it_in_their_place(client):
    given, evidence = handed_in()
    explain_reservation(evidence, by=given.reviewer, words=WORDS)
    close_review(fresh(given.review), by=editor(), reason="No time.")
    reopen_review(fresh(given.review), by=editor(), reason="Time.")
    other = assigned(fresh(given.review), reviewer())
    again = cite_again(evidence, other, by=other.reviewer)
    assert (again.scope, again.explained) == (ELSEWHERE, "")
    client.force_login(other.reviewer)
    page = html.fromstring(client.get(given.review.get_absolute_url()).content)
    earlier = [said(line) for line in page.xpath("//li[.//span[text()='round 1']]")]
    told = f"Counted in round 1, as {given.reviewer.name} said while wording the verdict: {WORDS}"
    assert [told in line for line in earlier] == [True, False]


def test_an_editor_is_told_the_way_that_is_open(client):
    given, evidence = handed_in()
    worded(given)
    client.force_login(editor())
    line = line_of(client, evidence)
    assert "Send it back, and its writer can" in said(line)
    assert not line.xpath(f".//details[@id='explain-{evidence.pk}']")
    where = reverse("verification:explain", args=[given.review.claim_id, evidence.pk])
    assert client.post(where, {"explained": WORDS}).status_code == 403
    assert not Explanation.objects.exists()


def test_nothing_is_offered_where_nothing_is_reserved(client):
    verdict = drafted()
    client.force_login(editor())
    assert "say why it counts" not in client.get(verdict.review.get_absolute_url()).text.lower()
