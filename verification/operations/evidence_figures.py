"""Correcting the figures of one's own evidence, as long as the finding is a draft."""

from __future__ import annotations

from django.db import transaction

from claims.quantities import Quantity
from newsroom.accounts.models import User
from verification.citing.limits import MOST_FIGURES
from verification.errors import NotReady, Overtaken
from verification.models import ClaimReview, Evidence, EvidenceFigure, ReviewVerb

from .evidence import own_draft
from .seen import refuse_unseen


@transaction.atomic
def correct_evidence_figure(
    figure: EvidenceFigure,
    quantity: Quantity,
    *,
    by: User,
    population: str = "",
    place: str = "",
    seen: str | None = None,
) -> EvidenceFigure:
    """Say what the figure is; where it stands in the excerpt stays, how it was read goes. ``seen``
    is what ``seen_of`` made of it (``parts_of``) when the form was shown."""
    review, evidence = draft_of(figure.evidence, by)
    row = standing_figure(figure, evidence)
    refuse_unseen(seen, parts_of(row), what="This figure")
    new = row_of(evidence, quantity, population, place)
    was = row.words
    if plain(new) == plain(row):
        raise NotReady("This is what the figure says already. Nothing was changed.")
    new.pk, new.start, new.end = row.pk, row.start, row.end
    new.text = row.text if row.start is not None else new.text
    new.save()
    note(review, evidence, by, now=new.words, was=was)
    return new


@transaction.atomic
def take_off_evidence_figure(
    figure: EvidenceFigure, *, by: User, seen: str | None = None
) -> Evidence:
    """Say that it is no figure of this evidence: a number in a name, or of another matter."""
    review, evidence = draft_of(figure.evidence, by)
    row = standing_figure(figure, evidence)
    refuse_unseen(seen, parts_of(row), what="This figure")
    row.delete()
    note(review, evidence, by, now="no figure", was=row.words)
    return evidence


@transaction.atomic
def add_evidence_figure(
    evidence: Evidence, quantity: Quantity, *, by: User, population: str = "", place: str = ""
) -> EvidenceFigure:
    """Add a figure that the reader missed."""
    review, evidence = draft_of(evidence, by)
    new = row_of(evidence, quantity, population, place)
    figures = list(evidence.figures.all())
    if len(figures) >= MOST_FIGURES:
        raise NotReady(f"Evidence holds at most {MOST_FIGURES} figures. Nothing was added.")
    if any(plain(new) == plain(figure) for figure in figures):
        raise Overtaken("The evidence has this figure already. It was not added again.")
    at = evidence.excerpt.find(quantity.text) if quantity.text else -1
    if at >= 0:
        new.start, new.end = at, at + len(quantity.text)
    new.save()
    note(review, evidence, by, now=new.words, was="")
    return new


def draft_of(evidence: Evidence, user: User) -> tuple[ClaimReview, Evidence]:
    """The evidence, as ``own_draft`` gives it; a calculation's figure is not corrected."""
    review, evidence = own_draft(evidence, user)
    if evidence.is_calculation:
        raise NotReady(
            "This figure is what the calculation comes to. Correct the figures that it is made "
            "of, withdraw it and calculate again. Nothing was changed."
        )
    return review, evidence


def standing_figure(figure: EvidenceFigure, evidence: Evidence) -> EvidenceFigure:
    row = EvidenceFigure.objects.filter(pk=figure.pk, evidence=evidence).first()
    if row is None:
        raise Overtaken("This figure was taken off meanwhile. Nothing was changed.")
    return row


def row_of(evidence: Evidence, quantity: Quantity, population: str, place: str) -> EvidenceFigure:
    return EvidenceFigure.of(
        quantity, evidence=evidence, population=population[:200], place=place[:200]
    )


PARTS = (
    "low", "high", "comparator", "unit", "counted", "nature", "change", "per", "as_of",
    "population", "place",
)  # fmt: skip


def plain(row: EvidenceFigure) -> tuple[object, ...]:
    """What the figure says, without the words and the place it was read from."""
    return tuple(getattr(row, name) for name in PARTS)


def parts_of(row: EvidenceFigure) -> dict[str, str]:
    """The same by name, as texts: for ``seen_of``."""
    return {name: str(getattr(row, name)) for name in PARTS}


def note(review: ClaimReview, evidence: Evidence, user: User, *, now: str, was: str) -> None:
    """The history is read by all, in time; of confidential evidence it tells only that."""
    told = {} if evidence.is_confidential else {"now": now, "was": was}
    review.record(ReviewVerb.CORRECTED, actor=user, private_to=user, evidence=evidence.pk, **told)
