"""Who may be asked, as the planner sees them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, QuerySet
from django.utils import timezone

from newsroom.accounts.models import Role
from verification.models import Absence, Assignment, Reviewer
from verification.workload import Candidate

DAY = timedelta(days=1)


def lock_reviewers() -> list[Reviewer]:
    """Everybody who may be asked, locked so that two runs do not both use their last place. They
    are read once more after that: while we waited for the lock, somebody may have been
    deactivated or changed."""
    locked = [row.pk for row in may_be_asked().select_for_update(of=("self",)).order_by("pk")]
    return list(
        may_be_asked()
        .filter(pk__in=locked)
        .select_related("user")
        .prefetch_related("topics", "absences", "hours")
        .order_by("pk")
    )


def may_be_asked() -> QuerySet[Reviewer]:
    """Not who was invited and has chosen no password yet: they could not even decline."""
    return Reviewer.objects.filter(
        user__is_active=True, user__roles__contains=[Role.REVIEWER]
    ).exclude(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)


def candidates(people: Iterable[int]) -> list[Candidate]:
    """Those of these users who have a row as a reviewer, with what they have now."""
    rows = Reviewer.objects.filter(user__in=list(people)).select_related("user")
    return as_candidates(rows.prefetch_related("topics", "absences").order_by("pk"))


def as_candidates(reviewers: Iterable[Reviewer]) -> list[Candidate]:
    reviewers = list(reviewers)
    today = timezone.localdate()
    load = loads([reviewer.user_id for reviewer in reviewers])
    return [
        Candidate(
            id=reviewer.user_id,
            name=reviewer.user.name,
            capacity=reviewer.capacity,
            load=load.get(reviewer.user_id, 0),
            topics=frozenset(topic.name for topic in reviewer.topics.all()),
            languages=frozenset(reviewer.languages),
            away=reviewer.is_away(today),
            back_on=back_on(reviewer.absences.all(), today),
        )
        for reviewer in reviewers
    ]


def loads(people: Iterable[int]) -> dict[int, int]:
    """How many claims each has in hand."""
    live = Assignment.objects.live().filter(reviewer__in=list(people)).order_by()
    return dict(live.values_list("reviewer").annotate(Count("pk")))


def back_on(absences: Iterable[Absence], today: date) -> date | None:
    """The first day without an absence; ``None`` where the end of one is not known."""
    day = today
    for absence in sorted(absences, key=lambda absence: absence.first_day):
        if absence.covers(day):
            if absence.last_day is None:
                return None
            day = absence.last_day + DAY
    return day if day > today else None
