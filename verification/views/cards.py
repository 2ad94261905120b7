"""The cards of a home: a title, the most urgent rows, how many there are, where the rest is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from verification.models import ClaimReview


@dataclass(frozen=True, slots=True)
class Pill:
    """A fact in a few words; ``at`` is the exact time behind it."""

    words: str
    at: datetime | None = None
    css: str = ""


@dataclass(slots=True)
class Row:
    """One claim in a card, with what the card says of it. ``url`` is where it leads if not to
    the claim; ``action`` is a button: its words and its address."""

    review: ClaimReview
    due: datetime | None = None
    note: str = ""
    url: str = ""
    pill: Pill | None = None
    ratings: list[Any] = field(default_factory=list)
    label: str = ""
    action: tuple[str, str] | None = None

    @property
    def address(self) -> str:
        return self.url or self.review.get_absolute_url()


@dataclass(slots=True)
class Card:
    """``none`` is what is said in its place while it is empty; ``people`` are shown instead of
    ``rows`` where it is about people. ``lists`` are where the rest is: words and an address."""

    name: str
    title: str
    none: str = ""
    intro: str = ""
    lists: list[tuple[str, str]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    people: list[Any] = field(default_factory=list)
    total: int = 0

    @property
    def has_more(self) -> bool:
        return self.total > len(self.rows) + len(self.people)


@dataclass(slots=True)
class Group:
    """Cards under one heading. ``none`` says in one line which of them are empty."""

    name: str
    title: str
    cards: list[Card]

    @property
    def shown(self) -> list[Card]:
        return [card for card in self.cards if card.total]

    @property
    def none(self) -> str:
        return " ".join(card.none for card in self.cards if not card.total and card.none)
