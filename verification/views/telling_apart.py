"""Saved copies that say the same of the same page as one, and what tells apart those that are
called alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from os.path import commonprefix

from django.db.models import Q, QuerySet
from django.db.models.functions import MD5, Left

from newsroom.captures.models import Snapshot

# How many copies of the pages offered are looked at, and how far into two that are called alike.
LOOKED_AT, COMPARED = 150, 4_000
TOLD = 70  # characters of what tells one from another


@dataclass(frozen=True, slots=True)
class Offer:
    """A saved copy and why it is offered. ``times`` is how often its page was saved saying the
    same; ``apart`` are words that tell it from another one of its name."""

    snapshot: Snapshot
    why: str
    changed: str = ""  # what the watch has noticed on the live page since
    times: int = 1
    apart: str = ""

    @property
    def name(self) -> str:
        copy = self.snapshot
        return copy.title or copy.url or copy.filename or copy.first_words


def one_of_each(copies: QuerySet[Snapshot], offers: Sequence[Offer]) -> list[Offer]:
    """One offer for each address and what was saved of it, by its newest copy. One query."""
    if not offers:
        return []
    found = {offer.snapshot.pk: offer.snapshot for offer in offers}
    addresses = {copy.url for copy in found.values() if copy.url}
    same = Q(pk__in=found) | Q(url__in=addresses)
    same |= Q(sha256__in={copy.sha256 for copy in found.values()})
    looked_at = (
        copies.filter(same)
        .with_opening()
        .annotate(said=MD5("text"), beginning=Left("text", COMPARED))
        .order_by("-captured_at", "-id")[:LOOKED_AT]
    )
    alike: defaultdict[tuple[str, str], list[Snapshot]] = defaultdict(list)
    key_of = {}
    for copy in looked_at:
        key_of[copy.pk] = key = (copy.url, copy.said)
        alike[key].append(copy)
    firsts: dict[tuple[str, str], Offer] = {}
    for offer in offers:
        if key := key_of.get(offer.snapshot.pk):
            same_ones = alike[key]
            newest = replace(offer, snapshot=same_ones[0], times=len(same_ones))
            firsts.setdefault(key, newest)
    return list(firsts.values())


def told_apart(offers: Iterable[Offer]) -> list[Offer]:
    """Each with what it says where those of its name begin to differ."""
    offers = list(offers)
    by_name: defaultdict[str, list[str]] = defaultdict(list)
    for offer in offers:
        by_name[offer.name].append(_words_of(offer))
    return [
        replace(offer, apart=_from_where(_words_of(offer), commonprefix(beginnings)))  # noqa: RUF071 -- no paths
        if len(beginnings := by_name[offer.name]) > 1
        else offer
        for offer in offers
    ]


def _words_of(offer: Offer) -> str:
    return " ".join(offer.snapshot.beginning.split())


def _from_where(words: str, common: str) -> str:
    at = common.rfind(" ") + 1
    cut = words[at : at + TOLD]
    return f"{'… ' if at else ''}{cut}{' …' if len(words) > at + TOLD else ''}"
