"""The desk's own run."""

from __future__ import annotations

import threading
from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom.notices.models import Notice
from tests.at_once import at_once, barrier
from tests.factories import (
    assigned,
    editor,
    fresh,
    open_review_for,
    rating,
    reviewer,
    with_evidence,
)
from tests.guards import without_guard
from verification.models import (
    Assignment,
    AssignmentRole,
    ClaimReview,
    DeclaredInterest,
    Finding,
    Reviewer,
)
from verification.operations import assigning
from verification.operations.assigning import assign_reviewers
from verification.operations.assignments import decline
from verification.operations.findings import save_draft
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


def test_what_is_due_first_is_given_first():
    reviewer(capacity=1)
    later, sooner = open_review_for(), open_review_for()
    ClaimReview.objects.filter(pk=sooner.pk).update(due_at=timezone.now())
    assert assign_reviewers() == 1
    assert sooner.assignments.exists()
    assert not later.assignments.exists()


def test_many_batches_are_one_run(monkeypatch):
    monkeypatch.setattr(assigning, "BATCH", 2)
    person = reviewer(capacity=5)
    reviews = [open_review_for() for _ in range(6)]
    assert assign_reviewers() == 5
    assert [review.assignments.count() for review in reviews] == [1, 1, 1, 1, 1, 0]
    notices = Notice.objects.filter(recipient=person, kind="asked").order_by("pk")
    assert [notice.text.partition(":")[0] for notice in notices] == [
        "You are asked to review",
        "You are asked to review",
        "5 claims are yours now.",
    ]


def test_more_than_three_claims_are_told_in_one_notice_others_by_themselves():
    many, few = reviewer(capacity=4), reviewer(capacity=3)
    for _ in range(7):
        open_review_for()
    assign_reviewers()
    (told,) = Notice.objects.filter(recipient=many)
    assert (told.text, told.path, told.kind) == ("4 claims are yours now.", "/", "asked")
    assert Notice.objects.filter(recipient=few).count() == 3


def test_editors_are_told_once_of_what_nobody_can_take_until_somebody_can():
    boss, person = editor(), reviewer(capacity=0)
    review = open_review_for()
    for _ in range(2):
        assign_reviewers()
    (told,) = Notice.objects.filter(recipient=boss)
    assert (told.text, told.kind, told.path) == (
        f"Nobody can take: {review.claim.statement}", "nobody", review.get_absolute_url(),
    )  # fmt: skip
    assert fresh(review).would_help == (
        f"Raise {person.name}’s capacity, or invite a reviewer who reads English."
    )
    Reviewer.objects.update(capacity=1)
    assert assign_reviewers() == 1
    assert (fresh(review).nobody_because, fresh(review).would_help) == ("", "")
    assert not Notice.objects.unseen().filter(recipient=boss).exists()


def keep(review, person):
    ClaimReview.objects.filter(pk=review.pk).update(kept_for=person, kept_because="She knows it.")


def test_what_is_kept_for_somebody_goes_to_nobody_else_and_says_whom_it_waits_for():
    person, _ = reviewer(capacity=0, languages=["ru"]), reviewer()
    kept, noise = open_review_for(reviewers=2), open_review_for()
    keep(kept, person)
    assert assign_reviewers() == 1
    assert noise.assignments.exists()
    assert fresh(kept).nobody_because == f"It is kept for {person.name}, who has 0 of 0."
    Reviewer.objects.filter(user=person).update(capacity=1)
    assert assign_reviewers() == 1
    assert kept.assignments.get().reviewer == person
    assert (fresh(kept).kept_for, fresh(kept).kept_because) == (None, "")
    assert fresh(kept).needs_reviewers
    assert assign_reviewers() == 1  # its other place
    assert not fresh(kept).needs_reviewers


