"""Asking for comment, and the clock that stands meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from newsroom.accounts.models import User
from newsroom.accounts.rights import require
from newsroom.dates import moment_words
from verification.errors import NotReady, Overtaken
from verification.models import ClaimReview, Contact, Requirement, ReviewVerb, TimeRequest
from verification.states import UNDER_WORK, AssignmentState

from .assignments import start_work
from .locking import lock_review, require_state
from .reviews import require_reason
from .seen import refuse_unseen
from .steps import waits_until

LONGEST_WAIT = timedelta(days=30)


@transaction.atomic
def ask_for_comment(
    review: ClaimReview, *, by: User, whom: str, question: str, reply_by: datetime
) -> Contact:
    """Note who was asked what; until then, or the answer, the review's clock stands: what is due
    moves on by that time."""
    review = lock_review(review.pk)
    require(
        by,
        "verification.review",
        review,
        otherwise="Only the claim’s reviewers can ask for comment.",
    )
    require_state(review, *UNDER_WORK, to="ask for comment")
    check_reply_by(reply_by)
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
    """Write down what came back."""
    review, contact = open_contact(contact, by)
    if not answer.strip():
        raise NotReady("Write down what came back, or that nothing did.")
    end(review, contact, by=by, answer=answer.strip())
    review.record(ReviewVerb.ANSWERED, actor=by, whom=contact.whom)
    return contact


@transaction.atomic
def note_no_reply(contact: Contact, *, by: User) -> Contact:
    """Write down that the time to reply has passed without an answer."""
    review, contact = open_contact(contact, by)
    if contact.is_waiting:
        raise NotReady(
            f"{contact.whom} may still answer until {moment_words(contact.reply_by)}. Until then, "
            "write down what came, or say that the answer is no longer waited for."
        )
    end(review, contact, by=by, answer=f"No answer came by {moment_words(contact.reply_by)}.")
    review.record(ReviewVerb.NO_REPLY, actor=by, whom=contact.whom)
    return contact


@transaction.atomic
def move_reply_by(
    contact: Contact, *, by: User, reply_by: datetime, seen: str | None = None
) -> Contact:
    """They asked for until Friday: the clock stands until then, and what is due moves along.
    ``seen`` is what ``seen_of`` made of the time before (``time_of``)."""
    review, contact = open_contact(contact, by)
    now = timezone.now()
    check_reply_by(reply_by)
    if reply_by == contact.reply_by:
        raise Overtaken(f"It is {moment_words(reply_by)} already. Nothing was changed.")
    refuse_unseen(seen, time_of(contact), what="The time to reply")
    stood_until = waits_until(review, now)
    contact.reply_by, contact.reminded_at = reply_by, None
    contact.save(update_fields=["reply_by", "reminded_at"])
    move_due_times(review, waits_until(review, now) - stood_until)
    review.record(
        ReviewVerb.MOVED_REPLY, actor=by, whom=contact.whom, reply_by=reply_by.isoformat()
    )
    return contact


@transaction.atomic
def cancel_contact(contact: Contact, *, by: User, reason: str) -> Contact:
    """Wait no longer: it was not asked after all, or is no longer needed. Readers are not told of
    it; the history says why."""
    review, contact = open_contact(contact, by)
    refuse_rested_on(review, contact, by)
    reason = require_reason(reason, "no longer waiting for")
    end(review, contact, by=by, answer="")
    review.record(ReviewVerb.WAITS_NO_MORE, actor=by, note=reason, whom=contact.whom)
    return contact


def open_contact(contact: Contact, by: User) -> tuple[ClaimReview, Contact]:
    """The review, locked, and the contact as it is now, if this person may end it."""
    review = lock_review(contact.review_id)
    require_contact_right(review, by)
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    if contact.is_cancelled:
        raise NotReady(f"{contact.whom} is no longer waited for; it was not changed.")
    if not contact.is_open:
        raise NotReady("The answer is already recorded; it was not changed.")
    return review, contact


def refuse_rested_on(review: ClaimReview, contact: Contact, by: User) -> None:
    """Raise ``NotReady`` where a finding that is in was handed in because this one was asked, and
    nobody else was. Who must not know whether the other's is in may cancel it: that finding met
    its policy when it was handed in, and their own has yet to."""
    if not review.policy.comment_needed or review.is_blind_to(by):
        return
    here = review.contacts.filter(round=contact.round).exclude(pk=contact.pk)
    if here.exclude(answered_at__isnull=False, answer="").exists():
        return
    findings = review.findings.submitted().filter(round=contact.round)
    if findings.exclude(waived__contains=[Requirement.COMMENT]).exists():
        raise NotReady(
            f"A finding is in that rests on {contact.whom} having been asked, so it stays. Ask "
            "somebody else first, or write down what came back. Nothing was changed."
        )


def end(review: ClaimReview, contact: Contact, *, by: User, answer: str) -> None:
    """The clock runs again if nobody else is waited for, and what was due moves back by the time
    that was not needed."""
    now = timezone.now()
    stood_until = waits_until(review, now)
    contact.answer, contact.answered_at, contact.answered_to = answer, now, by
    contact.save(update_fields=["answer", "answered_at", "answered_to"])
    move_due_times(review, waits_until(review, now) - stood_until)


def time_of(contact: Contact) -> dict[str, str]:
    return {"reply_by": contact.reply_by.astimezone(UTC).isoformat()}


def check_reply_by(reply_by: datetime) -> None:
    """Raise ``NotReady`` for a time that has passed, or up to which no clock should stand."""
    now = timezone.now()
    if reply_by <= now:
        raise NotReady("The time to reply by has passed. Choose a later one.")
    if reply_by > now + LONGEST_WAIT:
        raise NotReady(
            f"The clock is paused for at most {LONGEST_WAIT.days} days, until "
            f"{moment_words(now + LONGEST_WAIT)}. Choose an earlier time; it can be moved on later."
        )


def move_due_times(review: ClaimReview, wait: timedelta) -> None:
    """What is due moves by the wait, though not to before what an editor granted or set by hand;
    where it moves on, it is reminded of and late anew."""
    if not wait:
        return
    anew = {"reminded_at": None, "alerted_at": None} if wait > timedelta() else {}
    of_this = granted().filter(assignment=OuterRef("pk")).order_by("-until")
    least = [Value(review.set_due_at)] if review.set_due_at else []
    due_at = Greatest(F("due_at") + wait, Subquery(of_this.values("until")[:1]), *least)
    live = review.assignments.live()
    live.update(due_at=due_at, **anew)
    if review.due_at:
        promised = granted().filter(assignment__in=live).values_list("until", flat=True)
        said = [review.set_due_at] if review.set_due_at else []
        review.due_at = max([review.due_at + wait, *said, *promised])
        review.alerted_at = None if anew else review.alerted_at
        review.save(update_fields=["due_at", "alerted_at"])


def granted() -> QuerySet[TimeRequest]:
    return TimeRequest.objects.filter(is_granted=True)


def require_contact_right(review: ClaimReview, by: User) -> None:
    require(
        by,
        "verification.end_contact",
        review,
        otherwise="Only the claim’s reviewers and editors can record answers, and say until when "
        "they are waited for.",
    )
