"""From two findings to a published report: what reviewers decide together, and what editors do."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import (
    ClaimFactory,
    admin,
    assigned,
    drafted,
    editor,
    fresh,
    open_review_for,
    rating,
    reviewer,
    signed,
    submitted,
    with_evidence,
)
from tests.verification.signing import signing
from verification.models import Report, Settlement, SignOff, Verdict
from verification.operations.evidence import withdraw_evidence
from verification.operations.reports import publish
from verification.operations.signoff import send_back, sign_off
from verification.operations.verdicts import confirm_verdict, draft_verdict
from verification.states import ReviewState

pytestmark = pytest.mark.django_db


def url(name, review, *more):
    return reverse(f"verification:{name}", args=[review.claim_id, *more])


def page_of(client, person, review):
    client.force_login(person)
    return client.get(review.get_absolute_url()).content.decode()


def shows(page, name, review, *more):
    return f'action="{url(name, review, *more)}"' in page


def two(first="true", second="true"):
    review = open_review_for(reviewers=2, blind=True)
    people = (reviewer(), reviewer())
    for person, slug in zip(people, (first, second), strict=True):
        submitted(assigned(review, person), slug, reasons=f"Reasons for {slug}.")
    return fresh(review), *people


@pytest.fixture(scope="class")
def agreed(standing):
    return standing(two)()


@pytest.fixture(scope="class")
def verdict(standing):
    return standing(drafted)()


# -- settling ------------------------------------------------------------------------------------


def test_two_that_differ_see_both_findings_and_settle_it_together(client):
    review, petra, nadia = two("true", "half-true")
    page = page_of(client, petra, review)
    assert "they differ" in page
    assert "Reasons for true." in page
    assert "Reasons for half-true." in page
    for _ in range(2):  # pressed twice
        client.post(
            url("propose_settlement", review),
            {"rating": rating(review, "half-true").pk, "reasons": "You are right."},
        )
    proposal = Settlement.objects.get()
    # Whoever proposed it cannot agree to it.
    assert not shows(page_of(client, petra, review), "agree_to_settlement", review)
    client.post(url("agree_to_settlement", review), {"settlement": proposal.pk})
    assert fresh(review).state == ReviewState.ADJUDICATION
    assert shows(page_of(client, nadia, review), "agree_to_settlement", review)
    client.post(url("agree_to_settlement", review), {"settlement": proposal.pk})
    assert fresh(review).state == ReviewState.IN_REVIEW
    page = page_of(client, petra, review)
    assert "settled together" in page
    assert shows(page, "draft_verdict", review)


def test_only_an_editor_who_reviewed_nothing_of_it_adjudicates(client):
    review, petra, _ = two("true", "false")
    decision = {"rating": rating(review, "false").pk, "reasons": "The register says so."}
    for person in (petra, reviewer(), admin()):
        assert not shows(page_of(client, person, review), "adjudicate", review)
        assert client.post(url("adjudicate", review), decision).status_code == 403
    assert not Settlement.objects.exists()
    assert shows(page_of(client, editor(), review), "adjudicate", review)
    client.post(url("adjudicate", review), decision)
    assert Settlement.objects.get().how == "adjudicated"


def test_asking_again_starts_a_next_round(client):
    review, *_ = two("true", "false")
    client.force_login(editor())
    client.post(url("ask_again", review), {"reason": ""})
    assert fresh(review).round == 1
    client.post(url("ask_again", review), {"reason": "Both missed the register."})
    assert (fresh(review).round, fresh(review).state) == (2, ReviewState.IN_REVIEW)


# -- the verdict's text --------------------------------------------------------------------------

TEXT = {"conclusion": "It holds.", "explanation": "Two registers say so [1]."}


def test_the_verdict_is_written_by_a_reviewer_and_confirmed_by_the_other(client, agreed):
    review, petra, nadia = agreed
    outsider = reviewer()
    for person in (outsider, editor(), admin()):
        assert not shows(page_of(client, person, review), "draft_verdict", review)
        assert client.post(url("draft_verdict", review), TEXT).status_code == 403
    client.force_login(petra)
    for _ in range(2):  # pressed twice
        assert client.post(url("draft_verdict", review), TEXT).status_code == 302
    verdict = Verdict.objects.get()
    assert not shows(page_of(client, petra, review), "confirm_verdict", review)
    page = page_of(client, nadia, review)
    assert shows(page, "confirm_verdict", review)
    evidence = review.evidence.order_by("pk").first()
    assert f'<a class="ref" href="#evidence-{evidence.pk}">[1]</a>' in page
    for _ in range(2):  # pressed twice
        client.post(url("confirm_verdict", review), {"verdict": verdict.pk})
    assert fresh(review).state == ReviewState.DECIDED


def test_a_reference_to_evidence_that_there_is_not_is_named_and_the_text_is_kept(client, agreed):
    review, petra, _ = agreed
    client.force_login(petra)
    text = {**TEXT, "explanation": "Two registers say so [1]. A third [9]."}
    answer = client.post(url("draft_verdict", review), text)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The text refers to [9], but there are 2 pieces of evidence." in page
    assert "A third [9]." in page
    assert not Verdict.objects.exists()


def test_a_text_that_did_not_see_the_last_one_is_shown_beside_it(client, agreed):
    review, petra, nadia = agreed
    client.force_login(petra)
    client.post(url("draft_verdict", review), TEXT)
    client.force_login(nadia)
    answer = client.post(url("draft_verdict", review), {**TEXT, "conclusion": "Mine differs."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "It holds." in page
    assert "Mine differs.</textarea>" in page
    assert Verdict.objects.count() == 1
    # Control: with both in view, saving again supersedes it.
    client.post(
        url("draft_verdict", review),
        {**TEXT, "conclusion": "Both.", "seen": Verdict.objects.get().pk},
    )
    assert [v.conclusion for v in Verdict.objects.all()] == ["It holds.", "Both."]


def test_a_text_confirmed_once_and_sent_back_is_reworded_not_confirmed_again(client, agreed):
    review, petra, nadia = agreed
    client.force_login(petra)
    client.post(url("draft_verdict", review), TEXT)
    verdict = Verdict.objects.get()
    client.force_login(nadia)
    client.post(url("confirm_verdict", review), {"verdict": verdict.pk})
    send_back(review, by=editor(), reason="Name the register.")
    page = page_of(client, nadia, review)
    assert "Name the register." in page
    assert not shows(page, "confirm_verdict", review)
    answer = client.post(url("confirm_verdict", review), {"verdict": verdict.pk})
    assert answer.status_code == 302
    assert fresh(review).state == ReviewState.IN_REVIEW
    assert "Reword it first" in client.get(review.get_absolute_url()).content.decode()


def test_the_numbers_a_writer_refers_to_are_the_ones_readers_will_see(client):
    review = open_review_for(reviewers=2)
    people = [reviewer(), reviewer()]
    for person in people:
        given = assigned(review, person)
        gone = with_evidence(given, excerpt=f"withdrawn by {person.name}")
        withdraw_evidence(gone, by=person, reason="wrong year")
        with_evidence(given, excerpt=f"cited by {person.name}")
        submitted(given)
    verdict = draft_verdict(fresh(review), by=people[0], conclusion="So.", explanation="See [4].")
    confirm_verdict(verdict, by=people[1])
    sign_off(verdict, by=editor())
    payload = publish(fresh(review), by=editor()).payload
    client.force_login(people[0])
    lines = client.get(review.get_absolute_url()).context["lines"]
    shown = {line.number: line.evidence.excerpt for line in lines if line.number}
    assert shown == {item["number"]: item["excerpt"] for item in payload["evidence"]}
    assert list(shown) == [1, 2, 3, 4]


# -- the editor's verbs --------------------------------------------------------------------------


def sign_it(client, verdict, **more):
    return client.post(url("sign_off", verdict.review), signing(verdict, **more))


def test_an_editor_with_clean_hands_signs_exactly_the_text_on_the_page(client, verdict):
    client.force_login(editor())
    sign_it(client, verdict, meant="")
    assert not SignOff.objects.exists()
    for _ in range(2):  # pressed twice
        assert sign_it(client, verdict, note="Well done.").status_code == 302
    assert SignOff.objects.get().note == "Well done."
    assert fresh(verdict.review).state == ReviewState.SIGNED_OFF


def test_an_editor_who_worked_on_it_is_told_why_another_must_sign(client):
    review = open_review_for()
    both = editor()
    submitted(assigned(review, both))
    client.force_login(both)
    client.post(url("draft_verdict", review), TEXT)
    page = page_of(client, both, review)
    assert "another editor must sign it off" in page
    page = client.get(url("sign_off", review)).content.decode()
    assert "another editor must sign it off" in page
    assert not shows(page, "sign_off", review)
    sign_it(client, Verdict.objects.get())
    assert not SignOff.objects.exists()


def test_a_waived_rule_is_shown_with_its_reason(client):
    review = open_review_for(waive_four_eyes=True, waiver_reason="We are three people.")
    both = editor()
    submitted(assigned(review, both))
    client.force_login(both)
    client.post(url("draft_verdict", review), TEXT)
    page = page_of(client, both, review)
    assert "We are three people." in page
    assert f'href="{url("sign_off", review)}"' in page
    page = client.get(url("sign_off", review)).content.decode()
    assert "clean hands are waived: We are three people." in page
    assert shows(page, "sign_off", review)


def test_an_older_text_than_the_current_one_is_not_signed(client, agreed):
    review, petra, nadia = agreed
    client.force_login(petra)
    client.post(url("draft_verdict", review), TEXT)
    first = Verdict.objects.get()
    client.post(url("draft_verdict", review), {**TEXT, "seen": first.pk})
    client.force_login(nadia)
    client.post(url("confirm_verdict", review), {"verdict": Verdict.objects.last().pk})
    client.force_login(editor())
    sign_it(client, first)
    assert not SignOff.objects.exists()
    sign_it(client, Verdict.objects.last())
    assert SignOff.objects.count() == 1


def test_a_hold_takes_the_publish_button_away_and_blocks_the_post(client):
    verdict = signed()
    review = verdict.review
    person = editor()
    client.force_login(person)
    client.post(url("hold", review), {"reason": ""})
    assert not fresh(review).on_hold
    client.post(url("hold", review), {"reason": "A letter from a lawyer."})
    page = page_of(client, person, review)
    assert "A letter from a lawyer." in page
    assert not shows(page, "publish", review)
    client.post(url("publish", review), {"meant": "on"})
    assert not Report.objects.exists()
    client.post(url("release", review), {})
    assert shows(page_of(client, person, review), "publish", review)
    client.post(url("publish", review), {})  # the tick is missing
    assert not Report.objects.exists()
    for _ in range(2):  # pressed twice
        client.post(url("publish", review), {"meant": "on"})
    assert Report.objects.count() == 1


def test_publication_is_set_for_a_time_and_taken_back(client):
    review = signed().review
    client.force_login(editor())
    client.post(url("schedule", review), {"publish_at": "2001-01-01T10:00"})
    assert fresh(review).publish_at is None
    client.post(url("schedule", review), {"publish_at": "2999-01-01T10:00"})
    assert fresh(review).publish_at.year == 2999
    assert (
        "goes out 1 January 2999, 10:00" in client.get(review.get_absolute_url()).content.decode()
    )
    client.post(url("schedule", review), {"publish_at": ""})
    assert fresh(review).publish_at is None


def test_what_is_published_is_retracted_with_a_tick_and_reopened(client):
    review = signed().review
    publish(review, by=editor())
    person = editor()
    page = page_of(client, person, review)
    assert shows(page, "retract", review)
    assert shows(page, "reopen", review)
    assert not shows(page, "close", review)
    client.post(url("retract", review), {"reason": "A slip."})
    assert fresh(review).state == ReviewState.PUBLISHED
    client.post(url("retract", review), {"reason": "A slip.", "meant": "on"})
    assert fresh(review).state == ReviewState.RETRACTED
    client.post(url("reopen", review), {"reason": "Once more."})
    assert (fresh(review).state, fresh(review).round) == (ReviewState.IN_REVIEW, 2)


def test_own_copy_is_published_to_the_newsroom_and_the_page_says_so(client):
    review = open_review_for(ClaimFactory(document__purpose="own_copy"))
    verdict = drafted(review, slug="stands")
    client.force_login(editor())
    sign_it(client, verdict)
    client.force_login(editor())
    assert "no public page" in client.get(review.get_absolute_url()).content.decode()
    client.post(url("publish", review), {"meant": "on"})
    page = client.get(review.get_absolute_url()).content.decode()
    assert reverse("verification:verdict", args=[review.pk]) not in page


def test_an_editor_assigns_and_takes_back(client):
    review, person = open_review_for(), reviewer()
    client.force_login(editor())
    client.post(url("assign", review), {"reviewer": person.pk, "reason": ""})
    given = fresh(review).current_assignments[0]
    assert given.reviewer == person
    client.post(url("take_back", review, given.pk), {"reason": ""})
    given.refresh_from_db()
    assert given.is_live
    client.post(url("take_back", review, given.pk), {"reason": "Ill."})
    given.refresh_from_db()
    assert given.end_note == "Ill."


DESK_VERBS = {
    "assign": {"reviewer": 1},
    "sign_off": {"verdict": 1, "meant": "on"},
    "send_back": {"reason": "x"},
    "publish": {"meant": "on"},
    "schedule": {"publish_at": ""},
    "hold": {"reason": "x"},
    "release": {"reason": "x"},
    "close": {"reason": "x"},
    "reopen": {"reason": "x"},
    "retract": {"reason": "x", "meant": "on"},
    "ask_again": {"reason": "x"},
}


@pytest.mark.parametrize("who", [reviewer, admin])
@pytest.mark.parametrize("name", DESK_VERBS)
def test_a_forged_post_of_an_editor_s_verb_is_refused(client, name, who, verdict):
    review = verdict.review
    client.force_login(who())
    data = {**DESK_VERBS[name], **({"verdict": verdict.pk} if name == "sign_off" else {})}
    assert client.post(url(name, review), data).status_code == 403
    after = fresh(review)
    assert (after.state, after.on_hold, after.round) == (ReviewState.DECIDED, False, 1)
    assert not shows(page_of(client, who(), review), name, review)


@pytest.mark.parametrize("name", [*DESK_VERBS, "adjudicate", "propose_settlement"])
@pytest.mark.parametrize("junk", ["\x00", "9" * 40, "\ud7ff", "-1", ""])
def test_garbage_is_never_a_fault(client, name, junk, verdict):
    review = verdict.review
    client.force_login(editor())
    fields = ("reason", "reasons", "rating", "verdict", "meant", "reviewer", "publish_at", "note")
    answer = client.post(url(name, review), dict.fromkeys(fields, junk))
    assert answer.status_code < 500
    if junk == "\x00":
        assert fresh(review).state == ReviewState.DECIDED
