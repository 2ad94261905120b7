"""When somebody is at work, and the days on which they are away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.factories import UserFactory, admin, editor, open_review_for, reviewer
from verification.errors import NotReady, Overtaken
from verification.models import Absence, Policy, Reviewer
from verification.operations.assigning import assign_reviewers
from verification.operations.availability import (
    away_today,
    end_absence,
    note_absence,
    set_hours,
)
from verification.timing import due, hours_by_person, hours_of
from verification.working_time import Hours, Stretch, parse_week

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def set_own(person, week, time_zone=""):
    return set_hours(person, by=person, week=week, time_zone=time_zone)


def away(person, first, last=None, by=None):
    """``first`` and ``last`` in days from today."""
    today = timezone.localdate()
    return note_absence(
        person,
        by=by or person,
        first_day=today + first * DAY,
        last_day=None if last is None else today + last * DAY,
    )


# -- hours -----------------------------------------------------------------------------------------


def test_hours_are_set_whole_and_read_as_the_machine_takes_them():
    person, noise = reviewer(), reviewer()
    set_own(noise, "sun 6:00-10:00")
    set_own(person, "mon-fri 9:00-12:00")
    set_own(person, "mon 9:00-17:00, fri 22:00-6:00", "Asia/Tokyo")
    absence = away(person, 3, 5)
    assert hours_of(Reviewer.objects.get(user=person)) == Hours(
        ZoneInfo("Asia/Tokyo"),
        (Stretch(0, time(9), time(17)), Stretch(4, time(22), time(6))),
        ((absence.first_day, absence.last_day),),
    )


@pytest.mark.parametrize(
    "week", ["mon 9:00-9:01", "mon-wed 9:00-10:19", "mon 9:00-11:30 9:30-12:00"]
)
def test_a_week_of_hardly_any_hours_is_refused(week):
    person = reviewer()
    set_own(person, "tue 9:00-17:00")
    with pytest.raises(NotReady, match="at least 4 hours"):
        set_own(person, week)
    assert Reviewer.objects.get(user=person).hours.get().weekday == 1


def test_a_week_of_four_hours_is_one():
    person = reviewer()
    set_own(person, "fri 22:00-2:00")
    assert Reviewer.objects.get(user=person).hours.count() == 1


def test_who_has_no_hours_of_their_own_works_the_desks(settings):
    settings.TIME_ZONE = "Europe/Oslo"
    settings.DESK_HOURS = parse_week("sat 10:00-14:00")
    person = reviewer()
    desk = Hours(ZoneInfo("Europe/Oslo"), (Stretch(5, time(10), time(14)),))
    assert hours_of(person.reviewer) == hours_of(None) == desk
    set_own(person, "mon 9:00-17:00", "Asia/Tokyo")
    set_own(person, "")
    assert hours_of(Reviewer.objects.get(user=person)) == desk


@pytest.mark.parametrize(
    ("week", "zone", "told"),
    [
        ("now and then", "", "“now and then” is no working week."),
        ("mon 9:00-12:00, mon 9:00-17:00", "", "A day begins twice at the same time."),
        ("mon 9:00-13:00", "Europe/Atlantis", "“Europe/Atlantis” is no time zone."),
    ],
)
def test_what_are_no_hours_is_refused_and_nothing_is_changed(week, zone, told):
    person = reviewer()
    set_own(person, "mon 9:00-17:00", "Asia/Tokyo")
    with pytest.raises(NotReady) as refusal:
        set_own(person, week, zone)
    assert str(refusal.value).startswith(told)
    assert str(refusal.value).endswith("Nothing was changed.")
    row = Reviewer.objects.get(user=person)
    assert (row.time_zone, row.hours.count()) == ("Asia/Tokyo", 1)


def test_the_hours_of_many_are_read_in_the_same_number_of_queries(django_assert_num_queries):
    people = [reviewer() for _ in range(5)]
    for person in people:
        set_own(person, "mon 9:00-17:00")
    with django_assert_num_queries(3):
        hours = hours_by_person({person.pk for person in people})
    assert set(hours) == {person.pk for person in people}
    assert len(set(hours.values())) == 1


@pytest.mark.parametrize(
    ("stage", "column"),
    [
        ("review", "review_hours"), ("settle", "settle_hours"), ("verdict", "verdict_hours"),
        ("sign_off", "sign_off_hours"),
    ],
)  # fmt: skip
def test_a_step_is_due_by_the_clock_or_at_work_as_the_policy_says(stage, column):
    hours = Hours(ZoneInfo("UTC"), parse_week("mon-fri 9:00-17:00"))
    friday_at_four = datetime(2026, 3, 6, 16, tzinfo=UTC)
    policy = Policy(**{column: 2})
    assert due(policy, stage, friday_at_four, hours) == friday_at_four + timedelta(hours=2)
    policy.working_hours = True
    assert due(policy, stage, friday_at_four, hours) == datetime(2026, 3, 9, 10, tzinfo=UTC)


def test_who_is_away_for_good_and_was_chosen_all_the_same_has_their_hours():
    start = datetime(2026, 3, 6, 16, tzinfo=UTC)
    hours = Hours(ZoneInfo("UTC"), parse_week("mon-fri 9:00-17:00"), ((date(2026, 1, 1), None),))
    policy = Policy(working_hours=True, review_hours=2)
    assert due(policy, "review", start, hours) == datetime(2026, 3, 9, 10, tzinfo=UTC)


def test_hours_that_their_week_never_comes_to_pass_by_the_clock():
    """Such rows were not written by the verbs; the run that meets one goes on."""
    start = datetime(2026, 3, 6, 16, tzinfo=UTC)
    hardly = Hours(ZoneInfo("UTC"), parse_week("mon 9:00-9:01"))
    policy = Policy(working_hours=True, review_hours=30_000)
    assert due(policy, "review", start, hardly) == start + timedelta(hours=30_000)
    away = replace(hardly, away=((date(2026, 1, 1), None),))
    assert due(policy, "review", start, away) == start + timedelta(hours=30_000)
    often = replace(hardly, week=parse_week("mon-sun 0:00-12:00"))  # control
    assert due(policy, "review", start, often) == datetime(2033, 1, 8, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("last_day", "counts"), [(date(2026, 4, 3), True), (date(2028, 2, 4), False)]
)
def test_who_is_away_for_very_long_and_was_chosen_all_the_same_has_their_hours(last_day, counts):
    start = datetime(2026, 3, 6, 16, tzinfo=UTC)
    hours = Hours(
        ZoneInfo("UTC"), parse_week("mon-fri 9:00-17:00"), ((date(2026, 3, 7), last_day),)
    )
    policy = Policy(working_hours=True, review_hours=2)
    back = datetime(2026, 4, 6, 10, tzinfo=UTC)
    here = datetime(2026, 3, 9, 10, tzinfo=UTC)
    assert due(policy, "review", start, hours) == (back if counts else here)


# -- absences --------------------------------------------------------------------------------------


def test_nothing_is_asked_of_somebody_on_the_days_they_noted():
    person = reviewer()
    away(person, -1, 1)
    open_review_for()
    assert assign_reviewers() == 0


def test_who_is_back_gets_what_nobody_could_take(django_capture_on_commit_callbacks):
    person = reviewer()
    absence = away(person, -1, 1)
    open_review_for()
    assign_reviewers()
    with django_capture_on_commit_callbacks() as rung:
        end_absence(absence, by=person)
    assert len(rung) == 1
    absence.refresh_from_db()
    assert absence.last_day == timezone.localdate() - DAY
    assert assign_reviewers() == 1


@pytest.mark.parametrize("first", [0, 3])
def test_an_absence_that_had_not_begun_before_today_never_was(first):
    person = reviewer()
    absence, other = away(person, first, 4), away(person, 10, 12)
    end_absence(absence, by=person)
    assert list(Absence.objects.all()) == [other]
    with pytest.raises(Overtaken, match="over already"):
        end_absence(absence, by=person)


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (3, 2, "An absence ends on or after the day it starts."),
        (-3, -1, "That is over already."),
        (0, 1000, "That is more than two years."),
    ],
)
def test_days_that_make_no_absence_are_refused(first, last, told):
    with pytest.raises(NotReady) as refusal:
        away(reviewer(), first, last)
    assert str(refusal.value).startswith(told)
    assert not Absence.objects.exists()


@pytest.mark.parametrize(
    ("first", "last"),
    [(2, 3), (2, 5), (3, 4), (1, 2), (5, 9), (1, 9), (1, None), (5, None), (20, 20), (30, None)],
)
def test_two_absences_of_one_person_do_not_overlap(first, last):
    person, noise = reviewer(), reviewer()
    noted = [away(person, 2, 5), away(person, 20, None), away(noise, 0, None)]
    with pytest.raises(Overtaken, match="is noted already, and two do not overlap"):
        away(person, first, last)
    assert list(Absence.objects.order_by("id")) == noted


def test_absences_beside_one_another_are_noted():
    person = reviewer()
    away(person, 2, 5)
    away(person, 0, 1)
    away(person, 6, None)
    assert Absence.objects.count() == 3


def test_away_today_is_the_day_where_they_are():
    """In Kiritimati it is 14 hours later than in UTC, and so tomorrow from ten o'clock on."""
    person = reviewer(time_zone="Pacific/Kiritimati")
    absence = away_today(person, by=person)
    there = datetime.now(ZoneInfo("Pacific/Kiritimati")).date()
    assert (absence.first_day, absence.last_day) == (there, there)
    assert person.reviewer.today == there
    assert person.reviewer.is_away()
    boss = editor()
    assert away_today(boss, by=boss).first_day == timezone.localdate()


def test_an_editor_who_says_when_they_are_away_is_not_asked_for_findings():
    boss = editor()
    away(boss, 5, 6)
    open_review_for()
    assert assign_reviewers() == 0


@pytest.mark.parametrize("by", [editor, admin])
def test_editors_and_admins_note_when_others_are_away_and_who_did_is_kept(by):
    noted_by = by()
    assert away(reviewer(), 0, by=noted_by).noted_by == noted_by


def test_reviewers_note_only_their_own_absences_and_hours():
    person, other, outsider = reviewer(), reviewer(), UserFactory(roles=[])
    with pytest.raises(PermissionDenied, match="Your own absences are yours"):
        away(person, 0, by=other)
    with pytest.raises(PermissionDenied, match="Only editors and admins"):
        away(outsider, 0, by=outsider)
    with pytest.raises(PermissionDenied, match="Only admins can set the hours of others"):
        set_hours(person, by=editor(), week="mon 9:00-17:00")
    assert not Absence.objects.exists()
