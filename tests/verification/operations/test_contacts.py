"""Waiting for a reply: until then the clock stands, and what ends the wait is written down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.factories import (
    admin,
    assigned,
    editor,
    fresh,
    open_review_for,
    reviewer,
    signed,
    submitted,
)
from verification.errors import NotReady, Overtaken
from verification.invariants.checking import broken_rules
from verification.models import Assignment, ClaimReview, Contact
from verification.operations.assignments import reassign
from verification.operations.contacts import (
    ask_for_comment,
    cancel_contact,
    move_reply_by,
    note_no_reply,
    record_answer,
)
from verification.operations.facts import set_due
from verification.operations.time_requests import ask_for_time, grant_time, refuse_time
from verification.operations.waivers import waive
from verification.reports.document import build

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def asked(given, whom="The ministry", days=1):
    return ask_for_comment(
        given.review, by=given.reviewer, whom=whom, question="How many?",
        reply_by=timezone.now() + days * DAY,
    )  # fmt: skip


def overdue(contact):
    Contact.objects.filter(pk=contact.pk).update(reply_by=timezone.now() - DAY)
    contact.refresh_from_db()
    return contact


def nearly(moment, expected):
    return abs(moment - expected) < timedelta(seconds=5)


def test_more_time_to_reply_moves_what_is_due_and_is_reminded_of_anew():
    given = assigned()
    due = given.due_at
    contact = asked(given)
    Contact.objects.update(reminded_at=timezone.now())
    move_reply_by(contact, by=given.reviewer, reply_by=contact.reply_by + 2 * DAY)
    given.refresh_from_db()
    contact.refresh_from_db()
    assert nearly(given.due_at, due + 3 * DAY)
    assert contact.reminded_at is None
    assert given.review.claim.events.filter(verb="moved_reply").count() == 1


def test_less_time_to_reply_gives_back_what_is_not_needed():
    given = assigned()
    due = given.due_at
    contact = asked(given, days=3)
    move_reply_by(contact, by=given.reviewer, reply_by=timezone.now() + DAY)
    given.refresh_from_db()
    assert nearly(given.due_at, due + DAY)


def test_the_time_to_reply_is_in_the_future_and_another_one():
    given = assigned()
    contact = asked(given)
    with pytest.raises(NotReady, match="has passed"):
        move_reply_by(contact, by=given.reviewer, reply_by=timezone.now() - DAY)
    with pytest.raises(Overtaken, match="already"):
        move_reply_by(contact, by=given.reviewer, reply_by=contact.reply_by)
    assert not given.review.claim.events.filter(verb="moved_reply").exists()


def test_of_several_that_are_waited_for_the_last_one_counts():
    given = assigned()
    due = given.due_at
    first, second = asked(given, "The ministry", days=1), asked(given, "The port", days=4)
    given.refresh_from_db()
    assert nearly(given.due_at, due + 4 * DAY)
    record_answer(first, by=given.reviewer, answer="312.")
    given.refresh_from_db()
    assert nearly(given.due_at, due + 4 * DAY)
    assert ClaimReview.objects.waiting().filter(pk=given.review_id).exists()
    cancel_contact(second, by=given.reviewer, reason="not needed any more")
    given.refresh_from_db()
    assert nearly(given.due_at, due)
    assert not ClaimReview.objects.waiting().filter(pk=given.review_id).exists()


def test_that_no_answer_came_is_written_down_once_the_time_has_passed():
    given = assigned()
    contact = asked(given)
    with pytest.raises(NotReady, match="may still answer"):
        note_no_reply(contact, by=given.reviewer)
    note_no_reply(overdue(contact), by=given.reviewer)
    contact.refresh_from_db()
    assert contact.answer.startswith("No answer came by ")
    assert contact.answered_to == given.reviewer
    with pytest.raises(NotReady, match="already recorded"):  # pressed twice
        note_no_reply(contact, by=given.reviewer)
    assert given.review.claim.events.filter(verb="no_reply").count() == 1


def test_what_was_cancelled_is_in_the_history_and_in_no_report():
    given = assigned()
    kept, gone = asked(given, "The port"), asked(given, "The wrong office")
    cancel_contact(gone, by=given.reviewer, reason="it is not theirs")
    record_answer(kept, by=given.reviewer, answer="312.")
    gone.refresh_from_db()
    assert gone.is_cancelled
    assert not kept.is_cancelled
    assert given.review.claim.events.get(verb="waits_no_more").note == "it is not theirs"
    with pytest.raises(NotReady, match="no longer waited for"):
        record_answer(gone, by=given.reviewer, answer="Too late.")
    verdict = signed()
    Contact.objects.update(review=verdict.review)
    told = build(verdict.review, verdict, version=1)["contacts"]
    assert [(contact["whom"], contact["answer"]) for contact in told] == [("The port", "312.")]


def test_cancelling_needs_a_reason():
    given = assigned()
    contact = asked(given)
    with pytest.raises(NotReady, match="reason"):
        cancel_contact(contact, by=given.reviewer, reason=" ")
    contact.refresh_from_db()
    assert contact.is_open


@pytest.mark.parametrize("verb", [record_answer, note_no_reply, move_reply_by, cancel_contact])
def test_whoever_goes_on_with_the_work_or_runs_the_desk_ends_the_wait_and_nobody_else(verb):
    given = assigned()
    contacts = [asked(given, whom) for whom in ("The ministry", "The port")]
    if verb is note_no_reply:
        contacts = [overdue(contact) for contact in contacts]
    more = {
        record_answer: {"answer": "312."},
        note_no_reply: {},
        move_reply_by: {"reply_by": timezone.now() + 9 * DAY},
        cancel_contact: {"reason": "not needed"},
    }[verb]
    new = reassign(given, reviewer(), by=editor(), reason="on leave")
    for person in (given.reviewer, reviewer(), admin()):
        with pytest.raises(PermissionDenied, match="reviewers and editors"):
            verb(contacts[0], by=person, **more)
    assert verb(contacts[0], by=new.reviewer, **more)
    assert verb(contacts[1], by=editor(), **more)


def test_an_editor_does_not_ask_on_a_claim_that_others_review():
    given = assigned()
    with pytest.raises(PermissionDenied, match="Only the claim’s reviewers can ask"):
        ask_for_comment(
            given.review, by=editor(), whom="The port", question="How many?",
            reply_by=timezone.now() + DAY,
        )  # fmt: skip
    assert asked(given)


def test_the_clock_stands_for_thirty_days_at_most():
    given = assigned()
    due = given.due_at
    with pytest.raises(NotReady, match="at most 30 days"):
        asked(given, days=31)
    with pytest.raises(NotReady, match="at most 30 days"):
        asked(given, days=365_000)
    contact = asked(given, days=29)
    with pytest.raises(NotReady, match="at most 30 days"):
        move_reply_by(contact, by=given.reviewer, reply_by=timezone.now() + 31 * DAY)
    given.refresh_from_db()
    assert nearly(given.due_at, due + 29 * DAY)
    move_reply_by(contact, by=given.reviewer, reply_by=timezone.now() + 30 * DAY)
    given.refresh_from_db()
    assert nearly(given.due_at, due + 30 * DAY)


def test_an_editor_ends_a_wait_of_centuries_from_before_there_was_a_limit():
    given, boss = assigned(), editor()
    due = given.due_at
    contact = asked(given)
    centuries = timezone.now() + 350_000 * DAY
    Contact.objects.filter(pk=contact.pk).update(reply_by=centuries)
    Assignment.objects.filter(pk=given.pk).update(due_at=due + 350_000 * DAY)
    ClaimReview.objects.filter(pk=given.review_id).update(due_at=due + 350_000 * DAY)
    move_reply_by(contact, by=boss, reply_by=timezone.now() + DAY)
    given.refresh_from_db()
    assert nearly(given.due_at, due + DAY)
    cancel_contact(contact, by=boss, reason="long enough")
    given.refresh_from_db()
    assert nearly(given.due_at, due)


def granted_until(given, until):
    boss = editor()
    request = ask_for_time(given, by=given.reviewer, until=until, because="They open then.")
    grant_time(request, by=boss)


@pytest.mark.parametrize(("whose", "kept"), [("own", True), ("another's", False)])
def test_an_early_answer_does_not_take_back_the_time_that_an_editor_granted(whose, kept):
    given, noise = assigned(), assigned()
    due, until = given.due_at, timezone.now() + 12 * DAY
    contact = asked(given, days=7)
    given.refresh_from_db()
    granted_until(given if whose == "own" else noise, until)
    record_answer(contact, by=given.reviewer, answer="312.")
    given.refresh_from_db()
    review = fresh(given.review)
    expected = until if kept else due
    assert nearly(given.due_at, expected)
    assert nearly(review.due_at, expected)


def test_time_that_was_refused_is_taken_back_as_ever():
    given = assigned()
    due = given.due_at
    contact = asked(given, days=7)
    given.refresh_from_db()
    boss, until = editor(), timezone.now() + 12 * DAY
    request = ask_for_time(given, by=given.reviewer, until=until, because="So.")
    refuse_time(request, by=boss, answer="It goes out on Monday.")
    cancel_contact(contact, by=given.reviewer, reason="not needed")
    given.refresh_from_db()
    assert nearly(given.due_at, due)


def test_an_early_answer_does_not_take_back_what_an_editor_set_while_the_clock_stood():
    given = assigned()
    contact = asked(given)
    soon = timezone.now() + timedelta(hours=2)
    set_due(fresh(given.review), soon, by=editor(), reason="The debate is tonight.")
    record_answer(contact, by=given.reviewer, answer="Yes.")
    assert Assignment.objects.get(pk=given.pk).due_at == fresh(given.review).due_at == soon


def test_of_what_was_set_before_the_wait_only_the_wait_is_taken_back():
    given = assigned()
    soon = timezone.now() + timedelta(hours=2)
    set_due(fresh(given.review), soon, by=editor(), reason="The debate is tonight.")
    contact = asked(given)
    assert nearly(fresh(given.review).due_at, soon + timedelta(days=1))
    record_answer(contact, by=given.reviewer, answer="Yes.")
    assert nearly(fresh(given.review).due_at, soon)
    assert nearly(Assignment.objects.get(pk=given.pk).due_at, soon)


def test_what_was_set_counts_for_its_step_alone():
    given = assigned()
    later = timezone.now() + timedelta(days=30)
    set_due(fresh(given.review), later, by=editor(), reason="No hurry.")
    contact = asked(given)
    submitted(given)  # the verdict is to be worded now
    due = fresh(given.review).due_at
    record_answer(contact, by=given.reviewer, answer="Yes.")
    assert nearly(fresh(given.review).due_at, due - timedelta(days=1))


# -- what a finding rests on -----------------------------------------------------------------------


def of_two(*, blind):
    """A finding that is in because somebody was asked, and the other reviewer's work."""
    review = open_review_for(reviewers=2, blind=blind, comment_needed=True)
    one, other = assigned(review), assigned(fresh(review))
    contact = asked(one)
    submitted(one)
    return other, contact


