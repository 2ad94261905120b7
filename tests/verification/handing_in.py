"""Handing in through the page: the first press shows, and the second carries what was shown."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from verification.models import ClaimReview


def shown(client: Client, review: ClaimReview, form: dict[str, Any]) -> dict[str, Any]:
    """Press once; answers the form as it is sent with the second press."""
    answer = client.post(reverse("verification:submit", args=[review.claim_id]), form)
    context = answer.context
    return form | {"version": context["own"].version, "sure": context["hand_in"]["seen"]}
