"""When somebody is at work: their hours and time zone, and the days on which they are away."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from newsroom.accounts.models import User
from newsroom.accounts.rights import require
from verification.errors import NotReady, Overtaken
from verification.models import Absence, Reviewer, WorkingHours
from verification.models.reviewer import check_time_zone
from verification.working_time import Stretch, minutes_of, parse_week

from .away_work import tell_editors_of_absence
from .people import make_reviewer
from .reviews import call_for_reviewers

LONGEST = timedelta(days=2 * 366)
LEAST_HOURS = 4


@transaction.atomic
def set_hours(person: User, *, by: User, week: str, time_zone: str = "") -> Reviewer:
    """When somebody works, as ``working_time.parse_week`` reads it, and in which time zone. An
    empty ``week`` is the desk's, an empty zone the desk's too."""
    require(
        by,
        "verification.set_hours",
        person,
        otherwise="Only admins can set the hours of others. Your own are yours to set.",
    )
    stretches = stretches_of(week)
    check_zone(time_zone)
    reviewer = lock_reviewer(person)
    reviewer.time_zone = time_zone
    reviewer.save(update_fields=["time_zone"])
    reviewer.hours.all().delete()  # nothing rests on them
    WorkingHours.objects.bulk_create(
        WorkingHours(reviewer=reviewer, weekday=one.weekday, starts=one.starts, ends=one.ends)
        for one in stretches
    )
    return reviewer


def stretches_of(week: str) -> tuple[Stretch, ...]:
    try:
        stretches = parse_week(week)
    except ValueError as problem:
        raise NotReady(f"{problem} Nothing was changed.") from None
    if len({(one.weekday, one.starts) for one in stretches}) < len(stretches):
        raise NotReady("A day begins twice at the same time. Nothing was changed.")
    if stretches and minutes_of(stretches) < LEAST_HOURS * 60:
        raise NotReady(
            f"A week has at least {LEAST_HOURS} hours of work. Whoever works less notes the days "
            "away, or an admin takes them out of reviewing. Nothing was changed."
        )
    return stretches


def check_zone(name: str) -> None:
    try:
        check_time_zone(name)
    except ValidationError as problem:
        raise NotReady(f"{problem.messages[0]} Nothing was changed.") from None


@transaction.atomic
def note_absence(
    person: User, *, by: User, first_day: date, last_day: date | None = None, note: str = ""
) -> Absence:
    """Days on which nothing new is asked of somebody; without a last day, until further notice.
    What they have stays theirs; where some of it falls due then, the editors are told."""
    require_absences(by, person)
    reviewer = lock_reviewer(person)
    if last_day is not None and last_day < first_day:
        raise NotReady("An absence ends on or after the day it starts. Nothing was noted.")
    if last_day is not None and last_day < reviewer.today:
        raise NotReady("That is over already. Nothing was noted.")
    if last_day is not None and last_day - first_day > LONGEST:
        raise NotReady(
            "That is more than two years. Leave the last day empty, which is until further notice."
        )
    for other in reviewer.absences.all():
        begins_before_it_ends = other.last_day is None or first_day <= other.last_day
        if begins_before_it_ends and (last_day is None or other.first_day <= last_day):
            raise Overtaken(
                f"An absence {other} is noted already, and two do not overlap. Choose other days, "
                "or take that one back first. Nothing was noted."
            )
    absence = Absence.objects.create(
        reviewer=reviewer,
        first_day=first_day,
        last_day=last_day,
        note=note.strip(),
        noted_by=by,
    )
    tell_editors_of_absence(absence)
    return absence


def away_today(person: User, *, by: User) -> Absence:
    """For the rest of the day of their time zone."""
    reviewer = Reviewer.objects.filter(user=person).first()
    today = reviewer.today if reviewer else timezone.localdate()
    return note_absence(person, by=by, first_day=today, last_day=today)


@transaction.atomic
def end_absence(absence: Absence, *, by: User) -> None:
    """They are back: it ended yesterday, or, where it had not begun before, never was. The claims
    that nobody could take may be theirs now."""
    person = absence.reviewer.user
    require_absences(by, person)
    reviewer = lock_reviewer(person)
    found = Absence.objects.filter(pk=absence.pk).first()
    today = reviewer.today
    if found is None or (found.last_day is not None and found.last_day < today):
        raise Overtaken("This absence is over already. Nothing was changed.")
    if found.first_day >= today:
        found.delete()
    else:
        found.last_day = today - timedelta(days=1)
        found.save(update_fields=["last_day"])
    call_for_reviewers()


def require_absences(by: User, person: User) -> None:
    require(
        by,
        "verification.note_absence",
        person,
        otherwise="Only editors and admins can note when others are away. Your own absences are "
        "yours to note.",
    )


def lock_reviewer(person: User) -> Reviewer:
    """Their row, made if need be: an editor has none until they say when they work."""
    make_reviewer(person)
    return Reviewer.objects.select_for_update().get(user=person)
