"""A run meets other runs, its own death and people who leave: nothing twice, nothing lost."""

from __future__ import annotations

import threading
from functools import partial

import pytest
from django.db import IntegrityError, OperationalError, connection

from claims.models import ClaimEvent
from newsroom.accounts.models import User
from newsroom.accounts.operations import deactivate
from newsroom.notices.models import Notice
from tests.at_once import Begun, at_once, somebody_waits_for_us, until
from tests.factories import admin, assigned, open_review_for, reviewer
from verification.models import Assignment, ClaimReview, DeclaredInterest, Reviewer
from verification.operations import assigning, people
from verification.operations.assigning import assign_reviewers
from verification.operations.people import deactivate_person, set_reviewing

pytestmark = pytest.mark.django_db(transaction=True)


def killed_by_the_server(before):
    """``before``, once, and then the end of this connection, as if its worker had been killed."""
    is_first = threading.Event()

    def step(*args, **kwargs):
        done = before(*args, **kwargs)
        if not is_first.is_set():
            is_first.set()
            end_my_connection()
        return done

    return step


def end_my_connection() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


@pytest.mark.parametrize("step", ["lock_reviewers", "write_work", "tell_of_places"])
def test_a_run_that_is_killed_leaves_nothing_and_the_next_finds_it_all(monkeypatch, step):
    for _ in range(4):
        reviewer()
    for _ in range(6):
        open_review_for(reviewers=2)
    with monkeypatch.context() as patched:
        patched.setattr(assigning, step, killed_by_the_server(getattr(assigning, step)))
        with pytest.raises(OperationalError):
            Begun(assign_reviewers).answer()
    assert not Assignment.objects.exists()
    assert not ClaimEvent.objects.filter(verb="assigned").exists()
    assert not Notice.objects.exists()
    assert ClaimReview.objects.awaiting_reviewers().filter(state="open").count() == 6
    assert assign_reviewers() == 12
    assert ClaimEvent.objects.filter(verb="assigned").count() == 12


def test_a_killed_run_keeps_the_batches_before(monkeypatch):
    reviewer()
    for _ in range(5):
        open_review_for()
    batches = []
    real = assigning.write_work

    def dies_in_the_third(*args, **kwargs):
        batches.append(1)
        if len(batches) == 3:
            end_my_connection()
        return real(*args, **kwargs)

    monkeypatch.setattr(assigning, "BATCH", 2)
    with monkeypatch.context() as patched:
        patched.setattr(assigning, "write_work", dies_in_the_third)
        with pytest.raises(OperationalError):
            Begun(assign_reviewers).answer()
    assert Assignment.objects.count() == 4
    assert assign_reviewers() == 1


def test_runs_at_once_share_the_reviews_and_fill_nobody_beyond_their_room(monkeypatch):
    monkeypatch.setattr(assigning, "BATCH", 4)
    for _ in range(4):
        reviewer(capacity=7)
    for _ in range(20):
        open_review_for(reviewers=2)
    for times in (4, 2):
        at_once(*[assign_reviewers] * times)
    live = Assignment.objects.live()
    assert live.count() == 28
    assert live.values("review", "role").distinct().count() == 28
    assert live.values("review", "reviewer").distinct().count() == 28
    assert all(live.filter(reviewer=row.user_id).count() == 7 for row in Reviewer.objects.all())
    assert ClaimEvent.objects.filter(verb="assigned").count() == 28


def deactivated_while_a_run_waits(monkeypatch):
    """A run that has taken a review waits for the reviewers, whom a deactivation holds."""
    person, boss = reviewer(), admin()
    review = open_review_for()
    holds = threading.Event()
    real = people.accounts.deactivate

    def deactivate_when_a_run_waits(*args, **kwargs):
        holds.set()
        until(somebody_waits_for_us)
        return real(*args, **kwargs)

    monkeypatch.setattr(people.accounts, "deactivate", deactivate_when_a_run_waits)
    leaving = Begun(partial(deactivate_person, person, by=boss, reason="Left."))
    until(holds.is_set)
    run = Begun(assign_reviewers)
    assert leaving.answer() == person
    return review, person, run.answer()


