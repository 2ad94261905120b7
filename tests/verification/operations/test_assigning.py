"""The desk's own run."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from newsroom.notices.models import Notice
from tests.factories import (
    assigned,
    fresh,
    open_review_for,
    reviewer,
)
from tests.guards import without_guard
from verification.models import Assignment, AssignmentRole, ClaimReview, Reviewer
from verification.operations import assigning
from verification.operations.assigning import assign_reviewers
from verification.states import ReviewState

pytestmark = pytest.mark.django_db


def test_the_run_gives_a_claim_to_the_least_loaded_reviewer_and_says_why():
    busy, free = reviewer(), reviewer()
    assigned(open_review_for(), busy)
    review = open_review_for()

    assert assign_reviewers() == 1
    given = review.assignments.get()
    assert given.reviewer == free
    assert given.role == AssignmentRole.FIRST
    assert given.reason == "has 0 of 8, no interest"
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


@pytest.fixture
def runs_that_all_read_first(monkeypatch):
    """Four runs that lock no reviewer, and have all read the loads before any of them writes."""
    everybody_has_read = threading.Barrier(4, timeout=20)
    have_read: set[int] = set()
    unlocked = Reviewer.objects.select_related("user")
    counted = assigning.as_candidates

    def seen_by_all(reviewers):
        seen = counted(reviewers)
        if threading.get_ident() not in have_read:
            have_read.add(threading.get_ident())
            everybody_has_read.wait()
        return seen

    monkeypatch.setattr(assigning, "BATCH", 1)
    monkeypatch.setattr(assigning, "lock_reviewers", lambda: list(unlocked.all()))
    monkeypatch.setattr(assigning, "as_candidates", seen_by_all)


@pytest.mark.django_db(transaction=True)
def test_control_without_lock_and_guard_capacity_is_exceeded(runs_that_all_read_first):
    person = reviewer(capacity=1)
    for _ in range(4):
        open_review_for()
    with without_guard("verification_assignment", "new_work_guarded"):
        run_at_once(assign_reviewers, 4)
    assert Assignment.objects.live().filter(reviewer=person).count() == 4


@pytest.mark.django_db(transaction=True)
def test_what_the_guard_refuses_is_planned_again(runs_that_all_read_first):
    person = reviewer(capacity=1)
    for _ in range(4):
        open_review_for()
    run_at_once(assign_reviewers, 4)
    assert Assignment.objects.live().filter(reviewer=person).count() == 1
    assert ClaimReview.objects.nobody_can_take().count() == 3


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
