"""All guards are on; a run over many claims rests after reading, and before it tells people."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from celery.signals import worker_process_init

from config.celery import app

__all__ = ["app"]

AFTER_READING = 0.3
BEFORE_TELLING = 0.6
MANY = 10
# Not every run: there are as many as messages.
AT_MOST_EVERY = 3.0


@worker_process_init.connect
def take_time(**rest: Any) -> None:
    from verification.operations import assigning

    assigning.pasts_of = resting(assigning.pasts_of, after=AFTER_READING)
    assigning.tell_everybody = resting(assigning.tell_everybody, before=BEFORE_TELLING)


def resting(
    function: Callable[..., Any], *, before: float = 0, after: float = 0
) -> Callable[..., Any]:
    """What it is first given are a run's claims."""
    rested = -AT_MOST_EVERY

    def slowed(claims: Any, *rest: Any) -> Any:
        nonlocal rested
        rests = len(claims) >= MANY and time.monotonic() > rested + AT_MOST_EVERY
        if rests:
            time.sleep(before)
        answer = function(claims, *rest)
        if rests:
            time.sleep(after)
            rested = time.monotonic()
        return answer

    return slowed
