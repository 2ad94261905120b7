"""When a step of a review is due: the policy's hours, as the clock or as people's work counts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from .models import Policy, Reviewer
from .working_time import Hours, NeverAtWork, Stretch

# Stage: which column of the policy says how long it may take.
STAGES = {
    "review": "review_hours",
    "settle": "settle_hours",
    "verdict": "verdict_hours",
    "sign_off": "sign_off_hours",
}
FAR_OFF = timedelta(days=30)


def hours_of(reviewer: Reviewer | None) -> Hours:
    """When somebody is at work, or with ``None`` the desk. Who noted no hours of their own works
    the desk's. Uses a prefetch of ``hours`` and ``absences`` where there is one."""
    if reviewer is None:
        return Hours(ZoneInfo(settings.TIME_ZONE), settings.DESK_HOURS)
    own = tuple(
        Stretch(stretch.weekday, stretch.starts, stretch.ends) for stretch in reviewer.hours.all()
    )
    return Hours(
        ZoneInfo(reviewer.time_zone or settings.TIME_ZONE),
        own or settings.DESK_HOURS,
        tuple((absence.first_day, absence.last_day) for absence in reviewer.absences.all()),
    )


def hours_by_person(people: Collection[int]) -> dict[int, Hours]:
    """The hours of everybody among these users who may be asked to review, by the user's id."""
    reviewers = Reviewer.objects.filter(user__in=people).prefetch_related("hours", "absences")
    return {reviewer.user_id: hours_of(reviewer) for reviewer in reviewers}


def due(policy: Policy, stage: str, start: datetime, hours: Hours) -> datetime:
    """When what begins at ``start`` is due: ``stage`` is one of ``STAGES``, ``hours`` those of
    whoever it is asked of."""
    return later(policy, start, getattr(policy, STAGES[stage]), hours)


def later(policy: Policy, start: datetime, count: float, hours: Hours) -> datetime:
    """``count`` hours after ``start``, by the clock or, where the policy says so, at work. Who is
    away until further notice, or for so long that it would be due ``FAR_OFF`` later, and was
    chosen all the same is asked as if they were here. Hours that their week never comes to pass
    by the clock."""
    by_the_clock = start + timedelta(hours=count)
    if not policy.working_hours:
        return by_the_clock
    if_here = passed(replace(hours, away=()), start, count)
    if if_here is None:
        return by_the_clock
    reached = passed(hours, start, count)
    return if_here if reached is None or reached - if_here > FAR_OFF else reached


def passed(hours: Hours, start: datetime, count: float) -> datetime | None:
    """When so many of the hours have passed, or ``None`` if they never do."""
    try:
        return hours.after(start, count)
    except NeverAtWork:
        return None
