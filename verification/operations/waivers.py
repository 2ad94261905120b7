"""What a policy asks for need not be met: a reviewer asks, an editor grants or refuses it; or an
editor waives it for the claim unasked.

Who reviews the claim does not decide. Of a blind review the other reviewer hears nothing before
both are in: the lines of history are private to whoever asked, and no notice goes to who has or
had a part in it.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from newsroom.accounts.models import Role, User
from newsroom.notices.models import Notice, NoticeKind
from newsroom.notices.operations import cut, tell, tell_all
from verification.errors import NotReady, Overtaken
from verification.models import Assignment, ClaimReview, Requirement, ReviewVerb, Waiver
from verification.requirements import LINES, covered_needs, needs_of_work
from verification.states import ReviewState

from .assignments import own_work
from .locking import lock_review, require_desk, require_state
from .reviews import require_reason

NOTHING = "Nothing was changed."


@transaction.atomic
def ask_for_waiver(assignment: Assignment, *, by: User, requirement: str, because: str) -> Waiver:
    """Ask that one requirement need not be met by one's own work."""
    review = lock_review(assignment.review_id)
    work = own_work(assignment, by)
    because = require_reason(because, "asking to waive")
    refuse_needless(review, work, requirement)
    if work.waivers.open().filter(requirement=requirement).exists():
        raise Overtaken(
            "You have asked for this already; an editor has yet to answer. It was not asked again."
        )
    editors = who_can_answer(review, by)
    if not editors:
        raise NotReady(
            "There is no other editor who could answer, so it was not asked for. Meet the "
            "requirement, or have an admin make somebody an editor."
        )
    waiver = Waiver.objects.create(
        review=review,
        round=review.round,
        requirement=requirement,
        assignment=work,
        because=because,
    )
    review.record(
        ReviewVerb.ASKED_FOR_WAIVER, actor=by, private_to=by, note=because, what=str(waiver)
    )
    tell_all(
        Notice(
            recipient=editor,
            kind=NoticeKind.WAIVER,
            text=cut(f"{by.name} asks to waive “{waiver}”: {review.claim.statement}", 400),
            path=review.get_absolute_url(),
        )
        for editor in editors
    )
    return waiver


@transaction.atomic
def withdraw_waiver_request(waiver: Waiver, *, by: User) -> Waiver:
    """Who asked will meet the requirement after all."""
    review = lock_review(waiver.review_id)
    if waiver.assignment is None:
        raise PermissionDenied("Nobody asked for this waiver. An editor can take it back.")
    own_work(waiver.assignment, by)
    waiver = open_request(waiver)
    decide(waiver, by=by, is_granted=False, reason="")
    review.record(ReviewVerb.WITHDREW_WAIVER, actor=by, private_to=by, what=str(waiver))
    return waiver


@transaction.atomic
def grant_waiver(waiver: Waiver, *, by: User, reason: str) -> Waiver:
    """The requirement need not be met by the work it was asked for. Readers are told the reason."""
    require_desk(by, "waive what a policy asks for")
    review, waiver = locked_request(waiver, by)
    grant(review, waiver, by=by, reason=require_reason(reason, "waiving"))
    return waiver


@transaction.atomic
def refuse_waiver(waiver: Waiver, *, by: User, reason: str) -> Waiver:
    """The requirement is to be met, with a word why."""
    require_desk(by, "refuse a waiver")
    review, waiver = locked_request(waiver, by)
    decide(waiver, by=by, is_granted=False, reason=require_reason(reason, "refusing"))
    review.record(
        ReviewVerb.REFUSED_WAIVER,
        actor=by,
        private_to=asker_of(waiver),
        note=waiver.reason,
        what=str(waiver),
        name=asker_of(waiver).name,
    )
    tell_asker(review, waiver, f"“{waiver}” is not waived ({waiver.reason})")
    return waiver


@transaction.atomic
def waive(review: ClaimReview, *, by: User, requirement: str, reason: str) -> Waiver:
    """An editor waives a requirement for the claim, in this round; who asked for it is granted
    it. Everybody reads the reason, readers too."""
    require_desk(by, "waive what a policy asks for")
    review = lock_review(review.pk)
    require_no_part(review, by)
    require_state(review, ReviewState.OPEN, ReviewState.IN_REVIEW, to="waive what it asks for")
    reason = require_reason(reason, "waiving")
    require_asked(review, requirement)
    if is_all_in(review):
        raise NotReady(f"All findings are in, so there is nothing left to waive. {NOTHING}")
    given = review.waivers.in_force().filter(round=review.round, requirement=requirement)
    if given.filter(assignment__isnull=True).exists():
        raise Overtaken(f"This is waived for the claim already. {NOTHING}")
    waiver = Waiver.objects.create(
        review=review,
        round=review.round,
        requirement=requirement,
        is_granted=True,
        reason=reason,
        decided_by=by,
        decided_at=timezone.now(),
    )
    review.record(ReviewVerb.WAIVED, actor=by, note=reason, what=str(waiver))
    tell_all(
        Notice(
            recipient=work.reviewer,
            kind=NoticeKind.WAIVER,
            text=cut(f"“{waiver}” is waived ({reason}): {review.claim.statement}", 400),
            path=review.get_absolute_url(),
        )
        for work in review.current_assignments
        if work.is_live
    )
    asked = review.waivers.open().filter(round=review.round, requirement=requirement)
    for request in asked.select_related("assignment__reviewer"):
        grant(review, request, by=by, reason=reason)
    return waiver


