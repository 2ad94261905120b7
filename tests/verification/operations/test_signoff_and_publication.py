"""Standing behind a text, publishing it, and what comes later."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from newsroom.accounts.models import Role
from newsroom.notices.models import Notice, Webhook
from tests.at_once import at_once, barrier
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
)
from verification.errors import FourEyesViolation, IllegalTransition, NotReady, OnHold, Overtaken
from verification.models import Assignment, ClaimReview, Report, SignOff, Verdict
from verification.operations import signoff
from verification.operations.assignments import assign, decline
from verification.operations.reports import publish, publish_due, retract
from verification.operations.reviews import (
    close_review,
    hold_review,
    release_review,
    reopen_review,
    schedule_publication,
)
from verification.operations.signoff import send_back, sign_off
from verification.operations.verdict_text import give_text
from verification.operations.verdicts import adjudicate, confirm_verdict, draft_verdict
from verification.reports.document import digest
from verification.states import NEXT_STATES, AssignmentState, ReviewState

pytestmark = pytest.mark.django_db


def also_editor(user):
    user.roles = [Role.REVIEWER, Role.EDITOR]
    user.save()
    return user


# -- clean hands ---------------------------------------------------------------------------------


def test_an_editor_with_clean_hands_signs_exactly_the_text():
    verdict = drafted()
    drafted()  # noise: another review's verdict
    boss = editor()
    signature = sign_off(verdict, by=boss, note="Well sourced.")
    assert signature.text_sha256 == verdict.hash_text()
    assert fresh(verdict.review).state == ReviewState.SIGNED_OFF
    event = verdict.review.claim.events.get(verb="signed_off")
    assert (event.actor, event.note) == (boss, "Well sourced.")


@pytest.mark.parametrize("somebody", [reviewer, admin])
def test_only_editors_sign_off(somebody):
    verdict = drafted()
    with pytest.raises(PermissionDenied):
        sign_off(verdict, by=somebody())
    assert not SignOff.objects.exists()


def test_whoever_submitted_a_finding_does_not_sign_it_off():
    verdict = drafted()
    tainted = also_editor(verdict.drafted_by)
    with pytest.raises(FourEyesViolation, match="submitted a finding"):
        sign_off(verdict, by=tainted)
    assert not SignOff.objects.exists()


def decided_after_adjudication_by(boss):
    review = open_review_for(reviewers=2)
    people = (reviewer(), reviewer())
    for person, slug in zip(people, ("true", "false"), strict=True):
        submitted(assigned(review, person), slug)
    adjudicate(fresh(review), by=boss, rating=rating(review, "half-true"), reasons="Half.")
    verdict = draft_verdict(fresh(review), by=people[0], conclusion="Half.", explanation="[1]")
    confirm_verdict(verdict, by=people[1])
    return verdict


def test_whoever_adjudicated_does_not_sign_it_off():
    boss = editor()
    verdict = decided_after_adjudication_by(boss)
    with pytest.raises(FourEyesViolation, match="settled the disagreement"):
        sign_off(verdict, by=boss)
    assert sign_off(verdict, by=editor())


def test_the_named_writer_does_not_sign_it_off():
    review = open_review_for()
    person = reviewer()
    submitted(assigned(review, person))
    writer = editor()
    give_text(fresh(review), writer, by=editor(), reason="They know the case.")
    verdict = draft_verdict(
        fresh(review), by=person, conclusion="It holds.", explanation="[1]", writer=writer
    )
    with pytest.raises(FourEyesViolation, match="named writer"):
        sign_off(verdict, by=writer)


def test_a_declined_or_untouched_assignment_taints_nobody():
    review = open_review_for()
    boss = editor()
    given = assign(review, boss, by=editor(), reason="short of people")
    decline(given, by=boss, reason="no time")
    verdict = drafted(fresh(review))
    assert sign_off(verdict, by=boss)


def test_work_of_an_earlier_round_taints_the_current_verdict_no_more():
    review = open_review_for()
    person = reviewer()
    submitted(assigned(review, person))
    verdict = draft_verdict(fresh(review), by=person, conclusion="It holds.", explanation="[1]")
    close_review(verdict.review, by=editor(), reason="no longer news")
    reopen_review(fresh(review), by=editor(), reason="it is news again")
    again = drafted(fresh(review))
    assert sign_off(again, by=also_editor(person))


def test_a_policy_waives_clean_hands_only_with_its_reason_kept():
    review = open_review_for(waive_four_eyes=True, waiver_reason="A desk of two.")
    verdict = drafted(review)
    signature = sign_off(verdict, by=also_editor(verdict.drafted_by))
    assert signature.waiver == "A desk of two."
    assert sign_off(drafted(), by=editor()).waiver == ""


def test_signing_a_text_that_was_reworded_meanwhile_is_refused():
    old = drafted()
    new = draft_verdict(
        fresh(old.review),
        by=old.drafted_by,
        conclusion="It holds, mostly.",
        explanation="[1]",
        seen=old,
    )
    with pytest.raises(Overtaken, match="changed in the meantime"):
        sign_off(old, by=editor())
    assert sign_off(new, by=editor())


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_pressing_at_once_one_signs_and_the_other_is_told():
    verdict = drafted()
    outcomes = at_once(*[partial(sign_off, verdict, by=editor()) for _ in range(2)])
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Overtaken", "SignOff"]
    assert SignOff.objects.count() == 1
    assert verdict.review.claim.events.filter(verb="signed_off").count() == 1


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_the_second_editor_gets_an_error_instead_of_a_sentence(
    monkeypatch,
):
    verdict = drafted()
    both_have_read = barrier(2)
    unlocked = ClaimReview.objects.select_related("claim", "policy")

    def read_only(pk):
        review = unlocked.get(pk=pk)
        both_have_read.wait()
        return review

    def taint_of_nobody(review, user):
        both_have_read.wait()  # both have found no signature
        return ""

    monkeypatch.setattr(signoff, "lock_review", read_only)
    monkeypatch.setattr(ClaimReview, "work_of", taint_of_nobody)
    outcomes = at_once(*[partial(sign_off, verdict, by=editor()) for _ in range(2)])
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["IntegrityError", "SignOff"]


# -- sending back --------------------------------------------------------------------------------


def test_a_verdict_sent_back_needs_a_new_wording_and_a_new_signature():
    verdict = signed()
    review = send_back(verdict.review, by=editor(), reason="Say as of when.")
    assert review.state == ReviewState.IN_REVIEW
    again = draft_verdict(
        fresh(review),
        by=verdict.drafted_by,
        conclusion="It holds as of today.",
        explanation="[1]",
        seen=verdict,
    )
    with pytest.raises(IllegalTransition):
        publish(fresh(review), by=editor())
    sign_off(again, by=editor())
    assert publish(fresh(review), by=editor()).verdict == again


def test_sending_back_needs_a_reason():
    verdict = drafted()
    with pytest.raises(NotReady, match="reason"):
        send_back(verdict.review, by=editor(), reason=" ")
    assert fresh(verdict.review).state == ReviewState.DECIDED


# -- publishing ----------------------------------------------------------------------------------


def test_publishing_publishes_exactly_the_signed_text():
    verdict = signed()
    report = publish(verdict.review, by=editor())
    assert (report.version, report.is_public) == (1, True)
    assert report.payload["verdict"]["text_sha256"] == verdict.sign_off.text_sha256
    assert report.payload["verdict"]["conclusion"] == verdict.conclusion
    assert report.sha256 == digest(report.payload)
    assert fresh(verdict.review).state == ReviewState.PUBLISHED


def test_own_copy_gets_a_report_but_never_a_public_one():
    review = open_review_for(ClaimFactory(document__purpose="own_copy"))
    verdict = drafted(review, "change")
    sign_off(verdict, by=editor())
    assert publish(fresh(review), by=editor()).is_public is False
    assert not Report.objects.public().exists()


def test_publishing_twice_is_refused_and_leaves_one_report():
    verdict = signed()
    publish(verdict.review, by=editor())
    with pytest.raises(IllegalTransition):
        publish(verdict.review, by=editor())
    assert Report.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_publishing_at_once_one_does():
    verdict = signed()
    outcomes = at_once(*[partial(publish, verdict.review, by=editor()) for _ in range(2)])
    assert sorted(type(outcome).__name__ for outcome in outcomes) == [
        "IllegalTransition",
        "Report",
    ]


def test_a_legal_hold_blocks_publication_until_it_is_released():
    verdict = signed()
    hold_review(verdict.review, by=editor(), reason="Lawyers.")
    with pytest.raises(OnHold, match="Lawyers"):
        publish(verdict.review, by=editor())
    release_review(fresh(verdict.review), by=editor())
    assert publish(verdict.review, by=editor())


def test_a_signed_review_is_published_at_its_time_and_not_before_or_on_hold():
    due, later, held = signed(), signed(), signed()
    soon = timezone.now() + timedelta(minutes=1)
    for verdict in (due, later, held):
        schedule_publication(verdict.review, soon, by=editor())
    hold_review(fresh(held.review), by=editor(), reason="Lawyers.")
    past = timezone.now() - timedelta(minutes=1)
    ClaimReview.objects.filter(pk__in=[due.review_id, held.review_id]).update(publish_at=past)

    assert publish_due() == 1
    assert publish_due() == 0
    assert fresh(due.review).state == ReviewState.PUBLISHED
    assert fresh(later.review).state == ReviewState.SIGNED_OFF
    assert fresh(held.review).state == ReviewState.SIGNED_OFF


def test_a_time_in_the_past_or_on_an_unsigned_review_is_refused():
    verdict = signed()
    with pytest.raises(NotReady, match="has passed"):
        schedule_publication(verdict.review, timezone.now(), by=editor())
    with pytest.raises(IllegalTransition):
        schedule_publication(drafted().review, timezone.now() + timedelta(days=1), by=editor())


def test_a_retraction_keeps_the_report_and_says_why():
    verdict = signed()
    publish(verdict.review, by=editor())
    retract(fresh(verdict.review), by=editor(), reason="The list was of last year.")
    review = fresh(verdict.review)
    assert review.state == ReviewState.RETRACTED
    assert review.ended_because == "The list was of last year."
    assert Report.objects.count() == 1


def test_a_reopened_review_goes_round_again_and_publishes_version_two():
    verdict = signed()
    publish(verdict.review, by=editor())
    reopen_review(fresh(verdict.review), by=editor(), reason="New figures.")
    again = drafted(fresh(verdict.review), "half-true")
    sign_off(again, by=editor())
    report = publish(fresh(verdict.review), by=editor())
    assert report.version == 2
    assert report.payload["verdict"]["label"] == "Half true"
    assert Report.objects.get(version=1).payload["verdict"]["label"] == "True"


# -- closing and illegal moves -------------------------------------------------------------------


def test_closing_takes_live_work_back_and_keeps_the_reason():
    given = assigned()
    close_review(given.review, by=editor(), reason="Not checkable.")
    given.refresh_from_db()
    assert given.state == AssignmentState.TAKEN_BACK
    assert fresh(given.review).ended_because == "Not checkable."
    assert not Assignment.objects.live().exists()


def brought_to(state):
    review = open_review_for()
    ClaimReview.objects.filter(pk=review.pk).update(state=state)
    return fresh(review)


@pytest.mark.parametrize("state", ReviewState)
@pytest.mark.parametrize("target", ReviewState)
def test_a_review_moves_only_as_the_table_says(state, target):
    review = brought_to(state)
    if target in NEXT_STATES[state]:
        review.move_to(target)
        assert fresh(review).state == target
    else:
        with pytest.raises(IllegalTransition, match="cannot become"):
            review.move_to(target)
        assert fresh(review).state == state


@pytest.mark.parametrize(
    ("verb", "legal"),
    [
        (lambda r, by: close_review(r, by=by, reason="why"), "open in_review adjudication decided "
         "signed_off"),
        (lambda r, by: reopen_review(r, by=by, reason="why"), "published closed retracted"),
        (lambda r, by: retract(r, by=by, reason="why"), "published"),
        (lambda r, by: send_back(r, by=by, reason="why"), "decided signed_off"),
    ],
    ids=["close", "reopen", "retract", "send back"],
)  # fmt: skip
@pytest.mark.parametrize("state", ReviewState)
def test_an_editors_verb_works_in_its_states_and_is_refused_in_all_others(state, verb, legal):
    review = brought_to(state)
    if state in legal.split():
        verb(review, editor())
        assert fresh(review).state != state
    else:
        with pytest.raises(IllegalTransition):
            verb(review, editor())
        assert fresh(review).state == state
        assert not review.claim.events.filter(verb__in=["closed", "reopened", "retracted"]).exists()


def test_the_hash_covers_rating_conclusion_explanation_and_writer():
    verdict = drafted()
    original = verdict.hash_text()
    for column, value in (("conclusion", "x"), ("explanation", "x"), ("rating", None)):
        changed = Verdict.objects.get(pk=verdict.pk)
        setattr(changed, column, value)
        assert changed.hash_text() != original


def test_signing_puts_away_what_asked_the_other_editors_to_sign():
    others, boss = editor(), editor()
    verdict, elsewhere = drafted(), drafted()
    sign_off(verdict, by=boss)
    asked = Notice.objects.unseen().filter(recipient=others, text__startswith="To sign off")
    assert [notice.path for notice in asked] == [elsewhere.review.get_absolute_url()]


def test_who_found_it_out_is_told_that_it_went_out_and_webhooks_once():
    webhook = Webhook.objects.create(name="Chat", url="https://chat.example/", kinds=["published"])
    by, verdict = editor(), signed(open_review_for(reviewers=2))
    people = [finding.reviewer for finding in verdict.review.findings.all()]
    assert len(people) == 2
    publish(fresh(verdict.review), by=by)
    text = f"Published: {verdict.review.claim.statement}"
    told = Notice.objects.filter(kind="published")
    assert sorted(told.values_list("recipient", "text")) == sorted(
        (person.pk, text) for person in people
    )
    assert [message.text for message in webhook.deliveries.all()] == [text]
