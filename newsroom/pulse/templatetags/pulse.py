"""Saying on a page that waits for a worker that none has been seen."""

from __future__ import annotations

from django import template

from newsroom.pulse.models import WORKER, Pulse

register = template.Library()


@register.inclusion_tag("components/no_worker.html")
def no_worker(so: str) -> dict[str, object]:
    """Nothing while a worker is seen; else that none is, and ``so``: what that means here, as the
    rest of the sentence. Takes one query; ask only where something waits."""
    return {"silent": not Pulse.objects.alive(WORKER).exists(), "so": so}
