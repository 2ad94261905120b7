"""Who has a claim's workspace open at this moment, and what they are at.

Kept in Redis alone: one sorted set for each review, scored by when somebody was last seen. Nothing
of it is a record of work, and nothing is missed when it is gone: while Redis is away nobody is
seen, and nothing waits for it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cache

import redis
from django.conf import settings

# A page says every ten seconds that it is open, and asks then who else has: one such word may be
# lost, and whoever closes it is gone from the others' pages within half a minute.
SEEN_FOR = 18
PATIENCE = 0.5  # seconds until Redis counts as away

# What somebody is at, by the form that has their hands, as it is said after their name.
DOING = {
    "": "has this claim open",
    "finding": "is writing their finding",
    "evidence": "is adding evidence",
    "scope": "is saying what the evidence measures",
    "contact": "is noting whom they asked",
    "answer": "is writing down an answer",
    "settlement": "is writing how to settle it",
    "verdict": "is writing the verdict’s text",
    "desk": "is deciding how it goes on",
}


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody with the claim open: ``doing`` is one of ``DOING``."""

    user: int
    doing: str = ""


def seen_at(review: int, user: int, doing: str, *, now: float | None = None) -> list[Here]:
    """Note that this user has the review open, and answer who else has, by their keys."""
    now = time.time() if now is None else now
    doing = doing if doing in DOING else ""
    key = f"presence:{review}"
    try:
        with client_of(settings.REDIS_URL).pipeline() as together:
            together.zadd(key, {f"{user} {doing}": now})
            together.zremrangebyscore(key, "-inf", now - SEEN_FOR)
            together.expire(key, SEEN_FOR)
            together.zrange(key, 0, -1)
            members = together.execute()[-1]
    except redis.RedisError:
        return []
    return others(members, but=user)


def gone(review: int, user: int) -> None:
    """This user has left the review's page. Another page of it that they have open says within
    ten seconds that they are here."""
    try:
        client_of(settings.REDIS_URL).zrem(
            f"presence:{review}", *(f"{user} {doing}" for doing in DOING)
        )
    except redis.RedisError:
        return


def others(members: list[bytes], *, but: int) -> list[Here]:
    """The newest word of each, the members given with the newest last."""
    newest: dict[int, str] = {}
    for member in members:
        user, _, doing = member.decode().partition(" ")
        newest[int(user)] = doing
    return [Here(user, doing) for user, doing in sorted(newest.items()) if user != but]


@cache
def client_of(url: str) -> redis.Redis:
    """It connects when it is asked for something, and again after Redis was away."""
    return redis.Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
