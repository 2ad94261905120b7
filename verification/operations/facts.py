"""Facts beside the review that are set where one works: of what kind the claim is, what it is
about, how urgent it is, and when its step is due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from claims.models import Claim, ClaimKind, Priority, Topic
from claims.models.claim import UNRATED_KINDS
from claims.operations.describing import describe_in_review
from newsroom.accounts.models import User
from newsroom.accounts.rights import require
from newsroom.dates import moment_words
from newsroom.notices.models import Notice, NoticeKind
from newsroom.notices.operations import cut, tell_all
from verification.errors import NotReady, Overtaken
from verification.models import Assignment, ClaimReview, Policy, ReviewVerb
from verification.states import WITH_A_STEP, ReviewState

from .locking import lock_review, require_desk, require_state
from .places import refresh_need
from .reviews import call_for_reviewers, require_reason
from .steps import begin_step

NOTHING = "Nothing was changed."
LONGEST_DAYS = 366


@transaction.atomic
def describe(
    review: ClaimReview,
    *,
    by: User,
    kind: str,
    topic: Topic | None,
    priority: str | None = None,
    seen: str | None = None,
) -> ClaimReview:
    """Say of what kind the claim is, what it is about and, as an editor, how urgent it is;
    ``None`` leaves the priority. ``seen`` is what ``seen_of`` made of its ``description`` when the
    form was opened.

    Reviewers do so until a finding is in. The review keeps its policy, unless nobody was given
    work in this round yet: then the policy that fits now takes its place.
    """
    review = lock_review(review.pk)
    # Asked of the review as it is now: their work may have been taken back while the page was open.
    require(
        by,
        "verification.describe",
        review,
        otherwise="Only reviewers of this claim and editors say of what kind it is and what it is "
        "about.",
    )
    require_state(review, *WITH_A_STEP, to="set what kind of claim it is")
    is_editor = by.has_perm("verification.run_desk")
    if not is_editor:
        refuse_once_in(review, by)
        if priority not in (None, review.claim.priority):
            raise NotReady(f"How urgent a claim is is for editors to say. {NOTHING}")
    check_kind(review, kind, by)
    if priority is not None and priority not in Priority.values:
        raise NotReady(f"Choose one of the priorities. {NOTHING}")
    was = review.claim
    claim, changed = describe_in_review(
        was, by=by, kind=kind, topic=topic, priority=priority or was.priority, seen=seen
    )
    review.claim = claim
    if not changed:
        return review
    what = ", ".join(words_of(claim, changed))
    policy = take_fitting_policy(review)
    review.record(
        ReviewVerb.DESCRIBED,
        actor=by,
        what=f"{what}; reviewed under “{policy}” from now on" if policy else what,
    )
    if policy:
        end_waivers_of_another_policy(review, by=by)
    tell_reviewers(review, f"{by.name} set {what}", but=by)
    return review


def words_of(claim: Claim, changed: Iterable[str]) -> list[str]:
    """ "the kind to opinion", in the order of the form."""
    said = {
        "kind": f"the kind to {claim.get_kind_display()}",
        "topic_id": f"the topic to {claim.topic}" if claim.topic else "no topic",
        "priority": f"the priority to {claim.get_priority_display()}",
    }
    return [words for column, words in said.items() if column in changed]


def refuse_once_in(review: ClaimReview, by: User) -> None:
    """Of a blind review nobody learns from it whether the other's finding is in."""
    findings = review.findings.submitted().filter(round=review.round)
    if review.is_blind_to(by):
        findings = findings.filter(reviewer=by)
    if findings.exists():
        raise NotReady(f"A finding is in, so an editor sets this from now on. {NOTHING}")


