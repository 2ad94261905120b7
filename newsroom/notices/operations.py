"""Telling people, and mailing what they were told."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import timedelta
from smtplib import SMTPException
from textwrap import shorten

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from newsroom.accounts.models import User

from .models import Notice, NoticeKind

logger = logging.getLogger(__name__)
RETRY_AFTER = timedelta(minutes=5)
BATCH = 50


def tell(recipient: User, text: str, path: str, *, kind: NoticeKind) -> Notice:
    """Leave a notice; the mail follows from a worker."""
    return Notice.objects.create(recipient=recipient, kind=kind, text=cut(text, 400), path=path)


def tell_all(notices: Iterable[Notice]) -> None:
    """Leave many notices at once: unsaved rows with recipient, kind, text and path."""
    Notice.objects.bulk_create(notices, batch_size=5000)


def cut(text: str, longest: int) -> str:
    """In one line, cut after a whole word, and seen to be; within the word if there is but one."""
    line = shorten(text, longest, placeholder=" …")
    return line if line != "…" else f"{text.strip()[: longest - 1]}…"


def settle(path: str) -> int:
    """Put away what people were asked to do at ``path``: it is done, whoever did it."""
    return Notice.objects.unseen().filter(path=path).update(seen_at=timezone.now())


def mark_seen(recipient: User, *, up_to: int | None = None) -> int:
    """Put the person's notices away, with ``up_to`` only those that were there when that one was
    the newest: what came in since the page was opened stays. Answers how many."""
    unseen = recipient.notices.unseen()
    if up_to is not None:
        unseen = unseen.filter(pk__lte=up_to)
    return unseen.update(seen_at=timezone.now())


def deliver() -> int:
    """Mail what is due; answer how many went out. What fails is tried again in five minutes.

    Each row is claimed by moving its due time on before the mail goes out, outside any
    transaction: two workers never mail the same notice at once, and a worker that dies between
    claim and mail leaves it to be found again.
    """
    sent = 0
    for notice in Notice.objects.to_mail().select_related("recipient")[:BATCH]:
        claimed = Notice.objects.filter(
            pk=notice.pk, mail_after=notice.mail_after, mailed_at=None
        ).update(mail_after=timezone.now() + RETRY_AFTER)
        if not claimed:
            continue
        try:
            send_mail(
                cut(f"{settings.DESK_NAME}: {notice.text}", 150),
                f"{notice.text}\n\n{settings.PUBLIC_URL}{notice.path}\n",
                None,
                [notice.recipient.email],
            )
        except (OSError, SMTPException) as error:
            logger.warning("Mail to %s waits five minutes: %s", notice.recipient.email, error)
            return sent
        with transaction.atomic():
            Notice.objects.filter(pk=notice.pk).update(mailed_at=timezone.now())
        sent += 1
    return sent
