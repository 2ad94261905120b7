"""What every correction has in common: what was read is kept beside what is said, nobody's words
are overwritten unseen, and all of it can be taken back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from claims import nlp
from claims.errors import IllegalTransition, Overtaken
from claims.models import Claim, Claimant, ClaimEvent, ClaimPart, Correction, Figure
from claims.states import ClaimState
from newsroom.accounts.models import User

Plain = dict[str, Any]
Span = tuple[int, int]

# What a person can say about a figure; its claim is another matter.
FIGURE_COLUMNS = (
    "start", "end", "text", "low", "high", "comparator", "unit", "counted", "nature", "change",
    "per", "as_of", "population", "place", "steps",
)  # fmt: skip
CLAIM_PARTS: dict[str, tuple[str, ...]] = {
    ClaimPart.CLAIMANT: ("claimant_id", "attribution", "chain"),
    ClaimPart.STATEMENT: ("statement",),
    ClaimPart.KIND: ("kind",),
    ClaimPart.MOOD: ("mood",),
}


def plain_figure(figure: Figure) -> Plain:
    """The figure's columns as JSON keeps them, each number with the digits it has."""
    values = {column: getattr(figure, column) for column in FIGURE_COLUMNS}
    return {
        name: f"{value:f}" if isinstance(value, Decimal) else value
        for name, value in values.items()
    }


def put_figure(figure: Figure, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name in ("low", "high") and value is not None:
            value = Decimal(value)
        setattr(figure, name, value)


def plain_part(claim: Claim, part: str) -> Plain:
    """What holds of a claim's part; names beside keys, so that it can be read by itself."""
    values = {column: getattr(claim, column) for column in CLAIM_PARTS[part]}
    if part == ClaimPart.CLAIMANT:
        named = claim.claimant
        values |= {"name": named.name if named else "", "kind": named.kind if named else ""}
    return values


def seen_of(values: Mapping[str, Any]) -> str:
    """What a form carries along to tell whether somebody changed the part meanwhile."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:24]


def refuse_unseen(values: Mapping[str, Any], seen: str | None) -> None:
    """Raise ``Overtaken`` unless the person had these values before them; ``None`` asks nothing."""
    if seen is not None and seen != seen_of(values):
        raise Overtaken(
            "Somebody else changed this while your form was open, so yours was not saved."
        )


def keep(
    claim: Claim,
    part: str,
    *,
    by: User,
    read: Plain | None,
    said: Plain | None,
    figure: int | None = None,
    span: tuple[int | None, int | None] = (None, None),
    why: str = "",
) -> Correction:
    """Write down what was read and what is said. Of a part that was corrected before, what was
    read is what the first correction kept."""
    first = claim.corrections.standing().filter(part=part, figure=figure).first()
    run = claim.run
    return Correction.objects.create(
        claim=claim,
        snapshot_id=claim.document.snapshot_id,
        part=part,
        figure=figure,
        start=span[0],
        end=span[1],
        read=first.read if first else read,
        said=said,
        why=why,
        pipeline=run.pipeline if run else nlp.PIPELINE_NAME,
        version=run.version if run else nlp.PIPELINE_VERSION,
        model=run.model if run else "",
        by=by,
    )


def keep_parts(claim: Claim, before: Mapping[str, Plain], *, by: User) -> list[Correction]:
    """One correction for each part of the claim that is no longer what it was; what somebody
    entered by hand was not read."""
    kept = []
    for part, was in before.items():
        now = plain_part(claim, part)
        if now != was:
            read = was if claim.run_id else None
            kept.append(keep(claim, part, by=by, read=read, said=now))
    return kept


def parts_of(claim: Claim) -> dict[str, Plain]:
    return {part: plain_part(claim, part) for part in CLAIM_PARTS}


def change_of(key: int, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> Plain:
    """How a figure's row changed, for the history line; ``None`` where there was or is none."""
    return {"key": key, "before": before, "after": after}


def take_back(event: ClaimEvent, claim: Claim, *, by: User) -> None:
    """Undo what a step did besides the claim's own columns: figures, a claimant's kind, and the
    corrections it kept, each of which is withdrawn by a row of its own."""
    for change in event.data.get("figures", ()):
        _restore_figure(claim, **change)
    if kind := event.data.get("claimant_kind"):
        Claimant.objects.filter(pk=kind["key"], kind=kind["after"]).update(kind=kind["before"])
    for correction in Correction.objects.standing().filter(
        pk__in=event.data.get("corrections", ())
    ):
        Correction.objects.create(
            claim=claim,
            snapshot_id=correction.snapshot_id,
            part=correction.part,
            figure=correction.figure,
            start=correction.start,
            end=correction.end,
            withdraws=correction,
            pipeline=correction.pipeline,
            version=correction.version,
            model=correction.model,
            by=by,
        )


def _restore_figure(claim: Claim, key: int, before: Plain | None, after: Plain | None) -> None:
    row = Figure.objects.select_for_update().filter(pk=key).first()
    if (row is None) != (after is None) or (row and not _still(row, after or {})):
        raise IllegalTransition(
            "More was done with this figure since, on another claim. Nothing was undone; undo "
            "that step first."
        )
    if row and row.claim_id not in (None, claim.pk):
        other = Claim.objects.select_for_update(of=("self",)).get(pk=row.claim_id)
        if other.state == ClaimState.SENT:
            raise IllegalTransition(
                "The figure belongs to a claim that is in review by now, so it stays there. "
                "Nothing was undone."
            )
    if before is None:
        if row:
            row.delete()
        return
    if row is None:
        row = Figure(pk=key, snapshot_id=claim.document.snapshot_id)
    put_figure(row, before)
    row.save()


def _still(row: Figure, values: Plain) -> bool:
    now = plain_figure(row) | {"claim_id": row.claim_id}
    return all(now[name] == value for name, value in values.items())
