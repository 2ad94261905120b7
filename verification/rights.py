"""Who may do what with a review, as sentences."""

from __future__ import annotations

import rules
from django.db.models import Manager

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
def has_its_text(user: User, review: ClaimReview | None) -> bool:
    return review is not None and review.text_by_id == user.pk


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
    """Who cited it, and who has the finding it belongs to since."""
    return change is not None and user.pk in (
        change.evidence.cited_by_id,
        change.evidence.finding.reviewer_id,
    )


@rules.predicate
def is_one_who_adjudicates(user: User, review: ClaimReview | None) -> bool:
    return review is not None and is_named_or_nobody_is(user, review.policy.adjudicators)


@rules.predicate
def is_one_who_signs(user: User, review: ClaimReview | None) -> bool:
    return review is not None and is_named_or_nobody_is(user, review.policy.signers)


def is_named_or_nobody_is(user: User, people: Manager[User]) -> bool:
    named = {person.pk for person in people.all()}
    return not named or user.pk in named


@rules.predicate
def is_oneself(user: User, person: User | None) -> bool:
    return person is not None and user.pk == person.pk


rules.add_perm("verification.read", works_here)
rules.add_perm("verification.set_hours", works_here & is_oneself | is_admin)
rules.add_perm("verification.note_absence", works_here & is_oneself | is_editor | is_admin)
rules.add_perm("verification.declare_interest", works_here & is_oneself | is_editor | is_admin)
rules.add_perm("verification.keep_others", is_editor | is_admin)
rules.add_perm("verification.work_on", (is_reviewer | is_editor) & is_their_own_live_work)
rules.add_perm("verification.review", (is_reviewer | is_editor) & reviews_it)
rules.add_perm("verification.write_text", (is_reviewer | is_editor) & (reviews_it | has_its_text))
rules.add_perm("verification.end_contact", is_editor | (is_reviewer & reviews_it))
rules.add_perm("verification.take_on", is_reviewer)
rules.add_perm("verification.note_interest", is_editor | (is_reviewer & reviews_it))
rules.add_perm("verification.describe", is_editor | (is_reviewer & reviews_it))
rules.add_perm("verification.run_desk", is_editor)
rules.add_perm("verification.decide_change", is_editor | (is_reviewer & cites_it))
rules.add_perm(
    "verification.adjudicate", is_editor & ~gave_a_finding_on_it & is_one_who_adjudicates
)
rules.add_perm("verification.sign_off", is_editor & is_one_who_signs)
rules.add_perm("verification.propose_source", works_here)
rules.add_perm("verification.manage_sources", is_editor | is_admin)
rules.add_perm("verification.manage_policies", is_admin)
rules.add_perm("verification.export", works_here)
