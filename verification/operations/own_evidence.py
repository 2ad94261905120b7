"""Evidence that is no page: own calculations, interviews and letters; and seeing for oneself what
readers are only told of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from newsroom.accounts.models import User
from verification.calculating import CannotCalculate
from verification.errors import FourEyesViolation, NotReady, Overtaken
from verification.models import (
    Assignment,
    ClaimReview,
    Evidence,
    EvidenceKind,
    Hand,
    ReviewVerb,
    Source,
    SourceKind,
    SourceState,
    Tier,
)
from verification.own_evidence import OWN_CALCULATION, Input, figure_at, worked_out

from .assignments import own_work
from .evidence import cite
from .locking import lock_review, require_desk

HELD = (EvidenceKind.INTERVIEW, EvidenceKind.LETTER)


@transaction.atomic
def cite_calculation(
    assignment: Assignment,
    *,
    by: User,
    formula: str,
    inputs: Mapping[str, tuple[Evidence, int]],
    stance: str,
    **columns: Any,
) -> Evidence:
    """Work a formula out of figures that are cited already, and cite the result.

    ``inputs`` are pieces of evidence by letter, each with the place of the figure meant among its
    figures, from 0. They are on the same claim, in the same round, stand, and are open to who
    calculates.
    """
    review = lock_review(assignment.review_id)
    own_work(assignment, by)
    if not inputs:
        raise NotReady("Choose at least one figure that is cited already. Nothing was added.")
    chosen = chosen_inputs(review, by, inputs)
    try:
        calculation = worked_out(formula, chosen)
    except CannotCalculate as refusal:
        raise NotReady(f"{refusal.sentence} Nothing was added.") from None
    plain = " ".join(formula.split())
    return cite(
        assignment,
        by=by,
        source=own_source(by=by),
        kind=EvidenceKind.CALCULATION,
        stance=stance,
        excerpt=f"{OWN_CALCULATION}: {plain} = {calculation.result.text}",
        figures=[calculation.result],
        inputs={entry.letter: entry.evidence for entry in chosen},
        hand=Hand.FIRST,
        steps={
            "formula": plain,
            "steps": list(calculation.steps),
            "figures": {letter: place for letter, (_, place) in sorted(inputs.items())},
        },
        **columns,
    )


def chosen_inputs(
    review: ClaimReview, by: User, inputs: Mapping[str, tuple[Evidence, int]]
) -> tuple[Input, ...]:
    """The inputs fresh from the database, or a refusal that says which one cannot be used."""
    usable = {
        evidence.pk: evidence
        for evidence in Evidence.objects.filter(review=review, round=review.round)
        .readable_by(by, review)
        .standing()
        .with_detail()
        if not evidence.is_withheld
    }
    chosen = []
    for letter, (evidence, place) in sorted(inputs.items()):
        found = usable.get(evidence.pk)
        if found is None:
            raise NotReady(
                f"{letter} is no evidence that stands on this claim and that you may use. Nothing "
                "was added."
            )
        quantity = figure_at(found, place)
        if quantity is None:
            raise NotReady(f"{letter} has no such figure. Choose another. Nothing was added.")
        chosen.append(Input(letter, found, quantity))
    return tuple(chosen)


def own_source(*, by: User) -> Source:
    """The desk's own row among the sources, for what it calculates itself; whoever calculates
    first brings it in."""
    source, is_new = Source.objects.get_or_create(
        name=OWN_CALCULATION,
        defaults={
            "kind": SourceKind.DATA,
            "tier": Tier.RELIABLE,
            "state": SourceState.ACTIVE,
            "notes": "What this desk works out itself from other evidence. It is no origin of its "
            "own: it is as good as the figures it was made of.",
            "added_by": by,
        },
    )
    if is_new:
        source.record("added", actor=by)
    return source


@transaction.atomic
def cite_conversation(
    assignment: Assignment,
    *,
    by: User,
    kind: str,
    held_with: str,
    held_on: date | None,
    held_how: str = "",
    source: Source,
    stance: str,
    excerpt: str,
    hand: str = Hand.FIRST,
    **columns: Any,
) -> Evidence:
    """Cite what somebody said in an interview or wrote in a letter."""
    lock_review(assignment.review_id)
    own_work(assignment, by)
    if kind not in HELD:
        raise NotReady("Say whether it was an interview or a letter. Nothing was added.")
    if not held_with.strip():
        raise NotReady("Say who was spoken with, or who wrote. Nothing was added.")
    if held_on is None or held_on > timezone.localdate():
        raise NotReady("Give the day it was held or came, not later than today. Nothing was added.")
    return cite(
        assignment,
        by=by,
        source=source,
        kind=kind,
        stance=stance,
        excerpt=excerpt,
        hand=hand,
        held_with=" ".join(held_with.split()),
        held_on=held_on,
        held_how=" ".join(held_how.split()),
        **columns,
    )


@transaction.atomic
def mark_seen(evidence: Evidence, *, by: User) -> Evidence:
    """An editor, not whoever cited it, has read the confidential evidence itself. Seeing is no
    work on the claim: the hands stay clean."""
    require_desk(by, "say that confidential evidence was seen")
    review = lock_review(evidence.review_id)
    evidence = Evidence.objects.select_related("finding").get(pk=evidence.pk)
    if not Evidence.objects.filter(pk=evidence.pk).readable_by(by, review).exists():
        raise PermissionDenied("You may read this evidence once all findings are in.")
    if not evidence.is_confidential or evidence.is_withdrawn:
        raise NotReady("Only confidential evidence that stands has to be seen by an editor.")
    if by.pk in (evidence.cited_by_id, evidence.finding.reviewer_id):
        raise FourEyesViolation("You cited this, so another editor has to see it.")
    if evidence.seen_by_id is not None:
        raise Overtaken("An editor has seen this already. There is nothing left to do.")
    evidence.seen_by = by
    evidence.seen_at = timezone.now()
    evidence.save(update_fields=["seen_by", "seen_at"])
    review.record(ReviewVerb.SAW, actor=by, private_to=evidence.cited_by, evidence=evidence.pk)
    return evidence
