"""A run meets other runs, its own death and people who leave: nothing twice, nothing lost."""

from __future__ import annotations

import threading
from functools import partial

import pytest
from django.db import OperationalError, connection, connections

from claims.models import ClaimEvent
from newsroom.accounts.models import User
from newsroom.accounts.operations import deactivate
from newsroom.notices.models import Notice
from tests.factories import admin, assigned, open_review_for, reviewer
from verification.models import Assignment, ClaimReview, DeclaredInterest, Reviewer
from verification.operations import assigning, people
from verification.operations.assigning import assign_reviewers
from verification.operations.people import deactivate_person, set_reviewing

pytestmark = pytest.mark.django_db(transaction=True)


class Together:
    """Verbs on threads with connections of their own; ``outcomes`` in no order."""

    def __init__(self, *verbs) -> None:
        self.outcomes: list[object] = []
        self.threads = [threading.Thread(target=self.run, args=(verb,)) for verb in verbs]
        for thread in self.threads:
            thread.start()

    def run(self, verb) -> None:
        try:
            self.outcomes.append(verb())
        except Exception as error:
            self.outcomes.append(type(error))
        finally:
            connections.close_all()

    def join(self) -> list[object]:
        for thread in self.threads:
            thread.join(timeout=60)
            assert not thread.is_alive()
        return self.outcomes


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
        assert Together(assign_reviewers).join() == [OperationalError]
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
        assert Together(assign_reviewers).join() == [OperationalError]
    assert Assignment.objects.count() == 4
    assert assign_reviewers() == 1


def test_runs_at_once_share_the_reviews_and_fill_nobody_beyond_their_room(monkeypatch):
    monkeypatch.setattr(assigning, "BATCH", 4)
    for _ in range(4):
        reviewer(capacity=7)
    for _ in range(20):
        open_review_for(reviewers=2)
    Together(*[assign_reviewers] * 4).join()
    Together(*[assign_reviewers] * 2).join()
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
    run_waits, may_go_on = threading.Event(), threading.Event()
    real_lock, real_deactivate = assigning.lock_reviewers, people.accounts.deactivate

    def lock_reviewers():
        run_waits.set()
        return real_lock()

    def deactivate_slowly(*args, **kwargs):
        may_go_on.wait(20)
        return real_deactivate(*args, **kwargs)

    monkeypatch.setattr(assigning, "lock_reviewers", lock_reviewers)
    monkeypatch.setattr(people.accounts, "deactivate", deactivate_slowly)
    leaving = Together(partial(deactivate_person, person, by=boss, reason="Left."))
    wait_until_locked(person)
    run = Together(assign_reviewers)
    assert run_waits.wait(20)
    may_go_on.set()
    leaving.join()
    return review, person, run.join()


def wait_until_locked(person) -> None:
    pause = threading.Event()
    for _ in range(400):
        rows = Reviewer.objects.filter(user=person).values("pk")
        with connection.cursor() as cursor:
            sql, params = rows.query.sql_with_params()
            cursor.execute(f"{sql} FOR UPDATE SKIP LOCKED", params)
            if not cursor.fetchall():
                return
        pause.wait(0.05)
    raise AssertionError("Nobody locked the row.")


def test_who_is_deactivated_while_a_run_waits_for_them_gets_nothing(monkeypatch):
    review, person, outcomes = deactivated_while_a_run_waits(monkeypatch)
    assert outcomes == [0]
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
    _, _, (outcome,) = deactivated_while_a_run_waits(monkeypatch)
    assert outcome.__name__ == "IntegrityError"


def given_while_locking(monkeypatch, person) -> None:
    """Once, between reading whose reviews to lock and locking them, a claim comes to the person."""
    from verification.operations import work_locked

    real, is_first = work_locked.lock_reviews, threading.Event()

    def lock_reviews(keys):
        if not is_first.is_set():
            is_first.set()
            Together(partial(assigned, to=person)).join()
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
    Together(partial(assigned, to=person)).join()
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
    outcomes = Together(change_everybody, leave, *[assign_reviewers] * 3).join()
    assert [outcome for outcome in outcomes if isinstance(outcome, type)] == []
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
            Together(
                partial(
                    DeclaredInterest.objects.create,
                    person=person,
                    declared_by=person,
                    claimant=review.claim.claimant,
                    stake="A cousin.",
                )
            ).join()
        return real(*args)

    monkeypatch.setattr(assigning, "plan", declared_meanwhile)
    assert assign_reviewers() == 0
    review.refresh_from_db()
    assert review.nobody_because == ("2 read English: 1 has 0 of 0, 1 has an interest in it.")
