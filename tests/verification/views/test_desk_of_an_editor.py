"""The first page: what waits for an editor, and whose hands are clean to sign."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom.accounts.models import Role
from newsroom.notices.models import NoticeKind
from newsroom.notices.operations import tell
from tests import scenes
from tests.factories import (
    ClaimFactory,
    DocumentFactory,
    UserFactory,
    assigned,
    drafted,
    editor,
    fresh,
    make_overdue,
    open_review_for,
    reviewer,
    signed,
    submitted,
    with_evidence,
)
from tests.verification.views.desk_pages import (
    ask_somebody,
    card,
    desk_of,
    statement,
    two_findings_that_differ,
    words_of,
)
from verification import health
from verification.clean_hands import hands_in, worked_on_by
from verification.models import ClaimReview, Policy, Reviewer, Settlement
from verification.operations.assigning import assign_reviewers
from verification.operations.assignments import assign, start_work
from verification.operations.reports import publish
from verification.operations.reviews import hold_review, schedule_publication
from verification.operations.time_requests import ask_for_time
from verification.operations.verdicts import draft_verdict
from verification.views.editor_cards import signer_words
from verification.views.editor_lists import SHOWN

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def redis_is_there(monkeypatch):
    monkeypatch.setattr(health, "broker_problem", lambda: "")


# -- an editor's home ---------------------------------------------------------------------------


def test_an_editor_sees_what_nobody_can_take_and_why(client):
    review = open_review_for()
    Reviewer.objects.create(user=UserFactory(name="Petra Oakes"), capacity=0)
    assign_reviewers()
    page = desk_of(client, editor())
    nobody = card(page, "queue-nobody")
    assert statement(review) in nobody
    assert "1 has 0 of 0. Raise Petra Oakes’s capacity" in nobody
    assert "Assign by hand" in nobody
    assert "One with nobody to take it." in page


def test_an_editor_with_clean_hands_is_offered_the_signature(client):
    verdict = drafted(slug="half-true")
    to_sign = card(desk_of(client, editor()), "queue-to_sign")
    assert statement(verdict.review) in to_sign
    assert "Half true" in to_sign
    assert "due in 8 h" in to_sign


def test_an_editor_who_had_a_part_is_told_who_else_must_sign(client):
    review = open_review_for()
    working = UserFactory(roles=[Role.EDITOR], name="Working Editor")
    submitted(assign(review, working, by=editor(), reason="Short of people."))
    draft_verdict(fresh(review), by=working, conclusion="It holds.", explanation="So [1].")
    page = desk_of(client, working)
    assert card(page, "queue-to_sign") == ""
    others = card(page, "queue-others_sign")
    assert statement(review) in others
    assert " can." in others or " or " in others


def test_a_verdict_that_nobody_can_sign_is_said_to_be_stuck():
    one, other = editor(), editor()
    assert signer_words([one]) == f"{one.name} can."
    assert signer_words([one, other]) == f"{one.name} or {other.name} can."
    assert "Nobody can sign it" in signer_words([])


def test_a_waived_rule_offers_the_signature_to_whoever_worked_on_it(client):
    review = open_review_for()
    working = editor()
    submitted(assign(review, working, by=editor(), reason="Short of people."))
    draft_verdict(fresh(review), by=working, conclusion="It holds.", explanation="So [1].")
    Policy.objects.filter(pk=review.policy_id).update(
        waive_four_eyes=True, waiver_reason="A desk of two."
    )
    assert statement(review) in card(desk_of(client, working), "queue-to_sign")


def test_disagreements_late_work_holds_and_what_goes_out_each_have_their_card(client):
    to_settle = two_findings_that_differ()
    late = assigned()
    ClaimReview.objects.filter(pk=late.review_id).update(due_at=timezone.now() - timedelta(hours=3))
    waiting = assigned()
    ClaimReview.objects.filter(pk=waiting.review_id).update(
        due_at=timezone.now() - timedelta(hours=3)
    )
    ask_somebody(waiting.review)
    ready, held, soon, later = signed(), signed(), signed(), signed()
    hold_review(held.review, by=editor(), reason="The lawyers read it.")
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0) + timedelta(days=1)
    ClaimReview.objects.filter(pk=soon.review_id).update(publish_at=midnight - timedelta(minutes=1))
    ClaimReview.objects.filter(pk=later.review_id).update(publish_at=midnight + timedelta(hours=1))
    page = desk_of(client, editor())
    settle = card(page, "queue-to_settle")
    assert statement(to_settle) in settle
    assert "True" in settle
    assert "False" in settle
    assert statement(late.review) in card(page, "queue-late")
    assert "late by 3 h" in card(page, "queue-late")
    assert late.reviewer.name in card(page, "queue-late")
    assert statement(waiting.review) not in card(page, "queue-late")
    assert statement(ready.review) in card(page, "queue-ready")
    assert "The lawyers read it." in card(page, "queue-held")
    assert statement(held.review) not in card(page, "queue-ready")
    assert statement(soon.review) in card(page, "queue-going_out")
    assert "goes out 23:59" in card(page, "queue-going_out")
    assert statement(later.review) not in card(page, "queue-going_out")


def test_the_numbers_count_what_they_say(client):
    ClaimFactory()
    ClaimFactory(state="dismissed")
    late = assigned()
    ClaimReview.objects.filter(pk=late.review_id).update(due_at=timezone.now() - timedelta(hours=1))
    waiting = assigned()
    ask_somebody(waiting.review)
    drafted()
    publish(signed().review, by=editor())
    page = desk_of(client, editor())
    counts = words_of(re.search(r'<ul class="counts">.*?</ul>', page, re.S)[0])
    assert "To triage 1 in 1 document" in counts
    assert "In review 2 1 late , 1 waiting for a reply" in counts
    assert "Sign-off 1 oldest: just now" in counts
    assert "Published, 7 days 1 none set for today" in counts


def test_each_number_leads_to_what_it_counts(client):
    ClaimFactory()
    ClaimFactory(state="dismissed")
    open_review_for()
    assigned()
    two_findings_that_differ()
    drafted()
    publish(signed().review, by=editor())
    page = desk_of(client, editor())
    tiles = re.findall(
        r'<a class="card count" href="(.*?)">.*?class="label">(.*?)<.*?<b>(.*?)</b>', page
    )
    shown = {}
    for address, title, count in tiles:
        items = re.findall(
            r"<(?:li|tr|div)[^>]* data-item ", client.get(unescape(address)).content.decode()
        )
        shown[title] = (int(count), len(items))
    assert shown == {
        "To triage": (1, 1),
        "In review": (3, 3),
        "Sign-off": (1, 1),
        "Published, 7 days": (1, 1),
    }
    since = timezone.localdate() - timedelta(days=7)
    assert tiles[-1][0].endswith(f"?since={since}")


def test_the_headline_counts_what_waits_for_this_editor(client):
    drafted()
    two_findings_that_differ()
    open_review_for()
    assign_reviewers()  # there are reviewers with room, so this one is taken
    assert "Two claims wait for you" in desk_of(client, editor())


def test_the_headline_counts_what_is_to_be_decided_and_the_sentence_says_of_what_kind(client):
    drafted()
    two_findings_that_differ()
    signed()
    scheduled = signed()  # noise: it goes out by itself
    ClaimReview.objects.filter(pk=scheduled.review_id).update(
        publish_at=timezone.now() + timedelta(days=2)
    )
    for _ in range(2):
        nobody = open_review_for()
        ClaimReview.objects.filter(pk=nobody.pk).update(nobody_because="Nobody has room.")
    page = desk_of(client, editor())
    assert "Five claims wait for you" in page
    assert "One to sign, one to settle, one to publish, two with nobody to take them." in page
    yours = re.search(
        r'<section class="card queue" id="yours".*?</ul>\s*</section>\s*</section>', page, re.S
    )[0]
    assert yours.count("data-item") == 5
    # the control: what is settled is counted no more
    ClaimReview.objects.exclude(nobody_because="Nobody has room.").update(state="closed")
    page = desk_of(client, editor())
    assert "Two claims wait for you" in page
    assert "Two with nobody to take them." in page


def test_a_claim_that_asks_for_two_things_waits_once(client):
    scene = scenes.asking_for_waiver()
    ask_for_time(
        scene.assignment,
        by=scene.people["own"],
        until=scene.assignment.due_at + timedelta(days=1),
        because="The port is shut.",
    )
    page = desk_of(client, editor())
    assert "One claim waits for you" in page
    words = "one asking for a waiver, one asking for more time: {} in all, as one claim asks for "
    assert f"{words.format('two').capitalize()}more than one thing." in page
    drafted()  # another claim is another
    page = desk_of(client, editor())
    assert "Two claims wait for you" in page
    assert f"One to sign, {words.format('three')}more than one thing." in page


def test_a_long_list_leads_to_all_of_it(client):
    for _ in range(SHOWN + 1):
        drafted()
    to_sign = card(desk_of(client, editor()), "queue-to_sign")
    assert to_sign.count("It holds") == 0
    assert f"All {SHOWN + 1}" in to_sign


def test_who_has_what_counts_live_work_and_says_who_is_away(client):
    busy = reviewer(capacity=5)
    busy.name = "Busy Person"
    busy.save()
    for _ in range(2):
        assigned(to=busy)
    make_overdue(busy.assignments.first())
    gone = reviewer(away=(timezone.localdate(), timezone.localdate()))
    loads = card(desk_of(client, editor()), "loads-title")
    assert "Busy Person 2 of 5 1 late" in loads
    assert f"{gone.name} away until" in loads


def test_somebody_with_both_roles_has_both_parts(client):
    person = UserFactory(roles=[Role.REVIEWER, Role.EDITOR])
    Reviewer.objects.create(user=person)
    mine = assigned(to=person)
    verdict = drafted()
    page = desk_of(client, person)
    assert statement(mine.review) in card(page, "queue-asked")
    assert statement(verdict.review) in card(page, "queue-to_sign")
    assert "Two claims wait for you" in page


@pytest.mark.parametrize("who", [editor, reviewer])
def test_the_desk_takes_the_same_queries_for_one_and_three_rows(client, who):
    person = who()
    fill_desk(person)
    desk_of(client, person)
    with CaptureQueriesContext(connection) as one:
        desk_of(client, person)
    fill_desk(person)
    fill_desk(person)
    with CaptureQueriesContext(connection) as three:
        desk_of(client, person)
    assert len(three) == len(one)
    assert len(one) < 60


def fill_desk(person) -> None:
    """A claim in every list, and some of this person's own."""
    assigned(to=person)
    ask_somebody(assigned(to=person).review)
    drafted()
    two_findings_that_differ()
    late = assigned()
    ClaimReview.objects.filter(pk=late.review_id).update(due_at=timezone.now())
    signed()
    hold_review(signed().review, by=editor(), reason="Lawyers.")
    schedule_publication(signed().review, timezone.now() + timedelta(minutes=1), by=editor())
    review = open_review_for()
    ClaimReview.objects.filter(pk=review.pk).update(nobody_because="Everybody is away.")
    ClaimFactory(document=DocumentFactory(added_by=person))
    tell(person, "Something", "/claims/1/", kind=NoticeKind.OTHER)
    review = open_review_for(reviewers=2)
    submitted(assigned(review, person))


