"""A reviewer asks for more time, or no longer does; an editor grants or refuses it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from newsroom.accounts.models import Role, User
from newsroom.dates import moment_words
from newsroom.notices.models import Notice, NoticeKind
from newsroom.notices.operations import cut, tell, tell_all
from verification.errors import NotReady, Overtaken
from verification.models import ClaimReview, ReviewVerb, TimeRequest
from verification.models.assignment import Assignment

from .assignments import own_work, told_to_all
from .locking import lock_review, require_desk
from .reviews import require_reason

LONGEST = timedelta(days=30)
NOBODY_TOLD = "Nothing was changed."


@transaction.atomic
def ask_for_time(assignment: Assignment, *, by: User, until: datetime, because: str) -> TimeRequest:
    """Ask for one's own work to be due later. Until an editor has answered, though for two days at
    most, it is not taken back for being late. Where nobody could answer it is not asked."""
    review = lock_review(assignment.review_id)
    assignment = own_work(assignment, by)
    because = require_reason(because, "asking for more time on")
    if assignment.time_requests.open().exists():
        raise Overtaken(
            "You have asked for more time already; an editor has yet to answer. It was not asked "
            "again."
        )
    if until <= max(assignment.due_at, timezone.now()):
        due = moment_words(assignment.due_at, " at ")
        raise NotReady(f"That is no more time: it is due on {due}. Choose a later time.")
    if until > max(assignment.due_at, timezone.now()) + LONGEST:
        raise NotReady(
            f"That is {moment_words(until)}: more time is given for {LONGEST.days} days at most. "
            "Choose an earlier time, or hand it over."
        )
    editors = list(User.objects.with_role(Role.EDITOR).exclude(pk=by.pk))
    if not editors:
        raise NotReady(
            "There is no other editor who could answer, so more time was not asked for. Hand the "
            "claim over, or have an admin make somebody an editor."
        )
    request = TimeRequest.objects.create(assignment=assignment, until=until, because=because)
    review.record(
        ReviewVerb.ASKED_FOR_TIME,
        actor=by,
        note=told_to_all(assignment, review, because),
        until=until.isoformat(),
    )
    tell_all(
        Notice(
            recipient=editor,
            kind=NoticeKind.TIME,
            text=cut(f"{by.name} asks for more time: {review.claim.statement}", 400),
            path=review.get_absolute_url(),
        )
        for editor in editors
    )
    return request


@transaction.atomic
def grant_time(request: TimeRequest, *, by: User, answer: str = "") -> TimeRequest:
    """Give the time that was asked for; the work is due then, and reminded of then."""
    require_desk(by, "give more time")
    review, request = locked_request(request, by)
    decide(request, by=by, is_granted=True, answer=answer)
    work = request.assignment
    work.due_at = max(work.due_at, request.until)
    work.reminded_at = work.alerted_at = None
    work.save(update_fields=["due_at", "reminded_at", "alerted_at"])
    if review.due_at is None or review.due_at < work.due_at:
        review.due_at, review.alerted_at = work.due_at, None
        review.save(update_fields=["due_at", "alerted_at"])
    review.record(
        ReviewVerb.GAVE_TIME,
        actor=by,
        note=request.answer,
        name=work.reviewer.name,
        until=request.until.isoformat(),
    )
    tell_asker(review, request, f"You have time until {moment_words(request.until)}")
    return request


@transaction.atomic
def refuse_time(request: TimeRequest, *, by: User, answer: str) -> TimeRequest:
    """Leave the work due when it was, with a word why."""
    require_desk(by, "refuse more time")
    review, request = locked_request(request, by)
    decide(request, by=by, is_granted=False, answer=require_reason(answer, "refusing"))
    review.record(
        ReviewVerb.REFUSED_TIME,
        actor=by,
        note=request.answer,
        name=request.assignment.reviewer.name,
    )
    tell_asker(review, request, f"No more time ({request.answer})")
    return request


@transaction.atomic
def withdraw_time_request(request: TimeRequest, *, by: User) -> TimeRequest:
    """Who asked needs no more time: the work is due as before, and late as if nothing had been
    asked."""
    review = lock_review(request.assignment.review_id)
    own_work(request.assignment, by)
    request = open_request(request)
    decide(request, by=by, is_granted=False, answer="")
    review.record(ReviewVerb.WITHDREW_TIME, actor=by)
    return request


def locked_request(request: TimeRequest, by: User) -> tuple[ClaimReview, TimeRequest]:
    review = lock_review(request.assignment.review_id)
    request = open_request(request)
    work = request.assignment
    # To whom the review is blind a refusal would tell that it is handed in: they decide as before.
    if not Assignment.objects.at_work_to(by).filter(pk=work.pk).exists():
        raise Overtaken(
            f"The work of {work.reviewer.name} is {work.get_state_display()} meanwhile, so there "
            f"is no time to give. {NOBODY_TOLD}"
        )
    if work.reviewer_id == by.pk:
        raise NotReady("You asked for it yourself; another editor answers. It stays open.")
    return review, request


def open_request(request: TimeRequest) -> TimeRequest:
    """As it is now that the review is locked."""
    request = TimeRequest.objects.select_related("assignment__reviewer").get(pk=request.pk)
    if request.outcome:
        raise Overtaken(f"This was {request.outcome} already. {NOBODY_TOLD}")
    return request


def decide(request: TimeRequest, *, by: User, is_granted: bool, answer: str) -> None:
    request.is_granted, request.answer = is_granted, answer.strip()
    request.decided_by, request.decided_at = by, timezone.now()
    request.save(update_fields=["is_granted", "answer", "decided_by", "decided_at"])


def tell_asker(review: ClaimReview, request: TimeRequest, words: str) -> None:
    tell(
        request.assignment.reviewer,
        f"{words}: {review.claim.statement}",
        review.get_absolute_url(),
        kind=NoticeKind.TIME,
    )
