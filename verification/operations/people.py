"""People who review: joining, changing what they do, leaving with live work in hand."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from claims.models import Topic
from newsroom.accounts import operations as accounts
from newsroom.accounts.models import Role, User
from verification.errors import NotReady
from verification.models import Assignment, ClaimReview, Reviewer, ReviewVerb
from verification.registry import languages as registry

from .assignments import release_work_of
from .keeping_for import record_together
from .reviews import call_for_reviewers, require_reason
from .work_locked import with_work_locked

AT_WORK = {Role.REVIEWER, Role.EDITOR}


@transaction.atomic
def invite_person(email: str, name: str, roles: list[str], *, by: User) -> User:
    """Ask somebody to join; a reviewer is asked for findings as soon as they can sign in."""
    person = accounts.invite(email, name, roles, by=by)
    keep_reviewing(person)
    return person


@transaction.atomic
def change_person(person: User, *, by: User, name: str, email: str, roles: list[str]) -> User:
    """Change who somebody is or what they do. Who reviews no more hands back their live work."""
    accounts.require_people(by, "change people")

    def change() -> User:
        if not AT_WORK.intersection(roles):
            let_go_of_work(person, by=by, reason="no longer reviews here")
        changed = accounts.change_person(person, by=by, name=name, email=email, roles=roles)
        keep_reviewing(changed)
        return changed

    return with_work_locked(person, change)


@transaction.atomic
def deactivate_person(person: User, *, by: User, reason: str) -> User:
    """Let somebody in no more, and give their live work to others; what they gathered is kept."""
    accounts.require_people(by, "deactivate people")
    reason = require_reason(reason, "deactivating")

    def leave() -> User:
        let_go_of_work(person, by=by, reason=reason)
        return accounts.deactivate(person, by=by)

    return with_work_locked(person, leave)


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
    """How many claims at a time, on what, and in which languages, by name or code. What somebody
    has in hand beyond a lowered capacity stays theirs, and says so."""
    accounts.require_people(by, "change people")
    codes = codes_of(languages)

    def change() -> Reviewer:
        mark_surplus(person, capacity, because=f"capacity lowered to {capacity}")
        reviewer, _ = Reviewer.objects.update_or_create(
            user=person,
            defaults={"capacity": capacity, "languages": codes},
        )
        return reviewer

    reviewer = with_work_locked(person, change)
    reviewer.topics.set(topics)
    call_for_reviewers()
    return reviewer


def codes_of(words: Iterable[str]) -> list[str]:
    """What is no language would match no claim, and its person would never be asked."""
    try:
        return registry.codes_of(words)
    except registry.NotALanguage as wrong:
        raise NotReady(f"{wrong} Nothing was changed.") from None


def keep_reviewing(person: User) -> None:
    """Give a reviewer their row, without which the desk would never ask them."""
    if person.is_reviewer:
        make_reviewer(person)
        call_for_reviewers()


def make_reviewer(person: User) -> None:
    """Their row, unless there is one. What they have in hand is counted while their account keeps
    others from giving them more."""
    if Reviewer.objects.filter(user=person).exists():
        return
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=person.pk)
        if Reviewer.objects.filter(user=person).exists():  # made while we waited
            # Let go of the account: whoever locks the row does so before the account.
            transaction.set_rollback(True)
            return
        row = Reviewer(user=person)
        mark_surplus(person, row.capacity, because=f"now has room for {row.capacity}")
        row.save()


def mark_surplus(person: User, capacity: int, *, because: str) -> None:
    """What came last and is more than the capacity says why it is there."""
    within = Assignment.objects.live().filter(reviewer=person, beyond_capacity="")
    surplus = list(within.order_by("assigned_at", "id").values_list("pk", flat=True)[capacity:])
    Assignment.objects.filter(pk__in=surplus).update(beyond_capacity=because)


def let_go_of_work(person: User, *, by: User, reason: str) -> None:
    """Nothing is with them, or kept for them, any more. The reviews are locked."""
    release_work_of(person, by=by, reason=reason)
    kept = list(ClaimReview.objects.filter(kept_for=person).order_by("pk"))
    if kept:
        ClaimReview.objects.filter(kept_for=person).update(
            kept_for=None, kept_because="", nobody_because="", would_help=""
        )
        record_together(kept, ReviewVerb.KEPT_NO_MORE, by=by, note=reason)
        call_for_reviewers()
