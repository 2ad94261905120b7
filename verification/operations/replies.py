"""Whoever was asked for comment has a time to reply by: before it, and when nothing came."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.urls import reverse

from claims.models import ClaimEvent
from newsroom.accounts.models import User
from newsroom.notices.models import NoticeKind
from verification.models import Assignment, ClaimReview, Contact, ReviewVerb
from verification.states import LIVE_ASSIGNMENTS, STANDING_ASSIGNMENTS, UNDER_WORK

from .sweeping import REMIND_BEFORE, hold, in_batches
from .telling import Telling, tell_of_each


def follow_up_replies() -> int:
    """Remind whoever asked for comment, once, before the time to reply has passed, and say when
    it has without an answer: from then on the clock runs again. Answers how many were told of."""
    return in_batches(remind_some) + in_batches(miss_some)


def remind_some() -> int:
    contacts = hold_contacts(nearly_over())
    tell_askers(
        contacts,
        "The time for {whom} to reply is nearly over",
        of_many="The time to reply to {count} of your questions is nearly over.",
    )
    return len(contacts)


def miss_some() -> int:
    contacts = hold_contacts(unanswered())
    ClaimEvent.objects.bulk_create(
        ClaimEvent(
            claim=contact.review.claim, verb=ReviewVerb.NO_REPLY, data={"whom": contact.whom}
        )
        for contact in contacts
    )
    tell_askers(
        contacts,
        "No reply from {whom} in time, so the clock runs again",
        of_many="To {count} questions no reply came in time. Their clocks run again.",
    )
    return len(contacts)


def open_contacts() -> QuerySet[Contact]:
    return Contact.objects.filter(answered_at=None, review__state__in=UNDER_WORK)


def nearly_over() -> QuerySet[Contact]:
    return open_contacts().filter(
        reminded_at=None, reply_by__gt=Now(), reply_by__lte=Now() + REMIND_BEFORE
    )


def unanswered() -> QuerySet[Contact]:
    """Over, and not told of since: ``reminded_at`` is when their asker was last told of it."""
    return open_contacts().filter(
        Q(reminded_at=None) | Q(reminded_at__lt=F("reply_by")), reply_by__lte=Now()
    )


def hold_contacts(wanted: QuerySet[Contact]) -> list[Contact]:
    """Those of the wanted whose reviews nobody else works on, marked as told of."""
    reviews = hold(ClaimReview.objects.filter(pk__in=wanted.values("review")))
    contacts = list(
        wanted.filter(review__in=list(reviews)).select_related("asked_by").order_by("pk")
    )
    Contact.objects.filter(pk__in=[contact.pk for contact in contacts]).update(reminded_at=Now())
    for contact in contacts:
        contact.review = reviews[contact.review_id]
    return contacts


def tell_askers(contacts: list[Contact], what: str, *, of_many: str) -> None:
    """Tell whoever asked; where they have left the claim, those who are at it now. ``what``
    names who was asked as ``{whom}``."""
    at_work = reviewers_at([contact.review for contact in contacts])
    tell_of_each(
        (
            Telling(person, what.format(whom=contact.whom), contact.review)
            for contact in contacts
            for person in those_to_tell(contact, at_work.get(contact.review_id, []))
        ),
        NoticeKind.REPLY,
        of_many=of_many,
        path=reverse("desk"),
    )


def those_to_tell(contact: Contact, at_work: list[Assignment]) -> list[User]:
    theirs = [work.reviewer for work in at_work if work.reviewer_id == contact.asked_by_id]
    live = [work.reviewer for work in at_work if work.state in LIVE_ASSIGNMENTS]
    return theirs or live or [contact.asked_by]


def reviewers_at(reviews: list[ClaimReview]) -> dict[int, list[Assignment]]:
    found: dict[int, list[Assignment]] = {}
    standing = Assignment.objects.filter(
        review__in=reviews, round=F("review__round"), state__in=STANDING_ASSIGNMENTS
    )
    for work in standing.select_related("reviewer").order_by("role"):
        found.setdefault(work.review_id, []).append(work)
    return found
