"""Kind, topic, priority, due time and one's own interest, as the workspace has them set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from claims.models import Claim
from newsroom.accounts.models import User
from verification.forms.facts import DueForm, FactsForm, OwnInterestForm, due_of, facts_of
from verification.models import Assignment, ClaimReview, Finding, Policy, Source
from verification.operations.facts import fitting_policy
from verification.states import WITH_A_STEP, ReviewState
from verification.subjects import Subject


def facts_context(
    user: User,
    review: ClaimReview,
    mine: Assignment | None,
    findings: Sequence[Finding],
    sources: Iterable[Source],
) -> dict[str, Any]:
    """``findings`` are this round's that are in, ``sources`` those cited here: as far as this
    person may read of them."""
    is_editor = user.has_perm("verification.run_desk")
    under_work = review.state in WITH_A_STEP
    at_work = mine is not None and mine.is_live and not findings
    may_describe = under_work and (is_editor or at_work)
    subjects = subjects_of(review.claim, sources)
    return {
        "facts_form": FactsForm(initial=facts_of(review.claim), is_editor=is_editor)
        if may_describe
        else None,
        "due_form": DueForm(initial=due_of(review)) if under_work and is_editor else None,
        "keeps_policy": any(work.round == review.round for work in review.assignments.all()),
        "fits_now": other_policy(review) if may_describe else None,
        "own_interest_form": OwnInterestForm(subjects=subjects, user=user)
        if user.has_perm("verification.declare_interest", user)
        else None,
    }


def other_policy(review: ClaimReview) -> Policy | None:
    """The policy that fits the claim now, where the review has another one."""
    if review.state not in (ReviewState.OPEN, ReviewState.IN_REVIEW):
        return None
    fits = fitting_policy(review)
    return fits if fits and fits.name != review.policy.name else None


def subjects_of(claim: Claim, sources: Iterable[Source]) -> list[Subject]:
    """What of this claim somebody can have a stake in."""
    document = claim.document
    found = [Subject(f"document-{document.pk}", f"{document.title} (the document)")]
    if claim.claimant:
        words = f"{claim.claimant} (who says so)"
        found.insert(0, Subject(f"claimant-{claim.claimant.pk}", words))
    if document.outlet:
        found.append(Subject(f"outlet-{document.outlet}", f"{document.outlet} (the outlet)"))
    named = {source.pk: source.name for source in sources}
    found += [
        Subject(f"source-{pk}", f"{name} (a source cited here)") for pk, name in named.items()
    ]
    return found