def cancel(contact, by):
    return cancel_contact(contact, by=by, reason="The wrong ministry.")


def test_whom_a_finding_rests_on_having_been_asked_stays_asked():
    other, contact = of_two(blind=False)
    for person in (other.reviewer, editor()):
        with pytest.raises(NotReady, match="rests on The ministry having been asked"):
            cancel(contact, person)
    another = asked(other, whom="The mayor")
    cancel(contact, other.reviewer)  # the control: somebody was asked all the same
    with pytest.raises(NotReady, match="rests on The mayor"):
        cancel(another, other.reviewer)
    assert broken_rules() == []


def test_of_a_blind_review_nobody_learns_by_cancelling_that_the_other_is_in():
    other, contact = of_two(blind=True)
    with pytest.raises(NotReady, match="rests on"):  # an editor who may know
        cancel(contact, editor())
    cancel(contact, other.reviewer)
    assert broken_rules() == []  # they were asked when it was handed in
    with pytest.raises(NotReady, match="a request for comment"):
        submitted(other)


def test_a_finding_for_which_it_was_waived_rests_on_nobody():
    review = open_review_for(reviewers=2, blind=False, comment_needed=True)
    one, other = assigned(review), assigned(fresh(review))
    waive(fresh(review), by=editor(), requirement="comment", reason="They never answer.")
    submitted(one)
    cancel(asked(other), other.reviewer)
    assert broken_rules() == []
