"""A made-up fortnight: claims with times drawn at random, and what plain Python makes of them."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from claims.models import Claim, Topic
from claims.states import ClaimState
from newsroom.accounts.models import Role, User
from tests.factories import ClaimFactory, TopicFactory, UserFactory, open_review_for, reviewer
from verification.models import (
    Assignment,
    ClaimReview,
    Confirmation,
    Finding,
    Report,
    Settlement,
    SignOff,
    Verdict,
)
from verification.states import ReviewState

SPREAD_HOURS = 24 * 40  # far beyond the two weeks, before and after


@dataclass(frozen=True)
class Ended:
    stage: str
    person: int | None
    topic: int | None
    began: datetime
    ended: datetime

    @property
    def hours(self) -> float:
        return (self.ended - self.began).total_seconds() / 3600


@dataclass
class Story:
    """People and topics, and everything that ended, written down beside the rows."""

    seed: int
    middle: datetime
    reviewers: list[User] = field(default_factory=lambda: [reviewer() for _ in range(3)])
    editors: list[User] = field(
        default_factory=lambda: [UserFactory(roles=[Role.EDITOR]) for _ in range(2)]
    )
    topics: list[Topic | None] = field(
        default_factory=lambda: [TopicFactory(), TopicFactory(), None]
    )
    ended: list[Ended] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)

    def tell(self, claims: int) -> None:
        for _ in range(claims):
            start = self.middle + timedelta(
                hours=self.dice.uniform(-SPREAD_HOURS / 2, SPREAD_HOURS / 2)
            )
            self.claim(start, pair=self.dice.random() < 0.5)

    def later(self, moment: datetime) -> datetime:
        return moment + timedelta(minutes=self.dice.randint(1, 60 * 50))

    def note(self, stage: str, person: User | None, review: ClaimReview, *span: datetime) -> None:
        self.ended.append(Ended(stage, person and person.pk, review.claim.topic_id, *span))

    def claim(self, opened: datetime, *, pair: bool) -> ClaimReview:
        """One claim, all the way; a pair differs and settles it, half the time."""
        claim = ClaimFactory(topic=self.dice.choice(self.topics))
        Claim.objects.filter(pk=claim.pk).update(state=ClaimState.SENT)
        review = open_review_for(
            Claim.objects.get(pk=claim.pk), reviewers=2 if pair else 1, name=f"For {claim.pk}"
        )
        review.opened_at, review.state = opened, ReviewState.PUBLISHED
        review.save()
        people = self.dice.sample(self.reviewers, 2 if pair else 1)
        given = [self.finding(review, person, place) for place, person in enumerate(people)]
        stood = last = max(given)
        if pair and self.dice.random() < 0.5:
            stood = self.later(last)
            Settlement.objects.create(
                review=review, how="together", reasons="x", decided_by=people[1],
                proposed_at=last, agreed_by=people[0], agreed_at=stood,
            )  # fmt: skip
            self.note("settled", people[1], review, last, stood)
        verdict, decided = self.text(review, people, stood)
        self.out(review, verdict, decided)
        return review

    def finding(self, review: ClaimReview, person: User, place: int) -> datetime:
        asked = self.later(review.opened_at)
        started = self.later(asked)
        submitted = self.later(started)
        assignment = Assignment.objects.create(
            review=review, reviewer=person, role=("1_first", "2_second")[place], state="submitted",
            assigned_at=asked, started_at=started, ended_at=submitted, due_at=submitted,
        )  # fmt: skip
        Finding.objects.create(
            assignment=assignment, review=review, reviewer=person, submitted_at=submitted
        )
        self.note("started", person, review, asked, started)
        self.note("submitted", person, review, started, submitted)
        return submitted

    def text(
        self, review: ClaimReview, people: list[User], stood: datetime
    ) -> tuple[Verdict, datetime]:
        """The first text, and half the time one that took its place after it was sent back."""
        verdict, decided = self.wording(review, people, stood, supersedes=None)
        self.note("worded", people[0], review, stood, decided)
        if self.dice.random() < 0.5:
            verdict, decided = self.wording(review, people, decided, supersedes=verdict)
        return verdict, decided

    def wording(
        self, review: ClaimReview, people: list[User], began: datetime, *, supersedes: Any
    ) -> tuple[Verdict, datetime]:
        drafted = self.later(began)
        verdict = Verdict.objects.create(
            review=review, conclusion="c", explanation="e", writer=people[0], drafted_by=people[0],
            drafted_at=drafted, supersedes=supersedes,
        )  # fmt: skip
        if len(people) == 1:
            return verdict, drafted
        confirmed = self.later(drafted)
        Confirmation.objects.create(verdict=verdict, by=people[1], at=confirmed)
        return verdict, confirmed

    def out(self, review: ClaimReview, verdict: Verdict, decided: datetime) -> None:
        """Signed, and published; half the time once more as a second version."""
        signed = self.later(decided)
        published = self.later(signed)
        signer, publisher = self.dice.sample(self.editors, 2)
        SignOff.objects.create(verdict=verdict, editor=signer, text_sha256="x", at=signed)
        self.note("signed", signer, review, decided, signed)
        for version in range(1, self.dice.randint(2, 3)):
            Report.objects.create(
                review=review, verdict=verdict, version=version, is_public=True, payload={},
                sha256="x", published_by=publisher, published_at=published,
            )  # fmt: skip
            self.note("published", publisher, review, signed, published)
            if version == 1:
                self.note("whole", None, review, review.opened_at, published)
            published = self.later(published)

    def expected(self, since: datetime, until: datetime, by: str = "") -> dict[Any, Any]:
        """(count, median in hours) of what ended in [since, until), by stage and ``by``."""
        hours: dict[Any, list[float]] = defaultdict(list)
        for item in self.ended:
            if since <= item.ended < until and not (by == "person" and item.person is None):
                hours[(item.stage, getattr(item, by)) if by else item.stage].append(item.hours)
        return {key: (len(taken), median(taken)) for key, taken in hours.items()}
