"""What may still be said of a claim once it is sent to review: its kind, its topic, its priority.

Sending locks a claim; from then on verification's verbs change it, by this one function. They have
asked whether the person may, and write the line of history.
"""

from __future__ import annotations

from django.db import transaction

from claims.errors import IllegalTransition
from claims.models import Claim, Topic
from newsroom.accounts.models import User

from .keeping import Plain, keep_parts, parts_of, refuse_unseen

DESCRIBED = ("kind", "topic_id", "priority")


def description(claim: Claim) -> Plain:
    """What a form carries along by ``seen_of``, to tell whether somebody changed it meanwhile."""
    return {column: getattr(claim, column) for column in DESCRIBED}


@transaction.atomic
def describe_in_review(
    claim: Claim, *, by: User, kind: str, topic: Topic | None, priority: str, seen: str | None
) -> tuple[Claim, set[str]]:
    """Say of what kind a claim in review is, what it is about and how urgent; answers it and which
    of the columns changed. What the reader had read of its kind is kept beside it. Raises
    ``Overtaken`` where somebody changed it since ``seen``."""
    rows = Claim.objects.select_for_update(of=("self",)).select_related("document", "topic")
    claim = rows.get(pk=claim.pk)
    if not claim.is_locked:
        raise IllegalTransition(
            f"This claim is {claim.get_state_display()}, not in review; edit it in its document. "
            "Nothing was changed."
        )
    before, parts = description(claim), parts_of(claim)
    refuse_unseen(before, seen)
    claim.kind, claim.topic, claim.priority = kind, topic, priority
    after = description(claim)
    changed = {column for column in DESCRIBED if after[column] != before[column]}
    if changed:
        claim.save(update_fields=["kind", "topic", "priority"])
        keep_parts(claim, parts, by=by)
    return claim, changed
