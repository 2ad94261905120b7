"""Whoever was asked for comment: before the time to reply is over, and when nothing came."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from newsroom.notices.models import Notice, NoticeKind
from tests.factories import assigned, editor, open_review_for, submitted
from verification.models import Contact
from verification.operations.assignments import take_back
from verification.operations.contacts import ask_for_comment, record_answer
from verification.operations.deadlines import follow_up_overdue
from verification.operations.replies import follow_up_replies
from verification.operations.reviews import close_review

pytestmark = pytest.mark.django_db


def asked(given=None, *, whom="The ministry", minutes=24 * 60):
    """Somebody was asked; ``minutes`` are how long they may still reply, or passed since."""
    given = given or assigned()
    contact = ask_for_comment(
        given.review, by=given.reviewer, whom=whom, question="How many?",
        reply_by=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    Contact.objects.filter(pk=contact.pk).update(
        reply_by=timezone.now() + timedelta(minutes=minutes)
    )
    contact.refresh_from_db()
    return contact


def told():
    notices = Notice.objects.filter(kind=NoticeKind.REPLY).order_by("pk")
    return [(notice.recipient, notice.text.split(":")[0]) for notice in notices]


def test_who_asked_is_reminded_once_shortly_before():
    soon, later = asked(minutes=60), asked()
    assert follow_up_replies() == 1
    assert follow_up_replies() == 0
    assert told() == [(soon.asked_by, "The time for The ministry to reply is nearly over")]
    later.refresh_from_db()
    assert later.reminded_at is None


def test_when_no_reply_came_who_asked_is_told_once_and_the_history_notes_it():
    over, other = asked(minutes=-5), asked()
    assert follow_up_replies() == 1
    assert follow_up_replies() == 0
    assert told() == [
        (over.asked_by, "No reply from The ministry in time, so the clock runs again")
    ]
    lines = over.review.claim.events.filter(verb="no_reply")
    assert [line.data for line in lines] == [{"whom": "The ministry"}]
    assert not other.review.claim.events.filter(verb="no_reply").exists()
    over.refresh_from_db()
    assert over.is_open  # shown until it is answered


def test_who_was_reminded_is_told_again_when_nothing_came():
    contact = asked(minutes=60)
    follow_up_replies()
    Contact.objects.filter(pk=contact.pk).update(
        reply_by=timezone.now() - timedelta(minutes=1),
        reminded_at=timezone.now() - timedelta(hours=1),
    )
    assert follow_up_replies() == 1
    assert [text[:8] for _, text in told()] == ["The time", "No reply"]


def test_the_clock_runs_again_once_the_time_to_reply_has_passed():
    given = assigned()
    contact = asked(given)
    type(given).objects.filter(pk=given.pk).update(due_at=timezone.now() - timedelta(hours=1))
    assert follow_up_overdue() == 0
    Contact.objects.filter(pk=contact.pk).update(reply_by=timezone.now() - timedelta(minutes=1))
    assert follow_up_overdue() == 1


def test_an_answer_ends_it():
    contact = asked(minutes=60)
    record_answer(contact, by=contact.asked_by, answer="312.")
    assert follow_up_replies() == 0


def test_of_a_claim_that_was_closed_nobody_is_told():
    contact = asked(minutes=-5)
    close_review(contact.review, by=editor(), reason="No longer news.")
    assert follow_up_replies() == 0


def test_where_the_asker_has_left_the_claim_its_present_reviewer_is_told():
    given = assigned()
    contact = asked(given, minutes=-5)
    take_back(given, by=editor(), reason="Is ill.")
    successor = assigned(given.review)
    assert follow_up_replies() == 1
    assert [person for person, _ in told()] == [successor.reviewer]
    assert contact.asked_by != successor.reviewer


def test_who_asked_and_has_handed_in_is_still_told():
    given = assigned(open_review_for(reviewers=2))
    asked(given, minutes=-5)
    submitted(given)
    assigned(given.review)
    follow_up_replies()
    assert [person for person, _ in told()] == [given.reviewer]


def test_of_many_questions_without_a_reply_there_is_one_notice():
    given = assigned()
    for number in range(4):
        asked(given, whom=f"Ministry {number}", minutes=-5)
    assert follow_up_replies() == 4
    assert [text for _, text in told()] == [
        "To 4 questions no reply came in time. Their clocks run again."
    ]