def test_who_is_deactivated_while_a_run_waits_for_them_gets_nothing(monkeypatch):
    review, person, outcome = deactivated_while_a_run_waits(monkeypatch)
    assert outcome == 0
    assert not User.objects.get(pk=person.pk).is_active
    assert not review.assignments.exists()


def test_control_a_run_that_does_not_read_again_after_the_lock_is_refused(monkeypatch):
    """It knows the person as they were before it waited; the guard knows better."""
    real = assigning.lock_reviewers

    def as_read_before_the_lock():
        seen = list(Reviewer.objects.select_related("user").order_by("pk"))
        real()
        return seen

    monkeypatch.setattr(assigning, "lock_reviewers", as_read_before_the_lock)
    monkeypatch.setattr(assigning, "TRIES", 1)
    with pytest.raises(IntegrityError):
        deactivated_while_a_run_waits(monkeypatch)


def given_while_locking(monkeypatch, person) -> None:
    """Once, between reading whose reviews to lock and locking them, a claim comes to the person."""
    from verification.operations import work_locked

    real, is_first = work_locked.lock_reviews, threading.Event()

    def lock_reviews(keys):
        if not is_first.is_set():
            is_first.set()
            Begun(partial(assigned, to=person)).answer()
        return real(keys)

    monkeypatch.setattr(work_locked, "lock_reviews", lock_reviews)


def test_what_comes_to_somebody_while_they_leave_is_taken_back_too(monkeypatch):
    person, boss = reviewer(), admin()
    assigned(to=person)
    given_while_locking(monkeypatch, person)
    deactivate_person(person, by=boss, reason="Left.")
    assert not User.objects.get(pk=person.pk).is_active
    ended = Assignment.objects.filter(reviewer=person).values_list("state", "end_note")
    assert list(ended) == [("taken_back", "Left.")] * 2


def test_control_without_locking_anew_they_cannot_leave(monkeypatch):
    """The work that came cannot be taken back in order, and PostgreSQL lets nobody go with it."""
    person, boss = reviewer(), admin()
    given_while_locking(monkeypatch, person)
    monkeypatch.setattr(people, "with_work_locked", lambda person, change: change())
    Begun(partial(assigned, to=person)).answer()
    with pytest.raises(Exception, match="has live work, so they cannot be deactivated"):
        deactivate(person, by=boss)


def test_people_are_changed_while_runs_go_on_without_a_deadlock(monkeypatch):
    monkeypatch.setattr(assigning, "BATCH", 3)
    boss = admin()
    staff = [reviewer(capacity=9) for _ in range(4)]
    for person in staff:
        assigned(to=person)
    for _ in range(24):
        open_review_for(reviewers=2)

    def change_everybody():
        for room in (3, 5):
            for person in staff[1:]:
                set_reviewing(person, by=boss, capacity=room)

    leave = partial(deactivate_person, staff[0], by=boss, reason="Left.")
    outcomes = at_once(change_everybody, leave, *[assign_reviewers] * 3)
    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    assert not Assignment.objects.live().filter(reviewer=staff[0]).exists()
    for person in staff[1:]:
        within = Assignment.objects.live().filter(reviewer=person, beyond_capacity="")
        assert within.count() <= 5


def test_an_interest_declared_while_a_run_plans_is_kept_to(monkeypatch):
    person, _ = reviewer(), reviewer(capacity=0)
    review = open_review_for()
    real, is_first = assigning.plan, threading.Event()

    def declared_meanwhile(*args):
        if not is_first.is_set():
            is_first.set()
            Begun(
                partial(
                    DeclaredInterest.objects.create,
                    person=person,
                    declared_by=person,
                    claimant=review.claim.claimant,
                    stake="A cousin.",
                )
            ).answer()
        return real(*args)

    monkeypatch.setattr(assigning, "plan", declared_meanwhile)
    assert assign_reviewers() == 0
    review.refresh_from_db()
    assert review.nobody_because == ("2 read English: 1 has 0 of 0, 1 has an interest in it.")
