"""The desk's pace: a page for editors, and the few lines of it on their home."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from claims.models import Topic
from newsroom.accounts.models import User
from verification.pace.lines import Figures, Line, drawn
from verification.pace.measuring import Load, Pace, Weeks, measure, measure_load
from verification.pace.stages import BY_KEY, STAGES, Stage
from verification.pace.weeks import WEEK, Fortnight, fortnight

LEFT = "no longer on the desk"
NO_TOPIC = "No topic"


@never_cache
@require_safe
def pace(request: HttpRequest) -> HttpResponse:
    """``week`` is a day of the week to show; ``stage`` is what is shown by person and topic."""
    if not request.user.has_perm("verification.run_desk"):
        raise PermissionDenied("Load and pace of others are for editors. Your own is on your desk.")
    now = timezone.localtime()
    weeks = fortnight(day_asked_for(request.GET.get("week", ""), now), now.tzinfo)
    stage = BY_KEY.get(request.GET.get("stage", ""), BY_KEY["submitted"])
    measured = measure(weeks)
    people, topics = measure_load(now - WEEK) if weeks.holds(now) else ({}, {})
    context = {
        "nav": "desk",
        "weeks": weeks,
        "is_now": weeks.holds(now),
        "is_later": weeks.until <= now,
        "stages": STAGES,
        "stage": stage,
        "overall": by_stage(measured),
        "people": by_person(measured.people[stage.key], people) if stage.who else [],
        "topics": by_topic(measured.topics[stage.key], topics),
        "lede": lede(measured, weeks, now),
    }
    return render(request, "verification/pace.html", context)


def day_asked_for(text: str, now: datetime) -> date:
    """Today where the address says nothing sensible, or a week that has not begun."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return now.date()
    return min(max(day, date(2000, 1, 3)), now.date())


def lede(measured: Pace, weeks: Fortnight, now: datetime) -> str:
    out = measured.overall["published"]
    when = f"since Monday, {weeks.monday:%-d %B}" if weeks.holds(now) else "in this week"
    reports = f"{out.now.count or 'No'} report{'' if out.now.count == 1 else 's'}"
    return f"{reports} went out {when}; {out.before.count or 'none'} in the week before."


def figures_of(name: str, weeks: Weeks, **more: Any) -> Figures:
    return Figures(
        name,
        count_now=weeks.now.count,
        median_now=weeks.now.median,
        count_before=weeks.before.count,
        median_before=weeks.before.median,
        **more,
    )


def by_stage(measured: Pace, stages: Iterable[Stage] = STAGES) -> list[Line]:
    return drawn(
        figures_of(stage.title, measured.overall[stage.key], note=stage.span) for stage in stages
    )


def by_person(done: dict[int, Weeks], loads: dict[int, Load]) -> list[Line]:
    """Everybody with anything in either week or at hand, by name: no league table."""
    people = User.objects.filter(pk__in={*done, *loads}).order_by("name", "pk")
    return drawn(
        figures_of(
            person.name,
            done.get(person.pk, Weeks()),
            note="" if person.is_active else LEFT,
            at_hand=at_hand(loads, person.pk),
        )
        for person in people
    )


def by_topic(done: dict[int | None, Weeks], loads: dict[int | None, Load]) -> list[Line]:
    keys = {*done, *loads}
    found = Topic.objects.filter(pk__in=keys - {None}).order_by("name")
    names: dict[int | None, str] = dict(found.values_list("pk", "name"))
    if None in keys:
        names[None] = NO_TOPIC
    return drawn(
        figures_of(name, done.get(key, Weeks()), at_hand=at_hand(loads, key))
        for key, name in names.items()
    )


def pace_in_short(now: datetime) -> list[Line]:
    """For an editor's home: the stages in which anything was done, this week or before."""
    weeks = fortnight(timezone.localdate(now), timezone.get_current_timezone())
    lines = by_stage(measure(weeks))
    return [line for line in lines if line.now.count or line.before.count]


def at_hand(loads: dict[Any, Load], key: int | None) -> tuple[int, int] | None:
    """None where no load was measured at all: of a week that is over."""
    load = loads.get(key, Load())
    return (load.now, load.before) if loads else None
