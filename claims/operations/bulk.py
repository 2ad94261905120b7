"""Triage at volume: the verbs of triage for many claims at once, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from claims.errors import NothingToDo
from claims.models import Claim, ClaimEvent, ClaimVerb
from claims.states import ClaimState
from newsroom.accounts.models import User

from .triage import EDITABLE, UNDOABLE, require_triage, restorable

DECISIONS = (ClaimVerb.ACCEPTED, ClaimVerb.DISMISSED)


@dataclass(frozen=True, slots=True)
class Together:
    """What was done to many claims: the history lines written (for an undo), and how many claims
    were passed over because somebody had decided on them meanwhile."""

    events: tuple[int, ...]
    passed_over: int


def accept_together(keys: Iterable[int], *, by: User) -> Together:
    """Accept all of these claims that are still to be triaged."""
    return _decide(keys, ClaimState.ACCEPTED, ClaimVerb.ACCEPTED, by)


def dismiss_together(keys: Iterable[int], *, by: User) -> Together:
    """Dismiss all of these claims that are still to be triaged."""
    return _decide(keys, ClaimState.DISMISSED, ClaimVerb.DISMISSED, by)


@transaction.atomic
def _decide(keys: Iterable[int], state: ClaimState, verb: ClaimVerb, by: User) -> Together:
    """Only claims nobody has decided on: a list that is a minute old must not overrule others."""
    keys = set(keys)
    claims = [claim for claim in _locked(keys, by) if claim.state == ClaimState.DETECTED]
    if not claims:
        raise NothingToDo(
            "Somebody has decided on these claims meanwhile. Nothing was changed; the list below "
            "shows what is left."
        )
    lines = [
        ClaimEvent(claim=claim, verb=verb, actor=by, data={"before": restorable(claim)})
        for claim in claims
    ]
    for claim in claims:
        claim.move_to(state)
    Claim.objects.bulk_update(claims, ["state"])
    ClaimEvent.objects.bulk_create(lines)
    return Together(tuple(line.pk for line in lines), passed_over=len(keys) - len(claims))


@transaction.atomic
def undo_together(events: Iterable[int], *, by: User) -> Together:
    """Take back decisions that were made together. Claims on which more was done since, or that
    are in review, are left alone."""
    steps = {
        event.claim_id: event
        for event in ClaimEvent.objects.filter(pk__in=set(events), verb__in=DECISIONS)
    }
    claims = _locked(steps, by)
    latest = _latest_steps(steps)
    claims = [
        claim for claim in claims if not claim.is_locked and latest[claim.pk] == steps[claim.pk].pk
    ]
    if not claims:
        raise NothingToDo(
            "More was done with these claims since, so nothing was changed. Undo the steps one "
            "by one on their document’s page."
        )
    lines = []
    for claim in claims:
        step = steps[claim.pk]
        for column, value in step.data["before"].items():
            setattr(claim, column, value)
        lines.append(
            ClaimEvent(
                claim=claim,
                verb=ClaimVerb.UNDONE,
                actor=by,
                data={"undid": step.pk, "step": step.verb},
            )
        )
    Claim.objects.bulk_update(claims, ["state", "merged_into_id", *EDITABLE])
    ClaimEvent.objects.bulk_create(lines)
    return Together(tuple(line.pk for line in lines), passed_over=len(steps) - len(claims))


def _latest_steps(keys: Iterable[int]) -> dict[int, int]:
    """The last history line of each claim that changed it, an undo included."""
    rows = (
        ClaimEvent.objects.filter(claim__in=list(keys), verb__in=[*UNDOABLE, ClaimVerb.UNDONE])
        .order_by("id")
        .values_list("claim_id", "pk")
    )
    return dict(rows)


def _locked(keys: Iterable[int], by: User) -> list[Claim]:
    """The claims' rows, locked in one order so that two people cannot block each other; refused
    as a whole if this person may not triage one of them."""
    claims = list(
        Claim.objects.select_for_update(of=("self",))
        .select_related("document")
        .filter(pk__in=list(keys))
        .order_by("pk")
    )
    for claim in claims:
        require_triage(claim.document, by)
    return claims
