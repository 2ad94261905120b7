"""How the tests of what happens at once see who waits for whom."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from newsroom.accounts.models import User
from tests.at_once import Begun, Meeting, at_once, barrier, somebody_waits_for_us, until
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def rename(person: User) -> str:
    with transaction.atomic():
        User.objects.select_for_update().filter(pk=person.pk).update(name="Anew")
    return "renamed"


def test_who_waits_for_our_lock_is_seen_to_and_nobody_else_is():
    held, free = UserFactory(), UserFactory()
    with transaction.atomic():
        User.objects.select_for_update().get(pk=held.pk)
        assert Begun(lambda: rename(free)).answer() == "renamed"
        assert not somebody_waits_for_us()
        waiting = Begun(lambda: rename(held))
        until(somebody_waits_for_us)
        assert not waiting.is_done
    assert waiting.answer() == "renamed"
    assert not somebody_waits_for_us()


def test_answers_come_in_the_verbs_order_and_what_one_raised_is_its_answer():
    here, ours = barrier(3), connection.connection

    def fail() -> None:
        here.wait()
        raise ValueError("never")

    def tell() -> bool:
        here.wait()
        return connection.connection is not ours

    first, second, third = at_once(tell, fail, tell)
    assert (first, type(second), third) == (True, ValueError, True)


def test_two_meet_or_the_one_in_front_goes_on():
    person, order = UserFactory(), []
    meeting = Meeting()

    def lock(*, and_meet_before: bool) -> None:
        with transaction.atomic():
            if and_meet_before:
                meeting.come()
            User.objects.select_for_update().get(pk=person.pk)
            if not and_meet_before:
                meeting.come()
            order.append(and_meet_before)

    assert at_once(lambda: lock(and_meet_before=False), lambda: lock(and_meet_before=True)) == [
        None, None,
    ]  # fmt: skip
    assert sorted(order) == [False, True]
    order.clear()
    meeting = Meeting()
    # Nobody comes to meet the first: the second is seen to wait for it.
    assert at_once(*[lambda: lock(and_meet_before=False)] * 2) == [None, None]
    assert order == [False, False]
