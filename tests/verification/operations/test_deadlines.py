"""Findings that are due: the reminder before, and what happens after."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.models import Claim
from newsroom.notices.models import Notice, NoticeKind
from tests.factories import (
    assigned,
    editor,
    fresh,
    make_overdue,
    open_review_for,
    reviewer,
)
from verification.models import Assignment, ClaimReview, TimeRequest
from verification.operations.assigning import assign_reviewers
from verification.operations.assignments import start_work
from verification.operations.contacts import ask_for_comment, record_answer
from verification.operations.deadlines import follow_up_overdue, remind_of_due_work, to_follow_up
from verification.states import AssignmentState

pytestmark = pytest.mark.django_db


def due_in(given, **time_left):
    Assignment.objects.filter(pk=given.pk).update(due_at=timezone.now() + timedelta(**time_left))


def started(**policy):
    given = assigned(open_review_for(**policy))
    return start_work(given, by=given.reviewer)


def told(kind):
    """Who was told of which claim by notices of a kind, in no order."""
    notices = Notice.objects.filter(kind=kind)
    return sorted((notice.recipient.name, notice.text) for notice in notices)


def history(given, verb):
    return [event.note for event in given.review.claim.events.filter(verb=verb)]


# -- after it is due -----------------------------------------------------------------------------


def test_untouched_late_work_is_taken_back_told_and_given_to_the_next():
    late, noise = assigned(), assigned()
    make_overdue(late)
    assert follow_up_overdue() == 1
    late.refresh_from_db()
    noise.refresh_from_db()
    assert (late.state, late.end_note) == (AssignmentState.TAKEN_BACK, "not started in time")
    assert late.ended_at is not None
    assert noise.state == AssignmentState.ASKED
    assert history(late, "taken_back") == ["not started in time"]
    assert told(NoticeKind.TAKEN) == [
        (
            late.reviewer.name,
            f"Not started in time, so somebody else is asked: {late.review.claim.statement}",
        )
    ]
    assert follow_up_overdue() == 0
    next_one = reviewer()
    Assignment.objects.filter(pk=noise.pk).update(due_at=timezone.now() + timedelta(days=9))
    assign_reviewers()
    live = late.review.assignments.live().get()
    assert live.reviewer != late.reviewer
    assert live.reviewer in (next_one, noise.reviewer)


def test_who_did_not_start_is_not_asked_again_in_this_round():
    late = assigned()
    make_overdue(late)
    follow_up_overdue()
    assert assign_reviewers() == 0
    assert fresh(late.review).needs_reviewers
    review = fresh(late.review)
    assert "had a part in it already" in review.nobody_because
    assert review.would_help.startswith("Assign it by hand to who had it before, or invite")


def test_a_claim_that_was_kept_for_who_did_not_start_is_kept_no_longer():
    late, other = assigned(), assigned()
    kept = ClaimReview.objects.filter(pk__in=[late.review_id, other.review_id])
    kept.update(kept_for=late.reviewer, kept_because="Knows the harbour.")
    make_overdue(late)
    make_overdue(other)
    follow_up_overdue()
    assert fresh(late.review).kept_for is None
    assert fresh(other.review).kept_for == late.reviewer


def test_started_late_work_alerts_reviewer_and_editors_and_stays_theirs():
    boss, late, noise = editor(), started(), started()
    make_overdue(late)
    assert follow_up_overdue() == 1
    late.refresh_from_db()
    assert late.state == AssignmentState.STARTED
    text = f"Late, with {late.reviewer.name}: {late.review.claim.statement}"
    assert {(late.reviewer.name, text), (boss.name, text)} <= set(told(NoticeKind.LATE))
    assert noise.reviewer.name not in {name for name, _ in told(NoticeKind.LATE)}
    assert history(late, "overdue") == [""]


def test_the_alert_comes_again_after_a_day_and_no_sooner():
    late = started()
    make_overdue(late)
    follow_up_overdue()
    mine = Notice.objects.filter(kind=NoticeKind.LATE, recipient=late.reviewer)

    def alerted(hours_ago):
        Assignment.objects.update(alerted_at=timezone.now() - timedelta(hours=hours_ago))
        return follow_up_overdue()

    assert (alerted(23), mine.count()) == (0, 1)
    assert (alerted(25), mine.count()) == (1, 2)
    assert (follow_up_overdue(), mine.count()) == (0, 2)
    assert history(late, "overdue") == [""]  # the history tells of it once


def test_an_editor_who_reviews_the_claim_is_not_told_how_far_the_other_is():
    review = open_review_for(reviewers=2)
    late, other, boss = assigned(review), assigned(fresh(review), editor()), editor()
    start_work(late, by=late.reviewer)
    make_overdue(late)
    follow_up_overdue()
    names = {name for name, _ in told(NoticeKind.LATE)}
    assert other.reviewer.name not in names
    assert {late.reviewer.name, boss.name} <= names


def test_late_work_whose_request_nobody_answers_alerts_the_editors():
    boss, late = editor(), started()
    make_overdue(late)
    TimeRequest.objects.create(
        assignment=late, until=timezone.now() + timedelta(days=90), because="So.",
        asked_at=timezone.now() - timedelta(days=3),
    )  # fmt: skip
    assert follow_up_overdue() == 1
    assert boss.name in {name for name, _ in told(NoticeKind.LATE)}


@pytest.mark.parametrize("begin", [assigned, started])
def test_while_an_editor_has_yet_to_answer_about_more_time_nothing_happens(begin):
    late = begin()
    make_overdue(late)
    request = TimeRequest.objects.create(
        assignment=late, until=timezone.now() + timedelta(days=1), because="The archive is shut."
    )
    assert follow_up_overdue() == 0
    # Controls: it holds for two days and up to the time it asks for.
    now = timezone.now()
    for asked, until, found in ((-47, 24, 0), (-49, 24, 1), (-47, -1, 1)):
        TimeRequest.objects.update(
            asked_at=now + timedelta(hours=asked), until=now + timedelta(hours=until)
        )
        assert to_follow_up().count() == found
    TimeRequest.objects.update(asked_at=now, until=now + timedelta(hours=24))
    # Once it is answered, the clock counts too.
    request.is_granted, request.decided_by, request.decided_at = False, editor(), timezone.now()
    request.save()
    assert follow_up_overdue() == 1


def test_of_many_late_claims_somebody_gets_one_notice():
    boss = editor()
    busy = reviewer(capacity=20)
    for _ in range(4):
        make_overdue(start_work(assigned(to=busy), by=busy))
    assert follow_up_overdue() == 4
    mine = Notice.objects.filter(kind=NoticeKind.LATE)
    assert [n.text for n in mine.filter(recipient=boss)] == ["4 claims are late."]
    assert [n.text for n in mine.filter(recipient=busy)] == ["4 claims are late."]


def test_thousands_of_late_claims_are_followed_up_in_a_few_statements():
    late = assigned()
    claim = late.review.claim
    count = 5000
    claims = Claim.objects.bulk_create(
        Claim(document=claim.document, statement=f"No. {n}", state="sent") for n in range(count)
    )
    reviews = ClaimReview.objects.bulk_create(
        ClaimReview(
            claim=one, policy=late.review.policy, scale=late.review.scale, state="in_review"
        )
        for one in claims
    )
    people = [reviewer(capacity=count) for _ in range(5)]
    past = timezone.now() - timedelta(hours=1)
    Assignment.objects.bulk_create(
        Assignment(
            review=review, reviewer=people[n % 5], role="1_first", due_at=past,
            state="started" if n % 2 else "asked",
        )
        for n, review in enumerate(reviews)
    )  # fmt: skip
    with CaptureQueriesContext(connection) as caught:
        assert follow_up_overdue() == count
    assert len(caught) < 100, "so many statements for each batch, however many rows"
    assert Assignment.objects.filter(state="taken_back").count() == count // 2
    assert Assignment.objects.filter(alerted_at__isnull=False).count() == count // 2


# -- the clock that stands -------------------------------------------------------------------------


def asked(given, hours):
    return ask_for_comment(
        given.review,
        by=given.reviewer,
        whom=f"The ministry, by {hours} o’clock",
        question="How many?",
        reply_by=timezone.now() + timedelta(hours=hours),
    )


def test_the_clock_of_a_waiting_claim_stands():
    late = started()
    contact = asked(late, 24)
    make_overdue(late)
    assert follow_up_overdue() == 0
    # Control: once the answer is there the clock runs again.
    record_answer(contact, by=late.reviewer, answer="None of your business.")
    make_overdue(late)
    assert follow_up_overdue() == 1


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


# -- before it is due ------------------------------------------------------------------------------


def test_a_reminder_comes_once_and_only_shortly_before():
    soon, later = assigned(), assigned()
    due_in(soon, hours=1)
    assert remind_of_due_work() == 1
    assert remind_of_due_work() == 0
    assert told(NoticeKind.DUE) == [
        (soon.reviewer.name, f"Due soon: {soon.review.claim.statement}")
    ]
    later.refresh_from_db()
    assert later.reminded_at is None


def test_the_policy_says_how_long_before():
    early = assigned(open_review_for(remind_hours=6))
    late = assigned(open_review_for(remind_hours=1))
    never = assigned(open_review_for(remind_hours=0))
    for given in (early, late, never):
        due_in(given, hours=3)
    assert remind_of_due_work() == 1
    assert [name for name, _ in told(NoticeKind.DUE)] == [early.reviewer.name]
    due_in(late, minutes=30)
    due_in(never, seconds=10)
    assert remind_of_due_work() == 1


def test_where_working_hours_count_the_reminder_comes_so_many_of_them_before():
    """Somebody who was at work until an hour ago and is again tomorrow has one of the two hours
    left before what is due in their first hour tomorrow."""
    now = timezone.now()
    ended = (now - timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    at_work = reviewer()
    for weekday in range(7):
        at_work.reviewer.hours.create(
            weekday=weekday, starts=time((ended.hour - 4) % 24), ends=time(ended.hour)
        )
    round_the_clock = reviewer()
    for weekday in range(7):
        round_the_clock.reviewer.hours.create(weekday=weekday, starts=time(), ends=time())
    starts_again = ended + timedelta(hours=20)
    for person in (at_work, round_the_clock):
        given = assigned(open_review_for(working_hours=True, remind_hours=2), person)
        Assignment.objects.filter(pk=given.pk).update(due_at=starts_again + timedelta(hours=1))
    on_the_clock = assigned(open_review_for(remind_hours=2), at_work)
    Assignment.objects.filter(pk=on_the_clock.pk).update(due_at=starts_again + timedelta(hours=1))
    assert remind_of_due_work() == 1
    assert [name for name, _ in told(NoticeKind.DUE)] == [at_work.name]
    on_the_clock.refresh_from_db()
    assert on_the_clock.reminded_at is None


def test_who_waits_for_a_reply_is_not_reminded():
    given = started()
    asked(given, 24)
    due_in(given, hours=1)
    assert remind_of_due_work() == 0
