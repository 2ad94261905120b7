"""Saved copies that are offered to whoever cites: their own for this claim first, then the desk's
that fit, each with why. A fixed number of queries, each over a bounded number of rows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Left

from claims.typed import digits_of
from newsroom.accounts.models import User
from newsroom.captures.models import Snapshot
from verification.models import ClaimCopy, ClaimReview, Evidence
from verification.models.claim_copy import copies_open_to

from .telling_apart import Offer, one_of_each, told_apart

OWN = 12
OFFERED = 6
# So many are gathered of each kind: several may be copies of one page that say the same.
GATHERED = 24
# How many of the desk's latest copies are searched for the claim's figures, and how far into each.
SEARCHED, READ = 150, 100_000
CITED = 60
HEAVY = ("text", "parts", "headers")
_NUMBER = re.compile(r"[0-9][0-9.,]*[0-9]")


def own_copies(user: User, review: ClaimReview) -> list[ClaimCopy]:
    """What was saved for this claim, as far as this person may know of it, newest first. Where
    nothing was, who may read it is not asked: that takes longer than all else on the page."""
    copies = ClaimCopy.objects.filter(assignment__review=review)
    if not copies.exists():
        return []
    return list(copies.readable_by(user, review).with_capture().order_by("-id")[:OWN])


def offers(
    user: User, review: ClaimReview, own: Iterable[ClaimCopy], *, address: str = ""
) -> list[Offer]:
    """The desk's copies that fit the claim and are none of its ``own``: of the address, then of
    sources cited for claims on the same topic or of the same claimant, then those whose text has
    the claim's figures. What was saved again, and says the same, is one of them."""
    known = [copy.capture.snapshot_id for copy in own if copy.capture.snapshot_id]
    open_copies = copies_open_to(user).exclude(pk__in=known)
    found: dict[int, Offer] = {}
    for offer in (
        *(of_address(open_copies, address, most=GATHERED) if address else ()),
        *cited_alike(open_copies, user, review),
        *with_the_figures(open_copies, review),
    ):
        found.setdefault(offer.snapshot.pk, offer)
    return told_apart(one_of_each(open_copies, list(found.values()))[:OFFERED])


def of_address(copies: QuerySet[Snapshot], address: str, *, most: int) -> list[Offer]:
    """Copies of one page, whichever way its address is written, the latest saved first."""
    bare = re.sub(r"^https?://", "", address).rstrip("/")
    written = [f"{scheme}{bare}{end}" for scheme in ("https://", "http://") for end in ("", "/")]
    same = copies.filter(Q(url__in=written) | Q(final_url__in=written))
    latest = same.with_opening().order_by("-captured_at", "-id")[:most]
    return [Offer(copy, "the same page") for copy in latest]


def cited_alike(copies: QuerySet[Snapshot], user: User, review: ClaimReview) -> list[Offer]:
    claim = review.claim
    alike = Q(pk__in=[])
    if claim.topic_id:
        alike |= Q(review__claim__topic=claim.topic_id)
    if claim.claimant_id:
        alike |= Q(review__claim__claimant=claim.claimant_id)
    rows = (
        Evidence.objects.visible_to(user)
        .filter(alike, snapshot__isnull=False)
        .exclude(review=review)
        .order_by("-id")
        .values_list("snapshot_id", "source__name", "review__claim__claimant_id")[:CITED]
    )
    cited: dict[int, tuple[str, bool]] = {}
    for snapshot, source, claimant in rows:
        same_person = claimant is not None and claimant == claim.claimant_id
        cited.setdefault(snapshot, (source, same_person))
    known = copies.filter(pk__in=cited).with_opening().in_bulk()
    told = []
    for pk, (source, same_person) in cited.items():
        if pk in known:
            whose = f"of {claim.claimant}" if same_person else f"on {claim.topic}"
            told.append(Offer(known[pk], f"{source}, cited for another claim {whose}"))
    return told[:GATHERED]


def with_the_figures(copies: QuerySet[Snapshot], review: ClaimReview) -> list[Offer]:
    numbers = numbers_of(figure.text for figure in review.claim.figures.all())
    if not numbers:
        return []
    latest = copies.order_by("-id").values("pk")[:SEARCHED]
    holds = Q()
    for number in numbers:
        holds &= Q(beginning__regex=rf"(^|[^0-9.,]){re.escape(number)}([^0-9]|$)")
    same = (
        Snapshot.objects.filter(pk__in=latest)
        .alias(beginning=Left("text", READ))
        .filter(holds)
        .with_opening()
        .order_by("-id")
    )
    said = " and ".join(numbers)
    return [Offer(copy, f"its text has {said}") for copy in same[:GATHERED]]


def numbers_of(figures: Iterable[str]) -> list[str]:
    """The first figure's numbers as written, those with two digits that count or more."""
    for text in figures:
        numbers = [n for n in _NUMBER.findall(text) if len(digits_of(n)) > 1 or len(n) > 3]
        if numbers:
            return numbers[:2]
    return []


def offering(user: User, review: ClaimReview, *, address: str = "", **more: Any) -> dict[str, Any]:
    """The panel's list: own copies, what is offered besides, and whether one is on its way."""
    own = own_copies(user, review)
    return {
        "claim": review.claim,
        "own_copies": own,
        "saving": any(copy.is_live for copy in own),
        "offers": offers(user, review, own, address=address),
        "address": address,
        **more,
    }
