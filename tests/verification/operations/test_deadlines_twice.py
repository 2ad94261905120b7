"""Two sweeps at once, and every message twice: each thing happens once."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from claims.models import ClaimEvent
from newsroom.notices.models import Notice, NoticeKind
from newsroom.pulse.models import SWEEP, Pulse
from tests.at_once import at_once, barrier
from tests.factories import assigned, drafted, make_overdue
from verification import tasks
from verification.models import Assignment, ClaimReview, Contact
from verification.operations import deadlines
from verification.operations.assignments import start_work
from verification.operations.deadlines import follow_up_overdue
from verification.operations.locking import lock_review

MANY = 20


def late_work():
    """Half of it started, half of it untouched."""
    work = [assigned() for _ in range(MANY)]
    for one in work[: MANY // 2]:
        start_work(one, by=one.reviewer)
    for one in work:
        make_overdue(one)
    return work


def lines(verb):
    return ClaimEvent.objects.filter(verb=verb).count()


def both_look_before_either_holds(monkeypatch, hold):
    """Both sweeps come to holding at the same time, each the first time it does."""
    both, come = barrier(2), threading.local()

    def hold_together(reviews):
        if not getattr(come, "before", False):
            come.before = True
            both.wait()
        return hold(reviews)

    monkeypatch.setattr(deadlines, "hold", hold_together)


@pytest.mark.django_db
def test_every_message_twice_tells_everything_once():
    """One claim of each kind; the second sweep has nothing left to say."""
    untouched, begun = late_work()[-1], assigned()
    start_work(begun, by=begun.reviewer)
    Assignment.objects.filter(pk=begun.pk).update(due_at=timezone.now() + timedelta(hours=1))
    decided = drafted().review
    ClaimReview.objects.filter(pk=decided.pk).update(due_at=timezone.now() - timedelta(hours=1))
    Contact.objects.create(
        review=untouched.review, asked_by=untouched.reviewer, whom="The mayor",
        question="How many?", reply_by=timezone.now() - timedelta(hours=1),
    )  # fmt: skip
    already = Notice.objects.count()

    def told():
        return sorted(set(Notice.objects.order_by("pk")[already:].values_list("kind", flat=True)))

    tasks.sweep()
    assert told() == sorted(
        [NoticeKind.TAKEN, NoticeKind.LATE, NoticeKind.DUE, NoticeKind.REPLY, NoticeKind.ASKED]
    )
    count = Notice.objects.count()
    tasks.sweep()
    assert Notice.objects.count() == count


def break_step(monkeypatch, broken):
    def fail():
        raise ZeroDivisionError("one bad row")

    steps = [(name, fail if name == broken else step) for name, step in tasks.SWEEP_STEPS]
    monkeypatch.setattr(tasks, "SWEEP_STEPS", steps)


@pytest.mark.django_db
def test_a_step_that_fails_leaves_the_others_to_run_and_is_seen(monkeypatch, caplog):
    broken = "follow up late work"
    untouched = late_work()[-1]
    Contact.objects.create(
        review=assigned().review, asked_by=untouched.reviewer, whom="The mayor",
        question="How many?", reply_by=timezone.now() - timedelta(hours=1),
    )  # fmt: skip
    with monkeypatch.context() as patch:
        break_step(patch, broken)
        with pytest.raises(tasks.SweepFailed, match=f"^The sweep could not {broken}\\."):
            tasks.sweep()
    assert not Notice.objects.filter(kind=NoticeKind.TAKEN).exists()
    assert Notice.objects.filter(kind=NoticeKind.REPLY).exists()
    assert "ZeroDivisionError: one bad row" in caplog.text
    assert not Pulse.objects.filter(kind=SWEEP, name="verification").exists()
    # Control: where all of them run, the sweep has been seen.
    tasks.sweep()
    assert Notice.objects.filter(kind=NoticeKind.TAKEN).exists()
    assert Pulse.objects.filter(kind=SWEEP, name="verification").exists()


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_follow_up_each_work_once(monkeypatch):
    late_work()
    both_look_before_either_holds(monkeypatch, deadlines.hold)
    found = at_once(follow_up_overdue, follow_up_overdue)
    assert sum(found) == MANY
    assert (lines("taken_back"), lines("overdue")) == (MANY // 2, MANY // 2)
    assert Notice.objects.filter(kind=NoticeKind.TAKEN).count() == MANY // 2
    monkeypatch.undo()
    assert follow_up_overdue() == 0


@pytest.mark.django_db(transaction=True)
def test_control_without_holding_them_two_sweeps_follow_up_twice(monkeypatch):
    late_work()
    both = barrier(2)

    def only_look(reviews):
        return {one.pk: one for one in reviews.select_related("claim", "policy")}

    work_on, come = deadlines.work_on, threading.local()

    def look_together(reviews, wanted):
        work = work_on(reviews, wanted)
        if not getattr(come, "before", False):
            come.before = True
            both.wait()
        return work

    monkeypatch.setattr(deadlines, "hold", only_look)
    monkeypatch.setattr(deadlines, "work_on", look_together)
    found = at_once(follow_up_overdue, follow_up_overdue)
    assert sum(found) == 2 * MANY
    assert (lines("taken_back"), lines("overdue")) == (MANY, MANY)


@pytest.mark.django_db(transaction=True)
def test_what_somebody_works_on_is_left_for_the_next_sweep():
    """The reviewer has just begun; the sweep neither waits for them nor takes it from them."""
    untouched, other = assigned(), assigned()
    make_overdue(untouched)
    make_overdue(other)
    with transaction.atomic():
        lock_review(untouched.review_id)
        assert at_once(follow_up_overdue) == [1]
        start_work(untouched, by=untouched.reviewer)
    assert [a.state for a in Assignment.objects.order_by("pk")] == ["started", "taken_back"]
    assert follow_up_overdue() == 1
    untouched.refresh_from_db()
    assert untouched.state == "started"


@pytest.mark.django_db(transaction=True)
def test_what_changed_between_finding_and_holding_is_looked_at_again(monkeypatch):
    """The work is begun after the sweep has found it and before it has hold of the claim."""
    untouched = assigned()
    make_overdue(untouched)
    hold = deadlines.hold

    def hold_a_little_later(reviews):
        found = ClaimReview.objects.filter(pk__in=list(reviews.values_list("pk", flat=True)))
        assert at_once(lambda: bool(start_work(untouched, by=untouched.reviewer))) == [True]
        return hold(found)

    monkeypatch.setattr(deadlines, "hold", hold_a_little_later)
    with transaction.atomic():
        deadlines.follow_up_some()
    untouched.refresh_from_db()
    assert untouched.state == "started"
    assert lines("taken_back") == 0
