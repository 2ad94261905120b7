"""A reviewer's home: my claims, what I am waited for, whom I wait for, what I brought in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch
from django.utils import timezone

from claims.models import Claim, Document
from newsroom.accounts.models import User
from verification.models import Assignment, ClaimReview, Settlement, Verdict
from verification.states import STANDING_ASSIGNMENTS, AssignmentState, ReviewState

SHOWN = 40
SOON = timedelta(hours=4)


@dataclass(slots=True)
class Mine:
    """A claim of mine: what is asked of me, or whom it waits for."""

    review: ClaimReview
    due: datetime | None
    task: str = ""
    waits_for: str = ""
    clock_stands: bool = False

    @property
    def is_late(self) -> bool:
        return bool(self.due and not self.clock_stands and self.due < timezone.now())

    @property
    def is_soon(self) -> bool:
        return bool(
            self.due and not self.clock_stands and not self.is_late
            and self.due < timezone.now() + SOON
        )  # fmt: skip


def reviewer_home(user: User) -> dict[str, Any]:
    """``asked`` are claims to review, ``handed`` those of mine that need another step from me,
    ``elsewhere`` those where somebody else is next."""
    asked = [review_of(assignment) for assignment in live_work(user)]
    handed, elsewhere = [], []
    for review in in_work_again(user):
        mine = next_step(review, user)
        (handed if mine.task else elsewhere).append(mine)
    return {
        "asked": asked,
        "handed": handed,
        "elsewhere": elsewhere,
        "to_triage": documents_to_triage(user),
        "waits": len(asked) + len(handed),
        "late": sum(item.is_late for item in asked),
        "soon": sum(item.is_soon for item in asked),
    }


def live_work(user: User) -> Any:
    return (
        Assignment.objects.live()
        .for_reviewer(user)
        .with_queue_detail()
        .order_by("due_at", "id")[:SHOWN]
    )


def review_of(assignment: Assignment) -> Mine:
    review = assignment.review
    waiting = [contact.whom for contact in review.contacts.all() if contact.is_waiting]
    state = "not started" if assignment.state == AssignmentState.ASKED else "started"
    role = assignment.get_role_display() if review.policy.reviewers > 1 else ""
    return Mine(
        review=review,
        due=assignment.due_at,
        task=f"{role}, {state}" if role else state,
        waits_for=f"waiting for a reply from {', '.join(waiting)}" if waiting else "",
        clock_stands=bool(waiting),
    )


def in_work_again(user: User) -> Any:
    """Reviews to which I gave my finding and that are with their reviewers."""
    return (
        ClaimReview.objects.filter(
            state__in=(ReviewState.IN_REVIEW, ReviewState.ADJUDICATION),
            assignments__reviewer=user,
            assignments__round=F("round"),
            assignments__state=AssignmentState.SUBMITTED,
        )
        .with_line_detail()
        .prefetch_related(
            Prefetch(
                "verdicts",
                Verdict.objects.filter(round=F("review__round"))
                .select_related("confirmation", "drafted_by")
                .order_by("-id"),
                to_attr="wordings",
            ),
            Prefetch(
                "settlements",
                Settlement.objects.filter(round=F("review__round"))
                .select_related("decided_by")
                .order_by("-id"),
                to_attr="proposals",
            ),
        )
        .order_by("due_at", "id")[:SHOWN]
    )


def next_step(review: ClaimReview, user: User) -> Mine:
    """What I do next on it, or who does."""
    standing = [
        a for a in review.assignments.all()
        if a.round == review.round and a.state in STANDING_ASSIGNMENTS and not a.is_adjudicator
    ]  # fmt: skip
    submitted = [a for a in standing if a.state == AssignmentState.SUBMITTED]
    if len(submitted) < review.policy.reviewers:
        return Mine(review, review.due_at, waits_for="the other reviewer’s finding")
    if review.state == ReviewState.ADJUDICATION:
        return settling(review, user)
    return wording(review, user, first=min(submitted, key=lambda a: (a.role, a.pk)))


def settling(review: ClaimReview, user: User) -> Mine:
    proposal = review.proposals[0] if review.proposals else None
    if proposal is None:
        return Mine(review, review.due_at, task="the findings differ: settle it together")
    if proposal.decided_by_id == user.pk:
        return Mine(review, review.due_at, waits_for="the other reviewer to agree")
    return Mine(review, review.due_at, task=f"{proposal.decided_by.name} proposes how to settle it")


def wording(review: ClaimReview, user: User, *, first: Assignment) -> Mine:
    verdict = review.wordings[0] if review.wordings else None
    if verdict is None:
        if first.reviewer_id == user.pk:
            return Mine(review, review.due_at, task="write the verdict")
        return Mine(review, review.due_at, waits_for=f"{first.reviewer.name} to write the verdict")
    if verdict.is_confirmed or review.policy.reviewers == 1:
        return Mine(review, review.due_at, task="sent back: reword the verdict")
    if verdict.drafted_by_id == user.pk:
        return Mine(review, review.due_at, waits_for="the other reviewer to confirm your text")
    return Mine(review, review.due_at, task=f"confirm the text of {verdict.drafted_by.name}")


def documents_to_triage(user: User) -> Any:
    """My own documents with claims nobody has decided on, the newest first."""
    to_triage = Claim.objects.to_triage().filter(document=OuterRef("pk"))
    return Document.objects.filter(Exists(to_triage), added_by=user).with_triage_counts()[:SHOWN]
