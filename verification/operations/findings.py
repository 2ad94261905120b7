"""Writing a finding and submitting it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from newsroom.accounts.models import User
from newsroom.notices.models import NoticeKind
from newsroom.notices.operations import tell
from verification.agreement import Answer, agree
from verification.errors import NotReady, Overtaken
from verification.models import (
    Assignment,
    ClaimReview,
    Evidence,
    Finding,
    Rating,
    ReviewVerb,
)
from verification.numbers import departure_of_finding, stands_for
from verification.own_evidence import recompute
from verification.questions import needs_of
from verification.requirements import covered_needs
from verification.states import AssignmentState, ReviewState

from .assignments import begin_work, end_assignment, own_work
from .declared_interests import refuse_resting_on_own_interest
from .locking import lock_review
from .steps import begin_step


def finding_of(assignment: Assignment) -> Finding:
    """The assignment's finding, begun if need be."""
    finding, _ = Finding.objects.get_or_create(
        assignment=assignment,
        defaults={
            "review_id": assignment.review_id,
            "round": assignment.round,
            "reviewer_id": assignment.reviewer_id,
        },
    )
    return finding


@transaction.atomic
def save_draft(
    assignment: Assignment,
    *,
    by: User,
    rating: Rating | None,
    reasons: str,
    was_it_said: str = "",
    said_reasons: str = "",
    departs_because: str = "",
    seen_version: int | None = None,
) -> Finding:
    """Keep a draft. ``seen_version`` is the version the writer last saw; if somebody saved since
    (another tab, another device) ``Overtaken`` is raised and nothing is overwritten."""
    lock_review(assignment.review_id)
    assignment = begin_work(assignment, by)
    finding = finding_of(assignment)
    if seen_version is not None and seen_version != finding.version:
        raise Overtaken(
            "A newer draft was saved elsewhere, so this one was not. Copy what you wrote, reload "
            "the page, and put the two together."
        )
    check_rating(assignment.review, rating)
    if assignment.review.claim.is_rated:  # else the one it had waits: it may be rated again
        finding.rating = rating
    finding.reasons = reasons
    finding.was_it_said = was_it_said
    finding.said_reasons = said_reasons
    finding.departs_because = departs_because
    finding.version += 1
    finding.saved_at = timezone.now()
    finding.save()
    return finding


def check_rating(review: ClaimReview, rating: Rating | None) -> None:
    if rating is None:
        return
    if rating.scale_id != review.scale_id:
        raise NotReady(f"“{rating.label}” is not on this claim’s scale.")
    if not review.claim.is_rated:
        raise NotReady(
            f"This claim is {review.claim.kind_in_words}: it is answered, but gets no rating."
        )


@transaction.atomic
def submit_finding(assignment: Assignment, *, by: User) -> Finding:
    """Hand in what the draft says. With the last one in, the findings are compared: the same
    answer leads to a verdict, different ones to settling."""
    review = lock_review(assignment.review_id)
    assignment = own_work(assignment, by)
    finding = finding_of(assignment)
    if not review.claim.is_rated:  # it was when the draft was written
        finding.rating = None
    standing = stands_for(finding)
    departs = departure_of_finding(finding, standing)
    finding.waived = check_complete(review, finding, departs, standing)
    if not departs:  # what was written while it did is no longer about anything
        finding.departs_because = ""
    finding.submitted_at = timezone.now()
    finding.save(update_fields=["submitted_at", "departs_because", "rating", "waived"])
    end_assignment(assignment, AssignmentState.SUBMITTED)
    review.record(ReviewVerb.SUBMITTED, actor=by, private_to=by, finding=finding.pk)
    compare_findings(review)
    return finding


def check_complete(
    review: ClaimReview, finding: Finding, departs: str, standing: Sequence[Evidence]
) -> list[str]:
    """Raise ``NotReady`` with what is missing, all at once; before that with what is too much.
    ``departs`` says how the rating departs from the numbers, if it does; ``standing`` is the
    finding's evidence. Answers which of the policy's requirements are not met but waived."""
    refuse_resting_on_own_interest(finding)
    answers = needs_of(review, finding, departs)
    missing = [need.words for need in answers if need.needed and not need.is_met]
    asked = covered_needs(review, finding.assignment, standing)
    needs = [need for need in asked if need.is_open]
    missing.extend(need.lacking for need in needs)
    if missing:
        departure = departs if not finding.departs_because.strip() else ""
        why = "".join(f" {words}" for words in (departure, *(need.why for need in needs)) if words)
        raise NotReady(f"Before you can submit, add {in_words(missing)}.{why} Your draft is kept.")
    check_calculations(standing)
    return [need.requirement.value for need in asked if not need.is_met]


def check_calculations(standing: Iterable[Evidence]) -> None:
    """Raise ``NotReady`` where a calculation no longer follows from what it rests on."""
    for evidence in standing:
        if evidence.is_calculation and (problem := recompute(evidence).problem):
            raise NotReady(
                f"“{evidence.excerpt}” cannot be submitted. {problem} Withdraw it first. Your "
                "draft is kept."
            )


def in_words(parts: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def submitted_findings(review: ClaimReview) -> list[Finding]:
    return list(
        review.findings.submitted()
        .filter(round=review.round)
        .select_related("rating", "reviewer")
        .order_by("assignment__role")
    )


def compare_findings(review: ClaimReview) -> None:
    """After a submission: wait for the other, go on to the verdict, or to settling."""
    findings = submitted_findings(review)
    if len(findings) < review.policy.reviewers:
        return
    same = agree([answer_of(finding) for finding in findings], within=review.policy.agree_within)
    if len(findings) > 1:
        review.record(ReviewVerb.AGREED if same else ReviewVerb.DISAGREED)
    if same:
        tell_writer(review, findings[0].reviewer)
        return
    review.move_to(ReviewState.ADJUDICATION)
    begin_step(review, "settle")
    for finding in findings:
        tell(
            finding.reviewer,
            f"Your findings differ; please settle it: {review.claim.statement}",
            review.get_absolute_url(),
            kind=NoticeKind.SETTLE,
            aloud=f"Findings differ: {review.claim.statement}",
        )


def tell_writer(review: ClaimReview, writer: User) -> None:
    """The verdict is to be worded from now on."""
    begin_step(review, "verdict", of=writer)
    tell(
        writer,
        f"Ready for the verdict’s text: {review.claim.statement}",
        review.get_absolute_url(),
        kind=NoticeKind.VERDICT,
    )


def answer_of(finding: Finding) -> Answer:
    return Answer(
        rating=finding.rating.slug if finding.rating else "",
        position=finding.rating.position if finding.rating else None,
        was_it_said=finding.was_it_said,
    )


def findings_are_in(review: ClaimReview) -> bool:
    return len(submitted_findings(review)) >= review.policy.reviewers
