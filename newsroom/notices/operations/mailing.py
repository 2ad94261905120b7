"""Mailing what is due: one letter to each person, and a dead server or address holds up no other.

A person is claimed by moving ``held_until`` on in one conditional update, outside any transaction,
before their notices are read: two workers never write to the same person at once. A worker that
dies between the claim and the server leaves the letter to be sent five minutes later; one that dies
after the server has taken it sends it once more, and never a third time for that death.
"""

from __future__ import annotations

import logging
import time
from datetime import timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import F, Min
from django.db.models.functions import Now
from django.urls import reverse

from newsroom.accounts.models import User
from newsroom.notices.digest import Foot, Line, cut, letter
from newsroom.notices.models import HEADINGS, Letterbox, MailServer, Notice, NoticeKind
from newsroom.notices.times import Waits

logger = logging.getLogger(__name__)

CLAIM = timedelta(minutes=5)
# A server that fails is left alone for so long, and so is an address that is refused.
SERVER_WAITS = Waits(timedelta(minutes=1), factor=2, most=timedelta(hours=1))
ADDRESS_WAITS = Waits(timedelta(minutes=5), factor=4, most=timedelta(days=1))
PEOPLE, NOTICES = 200, 1000
# Somebody else's work waits for this worker too: the next sweep goes on.
TURN_SECONDS = 20
SERVER = 1
# What the server says of one letter or address. Whatever else it says, or fails to, is about it.
OF_ONE_ADDRESS = (SMTPRecipientsRefused, SMTPDataError, ValueError)


def deliver() -> int:
    """Mail what is due; answer how many letters went out."""
    if not may_try():
        return 0
    sent, ends = 0, time.monotonic() + TURN_SECONDS
    try:
        for person in people_due():
            if time.monotonic() > ends:
                break
            sent += write_to(person)
    except (OSError, SMTPException) as error:
        server_failed(error)
    return sent


def may_try() -> bool:
    """While mail goes out anybody may; after a failure one worker, when the wait is over."""
    server, _ = MailServer.objects.get_or_create(pk=SERVER)
    if not server.failures:
        return True
    due = MailServer.objects.filter(pk=SERVER, not_before__lte=Now())
    return bool(due.update(not_before=Now() + CLAIM))


def people_due() -> list[User]:
    """Whoever has mail due, the longest waiting first; each has a letterbox from now on."""
    due = Notice.objects.to_mail().exclude(
        recipient__letterbox__in=Letterbox.objects.filter(held_until__gt=Now())
    )
    oldest = due.order_by().values("recipient").annotate(oldest=Min("mail_after"))
    ids = [row["recipient"] for row in oldest.order_by("oldest")[:PEOPLE]]
    Letterbox.objects.bulk_create([Letterbox(person_id=pk) for pk in ids], ignore_conflicts=True)
    people = User.objects.in_bulk(ids)
    return [people[pk] for pk in ids]


def write_to(person: User) -> bool:
    """Send the person all that is due; ``False`` if there was nothing, or it was refused.

    Errors: OSError, SMTPException where the server fails; then the person is free again.
    """
    if not claim(person):
        return False
    box = Letterbox.objects.filter(person=person)
    notices = list(Notice.objects.to_mail().filter(recipient=person).order_by("pk")[:NOTICES])
    if not notices:
        box.update(held_until=None)
        return False
    try:
        send(person, notices)
    except OF_ONE_ADDRESS as error:
        refused(person, error)
        return False
    except (OSError, SMTPException):
        box.update(held_until=None)
        raise
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=Now())
    box.update(held_until=None, refusals=0, refused_because="")
    server_is_well(sent_at=Now())
    return True


def claim(person: User) -> bool:
    free = Letterbox.objects.free().filter(person=person)
    return bool(free.update(held_until=Now() + CLAIM))


def send(person: User, notices: list[Notice]) -> None:
    written = letter(by_kind(notices), foot())
    send_mail(written.subject, written.body, None, [person.email])


def by_kind(notices: list[Notice]) -> list[Line]:
    """In the order of the kinds: what is asked of somebody comes first."""
    order = {kind: place for place, kind in enumerate(NoticeKind.values)}
    return [
        Line(
            HEADINGS[NoticeKind(notice.kind)],
            notice.text,
            settings.PUBLIC_URL + reverse("notices:open", args=[notice.pk]),
        )
        for notice in sorted(notices, key=lambda notice: (order[notice.kind], notice.pk))
    ]


def foot() -> Foot:
    return Foot(
        settings.DESK_NAME,
        settings.PUBLIC_URL + reverse("notices:list"),
        settings.PUBLIC_URL + reverse("notices:choices"),
    )


def refused(person: User, error: Exception) -> None:
    """Leave the address alone for a while that grows; the others go on."""
    logger.warning("The mail server refuses %s: %s", person.email, error)
    failures = Letterbox.objects.values_list("refusals", flat=True).get(person=person) + 1
    Letterbox.objects.filter(person=person).update(
        refusals=failures,
        refused_because=words_of(error),
        held_until=Now() + ADDRESS_WAITS.after(failures),
    )
    if isinstance(error, SMTPException):
        server_is_well()


def server_is_well(**columns: Any) -> None:
    """It answers, be it with a refusal of one letter."""
    MailServer.objects.filter(pk=SERVER).update(failures=0, not_before=None, because="", **columns)


def server_failed(error: Exception) -> None:
    """Leave the server alone for a while that grows."""
    logger.warning("Mail waits, the mail server fails: %s", error)
    server = MailServer.objects.get(pk=SERVER)
    MailServer.objects.filter(pk=SERVER).update(
        failures=F("failures") + 1,
        because=words_of(error),
        not_before=Now() + SERVER_WAITS.after(server.failures + 1),
    )


def words_of(error: Exception) -> str:
    """What the server said, in one line: ``(550, b"No such user")`` as "550 No such user"."""
    said: Any = error
    if isinstance(error, SMTPRecipientsRefused):
        said = next(iter(error.recipients.values()), error)
    elif isinstance(error, SMTPResponseException):
        said = (error.smtp_code, error.smtp_error)
    if isinstance(said, tuple):
        said = " ".join(
            part.decode(errors="replace") if isinstance(part, bytes) else str(part) for part in said
        )
    return cut(str(said) or type(error).__name__, 300)