@transaction.atomic
def end_waiver(waiver: Waiver, *, by: User) -> Waiver:
    """Take a waiver back: from now on the requirement is to be met. Not once a finding is in that
    could not have been handed in without it."""
    require_desk(by, "take a waiver back")
    review = lock_review(waiver.review_id)
    require_no_part(review, by)
    waiver = fresh(waiver)
    if not waiver.in_force or waiver.round != review.round:
        raise Overtaken(f"This waiver is no longer in force. {NOTHING}")
    require_state(review, ReviewState.OPEN, ReviewState.IN_REVIEW, to="take a waiver back")
    if counted_for(review, waiver):
        raise NotReady(
            "A finding is in that rests on this waiver, so it stays. Reopen the review to have "
            f"the requirement met. {NOTHING}"
        )
    waiver.ended_at = timezone.now()
    waiver.save(update_fields=["ended_at"])
    asker = waiver.assignment.reviewer if waiver.assignment else None
    review.record(ReviewVerb.ENDED_WAIVER, actor=by, private_to=asker, what=str(waiver))
    tell_all(
        Notice(
            recipient=work.reviewer,
            kind=NoticeKind.WAIVER,
            text=cut(f"“{waiver}” is asked for again: {review.claim.statement}", 400),
            path=review.get_absolute_url(),
        )
        for work in review.current_assignments
        if work.is_live and waiver.assignment_id in (None, work.pk)
    )
    return waiver


# -- refusals --------------------------------------------------------------------------------------


def require_asked(review: ClaimReview, requirement: str) -> None:
    """Raise ``NotReady`` where the policy does not ask for it."""
    asked = {line.requirement for line in LINES if line.wanted(review.policy)}
    if requirement not in asked:
        words = Requirement(requirement).label if requirement in Requirement.values else "this"
        raise NotReady(f"“{review.policy}” does not ask for {words}. {NOTHING}")


def refuse_needless(review: ClaimReview, work: Assignment, requirement: str) -> None:
    require_asked(review, requirement)
    need = next(each for each in covered_needs(review, work) if each.requirement == requirement)
    if need.is_met:
        raise NotReady("You have met this already, so there is nothing to waive. It was not asked.")
    if need.waiver:
        raise Overtaken("This is waived for you already. It was not asked again.")


def require_no_part(review: ClaimReview, by: User) -> None:
    """Raise ``PermissionDenied`` where this editor reviews the claim, or must not know how far
    others are with it."""
    if by.pk in those_with_a_part(review):
        raise PermissionDenied(
            f"You have a part in this review yourself, so another editor decides. {NOTHING}"
        )


def those_with_a_part(review: ClaimReview) -> set[int]:
    """Who does not decide: those who review it in this round; of a blind one, also those who gave
    it back, or lost it."""
    if review.is_blind:
        work = [each for each in review.assignments.all() if each.round == review.round]
    else:
        work = review.current_assignments
    return {each.reviewer_id for each in work}


def who_can_answer(review: ClaimReview, asker: User) -> list[User]:
    not_they = {asker.pk, *those_with_a_part(review)}
    return list(User.objects.with_role(Role.EDITOR).exclude(pk__in=not_they))


def locked_request(waiver: Waiver, by: User) -> tuple[ClaimReview, Waiver]:
    review = lock_review(waiver.review_id)
    require_no_part(review, by)
    waiver = open_request(waiver)
    if waiver.assignment is None or not waiver.assignment.is_live:
        raise Overtaken(
            f"The work it was asked for is over meanwhile, so there is nothing to waive. {NOTHING}"
        )
    return review, waiver


def open_request(waiver: Waiver) -> Waiver:
    waiver = fresh(waiver)
    if waiver.outcome:
        raise Overtaken(f"This was {waiver.outcome} already. {NOTHING}")
    return waiver


def fresh(waiver: Waiver) -> Waiver:
    """As it is now that the review is locked."""
    return Waiver.objects.select_related("assignment__reviewer").get(pk=waiver.pk)


def is_all_in(review: ClaimReview) -> bool:
    return review.findings.submitted().filter(round=review.round).count() >= (
        review.policy.reviewers
    )


def counted_for(review: ClaimReview, waiver: Waiver) -> bool:
    """Whether a finding is in that could not have been handed in without it, whatever was asked
    or cited since; or that would lack something without it now."""
    findings = review.findings.submitted().filter(round=waiver.round).select_related("assignment")
    return any(
        waiver.covers(finding.assignment_id, requirement)
        for finding in findings
        for requirement in (
            *finding.waived,
            *(n.requirement for n in needs_of_work(review, finding.assignment) if not n.is_met),
        )
    )


# -- steps -----------------------------------------------------------------------------------------


def grant(review: ClaimReview, waiver: Waiver, *, by: User, reason: str) -> None:
    decide(waiver, by=by, is_granted=True, reason=reason)
    review.record(
        ReviewVerb.WAIVED,
        actor=by,
        private_to=asker_of(waiver),
        note=waiver.reason,
        what=str(waiver),
        name=asker_of(waiver).name,
    )
    tell_asker(review, waiver, f"“{waiver}” is waived for you ({waiver.reason})")


def decide(waiver: Waiver, *, by: User, is_granted: bool, reason: str) -> None:
    waiver.is_granted, waiver.reason = is_granted, reason
    waiver.decided_by, waiver.decided_at = by, timezone.now()
    waiver.save(update_fields=["is_granted", "reason", "decided_by", "decided_at"])


def asker_of(waiver: Waiver) -> User:
    assert waiver.assignment is not None
    return waiver.assignment.reviewer


def tell_asker(review: ClaimReview, waiver: Waiver, words: str) -> None:
    tell(
        asker_of(waiver),
        f"{words}: {review.claim.statement}",
        review.get_absolute_url(),
        kind=NoticeKind.WAIVER,
    )
