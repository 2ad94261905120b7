"""The desk that is tried: people with beats and little room, and claims for them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from django.db import connection, transaction
from django.utils import timezone

from claims.models import Claim, Claimant, ClaimEvent, Document, Topic
from claims.states import ClaimState
from newsroom.accounts.models import Role, User
from newsroom.captures.models import Snapshot
from verification.models import (
    Absence,
    ClaimReview,
    DeclaredInterest,
    Policy,
    RatingScale,
    Reviewer,
    ReviewVerb,
)

REVIEWERS = 40
EDITORS = 2
TOPICS = ("Economy", "Health", "Security")
OUTLETS = ("Calderra Courier", "Northern Wire", "Harbour Radio", "Ansel Post")
LANGUAGES = ("en", "en", "en", "ru")
# Emptied with all that hangs on them. What an empty desk starts with stays.
EMPTIED = "TRUNCATE accounts_user, claims_claimant, captures_snapshot CASCADE"
WAIT_SECONDS = 30
# Chosen, so that they are asked; it opens nothing.
PASSWORD = "none"


@dataclass(frozen=True)
class Desk:
    """``editors`` may all that editors and admins may."""

    editors: list[User]
    reviewers: list[User]
    reviews: list[ClaimReview]


def empty() -> None:
    """Before the next round. History is only added to: PostgreSQL refuses this wherever the
    database's name does not start with ``test_``.

    Errors: django.db.OperationalError where somebody works on it for longer than we wait.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{WAIT_SECONDS}s'")
        cursor.execute(EMPTIED)
        cursor.execute("RESET lock_timeout")


def fill(claims: int, chance: Random, *, room: float = 1.05) -> Desk:
    """So many claims that wait for reviewers, a third of them for two; and 40 reviewers who have
    ``room`` places for each that is to be filled. Some are away, some have an interest. Nobody
    sees a part of it: a run that an old message rings for would give claims to who is barred."""
    with transaction.atomic():
        desk = people_and_claims(claims, chance, room)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return desk


def people_and_claims(claims: int, chance: Random, room: float) -> Desk:
    policies = [policy(1), policy(2), policy(1)]
    topics = [Topic.objects.get_or_create(name=name)[0] for name in TOPICS]
    editors = [hire(f"editor{n}", Role.EDITOR, Role.ADMIN) for n in range(EDITORS)]
    people = [hire(f"reviewer{n}", Role.REVIEWER) for n in range(REVIEWERS)]
    User.objects.bulk_create(editors + people)
    documents = bring_in(editors[0])
    claimants = Claimant.objects.bulk_create(Claimant(name=f"Speaker {n}") for n in range(20))
    rows = Claim.objects.bulk_create(
        Claim(
            document=chance.choice(documents),
            statement=f"{number + 100:,} boats were moored at the pier.",
            claimant=chance.choice(claimants),
            topic=chance.choice([*topics, None]),
            state=ClaimState.SENT,
        )
        for number in range(claims)
    )
    reviews = open_reviews(rows, policies, by=editors[0])
    places = sum(review.policy.reviewers for review in reviews)
    staff(people, round(places * room), topics, chance)
    declare(people, claimants, editors[0], chance)
    return Desk(editors, people, reviews)


def policy(reviewers: int) -> Policy:
    name = f"Soak, {reviewers} at a time"
    return Policy.objects.get_or_create(
        name=name, defaults={"reviewers": reviewers, "blind": True, "is_active": False}
    )[0]


def hire(key: str, *roles: Role) -> User:
    name = key.capitalize()
    return User(email=f"{key}@soak.example", name=name, roles=list(roles), password=PASSWORD)


def bring_in(editor: User) -> list[Document]:
    text = "Some boats were moored at the pier."
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    copy = Snapshot.objects.create(
        text=text,
        sha256=sha256,
        size=len(text),
        path=f"{sha256[:2]}/{sha256}",
        media_type="text/plain",
    )
    return Document.objects.bulk_create(
        Document(
            title=f"Page {number}",
            outlet=OUTLETS[number % len(OUTLETS)],
            language=LANGUAGES[number % len(LANGUAGES)],
            snapshot=copy,
            added_by=editor,
        )
        for number in range(20)
    )


def open_reviews(claims: list[Claim], policies: list[Policy], *, by: User) -> list[ClaimReview]:
    """As ``open_review`` does it for one claim, for many, and without ringing for the run."""
    scale = RatingScale.objects.in_force_for(claims[0].document.purpose)
    reviews = ClaimReview.objects.bulk_create(
        ClaimReview(
            claim=claim,
            policy=policies[number % len(policies)],
            scale=scale,
            due_at=timezone.now() + timedelta(hours=24),
        )
        for number, claim in enumerate(claims)
    )
    ClaimEvent.objects.bulk_create(
        ClaimEvent(claim=claim, verb=ReviewVerb.OPENED, actor=by) for claim in claims
    )
    return reviews


def staff(people: list[User], room: int, topics: list[Topic], chance: Random) -> None:
    """Each takes about the same, together as much as there is ``room``."""
    share, more = divmod(room, len(people))
    reviewers = Reviewer.objects.bulk_create(
        Reviewer(
            user=person,
            capacity=share + (number < more),
            languages=["en"] if number % 4 else ["en", "ru"],
        )
        for number, person in enumerate(people)
    )
    for reviewer in chance.sample(reviewers, len(reviewers) // 4):
        reviewer.topics.set(chance.sample(topics, 2))
    today = timezone.localdate()
    Absence.objects.bulk_create(
        Absence(reviewer=reviewer, first_day=today, last_day=today + timedelta(days=3))
        for reviewer in chance.sample(reviewers, 2)
    )


def declare(people: list[User], claimants: list[Claimant], by: User, chance: Random) -> None:
    DeclaredInterest.objects.bulk_create(
        DeclaredInterest(person=person, declared_by=by, stake="worked there", **stake)
        for person in chance.sample(people, len(people) // 4)
        for stake in (
            {"outlet": chance.choice(OUTLETS).upper()},
            {"claimant": chance.choice(claimants)},
        )
    )
