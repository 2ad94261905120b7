"""Who may be asked, as the planner sees them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from newsroom.accounts.models import Role
from newsroom.arrays import Keys
from newsroom.dates import day_words
from verification.models import Absence, Assignment, Reviewer
from verification.registry.languages import as_code
from verification.staff import reviewer_of
from verification.timing import hours_of
from verification.workload import Candidate

DAY = timedelta(days=1)


def lock_reviewers() -> list[Reviewer]:
    """Everybody who may be asked, locked so that two runs do not both use their last place. They
    are read once more after that: while we waited for the lock, somebody may have been
    deactivated or changed."""
    locked = [row.pk for row in may_be_asked().select_for_update(of=("self",)).order_by("pk")]
    return list(may_be_asked().filter(pk__among=Keys(locked)).select_related("user").order_by("pk"))


def may_be_asked() -> QuerySet[Reviewer]:
    """Not who was invited and has chosen no password yet: they could not even decline."""
    return Reviewer.objects.filter(
        user__is_active=True, user__roles__contains=[Role.REVIEWER]
    ).exclude(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)


def candidates(people: Iterable[int]) -> list[Candidate]:
    """Those of these users who have a row as a reviewer, with what they have now."""
    rows = Reviewer.objects.filter(user__among=Keys(people)).select_related("user").order_by("pk")
    return as_candidates(list(rows))


def as_candidates(reviewers: Sequence[Reviewer]) -> list[Candidate]:
    today = timezone.localdate()
    keys = [reviewer.pk for reviewer in reviewers]
    load = loads([reviewer.user_id for reviewer in reviewers])
    topics = grouped(
        Reviewer.topics.through.objects.filter(reviewer__among=Keys(keys))
        .order_by()
        .values_list("reviewer", "topic__name")
    )
    away = grouped(
        Absence.objects.filter(
            Q(last_day=None) | Q(last_day__gte=today), reviewer__among=Keys(keys)
        )
        .order_by("first_day")
        .values_list("reviewer", "first_day", "last_day")
    )
    return [
        candidate(
            reviewer,
            load=load.get(reviewer.user_id, 0),
            topics=(name for (name,) in topics[reviewer.pk]),
            absences=away[reviewer.pk],
            today=today,
        )
        for reviewer in reviewers
    ]


def candidate(
    reviewer: Reviewer,
    *,
    load: int,
    topics: Iterable[str],
    absences: Sequence[tuple[date, date | None]],
    today: date,
) -> Candidate:
    """``absences`` are those not over, earliest first."""
    return Candidate(
        id=reviewer.user_id,
        name=reviewer.user.name,
        capacity=reviewer.capacity,
        load=load,
        topics=frozenset(topics),
        languages=frozenset(map(as_code, reviewer.languages)),
        away=any(first <= today for first, _ in absences),
        back_on=back_on(absences, today),
    )


def candidate_of(person: Any) -> Candidate | None:
    """The same of a row of ``staff.people``, asking nothing more; ``None`` for whom the desk does
    not ask."""
    reviewer = reviewer_of(person)
    is_asked = person.is_active and Role.REVIEWER in person.roles and person.has_usable_password()
    if reviewer is None or not is_asked:
        return None
    today = timezone.localdate()
    absences = sorted(
        (
            (absence.first_day, absence.last_day)
            for absence in reviewer.absences.all()
            if absence.last_day is None or absence.last_day >= today
        ),
        key=lambda absence: absence[0],
    )
    return candidate(
        reviewer, load=person.has_now, topics=person.covers, absences=absences, today=today
    )


def grouped(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    """The rest of each row, by its first column."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for key, *rest in rows:
        found[key].append(tuple(rest))
    return found


def loads(people: Iterable[int]) -> dict[int, int]:
    """How many claims each has in hand."""
    live = Assignment.objects.live().filter(reviewer__among=Keys(people)).order_by()
    return dict(live.values_list("reviewer").annotate(Count("pk")))


def back_on(absences: Iterable[tuple[date, date | None]], today: date) -> date | None:
    """The first day without an absence, of those not over, earliest first; ``None`` where the end
    of one is not known, or for somebody who is here."""
    day = today
    for first, last in absences:
        if first <= day:
            if last is None:
                return None
            day = max(day, last + DAY)
    return day if day > today else None


def away_until(reviewer: Reviewer) -> str:
    """ "until 5 December", "until further notice", or "" for somebody who is here. Uses a prefetch
    of ``absences``."""
    if not reviewer.is_away():
        return ""
    absences = [(absence.first_day, absence.last_day) for absence in reviewer.absences.all()]
    back = back_on(absences, reviewer.today)
    return f"until {day_words(back - DAY)}" if back else "until further notice"


def whereabouts(reviewer: Reviewer | None) -> str:
    """What keeps somebody from beginning now, as it follows "is": "away until 5 December", "not at
    work now" by hours of their own, or "". Uses a prefetch of ``absences`` and ``hours``."""
    if reviewer is None:
        return ""
    if until := away_until(reviewer):
        return f"away {until}"
    has_own_hours = bool(reviewer.hours.all())
    at_work = not has_own_hours or hours_of(reviewer).is_at_work(timezone.now())
    return "" if at_work else "not at work now"
