"""Telling webhooks: each thing once, however many people are told of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import uuid4

from django.db import connection

from newsroom.notices.digest import cut
from newsroom.notices.models import NoticeKind, Webhook, WebhookDelivery

# Whether webhooks are told of a kind in the words that people are told it in. The others speak to
# one person ("You are asked …", "taken back from you, because …"): of those they are told only what
# the verb gives as ``aloud``.
DESK_NEWS = {
    NoticeKind.ASKED: False,
    NoticeKind.TAKEN: False,
    NoticeKind.DUE: True,
    NoticeKind.LATE: True,
    NoticeKind.TIME: False,
    NoticeKind.NOBODY: True,
    NoticeKind.REPLY: True,
    NoticeKind.SETTLE: False,
    NoticeKind.VERDICT: False,
    NoticeKind.SIGN: True,
    NoticeKind.PUBLISHED: True,
    NoticeKind.PAGE: True,
    NoticeKind.OTHER: False,
}
# More than these at once are told to nobody one by one: the rest is counted.
AT_ONCE = 20
LONGEST = 400


@dataclass(frozen=True, slots=True)
class News:
    """Something told to somebody: ``text`` to them, ``aloud`` to the whole desk."""

    kind: str
    text: str
    path: str
    aloud: str = ""

    @property
    def for_all(self) -> str:
        """What webhooks are told, "" for nothing."""
        return self.aloud or (self.text if DESK_NEWS[NoticeKind(self.kind)] else "")

    @property
    def digest(self) -> str:
        return hashlib.sha256("\n".join((self.kind, self.for_all, self.path)).encode()).hexdigest()


def announce(news: Iterable[News]) -> None:
    """Leave each thing for each webhook that wants its kind: once, however often it is told in
    this transaction. A worker sends it."""
    told = {item.digest: item for item in news if item.for_all}
    webhooks = list(Webhook.objects.filter(is_active=True)) if told else []
    if not webhooks:
        return
    transaction = this_transaction()
    WebhookDelivery.objects.bulk_create(
        [
            delivery_of(webhook, item, transaction)
            for webhook in webhooks
            for item in at_most([item for item in told.values() if item.kind in webhook.kinds])
        ],
        ignore_conflicts=True,
    )


def at_most(news: list[News]) -> list[News]:
    if len(news) <= AT_ONCE:
        return news
    left = len(news) - AT_ONCE
    more = News(news[-1].kind, "", "/claims/", f"And {left} more of the kind, told at once.")
    return [*news[:AT_ONCE], more]


def delivery_of(webhook: Webhook, item: News, transaction: str) -> WebhookDelivery:
    return WebhookDelivery(
        webhook=webhook,
        message_id=f"msg_{uuid4().hex}",
        kind=item.kind,
        text=cut(item.for_all, LONGEST),
        path=item.path,
        told_in=transaction,
        digest=item.digest,
    )


def this_transaction() -> str:
    """The database's number of it, the same for all of its statements and savepoints."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text")
        return cursor.fetchone()[0]
