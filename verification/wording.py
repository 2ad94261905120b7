"""Whose turn it is with a verdict's text: who words it, and who can confirm it.

An editor can give the text to somebody else; until then the first reviewer words it. Whoever did
not word it confirms it, of the reviewers who are still on the desk. Of one review this is read
from rows that are there: its policy, ``text_by`` and the assignments with their reviewers.
"""

from __future__ import annotations

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from newsroom.accounts.models import Role, User
from verification.models import Assignment, ClaimReview, Confirmation, Verdict
from verification.models.assignment import AssignmentRole
from verification.models.review import ReviewQuerySet
from verification.states import AssignmentState, ReviewState


def is_on_the_desk(person: User) -> bool:
    return person.is_active and (person.is_reviewer or person.is_editor)


def reviewers_of(review: ClaimReview) -> list[User]:
    """Who submitted the findings of this round, the first reviewer first."""
    return [
        assignment.reviewer
        for assignment in review.current_assignments
        if assignment.state == AssignmentState.SUBMITTED and not assignment.is_adjudicator
    ]


def writer_of(review: ClaimReview) -> User | None:
    """Who is to word the verdict; nobody while there is no finding."""
    return review.text_by or next(iter(reviewers_of(review)), None)


def confirmers_of(review: ClaimReview, drafted_by: int) -> list[User]:
    """Who can confirm a text that somebody drafted. Where the policy asks for one reviewer none
    needs to; where no other is left on the desk none can."""
    if review.policy.reviewers == 1:
        return []
    return [
        person
        for person in reviewers_of(review)
        if person.pk != drafted_by and is_on_the_desk(person)
    ]


def is_to_be_worded(review: ClaimReview, verdict: Verdict | None) -> bool:
    """Whether the writer is next, with ``verdict`` the current text: there is none yet, it was
    given to somebody else since, it was sent back, or nobody is left to confirm it."""
    return (
        verdict is None
        or review.text_by_id not in (None, verdict.drafted_by_id)
        or verdict.is_confirmed
        or not confirmers_of(review, verdict.drafted_by_id)
    )


def without_a_writer() -> ReviewQuerySet:
    """Reviews whose verdict is to be worded by somebody who is no longer on the desk."""
    of_the_round = {"review": OuterRef("pk"), "round": OuterRef("round")}
    findings = Assignment.objects.filter(**of_the_round, state=AssignmentState.SUBMITTED).exclude(
        role=AssignmentRole.ADJUDICATOR
    )
    texts = Verdict.objects.filter(**of_the_round).order_by("-pk")
    here = on_the_desk()
    can_be_confirmed = (
        Q(policy__reviewers__gt=1, latest_text__isnull=False)
        & (Q(text_by__isnull=True) | Q(text_by=F("latest_by")))
        & ~Exists(Confirmation.objects.filter(verdict=OuterRef("latest_text")))
        & Exists(findings.filter(reviewer__in=here).exclude(reviewer=OuterRef("latest_by")))
    )
    return (
        ClaimReview.objects.with_all_findings()
        .filter(state=ReviewState.IN_REVIEW)
        .annotate(
            writer=Coalesce(
                "text_by",
                Subquery(findings.order_by("role", "pk").values("reviewer")[:1]),
                output_field=BigIntegerField(),
            ),
            latest_text=Subquery(texts.values("pk")[:1]),
            latest_by=Subquery(texts.values("drafted_by")[:1]),
        )
        .filter(~Exists(here.filter(pk=OuterRef("writer"))))
        .exclude(can_be_confirmed)
    )


def on_the_desk() -> QuerySet[User]:
    """``is_on_the_desk`` over all people at once."""
    works = Q(roles__contains=[Role.REVIEWER]) | Q(roles__contains=[Role.EDITOR])
    return User.objects.filter(works, is_active=True)
