"""Rows for tests, made the way the desk makes them where a state is the result of work."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from claims.models import Appearance, Claim, Claimant, Document, Figure, Topic
from claims.states import ClaimState
from newsroom.accounts.models import Role, User
from newsroom.captures.models import Snapshot
from verification.models import (
    Assignment,
    ClaimReview,
    Evidence,
    Finding,
    Policy,
    Reviewer,
    Source,
)
from verification.operations.assignments import assign, start_work
from verification.operations.evidence import cite
from verification.operations.findings import save_draft, submit_finding
from verification.operations.reviews import open_review
from verification.operations.signoff import sign_off
from verification.operations.verdicts import confirm_verdict, draft_verdict

PASSWORD = "correct horse battery"
TEXT = (
    "President Mira Dane said 5,000 to 7,000 people from Varland have joined the brigades.\n\n"
    "The 65-member coalition met on Friday. Unemployment fell by 3.2 percentage points."
)

# Kept only where a rating departs from the numbers.
DEPARTS = "It counts other people."


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@desk.example")
    name = factory.Sequence(lambda n: f"Person {n}")
    roles = factory.LazyFunction(lambda: [Role.REVIEWER])

    @factory.post_generation
    def password(self, create: bool, extracted: str | None, **kwargs: Any) -> None:
        if extracted:
            self.set_password(extracted)
            self.save()


def reviewer(**columns: Any) -> User:
    """A reviewer the desk may ask, with room for eight claims; ``away`` is a first and a last
    day."""
    away = columns.pop("away", None)
    user = UserFactory(roles=[Role.REVIEWER])
    row = Reviewer.objects.create(user=user, **columns)
    if away:
        row.absences.create(first_day=away[0], last_day=away[1])
    return user


def editor() -> User:
    return UserFactory(roles=[Role.EDITOR])


def admin() -> User:
    return UserFactory(roles=[Role.ADMIN])


class SnapshotFactory(DjangoModelFactory):
    class Meta:
        model = Snapshot

    text = TEXT
    sha256 = factory.LazyAttribute(lambda o: hashlib.sha256(o.text.encode()).hexdigest())
    size = factory.LazyAttribute(lambda o: len(o.text.encode()))
    path = factory.LazyAttribute(lambda o: f"{o.sha256[:2]}/{o.sha256}")
    media_type = "text/plain"


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = Document

    title = factory.Sequence(lambda n: f"Document {n}")
    snapshot = factory.SubFactory(SnapshotFactory)
    added_by = factory.SubFactory(UserFactory)


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic

    name = factory.Sequence(lambda n: f"Topic {n}")


class ClaimantFactory(DjangoModelFactory):
    class Meta:
        model = Claimant

    name = factory.Sequence(lambda n: f"Mira Dane {n}")


class ClaimFactory(DjangoModelFactory):
    """A detected claim on its document's first figure, with its place and its figure, in the
    document's own voice: with ``attribution="direct"`` it is also asked whether it was said."""

    class Meta:
        model = Claim
        skip_postgeneration_save = True

    document = factory.SubFactory(DocumentFactory)
    statement = factory.Sequence(lambda n: f"5,000 to 7,000 people have joined unit {n}.")
    claimant = factory.SubFactory(ClaimantFactory)
    attribution = "own"
    checkworthiness = 0.8

    @factory.post_generation
    def place(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        text = self.document.snapshot.text
        start = max(text.find("5,000"), 0)
        Appearance.at(self.document.snapshot, start, start + 20, claim=self).save()
        Figure.objects.create(
            snapshot=self.document.snapshot, claim=self, start=start, end=start + 21,
            text="5,000 to 7,000 people", low=5000, high=7000, comparator="between",
            counted="person",
        )  # fmt: skip


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    name = factory.Sequence(lambda n: f"Source {n}")
    kind = "official"
    added_by = factory.SubFactory(UserFactory)


def open_review_for(claim: Claim | None = None, **policy: Any) -> ClaimReview:
    """A review as it stands right after its claim was sent; ``policy`` makes one of its own."""
    claim = claim or ClaimFactory(state=ClaimState.SENT)
    if claim.state != ClaimState.SENT:
        Claim.objects.filter(pk=claim.pk).update(state=ClaimState.SENT)
        claim.refresh_from_db()
    review = open_review(claim, by=claim.document.added_by)
    if policy:
        defaults = {"name": f"Policy for {claim.pk}", "is_active": False}
        review.policy = Policy.objects.create(**{**defaults, **policy})
        review.save(update_fields=["policy"])
    return review


def quoted_review(**policy: Any) -> ClaimReview:
    """Of somebody's words, so that it has both questions."""
    return open_review_for(ClaimFactory(attribution="direct"), **policy)


def assigned(review: ClaimReview | None = None, to: User | None = None) -> Assignment:
    """A review given to somebody by an editor who takes no other part."""
    review = review or open_review_for()
    return assign(review, to or reviewer(), by=editor(), reason="for the test")


def rating(review: ClaimReview, slug: str) -> Any:
    return review.scale.ratings.get(slug=slug)


def with_evidence(assignment: Assignment, **columns: Any) -> Evidence:
    defaults: dict[str, Any] = {
        "source": SourceFactory(),
        "stance": "supports",
        "excerpt": "Some 6,300 people had joined by then.",
    }
    return cite(assignment, by=assignment.reviewer, **{**defaults, **columns})


def submitted(
    assignment: Assignment, slug: str = "true", reasons: str = "Two registers."
) -> Finding:
    """The assignment worked through to its submitted finding."""
    start_work(assignment, by=assignment.reviewer)
    with_evidence(assignment)
    save_draft(
        assignment,
        by=assignment.reviewer,
        rating=rating(assignment.review, slug),
        reasons=reasons,
        was_it_said="yes" if assignment.review.claim.is_quoted else "",
        departs_because=DEPARTS,
    )
    return submit_finding(assignment, by=assignment.reviewer)


def drafted(review: ClaimReview | None = None, slug: str = "true") -> Any:
    """A verdict on a review that one reviewer or two agreeing ones worked through: decided."""
    review = review or open_review_for()
    people = [reviewer() for _ in range(review.policy.reviewers)]
    for person in people:
        submitted(assigned(review, person), slug)
    verdict = draft_verdict(
        fresh(review),
        by=people[0],
        conclusion="It holds.",
        explanation="Two registers say so [1].",
        departs_because=DEPARTS,
    )
    for person in people[1:]:
        confirm_verdict(verdict, by=person)
    return verdict


def signed(review: ClaimReview | None = None) -> Any:
    """A verdict that an editor with clean hands has signed."""
    verdict = drafted(review)
    sign_off(verdict, by=editor())
    verdict.refresh_from_db()
    return verdict


def fresh(review: ClaimReview) -> ClaimReview:
    """The review as the database has it now, without anything remembered."""
    return ClaimReview.objects.get(pk=review.pk)


def make_overdue(assignment: Assignment, hours: int = 1) -> None:
    Assignment.objects.filter(pk=assignment.pk).update(
        due_at=timezone.now() - timedelta(hours=hours)
    )
