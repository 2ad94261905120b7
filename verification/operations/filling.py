"""Filling places by hand, many at once, in a fixed number of statements.

Whoever calls holds the locks on the reviews and the people, and has asked whether it may be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db.models import F, Max
from django.urls import reverse
from django.utils import timezone

from newsroom.accounts.models import User
from newsroom.notices.models import Notice, NoticeKind
from newsroom.notices.operations import cut, tell_all
from verification.models import (
    Assignment,
    AssignmentRole,
    ClaimReview,
    Contact,
    Reviewer,
    ReviewVerb,
)
from verification.states import STANDING_ASSIGNMENTS, AssignmentState
from verification.timing import due, hours_of

from .barring import answered_waivers
from .giving import Given, Mark, due_at, write_marks, write_work
from .places import PLACES, travel

EACH_BY_ITSELF = 3
BATCH = 2000


class Filling(NamedTuple):
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
    # Whether who is to be given it decided what need not be met in it.
    waived_by_taker: bool = False

    @classmethod
    def of(cls, review: ClaimReview) -> Round:
        """Uses a prefetch of assignments."""
        here = [a for a in review.assignments.all() if a.round == review.round]
        return cls(review, sorted(here, key=lambda assignment: assignment.pk))

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

    def declined_by(self, person: User) -> bool:
        return any(
            a.reviewer_id == person.pk and a.state == AssignmentState.DECLINED
            for a in self.assignments
        )

    def roles_open_to(self, person: User) -> list[AssignmentRole]:
        """The open places that this person may fill, their earlier one first: while a review is
        blind, whoever has begun in one place does not go on in the other."""
        review = self.review
        begun = {a.role for a in self.assignments if a.reviewer_id == person.pk and a.started_at}
        open_roles = sorted(self.open_roles, key=lambda role: (role not in begun, role))
        if not begun or not (review.policy.blind and review.policy.reviewers > 1):
            return open_roles
        return [role for role in open_roles if role in begun]


def rounds_of(reviews: Sequence[ClaimReview], taker: User | None = None) -> dict[int, Round]:
    """``taker`` is who is to be given them, if that is the question."""
    waived = answered_waivers(reviews, taker) if taker else frozenset()
    rounds = {review.pk: Round(review, waived_by_taker=review.pk in waived) for review in reviews}
    rows = Assignment.objects.filter(review__in=list(rounds), round=F("review__round"))
    for assignment in rows.select_related("reviewer").order_by("pk"):
        rounds[assignment.review_id].assignments.append(assignment)
    return rounds


def fill(
    fillings: Sequence[Filling],
    *,
    by: User,
    verb: ReviewVerb = ReviewVerb.ASSIGNED,
    told: str = "You are asked to review",
) -> list[Assignment]:
    """Write the assignments with their history lines and notices, which begin as ``told``; what
    was gathered in a place before travels to who fills it now."""
    now = timezone.now()
    reviews = {filling.review.pk: filling.review for filling in fillings}
    given = given_by(fillings, now)
    # What keeps to the room first: where both come at once, PostgreSQL counts them all against it.
    within = [place for place in given if not place.beyond]
    beyond = [place for place in given if place.beyond]
    keys = [
        key for part in (within, beyond) for key in write_work(part, by=by.pk, now=now, verb=verb)
    ]
    travel(keys)
    refresh(reviews.values())
    made = list(Assignment.objects.filter(pk__in=keys).select_related("reviewer").order_by("pk"))
    for assignment in made:
        assignment.review = reviews[assignment.review_id]
    if verb != ReviewVerb.TOOK_ON:
        tell_of_new_work(made, told)
    return made


def given_by(fillings: Sequence[Filling], now: datetime) -> list[Given]:
    """Who gets what, due when: by the hours of each, and while somebody may still comment, from
    when the clock runs again."""
    people = Reviewer.objects.filter(user__in={filling.reviewer.pk for filling in fillings})
    hours = {row.user_id: hours_of(row) for row in people.prefetch_related("hours", "absences")}
    asked = Contact.objects.filter(
        review__in=[filling.review.pk for filling in fillings],
        answered_at__isnull=True,
        reply_by__gt=now,
    )
    waits = dict(asked.order_by().values_list("review").annotate(Max("reply_by")))
    return [
        Given(
            review.pk, review.claim_id, review.round, role, person.pk, reason,
            due_at(
                review.due_at,
                due(
                    review.policy, "review", waits.get(review.pk, now),
                    hours.get(person.pk) or hours_of(None),
                ),
            ),
            beyond,
        )
        for review, role, person, reason, beyond in fillings
    ]  # fmt: skip


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
    """Keep the to-do marks in step with the places, and what is full or has come to whom it was
    kept for, for nobody."""
    rounds = rounds_of(list(reviews))
    marks = []
    for key, present in rounds.items():
        review, is_short = present.review, bool(present.open_roles)
        has_come = any(work.reviewer_id == review.kept_for_id for work in present.standing)
        marks.append(
            Mark(
                key,
                needs_reviewers=is_short,
                nobody_because=review.nobody_because if is_short else "",
                would_help=review.would_help if is_short else "",
                still_kept=is_short and review.kept_for_id is not None and not has_come,
            )
        )
    write_marks(marks)


def tell_of_new_work(made: Sequence[Assignment], told: str) -> None:
    """One notice for each claim, or one for many."""
    tell_grouped(
        made,
        NoticeKind.ASKED,
        one=lambda a: f"{told}: {a.review.claim.statement}",
        many=lambda count: f"{count} claims are yours now.",
        aloud=lambda a: f"{a.reviewer.name} is asked to review: {a.review.claim.statement}",
        aloud_of_many=lambda name, count: f"{name} is asked to review {count} claims.",
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
    aloud: Callable[[Assignment], str] = lambda assignment: "",
    aloud_of_many: Callable[[str, int], str] = lambda name, count: "",
) -> None:
    """``aloud`` and ``aloud_of_many`` say the same to the whole desk, for webhooks."""
    theirs: dict[int, list[Assignment]] = defaultdict(list)
    for assignment in assignments:
        theirs[assignment.reviewer_id].append(assignment)
    notices = []
    for person, work in theirs.items():
        name = work[0].reviewer.name
        told = (
            [(many(len(work)), aloud_of_many(name, len(work)), reverse("desk"))]
            if len(work) > EACH_BY_ITSELF
            else [(one(each), aloud(each), each.review.get_absolute_url()) for each in work]
        )
        for text, to_all, path in told:
            notice = Notice(recipient_id=person, kind=kind, text=cut(text, 400), path=path)
            notice.aloud = to_all
            notices.append(notice)
    tell_all(notices)
