"""Reading the first page, and claims that wait on it, for its tests."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

from django.utils import timezone

from tests.factories import assigned, editor, fresh, open_review_for, submitted
from verification.models import ClaimReview, Contact


def desk_of(client, person) -> str:
    client.force_login(person)
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode()


def card(page: str, name: str) -> str:
    """The words of one card, "" where the page has none of that name."""
    found = re.search(rf'<section[^>]*aria-labelledby="{name}".*?</section>', page, re.S)
    return words_of(found[0]) if found else ""


def words_of(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def statement(review: ClaimReview) -> str:
    return review.claim.statement


def ask_somebody(review: ClaimReview, *, hours: int = 24, whom: str = "Ministry of Ports") -> None:
    Contact.objects.create(
        review=review, asked_by=editor(), whom=whom, question="Is it so?",
        reply_by=timezone.now() + timedelta(hours=hours),
    )  # fmt: skip


def two_findings_that_differ() -> ClaimReview:
    review = open_review_for(reviewers=2)
    submitted(assigned(review), "true")
    submitted(assigned(review), "false")
    return fresh(review)
