"""Who gets a claim, by the desk's run and by an editor's hand."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from newsroom.notices.models import Notice
from tests.factories import (
    UserFactory,
    admin,
    assigned,
    editor,
    fresh,
    make_overdue,
    open_review_for,
    reviewer,
    submitted,
)
from verification.errors import NotReady, Overtaken
from verification.models import Assignment, AssignmentRole, ClaimReview
from verification.operations import assignments
from verification.operations.assignments import (
    assign,
    assign_reviewers,
    decline,
    follow_up_overdue,
    remind_of_due_work,
    start_work,
    take_back,
)
from verification.operations.contacts import ask_for_comment, record_answer
from verification.states import AssignmentState, ReviewState

pytestmark = pytest.mark.django_db


def test_the_run_gives_a_claim_to_the_least_loaded_reviewer_and_says_why():
    busy, free = reviewer(), reviewer()
    assigned(open_review_for(), busy)
    review = open_review_for()

    assert assign_reviewers() == 1
    given = review.assignments.get()
    assert given.reviewer == free
    assert given.role == AssignmentRole.FIRST
    assert given.reason == "has 0 of 8"
    assert given.assigned_by is None
    assert fresh(review).state == ReviewState.IN_REVIEW
    assert Notice.objects.filter(recipient=free, text__contains=review.claim.statement).exists()


def test_the_run_asks_two_different_people_where_the_policy_wants_two():
    review = open_review_for(reviewers=2)
    people = {reviewer(), reviewer()}
    assign_reviewers()
    assert {given.reviewer for given in review.assignments.all()} == people
    assert {given.role for given in review.assignments.all()} == {
        AssignmentRole.FIRST,
        AssignmentRole.SECOND,
    }
    assert not fresh(review).needs_reviewers


def test_a_second_run_finds_nothing_left_to_do():
    reviewer()
    open_review_for()
    assert assign_reviewers() == 1
    assert assign_reviewers() == 0
    assert Assignment.objects.count() == 1


def test_nobody_beyond_their_capacity_and_the_reason_is_kept_once():
    reviewer(capacity=1)
    first, second = open_review_for(), open_review_for()
    assert assign_reviewers() == 1
    assign_reviewers()
    waiting = ClaimReview.objects.nobody_can_take().get()
    assert waiting in (first, second)
    assert "has 1 of 1" in waiting.nobody_because
    assert waiting.claim.events.filter(verb="nobody_free").count() == 1


@pytest.mark.parametrize(
    ("first", "last"), [(0, 0), (-1, 3), (-3, None)], ids=["today", "until a day", "no end"]
)
def test_nobody_who_is_away_is_asked(first, last):
    today = timezone.localdate()
    last_day = None if last is None else today + timedelta(days=last)
    reviewer(away=(today + timedelta(days=first), last_day))
    review = open_review_for()
    assert assign_reviewers() == 0
    assert "is away" in fresh(review).nobody_because


def test_somebody_back_from_an_absence_is_asked():
    reviewer(
        away=(timezone.localdate() - timedelta(days=9), timezone.localdate() - timedelta(days=1))
    )
    open_review_for()
    assert assign_reviewers() == 1


def test_people_without_the_role_or_deactivated_are_not_asked():
    gone = reviewer()
    gone.is_active = False
    gone.save()
    other = reviewer()
    other.roles = ["admin"]
    other.save()
    open_review_for()
    assert assign_reviewers() == 0


def test_an_editor_assigns_by_name_and_the_history_says_so():
    review, person, boss = open_review_for(), reviewer(), editor()
    given = assign(review, person, by=boss, reason="speaks the language")
    assert given.assigned_by == boss
    event = review.claim.events.get(verb="assigned")
    assert (event.actor, event.note) == (boss, "speaks the language")


@pytest.mark.parametrize("somebody", [reviewer, admin, UserFactory])
def test_only_editors_assign(somebody):
    review, person = open_review_for(), reviewer()
    with pytest.raises(PermissionDenied):
        assign(review, person, by=somebody())
    assert not review.assignments.exists()


def test_assigning_beyond_capacity_needs_a_reason():
    person = reviewer(capacity=0)
    with pytest.raises(NotReady, match="no room"):
        assign(open_review_for(), person, by=editor())
    assert assign(open_review_for(), person, by=editor(), reason="knows the case")


def test_the_same_person_is_not_asked_twice_in_a_round():
    review, person = open_review_for(reviewers=2), reviewer()
    assign(review, person, by=editor())
    with pytest.raises(Overtaken, match="already has this claim"):
        assign(review, person, by=editor())


def test_a_full_review_takes_nobody_more():
    review = open_review_for()
    assign(review, reviewer(), by=editor())
    with pytest.raises(Overtaken, match="already has its reviewers"):
        assign(review, reviewer(), by=editor())


def test_postgresql_keeps_one_standing_assignment_per_role():
    given = assigned()
    clone = {
        "review": given.review,
        "role": given.role,
        "due_at": given.due_at,
        "reviewer": reviewer(),
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(**clone)
    # Control: a place that was given back is free again.
    Assignment.objects.filter(pk=given.pk).update(state=AssignmentState.DECLINED)
    assert Assignment.objects.create(**clone)


def test_declined_work_goes_to_somebody_else_and_not_back():
    given = assigned()
    decline(given, by=given.reviewer, reason="I know the claimant")
    assert fresh(given.review).needs_reviewers
    assert assign_reviewers() == 0
    next_one = reviewer()
    assert assign_reviewers() == 1
    assert given.review.assignments.get(state=AssignmentState.ASKED).reviewer == next_one


def test_declining_needs_a_reason_and_is_only_for_ones_own_work():
    given = assigned()
    with pytest.raises(NotReady, match="reason"):
        decline(given, by=given.reviewer, reason="  ")
    with pytest.raises(PermissionDenied):
        decline(given, by=reviewer(), reason="not mine")
    given.refresh_from_db()
    assert given.state == AssignmentState.ASKED


def test_taking_back_tells_the_reviewer_why():
    given = assigned()
    boss = editor()
    take_back(given, by=boss, reason="you are needed elsewhere")
    given.refresh_from_db()
    assert given.state == AssignmentState.TAKEN_BACK
    assert Notice.objects.filter(
        recipient=given.reviewer, text__contains="you are needed elsewhere"
    ).exists()
    assert fresh(given.review).needs_reviewers


def test_submitted_work_cannot_be_taken_back():
    given = assigned()
    submitted(given)
    with pytest.raises(Exception, match="submitted"):
        take_back(given, by=editor(), reason="too late")


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


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_give_each_claim_once_and_keep_to_capacity():
    people = [reviewer(capacity=6) for _ in range(3)]
    for _ in range(30):
        open_review_for()
    run_at_once(assign_reviewers, 4)
    run_at_once(assign_reviewers, 2)
    assert Assignment.objects.count() == 18
    assert Assignment.objects.values("review").distinct().count() == 18
    for person in people:
        assert Assignment.objects.live().filter(reviewer=person).count() == 6


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_on_reviewers_capacity_is_exceeded(monkeypatch):
    """Four runs that have all read the loads before any of them writes."""
    person = reviewer(capacity=1)
    for _ in range(4):
        open_review_for()
    everybody_has_read = threading.Barrier(4, timeout=20)
    unlocked = assignments.Reviewer.objects.select_related("user").prefetch_related("topics")
    monkeypatch.setattr(assignments, "lock_reviewers", lambda: list(unlocked.all()))
    monkeypatch.setattr(assignments, "BATCH", 1)
    counted = assignments.candidates

    def candidates_seen_by_all(people):
        seen = counted(people)
        everybody_has_read.wait()
        return seen

    monkeypatch.setattr(assignments, "candidates", candidates_seen_by_all)
    run_at_once(assign_reviewers, 4)
    assert Assignment.objects.live().filter(reviewer=person).count() > 1


def run_at_once(verb, times: int) -> None:
    failures: list[BaseException] = []

    def run() -> None:
        try:
            verb()
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures, failures
