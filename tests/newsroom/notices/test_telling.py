"""Telling people: one or many, each by mail as they chose."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from newsroom.notices.models import Letterbox, Notice, NoticeKind
from newsroom.notices.operations import choose_mail, mark_seen, put_back, settle, tell, tell_all
from newsroom.notices.operations.putting_away import put_away_at
from newsroom.notices.operations.sweeping import tidy_up
from tests.factories import UserFactory, reviewer

pytestmark = pytest.mark.django_db


def told(person, kind=NoticeKind.LATE, text="A notice", path="/claims/7/") -> Notice:
    notice = tell(person, text, path, kind=kind)
    notice.refresh_from_db()
    return notice


def test_without_a_choice_mail_is_due_at_once():
    notice = told(UserFactory())
    assert notice.mail_after == notice.created_at
    assert abs(timezone.now() - notice.created_at) < timedelta(seconds=10)


def test_mail_is_due_as_each_person_chose():
    hourly, daily, never, picky = (UserFactory() for _ in range(4))
    choose_mail(by=hourly, rhythm="hourly")
    choose_mail(by=daily, rhythm="daily", hour=7, time_zone="Asia/Kathmandu")
    choose_mail(by=never, rhythm="never")
    choose_mail(by=picky, rhythm="at_once", not_by_mail=["late", "no such kind"])
    in_an_hour = told(hourly).mail_after
    assert (in_an_hour.minute, in_an_hour.second) == (0, 0)
    assert timedelta() < in_an_hour - timezone.now() <= timedelta(hours=1)
    at_seven = told(daily).mail_after
    assert (at_seven.hour, at_seven.minute) == (1, 15), "7:00 in Kathmandu, in UTC"
    assert timedelta() < at_seven - timezone.now() <= timedelta(days=1)
    assert told(never).mail_after is None
    assert told(picky).mail_after is None
    assert told(picky, NoticeKind.ASKED).mail_after is not None
    assert Letterbox.objects.get(person=picky).not_by_mail == ["late"]


def test_somebody_who_names_no_zone_has_that_of_their_working_hours(settings):
    settings.TIME_ZONE = "UTC"
    of_the_desk, of_the_hours = reviewer(), reviewer(time_zone="Asia/Kathmandu")
    for person in (of_the_desk, of_the_hours):
        choose_mail(by=person, rhythm="daily", hour=7)
    assert told(of_the_desk).mail_after.hour == 7
    at_seven = told(of_the_hours).mail_after
    assert (at_seven.hour, at_seven.minute) == (1, 15)


def test_a_choice_holds_for_what_waits_already_and_for_nothing_that_was_mailed_or_seen():
    person, other = UserFactory(), UserFactory()
    seen, mailed, waits = told(person), told(person), told(person)
    put_away_at(timezone.now(), person, up_to=seen.pk)
    Notice.objects.filter(pk=mailed.pk).update(mailed_at=timezone.now())
    others = told(other)
    choose_mail(by=person, rhythm="never")
    for notice in (seen, mailed, waits, others):
        notice.refresh_from_db()
    assert [n.mail_after is None for n in (seen, mailed, waits, others)] == [
        False, False, True, False,
    ]  # fmt: skip
    choose_mail(by=person, rhythm="at_once")
    waits.refresh_from_db()
    assert waits.mail_after is not None


def many(count: int, people) -> list[Notice]:
    return [
        Notice(
            recipient=people[n % len(people)],
            kind=NoticeKind.ASKED,
            text=f"You are asked to review: claim {n}",
            path=f"/claims/{n}/",
        )
        for n in range(count)
    ]


@pytest.mark.parametrize("count", [1, 300])
def test_many_are_told_in_as_few_queries_as_one(count, django_assert_num_queries):
    """The clock, the choices, the zones of those who want it daily, the rows."""
    people = [UserFactory() for _ in range(3)]
    choose_mail(by=people[0], rhythm="daily")
    choose_mail(by=people[1], rhythm="never")
    rows = many(count, people)
    with django_assert_num_queries(4):
        tell_all(row for row in rows)
    assert Notice.objects.count() == count
    assert Notice.objects.filter(mail_after=None).count() == len(rows[1::3])


def test_a_text_that_is_too_long_is_cut_for_one_and_for_many():
    person = UserFactory()
    assert len(told(person, text="x" * 1000).text) == 400
    tell_all([Notice(recipient=person, kind=NoticeKind.LATE, text="so " * 400, path="/")])
    assert person.notices.first().text.endswith("so …")


# -- putting away ---------------------------------------------------------------------------------


def test_putting_away_touches_only_ones_own_and_only_what_was_shown():
    person, other = UserFactory(), UserFactory()
    shown, later = told(person), told(person)
    told(other)
    assert mark_seen(person, up_to=shown.pk) == 1
    assert list(person.notices.unseen()) == [later]
    assert mark_seen(person) == 1
    assert other.notices.unseen().count() == 1


def test_undo_brings_back_what_was_put_away_together_and_nothing_else():
    person, other = UserFactory(), UserFactory()
    before, first, second = told(person), told(person), told(person)
    at = timezone.now()
    put_away_at(at - timedelta(minutes=1), person, up_to=before.pk)
    told(other)
    put_away_at(at, other)
    assert put_away_at(at, person) == 2
    assert put_back(at, by=person) == 2
    assert list(person.notices.unseen()) == [second, first]
    assert other.notices.unseen().count() == 0


def test_what_is_done_is_put_away_for_everybody_at_its_place():
    ada, ben = UserFactory(), UserFactory()
    to_sign = [told(person, NoticeKind.SIGN) for person in (ada, ben)]
    late, elsewhere = told(ada), told(ada, NoticeKind.SIGN, path="/claims/8/")
    assert settle("/claims/7/", kinds=[NoticeKind.SIGN], of=[ada.pk]) == 1
    assert settle("/claims/9/", kinds=[NoticeKind.SIGN]) == 0
    assert list(Notice.objects.unseen()) == [elsewhere, late, to_sign[1]]
    assert settle("/claims/7/", "/claims/9/") == 2
    assert list(Notice.objects.unseen()) == [elsewhere]


def test_what_was_seen_long_ago_is_deleted_and_nothing_unseen_ever():
    person = UserFactory()
    old, seen_lately, unseen = told(person), told(person), told(person)
    long_ago = timezone.now() - timedelta(days=91)
    Notice.objects.update(created_at=long_ago)
    Notice.objects.filter(pk=old.pk).update(seen_at=long_ago)
    Notice.objects.filter(pk=seen_lately.pk).update(seen_at=long_ago + timedelta(days=2))
    assert tidy_up() == 1
    assert list(person.notices.all()) == [unseen, seen_lately]
