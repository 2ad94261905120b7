"""Opening, closing, reopening and holding a review."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction
from django.utils import timezone

from claims.models import Claim
from newsroom.accounts.models import User
from newsroom.dispatch import send_task
from verification.errors import NotReady
from verification.models import ClaimReview, Policy, RatingScale, ReviewVerb
from verification.states import AssignmentState, ReviewState

from .locking import lock_review, require_desk, require_state
from .seen import refuse_unseen
from .steps import begin_step


def open_review(claim: Claim, *, by: User) -> ClaimReview:
    """Start the review of a claim that was just sent, under the policy and the scale in force.

    Called inside the transaction that sends the claim.
    """
    policy = Policy.objects.for_claim(claim)
    review = ClaimReview.objects.create(
        claim=claim,
        policy=policy,
        scale=RatingScale.objects.in_force_for(claim.document.purpose),
    )
    begin_step(review, "review")
    review.record(ReviewVerb.OPENED, actor=by, policy=str(policy))
    call_for_reviewers()
    return review


def call_for_reviewers() -> None:
    """Ring for the assigning run once this is committed."""
    transaction.on_commit(lambda: send_task("verification.assign_reviewers"))


@transaction.atomic
def close_review(review: ClaimReview, *, by: User, reason: str) -> ClaimReview:
    """End the review without a verdict; live work is taken back."""
    require_desk(by, "close a review")
    review = lock_review(review.pk)
    reason = require_reason(reason, "closing")
    review.move_to(ReviewState.CLOSED)
    end_live_work(review, note=reason)
    review.ended_because = reason
    review.needs_reviewers = False
    review.publish_at = None
    review.save(update_fields=["ended_because", "needs_reviewers", "publish_at"])
    review.record(ReviewVerb.CLOSED, actor=by, note=reason)
    return review


@transaction.atomic
def reopen_review(review: ClaimReview, *, by: User, reason: str) -> ClaimReview:
    """Take the same review into its next round; what was published stays until a new report."""
    require_desk(by, "reopen a review")
    review = lock_review(review.pk)
    require_state(
        review,
        ReviewState.PUBLISHED,
        ReviewState.CLOSED,
        ReviewState.RETRACTED,
        to="reopen it",
    )
    reason = require_reason(reason, "reopening")
    review.move_to(ReviewState.IN_REVIEW)
    start_next_round(review, policy=Policy.objects.for_claim(review.claim))
    review.record(ReviewVerb.REOPENED, actor=by, note=reason, round=review.round)
    return review


def start_next_round(review: ClaimReview, *, policy: Policy) -> None:
    """Ask afresh: new assignments, new findings."""
    review.round += 1
    review.policy = policy
    review.ended_because = ""
    review.needs_reviewers = True
    review.nobody_because = ""
    review.text_by = None
    review.publish_at = None
    review.save()
    begin_step(review, "review")
    call_for_reviewers()


@transaction.atomic
def hold_review(review: ClaimReview, *, by: User, reason: str) -> ClaimReview:
    """Place a legal hold: nothing is published until it is released."""
    require_desk(by, "place a legal hold")
    review = lock_review(review.pk)
    reason = require_reason(reason, "holding")
    if review.on_hold:
        raise NotReady("This review is already on hold.")
    review.held_at = timezone.now()
    review.held_because = reason
    review.save(update_fields=["held_at", "held_because"])
    review.record(ReviewVerb.HELD, actor=by, note=reason)
    return review


@transaction.atomic
def release_review(review: ClaimReview, *, by: User, reason: str = "") -> ClaimReview:
    """Lift the legal hold; a set time of publication counts again."""
    require_desk(by, "release a legal hold")
    review = lock_review(review.pk)
    if not review.on_hold:
        raise NotReady("This review is not on hold.")
    review.held_at = None
    review.held_because = ""
    review.save(update_fields=["held_at", "held_because"])
    review.record(ReviewVerb.RELEASED, actor=by, note=reason)
    return review


@transaction.atomic
def schedule_publication(
    review: ClaimReview, publish_at: datetime | None, *, by: User, seen: str | None = None
) -> ClaimReview:
    """Have a signed review published at a time, or, with ``None``, no longer. ``seen`` is what
    ``seen_of`` made of the time before (``publication_of``)."""
    require_desk(by, "set a time of publication")
    review = lock_review(review.pk)
    require_state(review, ReviewState.SIGNED_OFF, to="set a time of publication")
    if publish_at and publish_at <= timezone.now():
        raise NotReady("That time has passed. Choose a later one, or publish now.")
    refuse_unseen(seen, publication_of(review), what="The time of publication")
    review.publish_at = publish_at
    review.save(update_fields=["publish_at"])
    review.record(
        ReviewVerb.SCHEDULED, actor=by, publish_at=publish_at.isoformat() if publish_at else None
    )
    return review


def publication_of(review: ClaimReview) -> dict[str, str | None]:
    at = review.publish_at
    return {"publish_at": at.astimezone(UTC).isoformat() if at else None}


def require_reason(reason: str, what: str) -> str:
    """The reason, without space around it. Errors: ``NotReady`` where it has no letter or digit
    that anybody could see."""
    reason = reason.strip()
    if not any(map(str.isalnum, reason)):
        raise NotReady(f"Give a reason for {what} it; it is kept in the history.")
    return reason


def end_live_work(review: ClaimReview, *, note: str) -> None:
    review.assignments.live().update(
        state=AssignmentState.TAKEN_BACK, ended_at=timezone.now(), end_note=note
    )
