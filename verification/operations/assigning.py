"""The desk's own run: due reviews to able reviewers, without anybody pushing.

A run takes what is due in batches, each a transaction of its own. It locks the reviews that
nobody else works on (SKIP LOCKED), then the reviewers; reads what it needs in a fixed number of
queries; plans in memory; and writes in a fixed number of statements. Two runs share the work. One
that dies leaves its batch as it was, to be found again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import F, Max
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
from verification.timing import hours_of
from verification.workload import Need, Plan, Shortage, plan

from .barring import Bars, barred
from .giving import Given, Mark, due_at, write_assignments, write_lines, write_marks
from .places import PLACES, travel
from .reviewers import as_candidates, lock_reviewers
from .run_notices import RunNotices, put_away_shortages

BATCH = 4000
# What a guard of the database refuses is planned again, by what holds now, so often.
TRIES = 3


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


def lock_due(keys: Collection[int]) -> list[Due]:
    """Those of the reviews that are still due and that nobody else is working on."""
    rows = (
        ClaimReview.objects.awaiting_reviewers()
        .filter(pk__in=keys)
        .select_for_update(of=("self",), skip_locked=True)
        .order_by("due_at", "id")
        .values_list(
            "pk", "claim", "round", "due_at", "policy", "policy__reviewers", "claim__topic__name",
            "claim__document__language", "claim__document__added_by", "kept_for",
            "nobody_because", "would_help", Now(),
        )
    )  # fmt: skip
    return [Due(*row) for row in rows]


def assign_locked(due: list[Due], notices: RunNotices) -> int:
    if not due:
        return 0
    now = due[0].now
    reviewers = lock_reviewers()
    pasts = pasts_of(due)
    bars = barred([one.review for one in due], [one.user_id for one in reviewers])
    needs = [need_of(one, pasts[one.review], bars) for one in due]
    made = plan(needs, as_candidates(reviewers))
    given = places_given(due, pasts, made, reviewers)
    work = [place for places in given.values() for place in places]
    keys = write_assignments(work, by=None, now=now)
    travel([key for key, place in zip(keys, work, strict=True) if pasts[place.review].people])
    write_lines(work, by=None, now=now)
    marks = {one.review: mark_of(one, pasts[one.review], given[one.review], made) for one in due}
    write_marks([mark for one in due if is_news(one, mark := marks[one.review])], now=now)
    tell_everybody(due, work, marks, notices)
    return len(work)


# -- reading --------------------------------------------------------------------------------------


class Past(NamedTuple):
    """Of a review's present round: who has or had a part in it, and which places are filled."""

    people: set[int]
    filled: set[str]

    def open_roles(self, reviewers: int) -> list[AssignmentRole]:
        return [role for role in PLACES[:reviewers] if role not in self.filled]


def pasts_of(due: Sequence[Due]) -> dict[int, Past]:
    pasts = {one.review: Past(set(), set()) for one in due}
    rows = Assignment.objects.filter(review__in=list(pasts), round=F("review__round")).order_by()
    for review, person, role, state in rows.values_list("review", "reviewer", "role", "state"):
        pasts[review].people.add(person)
        if state in STANDING_ASSIGNMENTS:
            pasts[review].filled.add(role)
    return pasts


def need_of(one: Due, past: Past, bars: Bars) -> Need:
    """What is kept for one person has one place for them; the next run fills the other."""
    wanted = len(past.open_roles(one.reviewers))
    return Need(
        review=one.review,
        wanted=min(wanted, 1) if one.kept_for else wanted,
        topic=one.topic or "",
        language=one.language,
        taken=frozenset(past.people),
        barred=frozenset(bars.get(one.review, ())),
        brought_in_by=one.brought_in_by,
        kept_for=one.kept_for,
    )


# -- writing --------------------------------------------------------------------------------------


def places_given(
    due: Sequence[Due], pasts: dict[int, Past], made: Plan, reviewers: Sequence[Reviewer]
) -> dict[int, list[Given]]:
    """Who fills which place of each review, by when."""
    by_user = {one.user_id: one for one in reviewers}
    hours = {user: hours_of(one) for user, one in by_user.items()}
    policies = Policy.objects.in_bulk({one.policy for one in due})
    waits = waits_until([one.review for one in due], due[0].now)
    chosen: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for choice in made.choices:
        chosen[choice.review].append((choice.reviewer, choice.reason))
    return {
        one.review: [
            Given(
                review=one.review,
                claim=one.claim,
                round=one.round,
                role=role,
                reviewer=user,
                name=by_user[user].user.name,
                reason=reason,
                due_at=due_at(
                    one.due_at, policies[one.policy], hours[user], waits.get(one.review, one.now)
                ),
            )
            for role, (user, reason) in zip(
                pasts[one.review].open_roles(one.reviewers), chosen[one.review], strict=False
            )
        ]
        for one in due
    }


def waits_until(reviews: Collection[int], now: datetime) -> dict[int, datetime]:
    """When the clock runs again of those reviews that wait for somebody's comment."""
    awaited = Contact.objects.filter(review__in=reviews, answered_at__isnull=True, reply_by__gt=now)
    return dict(awaited.order_by().values_list("review").annotate(Max("reply_by")))


def mark_of(one: Due, past: Past, given: Sequence[Given], made: Plan) -> Mark:
    short = made.nobody.get(one.review, Shortage("", ""))
    return Mark(
        review=one.review,
        due_at=max((place.due_at for place in given), default=None),
        needs_reviewers=len(given) < len(past.open_roles(one.reviewers)),
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
