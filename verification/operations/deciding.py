"""What the desk does about a changed figure: take the claim up again, or say why it may stand."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from newsroom.accounts.models import User
from newsroom.accounts.rights import require
from newsroom.notices.operations import settle
from verification.errors import NotReady, Overtaken
from verification.models import ChangedFigure, ClaimReview, Decision, ReviewVerb
from verification.states import UNDER_WORK

from .locking import lock_review
from .reviews import reopen_review, require_reason

WHO_MAY = "Only editors and the reviewer who cited it can decide about a changed figure."


@transaction.atomic
def take_up(change: ChangedFigure, *, by: User, reason: str = "") -> ChangedFigure:
    """Work on the claim again because of it. A claim that is published or closed is reopened,
    which is an editor's to do; on one that is under work it is the reviewers' to weigh anyway.

    Whatever else changed in what the claim rests on is taken up with it.
    """
    review, change = locked(change, by)
    reason = reason.strip() or change.note
    if review.state in UNDER_WORK:
        decision, verb = Decision.TAKEN_UP, ReviewVerb.TOOK_UP_CHANGE
        private_to = change.evidence.cited_by
        rows = [change]
        review.record(verb, actor=by, note=reason, private_to=private_to, change=change.pk)
    else:
        decision = Decision.REOPENED
        rows = list(ChangedFigure.objects.select_for_update().open().of_review(review))
        reopen_review(review, by=by, reason=reason)
    for row in rows:
        decide(row, decision, by=by, reason=reason)
    change.refresh_from_db()
    return change


@transaction.atomic
def does_not_matter(change: ChangedFigure, *, by: User, reason: str) -> ChangedFigure:
    """Let what was cited stand, and say why. The same change is not reported again."""
    review, change = locked(change, by)
    reason = require_reason(reason, "passing over")
    decide(change, Decision.NO_MATTER, by=by, reason=reason)
    review.record(
        ReviewVerb.NO_MATTER,
        actor=by,
        note="" if change.evidence.is_confidential else reason,
        private_to=change.evidence.cited_by,
        change=change.pk,
    )
    return change


@transaction.atomic
def look_again(change: ChangedFigure, *, by: User) -> ChangedFigure:
    """Take "does not matter" back."""
    review, change = locked(change, by, wants_open=False)
    if change.decision != Decision.NO_MATTER:
        raise NotReady("Only what was said not to matter can be put back. Nothing was changed.")
    if ChangedFigure.objects.open().filter(evidence=change.evidence_id).exists():
        raise Overtaken(
            "The page has changed again since; decide about that. This one was left as it is."
        )
    change.decision, change.reason, change.decided_at, change.decided_by = "", "", None, None
    change.save(update_fields=["decision", "reason", "decided_at", "decided_by"])
    review.record(
        ReviewVerb.LOOK_AGAIN, actor=by, private_to=change.evidence.cited_by, change=change.pk
    )
    return change


def locked(
    change: ChangedFigure, by: User, *, wants_open: bool = True
) -> tuple[ClaimReview, ChangedFigure]:
    """The review and the change, fresh and locked, if this person may decide about it."""
    review = lock_review(change.evidence.review_id)
    change = (
        ChangedFigure.objects.select_for_update(of=("self",))
        .select_related("evidence__cited_by")
        .get(pk=change.pk)
    )
    require(by, "verification.decide_change", change, otherwise=WHO_MAY)
    if wants_open and not change.is_open:
        raise Overtaken(
            f"This is decided already: {change.get_decision_display()}. Nothing was changed."
        )
    return review, change


def decide(row: ChangedFigure, decision: Decision, *, by: User, reason: str) -> None:
    """Write it down, and put away what people were asked to look at."""
    row.decision, row.reason = decision, reason
    row.decided_at, row.decided_by = timezone.now(), by
    row.save(update_fields=["decision", "reason", "decided_at", "decided_by"])
    settle(row.get_absolute_url())
