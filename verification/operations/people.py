"""People who review: joining, changing what they do, leaving with live work in hand."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from claims.models import Topic
from newsroom.accounts import operations as accounts
from newsroom.accounts.models import Role, User
from verification.models import Reviewer

from .assignments import release_work_of
from .reviews import call_for_reviewers, require_reason


@transaction.atomic
def invite_person(email: str, name: str, roles: list[str], *, by: User) -> User:
    """Ask somebody to join; a reviewer is asked for findings as soon as they can sign in."""
    person = accounts.invite(email, name, roles, by=by)
    keep_reviewing(person)
    return person


@transaction.atomic
def change_person(person: User, *, by: User, name: str, email: str, roles: list[str]) -> User:
    """Change who somebody is or what they do. Who reviews no more hands back their live work."""
    person = accounts.change_person(person, by=by, name=name, email=email, roles=roles)
    keep_reviewing(person)
    if not person.has_role(Role.REVIEWER, Role.EDITOR):
        release_work_of(person, by=by, reason="no longer reviews here")
    return person


@transaction.atomic
def deactivate_person(person: User, *, by: User, reason: str) -> User:
    """Let somebody in no more, and give their live work to others; what they gathered is kept."""
    person = accounts.deactivate(person, by=by)
    release_work_of(person, by=by, reason=require_reason(reason, "deactivating"))
    return person


@transaction.atomic
def reactivate_person(person: User, *, by: User) -> User:
    """Take somebody back; claims that nobody could take may be theirs now."""
    person = accounts.reactivate(person, by=by)
    call_for_reviewers()
    return person


@transaction.atomic
def set_reviewing(
    person: User,
    *,
    by: User,
    capacity: int,
    topics: Iterable[Topic] = (),
    languages: Iterable[str] = (),
) -> Reviewer:
    """How many claims at a time, on what, and in which languages."""
    accounts.require_people(by, "change people")
    reviewer, _ = Reviewer.objects.update_or_create(
        user=person,
        defaults={"capacity": capacity, "languages": list(languages)},
    )
    reviewer.topics.set(topics)
    call_for_reviewers()
    return reviewer


def keep_reviewing(person: User) -> None:
    """Give a reviewer their row, without which the desk would never ask them."""
    if person.is_reviewer:
        Reviewer.objects.get_or_create(user=person)
        call_for_reviewers()
