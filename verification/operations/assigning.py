"""The desk's own run: due reviews to able reviewers, without anybody pushing.

A run takes what is due in batches, each a transaction of its own. It locks the reviews that
nobody else works on (SKIP LOCKED), then the reviewers; reads what it needs in a fixed number of
queries; plans in memory; and writes in a fixed number of statements. Two runs share the work. One
that dies leaves its batch as it was, to be found again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import cache
from itertools import islice
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import F, Max, prefetch_related_objects
from django.db.models.functions import Now

from claims.models import ClaimEvent
from newsroom.accounts.models import Role, User
from newsroom.notices.models import NoticeKind
from verification.models import (
    Assignment,
    AssignmentRole,
    ClaimReview,
    Contact,
    Policy,
    Reviewer,
    ReviewVerb,
)
from verification.states import STANDING_ASSIGNMENTS
from verification.timing import due as due_in
from verification.timing import hours_of
from verification.workload import Need, Plan, Shortage, plan

from .barring import FACTS, Bars, Facts, barred_by, interests_of
from .giving import Given, Mark, write_marks, write_work
from .places import PLACES, travel
from .reviewers import as_candidates, lock_reviewers
from .run_notices import RunNotices, put_away_shortages

BATCH = 4000
# What a guard of the database refuses is planned again, by what holds now, so often.
TRIES = 3
NOBODY: frozenset[int] = frozenset()
NOT_SHORT = Shortage("", "")


def assign_reviewers() -> int:
    """Give all due reviews to the least loaded able reviewers; of those that nobody can take,
    note why and what would help. Answers how many assignments were made."""
    due = ClaimReview.objects.awaiting_reviewers().order_by("due_at", "id")
    waiting = iter(list(due.values_list("pk", flat=True)))
    notices = RunNotices()
    made = 0
    while keys := list(islice(waiting, BATCH)):
        count, notices = assign_batch(keys, notices)
        made += count
    return made


def assign_batch(keys: Sequence[int], notices: RunNotices) -> tuple[int, RunNotices]:
    """One transaction of a run. Answers how many assignments were made, and what people have
    been told since."""
    for tries_left in reversed(range(TRIES)):
        telling = notices.copy()
        try:
            with transaction.atomic():
                return assign_locked(lock_due(keys), telling), telling
        except IntegrityError:  # somebody declared an interest or left while we planned
            if not tries_left:
                raise
    raise AssertionError


class Due(NamedTuple):
    """What a run knows of a review beside its places; ``now`` is the database's clock."""

    review: int
    claim: int
    round: int
    due_at: datetime | None
    policy: int
    reviewers: int
    topic: str | None
    language: str
    brought_in_by: int
    kept_for: int | None
    nobody_because: str
    would_help: str
    now: datetime
    facts: Facts


COLUMNS = (
    "pk", "claim", "round", "due_at", "policy", "policy__reviewers", "claim__topic__name",
    "claim__document__language", "claim__document__added_by", "kept_for", "nobody_because",
    "would_help", Now(),
)  # fmt: skip


def lock_due(keys: Collection[int]) -> list[Due]:
    """Those of the reviews that are still due and that nobody else is working on."""
    rows = (
        ClaimReview.objects.awaiting_reviewers()
        .filter(pk__among=keys)
        .select_for_update(of=("self",), skip_locked=True)
        .order_by("due_at", "id")
        .values_list(*COLUMNS, *FACTS)
    )
    count = len(COLUMNS)
    return [Due._make((*row[:count], Facts(row[0], *row[count:]))) for row in rows]


def assign_locked(due: list[Due], notices: RunNotices) -> int:
    if not due:
        return 0
    now = due[0].now
    reviewers = lock_reviewers()
    pasts = pasts_of(due)
    interests = interests_of(one.user_id for one in reviewers)
    bars = barred_by(interests, [one.facts for one in due]) if interests else {}
    made = plan((need_of(one, pasts, bars) for one in due), as_candidates(reviewers))
    given = places_given(due, pasts, made, reviewers)
    work = [place for places in given.values() for place in places]
    keys = write_work(work, by=None, now=now)
    travel([key for key, place in zip(keys, work, strict=True) if place.review in pasts])
    marks = {one.review: mark_of(one, pasts, given[one.review], made) for one in due}
    write_marks([marks[one.review] for one in due if is_news(one, marks[one.review])], now=now)
    tell_everybody(due, work, marks, notices)
    return len(work)


# -- reading --------------------------------------------------------------------------------------


class Past(NamedTuple):
    """Of a review's present round: who has or had a part in it, and which places are filled."""

    people: set[int]
    filled: set[str]


Pasts = dict[int, Past]


