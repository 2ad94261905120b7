"""Telling people: rows now, mail when each of them wants it, and the desk's news to webhooks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from django.db import connection

from newsroom.accounts.models import User
from newsroom.notices.digest import cut
from newsroom.notices.models import Letterbox, Notice, NoticeKind
from newsroom.notices.models.letterbox import zones_known
from newsroom.notices.times import Rhythm, mail_time

from .announcing import News, announce

__all__ = ["cut", "tell", "tell_all"]

LONGEST = 400
BATCH = 5000


def tell(recipient: User, text: str, path: str, *, kind: NoticeKind, aloud: str = "") -> Notice:
    """Leave a notice; the mail follows from a worker.

    ``aloud`` is the same in words for the whole desk ("Nadia Aydin is asked to review: …"), where
    ``text`` speaks to the recipient: with it webhooks are told too. Of what is the desk's news in
    any case they are told in the words of ``text``; see ``announcing.OF_KIND``.
    """
    notice = Notice(recipient=recipient, kind=kind, text=cut(text, LONGEST), path=path)
    notice.aloud = aloud
    tell_all([notice])
    return notice


def tell_all(notices: Iterable[Notice]) -> None:
    """Leave many notices at once: unsaved rows with recipient, kind, text and path, and ``aloud``
    where there is something for webhooks. Takes as many queries for many as for few, but for the
    batches that they are written in."""
    rows = list(notices)
    if not rows:
        return
    now = database_now()
    due = mail_times({row.recipient_id for row in rows}, now)
    everybodys = dict.fromkeys(NoticeKind.values, now)
    for row in rows:
        row.text = row.text if len(row.text) <= LONGEST else cut(row.text, LONGEST)
        row.created_at = now
        row.mail_after = due.get(row.recipient_id, everybodys)[row.kind]
    Notice.objects.bulk_create(rows, batch_size=BATCH)
    announce(News(row.kind, row.text, row.path, row.aloud) for row in rows)


def mail_times(people: set[int], now: datetime) -> dict[int, dict[str, datetime | None]]:
    """When something told now is mailed, by person and kind: of those who do not want everything
    at once."""
    boxes = list(Letterbox.objects.choosy().filter(person__in=people))
    return {box.pk: times for box, times in zip(boxes, times_of(boxes, now), strict=True)}


def times_of(boxes: Sequence[Letterbox], now: datetime) -> Iterable[dict[str, datetime | None]]:
    daily = [box.pk for box in boxes if box.rhythm == Rhythm.DAILY and not box.time_zone]
    known = zones_known(daily) if daily else {}
    for box in boxes:
        zone = box.zone(known.get(box.pk, ""))
        at = mail_time(box.rhythm, now, hour=box.hour, zone=zone)
        yield {kind: None if kind in box.not_by_mail else at for kind in NoticeKind.values}


def database_now() -> datetime:
    """The moment by the database's clock, in UTC."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0].astimezone(UTC)
