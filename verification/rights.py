"""Who may do what with a review, as sentences."""

from __future__ import annotations

import rules

from newsroom.accounts.models import User
from newsroom.accounts.rights import is_admin, is_editor, is_reviewer, works_here

from .models import Assignment, ChangedFigure, ClaimReview
from .states import AssignmentState


@rules.predicate
def is_their_own_live_work(user: User, assignment: Assignment | None) -> bool:
    return assignment is not None and assignment.reviewer_id == user.pk and assignment.is_live


@rules.predicate
def reviews_it(user: User, review: ClaimReview | None) -> bool:
    assignment = review.standing_assignment_of(user) if review else None
    return assignment is not None


@rules.predicate
def gave_a_finding_on_it(user: User, review: ClaimReview | None) -> bool:
    """In this round, or handed in in an earlier one."""
    return review is not None and any(
        assignment.reviewer_id == user.pk
        and not assignment.is_adjudicator
        and (
            assignment.state == AssignmentState.SUBMITTED
            or assignment in review.current_assignments
        )
        for assignment in review.assignments.all()
    )


@rules.predicate
def cites_it(user: User, change: ChangedFigure | None) -> bool:
    return change is not None and change.evidence.cited_by_id == user.pk


rules.add_perm("verification.read", works_here)
rules.add_perm("verification.work_on", (is_reviewer | is_editor) & is_their_own_live_work)
rules.add_perm("verification.review", (is_reviewer | is_editor) & reviews_it)
rules.add_perm("verification.note_interest", is_editor | (is_reviewer & reviews_it))
rules.add_perm("verification.run_desk", is_editor)
rules.add_perm("verification.decide_change", is_editor | (is_reviewer & cites_it))
rules.add_perm("verification.adjudicate", is_editor & ~gave_a_finding_on_it)
rules.add_perm("verification.propose_source", works_here)
rules.add_perm("verification.manage_sources", is_editor | is_admin)
rules.add_perm("verification.manage_policies", is_admin)
rules.add_perm("verification.export", works_here)
