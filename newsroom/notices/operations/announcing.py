"""Telling webhooks: each thing once, however many people are told of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import uuid4

from django.db import connection

from newsroom.notices.digest import cut
from newsroom.notices.models import NoticeKind, Webhook, WebhookDelivery


class Words(StrEnum):
    """Which words of a kind webhooks are told."""

    AS_TOLD = "as people are told"
    ALOUD = "only those that the verb gives as ``aloud``"
    NONE = "none: it is between the desk and one person"


# What people are told may speak to one of them ("You are asked …"), or say what others may not
# know yet: which page one blind reviewer cites, why work was taken from somebody.
OF_KIND = {
    NoticeKind.ASKED: Words.ALOUD,
    NoticeKind.TAKEN: Words.NONE,
    NoticeKind.DUE: Words.AS_TOLD,
    NoticeKind.LATE: Words.AS_TOLD,
    NoticeKind.TIME: Words.NONE,
    NoticeKind.WAIVER: Words.NONE,
    NoticeKind.NOBODY: Words.AS_TOLD,
    NoticeKind.REPLY: Words.AS_TOLD,
    NoticeKind.SETTLE: Words.ALOUD,
    NoticeKind.VERDICT: Words.NONE,
    NoticeKind.SIGN: Words.AS_TOLD,
    NoticeKind.PUBLISHED: Words.AS_TOLD,
    NoticeKind.PAGE: Words.ALOUD,
    NoticeKind.OTHER: Words.NONE,
}
# The kinds that a webhook can be told, in an admin's words.
OFFERED = {
    NoticeKind.ASKED: "somebody is asked to review a claim",
    NoticeKind.DUE: "work is due soon",
    NoticeKind.LATE: "work is late",
    NoticeKind.NOBODY: "nobody can take a claim",
    NoticeKind.REPLY: "somebody asked for comment did not reply",
    NoticeKind.SETTLE: "findings differ",
    NoticeKind.SIGN: "a verdict is to be signed off",
    NoticeKind.PUBLISHED: "a report went out",
    NoticeKind.PAGE: "a page cited in a published report changed",
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
        words = OF_KIND[NoticeKind(self.kind)]
        if words == Words.NONE:
            return ""
        return self.aloud or (self.text if words == Words.AS_TOLD else "")

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
