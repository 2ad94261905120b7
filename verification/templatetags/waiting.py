"""Saying on a page with claims to be given out that no worker is there to do it."""

from __future__ import annotations

from django import template

from newsroom.pulse.models import WORKER, Pulse
from verification.models import ClaimReview

register = template.Library()


@register.inclusion_tag("components/no_worker.html")
def assigning_waits(review: ClaimReview | None = None) -> dict[str, object]:
    """Nothing while a worker is seen, or where no claim waits for one: this ``review``, or any.
    Takes one query, and a second where no worker was seen."""
    silent = not Pulse.objects.alive(WORKER).exists()
    to_give = ClaimReview.objects.awaiting_reviewers().filter(nobody_because="")
    if review is not None:
        to_give = to_give.filter(pk=review.pk)
    return {
        "silent": silent and to_give.exists(),
        "so": "so claims are given to nobody now. They are kept, and given out as soon as a worker "
        "runs.",
    }
