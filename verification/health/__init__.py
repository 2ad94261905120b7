"""Is the desk's machinery running, and if not, what is it that does not?

Read from the rows that are the desk's to-do list and from the pulses of workers and sweeps.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import redis
from django.conf import settings
from django.utils import timezone

from newsroom.pulse.models import CLOCK, SILENT_AFTER, START, SWEEP, WORKER, Pulse

from .state import Health, Part, Work, age_words
from .work import KINDS_OF_WORK

__all__ = ["Health", "Part", "Work", "age_words", "health"]

FORGET_AFTER = timedelta(days=1)
SWEEPS = ("claims", "verification", "captures", "notices")


def health() -> Health:
    now = timezone.now()
    pulses = list(Pulse.objects.filter(seen_at__gt=now - FORGET_AFTER).order_by("-seen_at"))
    starting = is_starting(pulses, now)
    state = Health(
        workers=[part_of(pulse, now) for pulse in pulses if pulse.kind == WORKER],
        sweeps=sweeps_of(pulses, now, starting=starting),
        clocks=[part_of(pulse, now) for pulse in pulses if pulse.kind == CLOCK],
        broker_problem=broker_problem(),
        is_starting=starting,
    )
    state.work = [due(state) for due in KINDS_OF_WORK]
    return state


def part_of(pulse: Pulse, now: datetime) -> Part:
    return Part(pulse.name, pulse.seen_at, now - pulse.seen_at < SILENT_AFTER)


def is_starting(pulses: list[Pulse], now: datetime) -> bool:
    """Whether the desk came up just now, by the start of the worker that has run the longest: a
    clock may still be about to ring for the first time."""
    at_work = {
        pulse.name for pulse in pulses if pulse.kind == WORKER and part_of(pulse, now).is_alive
    }
    starts = [p.seen_at for p in pulses if p.kind == START and p.name in at_work]
    return len(starts) == len(at_work) > 0 and now - min(starts) < SILENT_AFTER


def sweeps_of(pulses: list[Pulse], now: datetime, *, starting: bool) -> list[Part]:
    """All sweeps, also one that was never seen: it is silent once the desk has been up so long."""
    seen = {pulse.name: part_of(pulse, now) for pulse in pulses if pulse.kind == SWEEP}
    return [seen.get(name) or Part(name, None, starting) for name in SWEEPS]


def broker_problem() -> str:
    """Why Redis cannot be reached, or "". Waits a second at most."""
    client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1)
    try:
        client.ping()
    except redis.RedisError as error:
        return str(error)
    finally:
        client.close()
    return ""
