"""The waivers of a claim as the workspace shows them to whoever looks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from newsroom.accounts.models import User
from verification.forms.waivers import AskWaiverForm, WaiveForm
from verification.models import Assignment, ClaimReview, Waiver
from verification.operations.waivers import those_with_a_part
from verification.requirements import LINES
from verification.states import ReviewState

from .checks import Check


def readable_waivers(user: User, review: ClaimReview) -> list[Waiver]:
    """Those of this round that this person may read, oldest first."""
    rows = Waiver.objects.readable_by(user, review).filter(review=review, round=review.round)
    return list(rows.select_related("assignment__reviewer", "decided_by"))


def covering(waivers: Sequence[Waiver], mine: Assignment | None) -> list[Waiver]:
    """Of those that were read, the ones in force for one's own work."""
    return [
        waiver
        for waiver in waivers
        if waiver.in_force and waiver.assignment_id in (None, mine.pk if mine else 0)
    ]


def waivers_context(
    user: User,
    review: ClaimReview,
    mine: Assignment | None,
    waivers: Sequence[Waiver],
    checks: Sequence[Check],
) -> dict[str, Any]:
    """Forms only for whoever may use them; ``checks`` are those of one's own finding."""
    works = mine is not None and user.has_perm("verification.work_on", mine)
    decides = may_decide(user, review)
    asked = {w.requirement for w in waivers if w.is_open and mine and w.assignment_id == mine.pk}
    open_ones = [
        check.need.requirement
        for check in checks
        if works and check.need and check.need.is_open and check.need.requirement not in asked
    ]
    given = {w.requirement for w in waivers if w.in_force and w.assignment is None}
    left = [
        line.requirement
        for line in LINES
        if decides and line.wanted(review.policy) and line.requirement not in given
    ]
    shown = [w for w in waivers if w.in_force or w.outcome == "refused" or is_live_request(w)]
    return {
        "waivers": shown,
        "decides_waivers": decides,
        "ask_waiver_form": AskWaiverForm(open=open_ones) if open_ones else None,
        "waive_form": WaiveForm(asked=left) if left else None,
    }


def is_live_request(waiver: Waiver) -> bool:
    return waiver.is_open and waiver.assignment is not None and waiver.assignment.is_live


def may_decide(user: User, review: ClaimReview) -> bool:
    """As long as there is work that a waiver could count for. Uses a prefetch of assignments."""
    if review.state not in (ReviewState.OPEN, ReviewState.IN_REVIEW):
        return False
    if not user.has_perm("verification.run_desk") or user.pk in those_with_a_part(review):
        return False
    work = review.current_assignments
    return len(work) < review.policy.reviewers or any(each.is_live for each in work)
