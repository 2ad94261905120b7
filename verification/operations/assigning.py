"""The desk's own run: due reviews to able reviewers, without anybody pushing.

A run takes what is due in batches, each a transaction of its own. It locks the reviews that
nobody else works on (SKIP LOCKED), then the reviewers; reads what it needs in a fixed number of
queries; plans in memory; and writes in a fixed number of statements. Two runs share the work. One
that dies leaves its batch as it was, to be found again.
"""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from itertools import islice
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Max, OuterRef, QuerySet, prefetch_related_objects

from claims.models import ClaimEvent, Topic
from newsroom.accounts.models import Role, User
from newsroom.arrays import Keys
from newsroom.notices.models import NoticeKind
from verification.models import (
    Assignment,
    AssignmentRole,
    ClaimReview,
    Contact,
    Policy,
    Reviewer,
    ReviewVerb,
    Waiver,
)
from verification.states import STANDING_ASSIGNMENTS
from verification.timing import due as due_in
from verification.timing import hours_of
from verification.workload import Need, Plan, Shortage, plan

from .barring import FACTS, Bars, barred_by, interests_of
from .giving import Given, Mark, due_at, write_marks, write_work
from .places import PLACES, travel
from .reviewers import as_candidates, lock_reviewers
from .run_notices import RunNotices, put_away_shortages

# So many are given out in a second or two, for which the reviewers are locked.
BATCH = 10_000
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
            with transaction.atomic(), uncollected():
                return assign_due(lock_due(keys), telling), telling
        except IntegrityError:  # somebody declared an interest or left while we planned
            if not tries_left:
                raise
    raise AssertionError


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looking for garbage: thousands of small rows make Python look through all that it
    holds again and again, a fifth of a run's time, and there are no cycles to find."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def assign_due(due: Sequence[Due], notices: RunNotices) -> int:
    if not due:
        return 0
    now = database_now()
    reviewers = lock_reviewers()
    pasts = pasts_of(due)
    places = {one.review: open_places(one, pasts) for one in due}
    made = plan(needs_of(due, pasts, places, reviewers), as_candidates(reviewers))
    given = places_given(due, places, made, deadlines(due, reviewers, now))
    keys = write_work(given, by=None, now=now)
    travel([key for key, place in zip(keys, given, strict=True) if place.review in pasts])
    tell_of_places(given, notices)
    note_shortages(due, places, made, notices)
    return len(given)


def database_now() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        return cursor.fetchone()[0]


# -- reading --------------------------------------------------------------------------------------


class Due(NamedTuple):
    """What a run knows of a review beside its places."""

    review: int
    claim: int
    round: int
    due_at: datetime | None
    policy: int
    reviewers: int
    topic: int | None
    language: str
    brought_in_by: int
    kept_for: int | None
    nobody_because: str
    would_help: str
    # Who decided what need not be met in its present round.
    waived_by: list[int]
    # What an interest can be in, named as in ``Facts``.
    claimant: int | None
    document: int
    outlet: str
    address: str


COLUMNS = (
    "pk", "claim", "round", "due_at", "policy", "policy__reviewers", "claim__topic",
    "claim__document__language", "claim__document__added_by", "kept_for", "nobody_because",
    "would_help", "waived_by",
)  # fmt: skip


def lock_due(keys: Collection[int]) -> list[Due]:
    """Those of the reviews that are still due and that nobody else is working on."""
    rows = (
        ClaimReview.objects.awaiting_reviewers()
        .filter(pk__among=Keys(keys))
        .select_for_update(of=("self",), skip_locked=True)
        .order_by("due_at", "id")
        .annotate(waived_by=ArraySubquery(who_waived()))
        .values_list(*COLUMNS, *FACTS)
    )
    return [Due._make(row) for row in rows]


def who_waived() -> QuerySet[Waiver, int]:
    here = {"review": OuterRef("pk"), "round": OuterRef("round")}
    decided = Waiver.objects.decided_by_editors().filter(**here).order_by()
    return decided.values_list("decided_by", flat=True)


class Past(NamedTuple):
    """Of a review's present round: who has or had a part in it, who of them has it, and which
    places are filled."""

    people: set[int]
    holders: set[int]
    filled: set[str]


Pasts = dict[int, Past]
Places = dict[int, Sequence[AssignmentRole]]


def pasts_of(due: Sequence[Due]) -> Pasts:
    """Of those that have one."""
    pasts: Pasts = defaultdict(lambda: Past(set(), set(), set()))
    keys = [one.review for one in due]
    rows = Assignment.objects.filter(review__among=Keys(keys), round=F("review__round")).order_by()
    for review, person, role, state in rows.values_list("review", "reviewer", "role", "state"):
        pasts[review].people.add(person)
        if state in STANDING_ASSIGNMENTS:
            pasts[review].holders.add(person)
            pasts[review].filled.add(role)
    return dict(pasts)


