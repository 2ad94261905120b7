"""What is due, and the clock that stands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from newsroom.notices.models import Notice
from tests.factories import (
    assigned,
    editor,
    fresh,
    make_overdue,
)
from verification.models import Assignment
from verification.operations.assignments import start_work
from verification.operations.contacts import ask_for_comment, record_answer
from verification.operations.deadlines import follow_up_overdue, remind_of_due_work
from verification.states import AssignmentState

pytestmark = pytest.mark.django_db


def test_untouched_late_work_is_taken_back_and_offered_again():
    late, other = assigned(), assigned()
    make_overdue(late)
    assert follow_up_overdue() == 1
    late.refresh_from_db()
    other.refresh_from_db()
    assert late.state == AssignmentState.TAKEN_BACK
    assert other.state == AssignmentState.ASKED
    assert fresh(late.review).needs_reviewers
    told = Notice.objects.filter(text__startswith="Not started in time")
    assert [notice.recipient for notice in told] == [late.reviewer]
    assert follow_up_overdue() == 0


def test_started_late_work_alerts_reviewer_and_editors_once():
    boss = editor()
    late = assigned()
    start_work(late, by=late.reviewer)
    make_overdue(late)
    assert follow_up_overdue() == 1
    assert follow_up_overdue() == 0
    late.refresh_from_db()
    assert late.state == AssignmentState.STARTED
    told = Notice.objects.filter(text__startswith="Late, with")
    assert {late.reviewer_id, boss.pk} <= set(told.values_list("recipient", flat=True))


def test_the_clock_of_a_waiting_claim_stands():
    late = assigned()
    start_work(late, by=late.reviewer)
    contact = ask_for_comment(
        late.review,
        by=late.reviewer,
        whom="The ministry",
        question="How many?",
        reply_by=timezone.now() + timedelta(days=1),
    )
    make_overdue(late)
    assert follow_up_overdue() == 0
    # Control: once the answer is there the clock runs again.
    record_answer(contact, by=late.reviewer, answer="None of your business.")
    make_overdue(late)
    assert follow_up_overdue() == 1


def asked(given, hours):
    return ask_for_comment(
        given.review,
        by=given.reviewer,
        whom=f"The ministry, by {hours} o’clock",
        question="How many?",
        reply_by=timezone.now() + timedelta(hours=hours),
    )


def moved(given, since):
    """By how many whole hours the work is due later, and its review with it."""
    given.refresh_from_db()
    by = (given.due_at - since).total_seconds() / 3600
    return round(by)


def test_what_is_due_moves_on_by_the_time_there_is_to_reply():
    given = assigned()
    noise = assigned()
    review_due, due, noise_due = given.review.due_at, given.due_at, noise.due_at
    asked(given, 24)
    assert moved(given, due) == 24
    assert round((fresh(given.review).due_at - review_due).total_seconds() / 3600) == 24
    assert moved(noise, noise_due) == 0


def test_an_answer_gives_back_the_time_that_was_not_needed():
    given = assigned()
    due = given.due_at
    contact = asked(given, 24)
    record_answer(contact, by=given.reviewer, answer="312.")
    assert moved(given, due) == 0


def test_an_answer_after_the_time_to_reply_changes_nothing_more():
    given = assigned()
    due = given.due_at
    contact = asked(given, 24)
    type(contact).objects.update(reply_by=timezone.now() - timedelta(hours=1))
    record_answer(contact, by=given.reviewer, answer="None came.")
    assert moved(given, due) == 24


def test_waiting_for_two_at_once_is_counted_once():
    given = assigned()
    due = given.due_at
    first, second = asked(given, 24), asked(given, 30)
    assert moved(given, due) == 30
    record_answer(second, by=given.reviewer, answer="312.")
    assert moved(given, due) == 24
    record_answer(first, by=given.reviewer, answer="313.")
    assert moved(given, due) == 0


def test_a_reminder_comes_once_and_only_shortly_before():
    soon, later = assigned(), assigned()
    Assignment.objects.filter(pk=soon.pk).update(due_at=timezone.now() + timedelta(hours=1))
    assert remind_of_due_work() == 1
    assert remind_of_due_work() == 0
    reminded = Notice.objects.filter(text__startswith="Due soon")
    assert [notice.recipient for notice in reminded] == [soon.reviewer]
    later.refresh_from_db()
    assert later.reminded_at is None
