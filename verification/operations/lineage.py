"""Saying where one's own evidence comes from, as long as the finding is a draft."""

from __future__ import annotations

from django.db import transaction

from newsroom.accounts.models import User
from verification.errors import NotReady, Overtaken
from verification.models import ClaimReview, Evidence, LineageDismissal, ReviewVerb
from verification.provenance.independence import all_cited, citations_of
from verification.provenance.lineage import edges_of, would_cycle

from .assignments import own_work
from .locking import lock_review
from .seen import refuse_unseen


@transaction.atomic
def say_it_derives(
    evidence: Evidence, origin: Evidence, *, by: User, seen: str | None = None
) -> Evidence:
    """Note that one's evidence repeats ``origin``, which may be anybody's that one may read. From
    now on it counts as a copy; what it was said to repeat before is forgotten. ``seen``
    is what ``seen_of`` made of what it was said to repeat when the form was shown
    (``repeated_by``)."""
    review, evidence = lock_draft(evidence, by)
    origin = readable_piece(review, origin, by)
    if evidence.is_calculation:
        raise NotReady(
            "A calculation comes from what it is made of, so it repeats nothing. Nothing was "
            "changed."
        )
    if origin.is_withdrawn:
        raise NotReady(
            f"The evidence from {origin.source.name} is withdrawn, so nothing can be put under it. "
            "Nothing was changed."
        )
    if would_cycle(edges_of(citations_of(all_cited(review))), evidence.pk, origin.pk):
        raise NotReady(
            f"The evidence from {origin.source.name} itself goes back to this piece. Say first "
            "that it stands on its own. Nothing was changed."
        )
    if evidence.derives_from_id == origin.pk:
        raise Overtaken(f"It is noted already that this repeats {origin.source.name}.")
    refuse_unseen(seen, repeated_by(evidence), what="Where this evidence comes from")
    evidence.derives_from = origin
    evidence.save(update_fields=["derives_from"])
    LineageDismissal.objects.of(evidence, origin).delete()
    note(review, ReviewVerb.DERIVED, by, evidence, origin=origin.told_as)
    return evidence


@transaction.atomic
def say_it_stands_alone(evidence: Evidence, *, by: User, seen: str | None = None) -> Evidence:
    """Note that one's evidence repeats nothing: a source of its own. What it was said to repeat
    is not suggested again."""
    review, evidence = lock_draft(evidence, by)
    origin = evidence.derives_from
    if origin is None:
        raise Overtaken("It is noted already that this stands on its own.")
    refuse_unseen(seen, repeated_by(evidence), what="Where this evidence comes from")
    evidence.derives_from = None
    evidence.save(update_fields=["derives_from"])
    LineageDismissal.objects.keep(evidence, origin, by=by)
    note(review, ReviewVerb.ALONE, by, evidence)
    return evidence


@transaction.atomic
def say_they_are_separate(evidence: Evidence, other: Evidence, *, by: User) -> LineageDismissal:
    """Dismiss the suggestion that one of the two repeats the other; it is not made again."""
    review, evidence = lock_draft(evidence, by)
    other = readable_piece(review, other, by)
    if evidence.pk == other.pk:
        raise NotReady("Choose two pieces of evidence. Nothing was changed.")
    if other.pk == evidence.derives_from_id or evidence.pk == other.derives_from_id:
        raise NotReady(
            "One is noted to repeat the other. Say first that it stands on its own. Nothing was "
            "changed."
        )
    row, is_new = LineageDismissal.objects.keep(evidence, other, by=by)
    if is_new:
        note(review, ReviewVerb.SEPARATE, by, evidence, origin=other.told_as)
    return row


def repeated_by(evidence: Evidence) -> dict[str, int | None]:
    return {"repeats": evidence.derives_from_id}


def lock_draft(evidence: Evidence, by: User) -> tuple[ClaimReview, Evidence]:
    """The evidence, fresh, its review locked; refused unless it is this person's own, of live
    work, and stands."""
    review = lock_review(evidence.review_id)
    evidence = Evidence.objects.select_related(
        "finding__assignment", "source", "derives_from__source"
    ).get(pk=evidence.pk)
    own_work(evidence.finding.assignment, by)
    if evidence.is_withdrawn:
        raise NotReady("This evidence is withdrawn, so nothing about it is changed any more.")
    return review, evidence


def readable_piece(review: ClaimReview, piece: Evidence, by: User) -> Evidence:
    """Evidence on the same claim that this person may read, fresh."""
    rows = Evidence.objects.filter(review=review, pk=piece.pk).readable_by(by, review)
    found = rows.select_related("source").first()
    if found is None:
        raise NotReady(
            "Evidence can only repeat evidence on the same claim that you may read. Nothing was "
            "changed."
        )
    return found


def note(review: ClaimReview, verb: ReviewVerb, by: User, evidence: Evidence, **more: str) -> None:
    review.record(
        verb,
        actor=by,
        private_to=by,
        evidence=evidence.pk,
        source=evidence.told_as,
        **more,
    )
