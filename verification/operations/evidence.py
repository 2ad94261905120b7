"""Citing evidence, withdrawing it, and asking for comment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from claims import nlp
from claims.quantities import Quantity
from newsroom.accounts.models import User
from newsroom.accounts.rights import require
from newsroom.captures.models import Snapshot
from verification.errors import NotReady, Overtaken
from verification.models import (
    Assignment,
    ClaimReview,
    Contact,
    Evidence,
    EvidenceFigure,
    Hand,
    ReviewVerb,
    Source,
    SourceState,
)
from verification.models.evidence import Question
from verification.states import UNDER_WORK, AssignmentState

from .assignments import own_work, start_work
from .findings import finding_of
from .locking import lock_review, require_state


@transaction.atomic
def cite(
    assignment: Assignment,
    *,
    by: User,
    source: Source,
    stance: str,
    excerpt: str,
    hand: str = Hand.SECOND,
    answers: str = Question.IS_IT_SO,
    url: str = "",
    as_of: date | None = None,
    measures_otherwise: str = "",
    derives_from: Evidence | None = None,
    snapshot: Snapshot | None = None,
    figures: Sequence[Quantity] | None = None,
) -> Evidence:
    """Add a passage to one's own finding. Its figures are read from the excerpt, unless given
    (an empty sequence says that there are none)."""
    review = lock_review(assignment.review_id)
    assignment = start_work(assignment, by=by)
    if not excerpt.strip():
        raise NotReady("Paste the passage that the source says it in. Nothing was added.")
    if source.state == SourceState.RETIRED:
        raise NotReady(f"{source.name} is retired and cannot be cited any more.")
    if derives_from and derives_from.review_id != review.pk:
        raise NotReady("Evidence can only derive from evidence on the same claim.")
    finding = finding_of(assignment)
    if (
        finding.evidence.standing()
        .filter(source=source, excerpt=excerpt.strip(), stance=stance, answers=answers)
        .exists()
    ):
        raise Overtaken(
            f"You have cited this passage of {source.name} already. It was not added again."
        )
    evidence = Evidence.objects.create(
        finding=finding,
        review=review,
        round=review.round,
        cited_by=by,
        source=source,
        stance=stance,
        excerpt=excerpt.strip(),
        hand=hand,
        answers=answers,
        url=url,
        as_of=as_of,
        measures_otherwise=measures_otherwise.strip(),
        derives_from=derives_from,
        snapshot=snapshot,
    )
    write_figures(evidence, figures)
    review.record(
        ReviewVerb.CITED, actor=by, private_to=by, evidence=evidence.pk, source=source.name
    )
    return evidence


def write_figures(evidence: Evidence, figures: Sequence[Quantity] | None) -> None:
    if figures is not None:
        rows = [EvidenceFigure.of(quantity, evidence=evidence) for quantity in figures]
    else:
        rows = [
            EvidenceFigure.as_read(figure, evidence=evidence)
            for figure in nlp.read_figures(evidence.excerpt)
        ]
    EvidenceFigure.objects.bulk_create(rows)


@transaction.atomic
def withdraw_evidence(evidence: Evidence, *, by: User, reason: str) -> Evidence:
    """Strike one's own evidence before submitting; the line stays, with its reason."""
    review = lock_review(evidence.review_id)
    evidence = Evidence.objects.select_related("finding__assignment").get(pk=evidence.pk)
    own_work(evidence.finding.assignment, by)
    if not reason.strip():
        raise NotReady("Give a reason for withdrawing it; the struck line shows it.")
    if evidence.is_withdrawn:
        raise NotReady("This evidence is already withdrawn.")
    evidence.withdrawn_at = timezone.now()
    evidence.withdrawn_because = reason.strip()
    evidence.save(update_fields=["withdrawn_at", "withdrawn_because"])
    review.record(
        ReviewVerb.WITHDREW, actor=by, private_to=by, note=reason.strip(), evidence=evidence.pk
    )
    return evidence


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


def waits_until(review: ClaimReview, now: datetime) -> datetime:
    """When the clock runs again: the latest time anybody may still reply by, or now."""
    awaited = review.contacts.filter(answered_at=None).values_list("reply_by", flat=True)
    return max([now, *awaited])


def move_due_times(review: ClaimReview, wait: timedelta) -> None:
    if not wait:
        return
    for assignment in review.assignments.live():
        assignment.due_at += wait
        assignment.save(update_fields=["due_at"])
    if review.due_at:
        review.due_at += wait
        review.save(update_fields=["due_at"])


def require_contact_right(review: ClaimReview, by: User) -> None:
    require(
        by,
        "verification.review",
        review,
        otherwise="Only the claim’s reviewers can ask for comment and record answers.",
    )
