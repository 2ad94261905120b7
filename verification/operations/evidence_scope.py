"""Saying whether one's own evidence measures the same thing as the claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from django.db import transaction

from claims.quantities import Match, Scope
from newsroom.accounts.models import User
from verification.errors import NotReady
from verification.models import Evidence, ReviewVerb
from verification.which_figure import EVERY, FIGURE, figure_chosen, respects_in

from .evidence import own_draft
from .seen import refuse_unseen

RESPECTS = tuple(field.name for field in fields(Scope))


@transaction.atomic
def set_scope(
    evidence: Evidence,
    *,
    by: User,
    scope: Mapping[str, str],
    explained: str,
    seen: str | None = None,
) -> Evidence:
    """Say in which respects (``RESPECTS``) claim and evidence are the same, differ, or cannot be
    told ("same", "different", "unknown"); a respect left out goes by the words again. "figure"
    among them is the place of the claimed figure that it is about, from 1, where there are several,
    or "all".
    ``explained`` is why it counts although something differs; without it, it stays out of the
    tally. ``seen`` is what ``seen_of`` made of the answers (``answered``) before: where they are
    others by now, ``Stale`` is raised."""
    review, evidence = own_draft(evidence, by)
    chosen = figure_chosen(scope)
    if FIGURE in scope and chosen != EVERY and not 0 < chosen <= review.claim.figures.count():
        raise NotReady("The claim has no such figure. Nothing was changed.")
    for respect, match in respects_in(scope).items():
        if respect not in RESPECTS or match not in set(Match):
            raise NotReady("Answer same, different or unknown. Nothing was changed.")
    scope, explained = dict(scope), explained.strip()
    if (scope, explained) == (evidence.scope, evidence.scope_explained):
        return evidence
    refuse_unseen(seen, answered(evidence), what="What this evidence measures")
    evidence.scope, evidence.scope_explained = scope, explained
    evidence.save(update_fields=["scope", "scope_explained"])
    told = {} if evidence.is_confidential else scope
    note = "" if evidence.is_confidential else explained
    review.record(
        ReviewVerb.SCOPED, actor=by, private_to=by, note=note, evidence=evidence.pk, scope=told
    )
    return evidence


def answered(evidence: Evidence) -> dict[str, Any]:
    return {**evidence.scope, "explained": evidence.scope_explained}
