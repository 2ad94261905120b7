"""Deciding what is worth checking: accept, edit, merge, dismiss, add, undo, send."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from claims import nlp
from claims.anchoring import occurrences
from claims.errors import IllegalTransition, NothingToDo, QuoteNotFound
from claims.models import (
    Appearance,
    AttributionKind,
    Claim,
    Claimant,
    ClaimEvent,
    ClaimKind,
    ClaimVerb,
    Document,
    Figure,
    Topic,
)
from claims.signals import claim_sent_to_review
from claims.states import ClaimState
from newsroom.accounts.models import User
from newsroom.accounts.rights import require

from .keeping import keep_parts, parts_of, refuse_unseen, take_back

UNDOABLE = (
    ClaimVerb.ACCEPTED,
    ClaimVerb.EDITED,
    ClaimVerb.CORRECTED,
    ClaimVerb.MERGED,
    ClaimVerb.DISMISSED,
)
EDITABLE = (
    "statement",
    "kind",
    "mood",
    "claimant_id",
    "attribution",
    "chain",
    "topic_id",
    "priority",
)


@transaction.atomic
def accept_claim(claim: Claim, *, by: User) -> Claim:
    """Keep the claim for review."""
    claim = lock_for_triage(claim, by)
    before = restorable(claim)
    claim.move_to(ClaimState.ACCEPTED)
    claim.merged_into = None
    claim.save(update_fields=["state", "merged_into"])
    claim.record(ClaimVerb.ACCEPTED, actor=by, before=before)
    return claim


@transaction.atomic
def dismiss_claim(claim: Claim, *, by: User, note: str = "") -> Claim:
    """Decide not to check the claim; it stays in the document and can be taken up again."""
    claim = lock_for_triage(claim, by)
    before = restorable(claim)
    claim.move_to(ClaimState.DISMISSED)
    claim.save(update_fields=["state"])
    claim.record(ClaimVerb.DISMISSED, actor=by, note=note, before=before)
    return claim


@transaction.atomic
def edit_claim(
    claim: Claim,
    *,
    by: User,
    statement: str,
    kind: str,
    claimant: str = "",
    attribution: str = AttributionKind.OWN,
    topic: Topic | None = None,
    priority: str = "normal",
    seen: str | None = None,
) -> Claim:
    """Reword the statement or correct who says it and of what kind it is; the quote stays.

    ``seen`` is what ``seen_of`` made of ``editable(claim)`` when the person opened the form.
    """
    claim = lock_for_triage(claim, by)
    refuse_unseen(editable(claim), seen)
    if not statement.strip():
        raise NothingToDo("A claim needs a statement that stands on its own. Nothing was changed.")
    before, parts = restorable(claim), parts_of(claim)
    claim.statement = statement.strip()
    claim.kind = kind
    was = claim.claimant
    claim.claimant = Claimant.objects.named(claimant)
    claim.attribution = attribution if claim.claimant else AttributionKind.OWN
    if claim.claimant != was:
        # Where the new name stands was not said; the chain that was read is not theirs.
        claim.chain = []
    elif claim.chain:
        claim.chain = [{**claim.chain[0], "how": claim.attribution}, *claim.chain[1:]]
    claim.topic = topic
    claim.priority = priority
    after = restorable(claim)
    if after == before:
        return claim
    claim.save(update_fields=list(EDITABLE))
    kept = [correction.pk for correction in keep_parts(claim, parts, by=by)]
    claim.record(ClaimVerb.EDITED, actor=by, before=before, corrections=kept)
    return claim


@transaction.atomic
def merge_claims(claim: Claim, into: Claim, *, by: User) -> Claim:
    """Say that two claims of a document are one; the first keeps its place in the text."""
    if claim.pk == into.pk:
        raise NothingToDo("A claim cannot be merged into itself. Nothing was changed.")
    if claim.document_id != into.document_id:
        raise NothingToDo("Only claims of the same document can be merged. Nothing was changed.")
    lock_in_order((claim.pk, into.pk))
    claim = lock_for_triage(claim, by)
    into = lock_for_triage(into, by)
    if into.state not in (ClaimState.DETECTED, ClaimState.ACCEPTED):
        raise IllegalTransition(
            f"The other claim is {into.get_state_display()}; merge into one that is kept."
        )
    before = restorable(claim)
    claim.move_to(ClaimState.MERGED)
    claim.merged_into = into
    claim.save(update_fields=["state", "merged_into"])
    claim.record(ClaimVerb.MERGED, actor=by, before=before, into=into.pk)
    return claim


@transaction.atomic
def undo(claim: Claim, *, by: User) -> Claim:
    """Take back the last step of triage on this claim, whoever took it; repeat to go further."""
    lock_in_order({claim.pk, *claims_touched(last_undoable(claim))})
    claim = lock_for_triage(claim, by)
    event = last_undoable(claim)
    if event is None:
        raise NothingToDo("There is nothing to undo on this claim.")
    for column, value in event.data["before"].items():
        setattr(claim, column, value)
    claim.save(update_fields=["state", "merged_into_id", *EDITABLE])
    take_back(event, claim, by=by)
    claim.record(ClaimVerb.UNDONE, actor=by, undid=event.pk, step=event.verb)
    return claim


def last_undoable(claim: Claim) -> ClaimEvent | None:
    undone = claim.events.filter(verb=ClaimVerb.UNDONE).values_list("data__undid", flat=True)
    return claim.events.filter(verb__in=UNDOABLE).exclude(pk__in=list(undone)).last()


def claims_touched(event: ClaimEvent | None) -> list[int]:
    """The claims that the figures of a step belong to by now, which an undo may have to change."""
    keys = [change["key"] for change in event.data.get("figures", ())] if event else []
    found = Figure.objects.filter(pk__in=keys, claim__isnull=False)
    return [key for key in found.values_list("claim_id", flat=True) if key is not None]


@transaction.atomic
def add_claim(
    document: Document,
    quote: str,
    *,
    by: User,
    near: int | None = None,
    statement: str = "",
    kind: str = ClaimKind.NUMBER,
    claimant: str = "",
    attribution: str = AttributionKind.INDIRECT,
) -> Claim:
    """Add a claim the pipeline did not find, by its quote, already accepted.

    ``near`` is the code point the quote was selected at; without it a quote that stands in
    several places is refused, since nobody could tell which was meant.
    """
    require_triage(document, by)
    start, end = anchor(document.snapshot.text, quote, near)
    said_by = Claimant.objects.named(claimant)
    claim = Claim.objects.create(
        document=document,
        state=ClaimState.ACCEPTED,
        statement=statement.strip() or " ".join(document.snapshot.text[start:end].split()),
        kind=kind,
        claimant=said_by,
        attribution=attribution if said_by else AttributionKind.OWN,
        created_by=by,
    )
    Appearance.at(document.snapshot, start, end, claim=claim).save()
    take_figures(claim, start, end)
    claim.record(ClaimVerb.ADDED, actor=by)
    return claim


def anchor(text: str, quote: str, near: int | None) -> tuple[int, int]:
    """The span of the quote in the text; raises ``QuoteNotFound``."""
    places = occurrences(text, quote)
    if not places:
        raise QuoteNotFound(
            "These words do not stand in the document. Nothing was added; paste the quote exactly "
            "as the document has it."
        )
    if near is not None:
        return min(places, key=lambda place: abs(place[0] - near))
    if len(places) > 1:
        raise QuoteNotFound(
            f"These words stand in {len(places)} places. Nothing was added; paste a few words "
            "more, so that it is clear which place is meant."
        )
    return places[0]


def take_figures(claim: Claim, start: int, end: int) -> None:
    """Give the claim the figures in its quote: those that are free, a copy of those that another
    claim carries already, and if the pipeline has read none there, what stands in the words."""
    snapshot = claim.document.snapshot
    inside = list(Figure.objects.filter(snapshot=snapshot, start__gte=start, end__lte=end))
    if inside:
        free = [figure for figure in inside if figure.claim_id is None]
        Figure.objects.filter(pk__in=[figure.pk for figure in free]).update(claim=claim)
        places = {(figure.start, figure.end) for figure in free}
        for figure in inside:
            if (figure.start, figure.end) not in places:
                places.add((figure.start, figure.end))
                Figure.of(
                    figure.value,
                    snapshot=snapshot,
                    claim=claim,
                    start=figure.start,
                    end=figure.end,
                    population=figure.population,
                    place=figure.place,
                    steps=figure.steps,
                ).save()
        return
    Figure.objects.bulk_create(
        Figure.as_read(figure, base=start, snapshot=snapshot, claim=claim)
        for figure in nlp.read_figures(snapshot.text[start:end])
    )


@transaction.atomic
def send_to_review(claims: Iterable[Claim], *, by: User) -> list[Claim]:
    """Lock accepted claims and hand them to verification. Whole or not at all; claims that were
    sent in the meantime are passed over, so pressing twice is harmless."""
    sent = []
    for claim in sorted(claims, key=lambda claim: claim.pk):
        claim = lock_for_triage(claim, by, even_if_locked=True)
        if claim.is_locked:
            continue
        claim.move_to(ClaimState.SENT)
        claim.save(update_fields=["state"])
        claim.record(ClaimVerb.SENT, actor=by)
        claim_sent_to_review.send(sender=Claim, claim=claim, by=by)
        sent.append(claim)
    if not sent:
        raise NothingToDo("No accepted claim is left to send. Accept one first.")
    return sent


def require_triage(document: Document, by: User) -> None:
    require(
        by,
        "claims.triage_document",
        document,
        otherwise="Only editors and whoever brought a document in can triage its claims.",
    )


def lock_for_triage(claim: Claim, by: User, *, even_if_locked: bool = False) -> Claim:
    """The claim's row, fresh and locked, if this person may triage it and it is still theirs."""
    claim = (
        Claim.objects.select_for_update(of=("self",))
        .select_related("document", "claimant", "run")
        .get(pk=claim.pk)
    )
    require_triage(claim.document, by)
    if not even_if_locked:
        refuse_locked(claim)
    return claim


def refuse_locked(claim: Claim) -> None:
    if claim.is_locked:
        raise IllegalTransition(
            "This claim is already in review, so triage can no longer change it. "
            "Its review’s page shows what can be done."
        )


def lock_in_order(keys: Iterable[int]) -> None:
    """Lock the rows of several claims in one order, so that merging A into B and B into A at once
    ends in a refusal, not in a deadlock."""
    for pk in sorted(keys):
        Claim.objects.select_for_update(of=("self",)).get(pk=pk)


def editable(claim: Claim) -> dict[str, Any]:
    return {column: getattr(claim, column) for column in EDITABLE}


def restorable(claim: Claim) -> dict[str, Any]:
    return {column: getattr(claim, column) for column in ("state", "merged_into_id", *EDITABLE)}
