"""One press to take back what was done a moment ago: an "Undo" in the message, and the key U."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from verification.models import ClaimReview

LAST = "verification.undo"


def offer_undo(
    request: HttpRequest,
    review: ClaimReview,
    said: str,
    name: str,
    *about: int,
    **fields: Any,
) -> None:
    """Say on the claim's page what was done, with a button that posts ``fields`` to the address
    ``verification:name`` of the claim and of ``about``."""
    request.session[LAST] = {
        "claim": review.claim_id,
        "said": said,
        "to": reverse(f"verification:{name}", args=[review.claim_id, *about]),
        "fields": {key: str(value) for key, value in fields.items()},
    }


def offered_undo(request: HttpRequest, review: ClaimReview) -> Mapping[str, Any] | None:
    """What can be undone here, shown once. The verb that undoes it asks for itself whether it still
    can be."""
    last = request.session.pop(LAST, None)
    return last if last and last["claim"] == review.claim_id else None
