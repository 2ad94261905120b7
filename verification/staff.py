"""Who is here to be given work, with what an editor or a colleague is told of each.

A page may hold several lists of people. It reads them once, as ``Staff``, and each list takes
those of them that it offers.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet

from claims.models import Topic
from newsroom.accounts.models import Role, User
from verification.models import Reviewer
from verification.states import LIVE_ASSIGNMENTS


def people() -> QuerySet[User]:
    """Everybody whom an editor can give a claim, with ``has_now``, how many they have, and
    ``covers``, the names of their topics."""
    live = Count("assignments", filter=Q(assignments__state__in=LIVE_ASSIGNMENTS))
    covered = Topic.objects.filter(reviewers=OuterRef("reviewer")).order_by("name")
    return (
        User.objects.filter(
            Q(roles__contains=[Role.REVIEWER]) | Q(roles__contains=[Role.EDITOR]), is_active=True
        )
        .select_related("reviewer")
        .prefetch_related("reviewer__absences", "reviewer__hours")
        .annotate(has_now=live, covers=ArraySubquery(covered.values("name")))
        .order_by("name")
    )


def reviewers() -> QuerySet[User]:
    """Those of them whom the desk itself asks."""
    return people().filter(roles__contains=[Role.REVIEWER], reviewer__isnull=False)


def reviewer_of(person: Any) -> Reviewer | None:
    """An editor may have none."""
    return getattr(person, "reviewer", None)


class Staff:
    """The rows of ``people``, read when they are first asked for."""

    @cached_property
    def people(self) -> list[Any]:
        return list(people())

    @cached_property
    def reviewers(self) -> list[Any]:
        return [
            person
            for person in self.people
            if Role.REVIEWER in person.roles and reviewer_of(person) is not None
        ]

    def among(self, keys: Collection[int]) -> list[Any]:
        return [person for person in self.people if person.pk in keys]
