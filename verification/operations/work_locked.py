"""Changing somebody while nothing can come to them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from django.db import transaction
from django.db.models import Q

from newsroom.accounts.models import Role, User
from verification.errors import Overtaken
from verification.models import Assignment, ClaimReview, Reviewer

from .locking import lock_reviews

Changed = TypeVar("Changed")
TRIES = 5


class NewWorkCame(Exception):
    """Somebody was given a claim while we waited for the locks."""


def with_work_locked(person: User, change: Callable[[], Changed]) -> Changed:
    """Carry out a change of somebody, holding the reviews of their live work and of what is kept
    for them, then their row as a reviewer, then their account: the order in which everybody locks.

    Until we hold those two they may be given more. Then all is let go and locked anew, since a
    review locked after a reviewer could stop a run that has locked them the other way round.
    """
    for _ in range(TRIES):
        with suppress(NewWorkCame), transaction.atomic():
            lock_work_of(person)
            return change()
    raise Overtaken(
        f"{person.name} is being given claims at this moment, so nothing was changed. Try again."
    )


def lock_work_of(person: User) -> None:
    locked = [review.pk for review in lock_reviews(reviews_of(person))]
    Reviewer.objects.select_for_update().filter(user=person).first()
    lock_account(person)
    if not reviews_of(person) <= set(locked):
        raise NewWorkCame


def lock_account(person: User) -> None:
    """An editor may have no row as a reviewer: their account keeps others from giving them work.
    An admin's is locked with those of all admins, in the order of whoever changes an admin."""
    accounts = Q(pk=person.pk)
    if person.is_admin:
        accounts |= Q(roles__contains=[Role.ADMIN])
    list(User.objects.select_for_update(no_key=True).filter(accounts).order_by("pk"))


def reviews_of(person: User) -> set[int]:
    live = Assignment.objects.live().filter(reviewer=person)
    reviews = ClaimReview.objects.filter(Q(pk__in=live.values("review")) | Q(kept_for=person))
    return set(reviews.values_list("pk", flat=True))