def check_kind(review: ClaimReview, kind: str, by: User) -> None:
    """Raise ``NotReady`` where findings are in that would have a rating too many or too few."""
    if kind not in ClaimKind.values:
        raise NotReady(f"Choose one of the kinds. {NOTHING}")
    if (kind not in UNRATED_KINDS) == review.claim.is_rated:
        return
    words = "gets no rating" if kind in UNRATED_KINDS else "is rated"
    article = "An" if kind == ClaimKind.OPINION else "A"
    if review.is_blind_to(by):
        raise NotReady(
            f"{article} {ClaimKind(kind).label} {words}. In a blind review an editor who has no "
            f"part in it decides that. {NOTHING}"
        )
    if review.findings.submitted().filter(round=review.round).exists():
        raise NotReady(
            f"{article} {ClaimKind(kind).label} {words}, and a finding of this round is in. Have "
            f"the review closed and reopened to change that. {NOTHING}"
        )


def take_fitting_policy(review: ClaimReview) -> Policy | None:
    """Where nobody was given work in this round: the policy that fits the claim now, if that is
    another one. The step begins anew under its hours."""
    fits = fitting_policy(review)
    if not review.assignments.filter(round=review.round).exists():
        if fits and fits != review.policy:
            review.policy = fits
            review.save(update_fields=["policy"])
            begin_step(review, "review")
        else:
            fits = None
        review.nobody_because = review.would_help = ""
        review.save(update_fields=["nobody_because", "would_help"])
        refresh_need(review)
    else:
        fits = None
    if review.needs_reviewers:
        call_for_reviewers()
    return fits


def end_waivers_of_another_policy(review: ClaimReview, *, by: User) -> None:
    """What was waived was weighed against what the policy of then asked for. Nobody has work in
    this round, so these are the claim's."""
    now = timezone.now()
    for waiver in review.waivers.in_force().filter(round=review.round):
        waiver.ended_at = now
        waiver.save(update_fields=["ended_at"])
        review.record(
            ReviewVerb.ENDED_WAIVER,
            actor=by,
            note=f"It was waived under another policy than “{review.policy}”.",
            what=str(waiver),
        )


def fitting_policy(review: ClaimReview) -> Policy | None:
    try:
        return Policy.objects.for_claim(review.claim)
    except Policy.DoesNotExist:
        return None


@transaction.atomic
def set_due(
    review: ClaimReview, due_at: datetime, *, by: User, reason: str, seen: datetime | None = None
) -> ClaimReview:
    """Say when the present step is due, and with it the work on findings that are not in. ``seen``
    is when it was due as the form was opened."""
    require_desk(by, "set when it is due")
    review = lock_review(review.pk)
    require_state(review, *WITH_A_STEP, to="set when it is due")
    reason = require_reason(reason, "setting")
    if seen is not None and review.due_at != seen:
        raise Overtaken(
            "Somebody else set when it is due while your form was open, so yours was not saved."
        )
    now = timezone.now()
    if due_at <= now:
        raise NotReady(f"That time has passed. Choose a later one. {NOTHING}")
    if (due_at - now).days >= LONGEST_DAYS:
        raise NotReady(f"That is {moment_words(due_at)}, over a year off. {NOTHING}")
    if due_at == review.due_at:
        raise Overtaken(f"It is due then already. {NOTHING}")
    review.due_at = review.set_due_at = due_at
    review.alerted_at = None
    review.save(update_fields=["due_at", "set_due_at", "alerted_at"])
    if review.state in (ReviewState.OPEN, ReviewState.IN_REVIEW):
        live = Assignment.objects.live().filter(review=review, round=review.round)
        live.update(due_at=due_at, reminded_at=None, alerted_at=None)
    review.record(ReviewVerb.SET_DUE, actor=by, note=reason, until=due_at.isoformat())
    tell_reviewers(review, f"{by.name} set it due on {moment_words(due_at, ' at ')}", but=by)
    return review


def tell_reviewers(review: ClaimReview, words: str, *, but: User) -> None:
    """Everybody who reviews it in this round."""
    tell_all(
        Notice(
            recipient=work.reviewer,
            kind=NoticeKind.OTHER,
            text=cut(f"{words}: {review.claim.statement}", 400),
            path=review.get_absolute_url(),
        )
        for work in review.current_assignments
        if work.reviewer_id != but.pk
    )
