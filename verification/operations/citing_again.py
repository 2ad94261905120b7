"""Citing again what was cited in an earlier round of the same claim."""

from __future__ import annotations

from django.db import transaction

from newsroom.accounts.models import User
from verification.errors import NotReady
from verification.models import Assignment, ClaimReview, Evidence, EvidenceFigure

from .evidence import cite
from .locking import lock_review

# What the passage says of itself; who has seen it, and what became of it, is the earlier round's.
COPIED = (
    "kind", "answers", "hand", "start", "end", "page", "row_head", "column_head", "url", "as_of",
    "population", "place", "held_with", "held_on", "held_how", "is_confidential", "shown_as",
    "measures_otherwise", "scope", "scope_explained", "snapshot",
)  # fmt: skip


@transaction.atomic
def cite_again(evidence: Evidence, assignment: Assignment, *, by: User) -> Evidence:
    """Add to one's own finding what stands in an earlier round, whoever cited it: the passage, its
    place in the saved copy, and its figures as they were corrected there."""
    review = lock_review(assignment.review_id)
    earlier = earlier_piece(review, evidence, by)
    again = cite(
        assignment,
        by=by,
        source=earlier.source,
        stance=earlier.stance,
        excerpt=earlier.excerpt,
        figures=(),
        derives_from=origin_now(review, earlier, by),
        **{name: getattr(earlier, name) for name in COPIED},
    )
    figures = list(earlier.figures.all())
    for figure in figures:
        figure.pk, figure.evidence = None, again
    EvidenceFigure.objects.bulk_create(figures)
    return again


def earlier_piece(review: ClaimReview, evidence: Evidence, user: User) -> Evidence:
    readable = Evidence.objects.filter(review=review, round__lt=review.round).readable_by(
        user, review
    )
    found = readable.standing().with_detail().filter(pk=evidence.pk).first()
    if found is None or found.is_withheld:
        raise NotReady(
            "Only evidence of an earlier round that stands and that you may read can be cited "
            "again. Nothing was added."
        )
    if found.is_calculation:
        raise NotReady(
            "A calculation rests on what is cited in its own round. Cite again what it was made "
            "of, and calculate anew. Nothing was added."
        )
    return found


def origin_now(review: ClaimReview, earlier: Evidence, user: User) -> Evidence | None:
    """What it repeats, as cited in this round if it is, so that a copy stays one."""
    origin = earlier.derives_from
    if origin is None:
        return None
    now = Evidence.objects.filter(review=review, round=review.round).readable_by(user, review)
    same = now.standing().filter(source=origin.source_id, excerpt=origin.excerpt)
    return same.first() or origin