def pasts_of(due: Sequence[Due]) -> Pasts:
    """Of those that have one."""
    pasts: Pasts = defaultdict(lambda: Past(set(), set()))
    keys = [one.review for one in due]
    rows = Assignment.objects.filter(review__among=keys, round=F("review__round")).order_by()
    for review, person, role, state in rows.values_list("review", "reviewer", "role", "state"):
        pasts[review].people.add(person)
        if state in STANDING_ASSIGNMENTS:
            pasts[review].filled.add(role)
    return dict(pasts)


def open_places(one: Due, pasts: Pasts) -> Sequence[AssignmentRole]:
    places = PLACES[: one.reviewers]
    past = pasts.get(one.review)
    return [role for role in places if role not in past.filled] if past else places


def need_of(one: Due, pasts: Pasts, bars: Bars) -> Need:
    """What is kept for one person has one place for them; the next run fills the other."""
    wanted = len(open_places(one, pasts))
    past = pasts.get(one.review)
    return Need(
        review=one.review,
        wanted=min(wanted, 1) if one.kept_for else wanted,
        topic=one.topic or "",
        language=one.language,
        taken=frozenset(past.people) if past else NOBODY,
        barred=frozenset(bars[one.review]) if one.review in bars else NOBODY,
        brought_in_by=one.brought_in_by,
        kept_for=one.kept_for,
    )


# -- writing --------------------------------------------------------------------------------------


def places_given(
    due: Sequence[Due], pasts: Pasts, made: Plan, reviewers: Sequence[Reviewer]
) -> dict[int, list[Given]]:
    """Who fills which place of each review, by when."""
    names = {one.user_id: one.user.name for one in reviewers}
    deadline = deadlines(due, reviewers)
    chosen: dict[int, list[tuple[int, str]]] = {one.review: [] for one in due}
    for review, reviewer, reason in made.choices:
        chosen[review].append((reviewer, reason))
    return {
        one.review: [
            Given(
                one.review, one.claim, one.round, role, reviewer, names[reviewer], reason,
                deadline(one, reviewer),
            )
            for role, (reviewer, reason) in zip(
                open_places(one, pasts), chosen[one.review], strict=False
            )
        ]
        for one in due
    }  # fmt: skip


def deadlines(due: Sequence[Due], reviewers: Sequence[Reviewer]) -> Callable[[Due, int], datetime]:
    """When a reviewer's work on a review is due, if it is given to them now. While somebody may
    still comment, the clock stands."""
    now = due[0].now
    policies = Policy.objects.in_bulk({one.policy for one in due})
    by_hours = {key for key, policy in policies.items() if policy.working_hours}
    if by_hours:
        prefetch_related_objects(reviewers, "hours", "absences")
    people = {one.user_id: one for one in reviewers}
    awaited = Contact.objects.filter(answered_at__isnull=True, reply_by__gt=now).order_by()
    waits = dict(awaited.values_list("review").annotate(Max("reply_by")))

    @cache
    def asked(policy: int, start: datetime, whose: int | None) -> datetime:
        hours = hours_of(people[whose] if whose else None)
        return due_in(policies[policy], "review", start, hours)

    def deadline(one: Due, reviewer: int) -> datetime:
        start = waits.get(one.review, now)
        then = asked(one.policy, start, reviewer if one.policy in by_hours else None)
        return max(one.due_at, then) if one.due_at else then

    return deadline


def mark_of(one: Due, pasts: Pasts, given: Sequence[Given], made: Plan) -> Mark:
    short = made.nobody.get(one.review, NOT_SHORT)
    return Mark(
        review=one.review,
        due_at=max((place.due_at for place in given), default=None),
        needs_reviewers=len(given) < len(open_places(one, pasts)),
        nobody_because=short.because,
        would_help=short.would_help,
        still_kept=one.kept_for is not None and not given,
    )


def is_news(one: Due, mark: Mark) -> bool:
    """Whether anything changed: most that nobody can take are as they were."""
    return (
        mark.due_at is not None
        or not mark.needs_reviewers
        or (mark.nobody_because, mark.would_help) != (one.nobody_because, one.would_help)
    )


def tell_everybody(
    due: Sequence[Due], work: Sequence[Given], marks: dict[int, Mark], notices: RunNotices
) -> None:
    """Notices to those who were given something; where nobody can take it, a line of history and
    notices to editors, once."""
    short = [one for one in due if marks[one.review].nobody_because and not one.nobody_because]
    ClaimEvent.objects.bulk_create(
        [
            ClaimEvent(
                claim_id=one.claim,
                verb=ReviewVerb.NOBODY_FREE,
                note=marks[one.review].nobody_because,
            )
            for one in short
        ]
    )
    put_away_shortages(
        one.claim for one in due if one.nobody_because and not marks[one.review].nobody_because
    )
    news: dict[tuple[int, NoticeKind], list[int]] = defaultdict(list)
    for place in work:
        news[place.reviewer, NoticeKind.ASKED].append(place.claim)
    if short:
        for editor in User.objects.with_role(Role.EDITOR):
            news[editor.pk, NoticeKind.NOBODY] = [one.claim for one in short]
    notices.tell(news)