def test_what_was_gathered_travels_to_who_takes_the_same_place():
    review = open_review_for(reviewers=2)
    first, second = reviewer(), reviewer()
    given, other = assigned(review, first), assigned(fresh(review), second)
    for work, words in ((given, "The register."), (other, "Another register.")):
        with_evidence(work)
        save_draft(
            work, by=work.reviewer, rating=rating(review, "true"), reasons=words, was_it_said="yes"
        )
    decline(given, by=first, reason="Ill.")
    successor = reviewer()
    assert assign_reviewers() == 1
    work = review.assignments.get(reviewer=successor)
    assert (work.role, work.continues) == (AssignmentRole.FIRST, given)
    finding = work.finding
    assert (finding.reviewer, finding.reasons) == (successor, "The register.")
    assert (finding.rating, finding.was_it_said) == (None, "")
    (evidence,) = finding.evidence.all()
    assert evidence.cited_by == first
    other.finding.refresh_from_db()
    assert (other.finding.reviewer, other.finding.rating.slug) == (second, "true")


def test_untouched_work_leaves_nothing_behind():
    given = assigned()
    decline(given, by=given.reviewer, reason="Ill.")
    reviewer()
    assert assign_reviewers() == 1
    work = given.review.assignments.get(state="asked")
    assert work.continues is None
    assert not Finding.objects.exists()


def test_work_is_due_by_the_hours_of_who_has_it_where_the_policy_says_so():
    by_clock = open_review_for(review_hours=5)
    at_work = open_review_for(review_hours=5, working_hours=True)
    ClaimReview.objects.update(due_at=None)
    person = reviewer()
    at = timezone.localtime() + timedelta(days=1)
    person.reviewer.hours.create(weekday=at.weekday(), starts=time(9), ends=time(17))
    assign_reviewers()
    due = {work.review_id: work.due_at for work in Assignment.objects.all()}
    in_five_hours = timezone.now() + timedelta(hours=5)
    assert abs(due[by_clock.pk] - in_five_hours) < timedelta(minutes=2)
    assert timezone.localtime(due[at_work.pk]).date() == at.date()
    assert timezone.localtime(due[at_work.pk]).time() == time(14)
    assert fresh(at_work).due_at == due[at_work.pk]


def test_work_is_not_due_before_the_review_is_nor_while_somebody_may_comment():
    later, waiting = open_review_for(review_hours=1), open_review_for(review_hours=1)
    a_week, a_day = timezone.now() + timedelta(days=7), timezone.now() + timedelta(days=1)
    ClaimReview.objects.filter(pk=later.pk).update(due_at=a_week)
    waiting.contacts.create(asked_by=editor(), whom="The ministry", question="?", reply_by=a_day)
    reviewer()
    assign_reviewers()
    assert later.assignments.get().due_at == a_week
    assert waiting.assignments.get().due_at == a_day + timedelta(hours=1)


def test_a_run_takes_as_many_queries_for_many_claims_as_for_few():
    counts = []
    people = [reviewer(capacity=40) for _ in range(3)]
    for person in people:
        DeclaredInterest.objects.create(
            person=person, declared_by=person, outlet="Gazette", stake="A cousin."
        )
    for count in (4 * len(people), 12 * len(people)):
        for _ in range(count):
            open_review_for()
        with CaptureQueriesContext(connection) as queries:
            assert assign_reviewers() == count
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_give_each_claim_once_and_keep_to_capacity():
    people = [reviewer(capacity=6) for _ in range(3)]
    for _ in range(30):
        open_review_for()
    run_at_once(4)
    run_at_once(2)
    assert Assignment.objects.count() == 18
    assert Assignment.objects.values("review").distinct().count() == 18
    for person in people:
        assert Assignment.objects.live().filter(reviewer=person).count() == 6


@pytest.fixture
def runs_that_all_read_first(monkeypatch):
    """Four runs that lock no reviewer, and have all read the loads before any of them writes."""
    everybody_has_read = barrier(4)
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
        run_at_once(4)
    assert Assignment.objects.live().filter(reviewer=person).count() == 4


@pytest.mark.django_db(transaction=True)
def test_what_the_guard_refuses_is_planned_again(runs_that_all_read_first):
    person = reviewer(capacity=1)
    for _ in range(4):
        open_review_for()
    run_at_once(4)
    assert Assignment.objects.live().filter(reviewer=person).count() == 1
    assert ClaimReview.objects.nobody_can_take().count() == 3


def run_at_once(times: int) -> None:
    answers = at_once(*[assign_reviewers] * times)
    assert all(isinstance(answer, int) for answer in answers), answers