def open_places(one: Due, pasts: Pasts) -> Sequence[AssignmentRole]:
    places = PLACES[: one.reviewers]
    past = pasts.get(one.review)
    return [role for role in places if role not in past.filled] if past else places


def needs_of(
    due: Sequence[Due], pasts: Pasts, places: Places, reviewers: Sequence[Reviewer]
) -> list[Need]:
    """What is kept for one person has one place for them; the next run fills the other."""
    interests = interests_of(one.user_id for one in reviewers)
    bars: Bars = barred_by(interests, due) if interests else {}
    topics = dict(Topic.objects.values_list("pk", "name"))

    def need_of(one: Due) -> Need:
        wanted = len(places[one.review])
        past = pasts.get(one.review)
        people = past.people if past else NOBODY
        return Need(
            one.review,
            min(wanted, 1) if one.kept_for else wanted,
            topics[one.topic] if one.topic else "",
            one.language,
            frozenset(people).union(one.waived_by) if people or one.waived_by else NOBODY,
            frozenset(bars[one.review]) if one.review in bars else NOBODY,
            one.brought_in_by,
            one.kept_for,
            frozenset(past.people - past.holders) if past else NOBODY,
        )

    return [need_of(one) for one in due]


def deadlines(
    due: Sequence[Due], reviewers: Sequence[Reviewer], now: datetime
) -> Callable[[Due, int], datetime]:
    """When a reviewer's work on a review is due if it is given to them now: not before the review
    is. While somebody may still comment, the clock stands."""
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
        whose = reviewer if one.policy in by_hours else None
        return due_at(one.due_at, asked(one.policy, waits.get(one.review, now), whose))

    return deadline


# -- writing --------------------------------------------------------------------------------------


def places_given(
    due: Sequence[Due], places: Places, made: Plan, deadline: Callable[[Due, int], datetime]
) -> list[Given]:
    """Who fills which place of each review, by when."""
    by_key = {one.review: one for one in due}
    filled: Counter[int] = Counter()
    given = []
    for review, reviewer, reason in made.choices:
        one = by_key[review]
        role = places[review][filled[review]]
        filled[review] += 1
        then = deadline(one, reviewer)
        given.append(Given(review, one.claim, one.round, role, reviewer, reason, then))
    return given


def tell_of_places(given: Sequence[Given], notices: RunNotices) -> None:
    news: dict[int, list[int]] = defaultdict(list)
    for place in given:
        news[place.reviewer].append(place.claim)
    notices.tell({(person, NoticeKind.ASKED): claims for person, claims in news.items()})


def note_shortages(due: Sequence[Due], places: Places, made: Plan, notices: RunNotices) -> None:
    """Write down why reviews stay short of reviewers and what would help: most are as they were.
    Where it is new, with a line of history, and editors are told."""
    filled = Counter(choice.review for choice in made.choices)
    marks = {
        one.review: mark_of(one, filled[one.review], len(places[one.review]), made)
        for one in due
        if filled[one.review] < len(places[one.review]) or not places[one.review]
    }
    short = [one for one in due if one.review in marks]
    write_marks(
        [
            marks[one.review]
            for one in short
            if filled[one.review] or marks[one.review] != as_it_was(one)
        ]
    )
    stuck = {mark.review for mark in marks.values() if mark.nobody_because}
    put_away_shortages(one.claim for one in due if one.nobody_because and one.review not in stuck)
    new = [one for one in short if one.review in stuck and not one.nobody_because]
    ClaimEvent.objects.bulk_create(
        ClaimEvent(
            claim_id=one.claim,
            verb=ReviewVerb.NOBODY_FREE,
            note=marks[one.review].nobody_because,
        )
        for one in new
    )
    if new:
        claims = [one.claim for one in new]
        editors = User.objects.with_role(Role.EDITOR)
        notices.tell({(editor.pk, NoticeKind.NOBODY): claims for editor in editors})


def mark_of(one: Due, filled: int, places: int, made: Plan) -> Mark:
    because, would_help = made.nobody.get(one.review, NOT_SHORT)
    still_kept = one.kept_for is not None and not filled
    return Mark(one.review, filled < places, because, would_help, still_kept)


def as_it_was(one: Due) -> Mark:
    return Mark(one.review, True, one.nobody_because, one.would_help, one.kept_for is not None)
