"""Filling places by hand, many at once, in a fixed number of statements.

Whoever calls holds the locks on the reviews and the people, and has asked whether it may be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from claims.models import ClaimEvent
from newsroom.accounts.models import User
from newsroom.notices.models import Notice, NoticeKind
from newsroom.notices.operations import cut, tell_all
from verification.models import (
    Assignment,
    AssignmentRole,
    ClaimReview,
    Reviewer,
    ReviewVerb,
)
from verification.states import STANDING_ASSIGNMENTS, ReviewState
from verification.timing import due, hours_of
from verification.working_time import Hours

from .places import travel

PLACES = (AssignmentRole.FIRST, AssignmentRole.SECOND)
EACH_BY_ITSELF = 3
BATCH = 2000


@dataclass(frozen=True, slots=True)
class Filling:
    """Who is to fill which place of a review, why, and why although they have no room."""

    review: ClaimReview
    role: AssignmentRole
    reviewer: User
    reason: str
    beyond: str = ""


@dataclass(slots=True)
class Round:
    """The assignments of a review's present round, whatever became of them, oldest first."""

    review: ClaimReview
    assignments: list[Assignment] = field(default_factory=list)

    @property
    def standing(self) -> list[Assignment]:
        return [a for a in self.assignments if a.state in STANDING_ASSIGNMENTS]

    @property
    def open_roles(self) -> list[AssignmentRole]:
        filled = {assignment.role for assignment in self.standing}
        return [role for role in PLACES[: self.review.policy.reviewers] if role not in filled]

    def held_by(self, person: User) -> Assignment | None:
        """What this person has of it, live or handed in."""
        return next((a for a in self.standing if a.reviewer_id == person.pk), None)

    def roles_open_to(self, person: User) -> list[AssignmentRole]:
        """The open places that this person may fill, their earlier one first: while a review is
        blind, whoever has begun in one place does not go on in the other."""
        review = self.review
        begun = {a.role for a in self.assignments if a.reviewer_id == person.pk and a.started_at}
        open_roles = sorted(self.open_roles, key=lambda role: (role not in begun, role))
        if not begun or not (review.policy.blind and review.policy.reviewers > 1):
            return open_roles
        return [role for role in open_roles if role in begun]


def rounds_of(reviews: Sequence[ClaimReview]) -> dict[int, Round]:
    rounds = {review.pk: Round(review) for review in reviews}
    rows = Assignment.objects.filter(review__in=list(rounds), round=F("review__round"))
    for assignment in rows.select_related("reviewer").order_by("pk"):
        rounds[assignment.review_id].assignments.append(assignment)
    return rounds


def fill(
    fillings: Sequence[Filling], *, by: User, verb: ReviewVerb = ReviewVerb.ASSIGNED
) -> list[Assignment]:
    """Write the assignments with their history lines and notices; what was gathered in a place
    before travels to who fills it now."""
    now = timezone.now()
    theirs = Reviewer.objects.filter(user__in={filling.reviewer.pk for filling in fillings})
    hours = {row.user_id: hours_of(row) for row in theirs.prefetch_related("hours", "absences")}
    made = Assignment.objects.bulk_create(
        [
            Assignment(
                review=filling.review,
                round=filling.review.round,
                reviewer=filling.reviewer,
                role=filling.role,
                reason=filling.reason,
                beyond_capacity=filling.beyond,
                assigned_by=by,
                assigned_at=now,
                due_at=due_of(filling, now, hours.get(filling.reviewer.pk)),
            )
            for filling in fillings
        ],
        batch_size=BATCH,
    )
    travel([assignment.pk for assignment in made])
    for assignment in made:
        review = assignment.review
        if review.due_at is None or review.due_at < assignment.due_at:
            review.due_at, review.alerted_at = assignment.due_at, None
        if review.state == ReviewState.OPEN:
            review.state, review.state_since = ReviewState.IN_REVIEW, now
    ClaimEvent.objects.bulk_create(
        [
            ClaimEvent(
                claim_id=filling.review.claim_id,
                verb=verb,
                actor=by,
                note=filling.reason,
                data={"reviewer": filling.reviewer.pk, "name": filling.reviewer.name},
            )
            for filling in fillings
        ],
        batch_size=BATCH,
    )
    refresh([filling.review for filling in fillings])
    if verb != ReviewVerb.TOOK_ON:
        tell_of_new_work(made)
    return made


def due_of(filling: Filling, now: datetime, hours: Hours | None) -> datetime:
    """The policy's hours from now, but not before the review itself is due."""
    review = filling.review
    full = due(review.policy, "review", now, hours or hours_of(None))
    return max(review.due_at or full, full)


def foreseen(fillings: Iterable[Filling]) -> list[Assignment]:
    """What would be written, as far as a page says it beforehand."""
    return [
        Assignment(
            review=filling.review,
            reviewer=filling.reviewer,
            role=filling.role,
            beyond_capacity=filling.beyond,
        )
        for filling in fillings
    ]


def refresh(reviews: Iterable[ClaimReview]) -> None:
    """Keep each review's to-do mark in step with its places, and keep a full one for nobody."""
    changed = list({review.pk: review for review in reviews}.values())
    rounds = rounds_of(changed)
    for review in changed:
        present = rounds[review.pk]
        review.needs_reviewers = bool(present.open_roles)
        if not review.needs_reviewers:
            review.nobody_because = review.would_help = ""
        if review.kept_for_id and (
            not review.needs_reviewers
            or any(a.reviewer_id == review.kept_for_id for a in present.standing)
        ):
            review.kept_for, review.kept_because = None, ""
    ClaimReview.objects.bulk_update(
        changed,
        [
            "state", "state_since", "due_at", "alerted_at", "needs_reviewers", "nobody_because",
            "would_help", "kept_for", "kept_because",
        ],
        batch_size=BATCH,
    )  # fmt: skip


def tell_of_new_work(made: Sequence[Assignment]) -> None:
    """One notice for each claim, or one for many."""
    tell_grouped(
        made,
        NoticeKind.ASKED,
        one=lambda a: f"You are asked to review: {a.review.claim.statement}",
        many=lambda count: f"{count} claims are yours now.",
    )


def tell_of_lost_work(ended: Sequence[Assignment], by: User, reason: str) -> None:
    tell_grouped(
        ended,
        NoticeKind.TAKEN,
        one=lambda a: f"{by.name} took this back from you ({reason}): {a.review.claim.statement}",
        many=lambda count: f"{by.name} took {count} claims back from you ({reason}).",
    )


def tell_grouped(
    assignments: Sequence[Assignment],
    kind: NoticeKind,
    *,
    one: Callable[[Assignment], str],
    many: Callable[[int], str],
) -> None:
    theirs: dict[int, list[Assignment]] = defaultdict(list)
    for assignment in assignments:
        theirs[assignment.reviewer_id].append(assignment)
    notices = []
    for person, work in theirs.items():
        told = (
            [(many(len(work)), reverse("desk"))]
            if len(work) > EACH_BY_ITSELF
            else [(one(assignment), assignment.review.get_absolute_url()) for assignment in work]
        )
        notices += [
            Notice(recipient_id=person, kind=kind, text=cut(text, 400), path=path)
            for text, path in told
        ]
    tell_all(notices)
