"""Who has what, and who is away: for editors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Now

from newsroom.accounts.models import Role, User
from verification.models import Assignment, Reviewer
from verification.operations.reviewers import away_until

from .editor_lists import awaited


@dataclass(frozen=True, slots=True)
class Load:
    """What one reviewer has; ``late`` are among the ``taken``. ``away`` says until when, and is
    empty for somebody who is here."""

    person: int
    name: str
    taken: int
    late: int
    limit: int
    away: str = ""
    note: str = ""

    @property
    def capacity(self) -> int:
        """What the bar is as long as: somebody may have been given more than they take."""
        return max(self.limit, self.taken, 1)

    @property
    def late_from(self) -> int:
        return self.taken - self.late


def loads_of() -> list[Load]:
    """Everybody who may be asked or has something, the fullest first, those away last."""
    taken = {
        row["reviewer"]: row
        for row in Assignment.objects.live()
        .annotate(is_awaited=Exists(awaited(OuterRef("review"))))
        .order_by()
        .values("reviewer")
        .annotate(taken=Count("pk"), late=Count("pk", filter=Q(due_at__lt=Now(), is_awaited=False)))
    }
    people = User.objects.filter(
        Q(pk__in=taken) | Q(is_active=True, roles__contains=[Role.REVIEWER], reviewer__isnull=False)
    ).order_by("name")
    reviewers = {
        r.user_id: r for r in Reviewer.objects.filter(user__in=people).prefetch_related("absences")
    }
    loads = [load_of(person, reviewers.get(person.pk), taken.get(person.pk)) for person in people]
    return sorted(loads, key=lambda load: (bool(load.away), -load.taken / load.capacity))


def load_of(person: User, reviewer: Reviewer | None, row: dict[str, Any] | None) -> Load:
    away = note = ""
    if not person.is_active:
        away = "no longer on the desk"
    elif reviewer and (absence := reviewer.absence_on(reviewer.today)):
        away, note = away_until(reviewer), absence.note
    return Load(
        person=person.pk,
        name=person.name,
        taken=row["taken"] if row else 0,
        late=row["late"] if row else 0,
        limit=reviewer.capacity if reviewer else 0,
        away=away,
        note=note,
    )


def away_by(loads: list[Load], user: User) -> str:
    """Until when this person is away, or "" for somebody who is here."""
    return next((load.away for load in loads if load.person == user.pk), "")


def away_of(loads: list[Load]) -> list[Load]:
    """Those away, who still holds the most first."""
    return sorted((load for load in loads if load.away), key=lambda load: (-load.taken, load.name))
