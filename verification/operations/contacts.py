"""Asking for comment, and the clock that stands meanwhile."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from newsroom.accounts.models import User
from newsroom.accounts.rights import require
from verification.errors import NotReady, Overtaken
from verification.models import ClaimReview, Contact, ReviewVerb
from verification.states import UNDER_WORK, AssignmentState

from .assignments import start_work
from .locking import lock_review, require_state
from .steps import waits_until


@transaction.atomic
def ask_for_comment(
    review: ClaimReview, *, by: User, whom: str, question: str, reply_by: datetime
) -> Contact:
    """Note who was asked what; until then, or the answer, the review's clock stands: what is due
    moves on by that time."""
    review = lock_review(review.pk)
    require_contact_right(review, by)
    require_state(review, *UNDER_WORK, to="ask for comment")
    if reply_by <= timezone.now():
        raise NotReady("The time to reply by has passed. Choose a later one.")
    whom, question = whom.strip(), question.strip()
    if review.contacts.filter(whom=whom, question=question, answered_at=None).exists():
        raise Overtaken(f"{whom} was already asked this. It was not noted again.")
    assignment = review.standing_assignment_of(by)
    if assignment and assignment.state == AssignmentState.ASKED:
        start_work(assignment, by=by)
    now = timezone.now()
    stood_until = waits_until(review, now)
    contact = Contact.objects.create(
        review=review,
        round=review.round,
        asked_by=by,
        whom=whom,
        question=question,
        reply_by=reply_by,
    )
    move_due_times(review, waits_until(review, now) - stood_until)
    review.record(ReviewVerb.ASKED, actor=by, whom=contact.whom, reply_by=reply_by.isoformat())
    return contact


@transaction.atomic
def record_answer(contact: Contact, *, by: User, answer: str) -> Contact:
    """Write down the answer, or that none came; if nobody else is waited for, the clock runs
    again, and what was due moves back by the time that was not needed."""
    review = lock_review(contact.review_id)
    require_contact_right(review, by)
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    if not contact.is_open:
        raise NotReady("The answer is already recorded; it was not changed.")
    if not answer.strip():
        raise NotReady("Write down what came back, or that nothing did.")
    now = timezone.now()
    stood_until = waits_until(review, now)
    contact.answer = answer.strip()
    contact.answered_at = now
    contact.answered_to = by
    contact.save(update_fields=["answer", "answered_at", "answered_to"])
    move_due_times(review, waits_until(review, now) - stood_until)
    review.record(ReviewVerb.ANSWERED, actor=by, whom=contact.whom)
    return contact


def move_due_times(review: ClaimReview, wait: timedelta) -> None:
    """What is due moves by the wait; where it moves on, it is reminded of and late anew."""
    if not wait:
        return
    anew = {"reminded_at": None, "alerted_at": None} if wait > timedelta() else {}
    review.assignments.live().update(due_at=F("due_at") + wait, **anew)
    if review.due_at:
        review.due_at += wait
        review.alerted_at = None if anew else review.alerted_at
        review.save(update_fields=["due_at", "alerted_at"])


def require_contact_right(review: ClaimReview, by: User) -> None:
    require(
        by,
        "verification.review",
        review,
        otherwise="Only the claim’s reviewers can ask for comment and record answers.",
    )
