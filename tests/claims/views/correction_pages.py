"""The forms that correct a claim, for their tests."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape

from django.urls import reverse

from claims.models import Claim, Figure
from claims.quantities import Quantity
from claims.states import ClaimState

S = ClaimState
PARTS = {"comparator": "between", "nature": "level", "change": "none", "low": "5,000",
         "high": "1.2 million", "counted": "people", "words": "5,000 to 7,000 people"}  # fmt: skip


SIX_THOUSAND = Quantity("", low=Decimal(6000), high=Decimal(6000))


def at(name: str, claim: Claim, *more: int) -> str:
    return reverse(f"claims:{name}", args=[claim.pk, *more])


def figure_at(claim: Claim, name: str = "figure") -> str:
    return at(name, claim, figure_of(claim).pk)


def figure_of(claim: Claim) -> Figure:
    return claim.figures.get()


def text_of(page: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def page_of(client, address: str, **query) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def seen_in(page: str) -> str:
    return re.search(r'name="seen" value="(\w+)"', page)[1]
