"""Putting notices away: one's own by hand, and what somebody else has settled."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from newsroom.accounts.models import User
from newsroom.notices.models import Notice
from newsroom.notices.rights import require_signed_in


def settle(
    *paths: str, kinds: Collection[str] = (), of: Collection[int | None] | None = None
) -> int:
    """Put away what people were asked to do at these places: it is done, whoever did it. With
    ``kinds`` only those; ``of`` are ids of people. What was not mailed yet never is."""
    unseen = Notice.objects.unseen().filter(path__in=paths)
    if kinds:
        unseen = unseen.filter(kind__in=kinds)
    if of is not None:
        unseen = unseen.filter(recipient__in=of)
    return unseen.update(seen_at=timezone.now())


def put_away_all(keys: Iterable[int]) -> int:
    """Put away exactly these, whoever was told: they are settled."""
    keys = list(keys)
    if not keys:
        return 0
    return Notice.objects.unseen().filter(pk__in=keys).update(seen_at=timezone.now())


def mark_seen(recipient: User, *, up_to: int | None = None, kind: str = "") -> int:
    """Put the person's notices away, with ``up_to`` only those that were there when that one was
    the newest: what came in since the page was opened stays. Answers how many."""
    return put_away_at(timezone.now(), recipient, up_to=up_to, kind=kind)


def put_away_at(at: datetime, recipient: User, *, up_to: int | None = None, kind: str = "") -> int:
    """As ``mark_seen``, at a moment by which ``put_back`` finds them again."""
    unseen = recipient.notices.unseen()
    if up_to is not None:
        unseen = unseen.filter(pk__lte=up_to)
    if kind:
        unseen = unseen.filter(kind=kind)
    return unseen.update(seen_at=at)


def put_away(notice: Notice, *, by: User, at: datetime | None = None) -> bool:
    """Put one's own notice away; ``False`` if it was away already."""
    if notice.recipient_id != by.pk:
        raise PermissionDenied("This was told to somebody else.")
    return bool(by.notices.unseen().filter(pk=notice.pk).update(seen_at=at or timezone.now()))


def put_back(at: datetime, *, by: User) -> int:
    """Undo: what the person put away at that moment is new again. Answers how many."""
    require_signed_in(by)
    return by.notices.filter(seen_at=at).update(seen_at=None)
