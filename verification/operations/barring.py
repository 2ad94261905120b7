"""Whom a declared interest keeps from a claim, asked for many reviews and people at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from newsroom.accounts.models import User
from verification.models import ClaimReview, DeclaredInterest


def barred(reviews: Iterable[ClaimReview], people: Iterable[User]) -> dict[int, dict[int, str]]:
    """``{review: {person: words}}``; reviews with their claim, document and claimant."""
    standing = DeclaredInterest.objects.standing().filter(person__in=list(people))
    declared = list(standing.select_related("source", "claimant", "document"))
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for review in reviews:
        claim, document = review.claim, review.claim.document
        for interest in declared:
            if (
                (interest.claimant_id and interest.claimant_id == claim.claimant_id)
                or interest.document_id == document.pk
                or (interest.outlet and interest.outlet.casefold() == document.outlet.casefold())
            ):
                found[review.pk][interest.person_id] = str(interest)
    return found