# -- clean hands, asked for many at once --------------------------------------------------------


@pytest.mark.parametrize("kind", ["finding", "evidence", "settled", "worded", "started", "none"])
def test_hands_are_judged_here_as_the_signature_judges_them(kind):
    review, person = open_review_for(), editor()
    unrelated = assigned()
    start_work(unrelated, by=unrelated.reviewer)
    if kind in ("finding", "evidence", "started"):
        work = assign(review, person, by=editor(), reason="x")
        if kind == "finding":
            submitted(work)
        else:
            start_work(work, by=person)
        if kind == "evidence":
            with_evidence(work)
    elif kind == "settled":
        Settlement.objects.create(
            review=review, round=1, how="adjudicated", reasons="x", decided_by=person
        )
    elif kind == "worded":
        drafted(review).review.verdicts.create(
            round=1, conclusion="c", explanation="e", writer=person, drafted_by=editor()
        )
    tainted = bool(fresh(review).work_of(person))
    assert tainted is (kind != "none")
    assert ClaimReview.objects.filter(worked_on_by(person), pk=review.pk).exists() is tainted
    assert (person.pk in hands_in([review])[review.pk]) is tainted


def test_the_work_of_an_earlier_round_taints_nobody():
    review, person = open_review_for(), editor()
    submitted(assign(review, person, by=editor(), reason="x"))
    ClaimReview.objects.filter(pk=review.pk).update(round=2)
    assert fresh(review).work_of(person) == ""
    assert not ClaimReview.objects.filter(worked_on_by(person), pk=review.pk).exists()
    assert person.pk not in hands_in([fresh(review)])[review.pk]
