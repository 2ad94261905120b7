"""Citing evidence, and withdrawing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from claims import nlp
from claims.anchoring import occurrences
from claims.quantities import Quantity
from newsroom.accounts.models import User
from newsroom.captures.models import Snapshot
from verification.citing.limits import LONGEST, MOST_FIGURES, MOST_PIECES
from verification.errors import NotReady, Overtaken
from verification.models import (
    Assignment,
    ClaimReview,
    Evidence,
    EvidenceFigure,
    EvidenceInput,
    Question,
    ReviewVerb,
    Source,
)

from .assignments import begin_work, own_work
from .declared_interests import refuse_own_interest
from .findings import finding_of
from .locking import lock_review
from .sources import hold_citable
from .watching import watch_for

CONTEXT = 32
TOO_LONG = (
    f"This is more than {LONGEST:,} characters. Cite only the passage that says it; what else "
    "says it can be cited by itself."
)


@transaction.atomic
def cite(
    assignment: Assignment,
    *,
    by: User,
    source: Source,
    stance: str,
    excerpt: str,
    figures: Sequence[Quantity | nlp.Figure] | None = None,
    inputs: Mapping[str, Evidence] | None = None,
    **columns: Any,
) -> Evidence:
    """Add evidence to one's own finding; ``columns`` are further columns of ``Evidence``.

    Its figures are read from the excerpt, unless given: as said by somebody, or as read, with
    offsets in the excerpt (an empty sequence says that there are none). With a ``snapshot``,
    ``start`` and ``end`` must be where the excerpt stands in it; without them it is looked for.
    ``inputs`` are what an own calculation rests on, by letter. Of many figures the first
    ``MOST_FIGURES`` are kept.
    """
    review = lock_review(assignment.review_id)
    assignment = begin_work(assignment, by)
    columns = {"answers": Question.IS_IT_SO, **columns}
    if not excerpt.strip():
        raise NotReady("Paste the passage that the source says it in. Nothing was added.")
    if len(excerpt.strip()) > LONGEST:
        raise NotReady(f"{TOO_LONG} Nothing was added.")
    source = hold_citable(source)
    refuse_own_interest(by, source)
    check_confidence(columns, inputs)
    rests_on = [columns.get("derives_from"), *(inputs or {}).values()]
    if any(other and other.review_id != review.pk for other in rests_on):
        raise NotReady("Evidence can only rest on evidence on the same claim.")
    finding = finding_of(assignment)
    if finding.evidence.count() >= MOST_PIECES:
        raise NotReady(
            f"A finding holds at most {MOST_PIECES} pieces of evidence, those withdrawn too. Rest "
            "it on those it has. Nothing was added."
        )
    anchor = anchored(excerpt, columns)
    if (
        finding.evidence.standing()
        .filter(source=source, excerpt=anchor["excerpt"], stance=stance, answers=columns["answers"])
        .exists()
    ):
        raise Overtaken(
            f"You have cited this passage of {source.name} already. It was not added again."
        )
    evidence = Evidence.objects.create(
        finding=finding,
        review=review,
        round=review.round,
        cited_by=by,
        source=source,
        stance=stance,
        watch=watch_for(columns.get("snapshot")),
        **{**columns, **anchor},
    )
    write_figures(evidence, figures)
    EvidenceInput.objects.bulk_create(
        EvidenceInput(calculation=evidence, evidence=other, letter=letter)
        for letter, other in (inputs or {}).items()
    )
    review.record(
        ReviewVerb.CITED, actor=by, private_to=by, evidence=evidence.pk, source=evidence.told_as
    )
    return evidence


def check_confidence(columns: Mapping[str, Any], inputs: Mapping[str, Evidence] | None) -> None:
    """What readers are told in the place of confidential evidence must be said, and a sum would
    give away the confidential figures it was made of."""
    confidential = columns.get("is_confidential", False)
    if confidential and not columns.get("shown_as", "").strip():
        raise NotReady(
            "Say what readers are told of the confidential material, such as “An internal memo, "
            "seen by the editor”. Nothing was added."
        )
    given_away = [letter for letter, other in (inputs or {}).items() if other.is_confidential]
    if given_away and not confidential:
        raise NotReady(
            f"{given_away[0]} is confidential, and the calculation would show it. Mark the "
            "calculation as confidential too. Nothing was added."
        )


def anchored(excerpt: str, columns: Mapping[str, Any]) -> dict[str, Any]:
    """Where the excerpt stands in its saved copy: offsets, and what stands around it. A copy that
    does not hold it is refused; without a copy there is only the excerpt."""
    snapshot: Snapshot | None = columns.get("snapshot")
    start, end = columns.get("start"), columns.get("end")
    if snapshot is None:
        return {"excerpt": excerpt.strip(), "start": None, "end": None}
    text = snapshot.text
    if start is None or end is None:
        places = occurrences(text, excerpt)
        if not places:
            raise NotReady(
                "The excerpt does not stand in the saved copy. Compare the two. Nothing was added."
            )
        start, end = places[0]
    elif text[start:end] != excerpt or not excerpt.strip():
        raise NotReady(
            "The saved copy says something else at that place. Select the passage again. "
            "Nothing was added."
        )
    return {
        "excerpt": text[start:end],
        "start": start,
        "end": end,
        "prefix": text[max(start - CONTEXT, 0) : start],
        "suffix": text[end : end + CONTEXT],
    }


def write_figures(evidence: Evidence, figures: Sequence[Quantity | nlp.Figure] | None) -> None:
    if figures is None:
        figures = nlp.read_figures(evidence.excerpt)
    rows = [
        EvidenceFigure.of(figure, evidence=evidence)
        if isinstance(figure, Quantity)
        else EvidenceFigure.as_read(figure, evidence=evidence)
        for figure in figures[:MOST_FIGURES]
    ]
    for name in ("population", "place"):
        holds_for(rows, name, getattr(evidence, name))
    EvidenceFigure.objects.bulk_create(rows)


def holds_for(rows: Sequence[EvidenceFigure], name: str, said: str) -> None:
    """What is said of the whole passage holds for the figures that say nothing of their own. Read
    from one of them, it is that one's."""
    if any(getattr(row, name) == said for row in rows):
        return
    for row in rows:
        setattr(row, name, getattr(row, name) or said)


def own_draft(evidence: Evidence, user: User) -> tuple[ClaimReview, Evidence]:
    """The evidence, fresh and locked by its review; refused unless it is this person's own, of
    live work, and stands."""
    review = lock_review(evidence.review_id)
    evidence = Evidence.objects.select_related("finding__assignment").get(pk=evidence.pk)
    own_work(evidence.finding.assignment, user)
    if evidence.is_withdrawn:
        raise NotReady("This evidence is withdrawn, and not changed any more.")
    return review, evidence


@transaction.atomic
def withdraw_evidence(evidence: Evidence, *, by: User, reason: str) -> Evidence:
    """Strike one's own evidence before submitting; the line stays, with its reason."""
    review, evidence = own_draft(evidence, by)
    if not reason.strip():
        raise NotReady("Give a reason for withdrawing it; the struck line shows it.")
    evidence.withdrawn_at = timezone.now()
    evidence.withdrawn_because = reason.strip()
    evidence.save(update_fields=["withdrawn_at", "withdrawn_because"])
    # The history is read by all; the reason may tell what is confidential, and stays at the line.
    note = "" if evidence.is_confidential else reason.strip()
    review.record(ReviewVerb.WITHDREW, actor=by, private_to=by, note=note, evidence=evidence.pk)
    return evidence
