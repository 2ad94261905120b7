"""Changing somebody while nothing can come to them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Q

from newsroom.accounts.models import User
from verification.errors import Overtaken
from verification.models import Assignment, ClaimReview, Reviewer

from .locking import lock_reviews

Changed = TypeVar("Changed")
TRIES = 5
# What the guard says that lets nobody be deactivated with live work.
STILL_AT_WORK = "work_of_active_people"


class NewWorkCame(Exception):
    """Somebody was given a claim while we waited for the locks."""


def with_work_locked(person: User, change: Callable[[], Changed]) -> Changed:
    """Carry out a change that locks accounts, holding the reviews of the person's live work and
    of what is kept for them, then their row as a reviewer: the order in which everybody locks.

    Until we hold that row they may be given more. Then all is let go and locked anew, since a
    review locked after a reviewer could stop a run that has locked them the other way round.
    """
    for _ in range(TRIES):
        with suppress(NewWorkCame), transaction.atomic():
            lock_work_of(person)
            try:
                return change()
            except IntegrityError as error:
                if constraint_of(error) != STILL_AT_WORK:
                    raise
                raise NewWorkCame from error  # an editor, who may have no row as a reviewer
    raise Overtaken(
        f"{person.name} is being given claims at this moment, so nothing was changed. Try again."
    )


def lock_work_of(person: User) -> None:
    locked = [review.pk for review in lock_reviews(reviews_of(person))]
    Reviewer.objects.select_for_update().filter(user=person).first()
    if not reviews_of(person) <= set(locked):
        raise NewWorkCame


def reviews_of(person: User) -> set[int]:
    live = Assignment.objects.live().filter(reviewer=person)
    reviews = ClaimReview.objects.filter(Q(pk__in=live.values("review")) | Q(kept_for=person))
    return set(reviews.values_list("pk", flat=True))


def constraint_of(error: IntegrityError) -> str:
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
