"""The folder that mail goes to until a mail server is set: listing it, reading one mail."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from newsroom.accounts.models import Role, User

# As Django's file backend names and separates them.
FILE_NAME = re.compile(r"\d{8}-\d{6}-\d+\.log")
SEPARATOR = b"\n" + b"-" * 79 + b"\n"
AT_MOST = 200_000
# In every letter of notices, and in no other.
LEADS_TO_NOTICE = re.compile(r"/notices/\d+/")


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail in the folder. ``is_closed`` where the reader may not know what it says."""

    name: str
    at: datetime
    subject: str
    to: str
    body: str = ""
    is_closed: bool = False

    @property
    def tells(self) -> bool:
        """Whether it says what somebody was told; the others are of accounts."""
        return bool(LEADS_TO_NOTICE.search(self.body))

    def is_to(self, person: User) -> bool:
        return parseaddr(self.to)[1].lower() == person.email.lower()


def folder() -> Path | None:
    """Where mail goes, or ``None`` where a mail server is set."""
    if not settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        return None
    return Path(settings.EMAIL_FILE_PATH)


def latest(count: int = 20) -> list[Letter]:
    """The newest mails, newest first; none where there is no folder yet."""
    place = folder()
    if place is None or not place.is_dir():
        return []
    names = sorted(path.name for path in place.iterdir() if FILE_NAME.fullmatch(path.name))
    letters = []
    for name in names[: -count - 1 : -1]:
        letters += read(name)[:1]
    return letters


def read(name: str) -> list[Letter]:
    """The mails in one file of the folder, usually one; none if there is no such file. Only the
    names that the mail backend itself gives are looked for, so that no other file is reached."""
    place = folder()
    if place is None or not FILE_NAME.fullmatch(name):
        return []
    path = place / name
    try:
        with path.open("rb") as file:
            content = file.read(AT_MOST)
        at = datetime.fromtimestamp(path.stat().st_mtime, tz=timezone.get_current_timezone())
    except OSError:
        return []
    return [
        letter_of(name, at, part) for part in content.split(SEPARATOR) if part.strip()
    ]  # fmt: skip


def as_shown_to(reader: User, letters: list[Letter]) -> list[Letter]:
    """Of what others were told, an admin who also reviews or edits reads only to whom it went and
    when: it may say what they must not know yet."""
    if not reader.has_role(Role.REVIEWER, Role.EDITOR):
        return letters
    return [
        replace(letter, subject="What another person was told", body="", is_closed=True)
        if letter.tells and not letter.is_to(reader)
        else letter
        for letter in letters
    ]


def letter_of(name: str, at: datetime, content: bytes) -> Letter:
    message: EmailMessage = email.message_from_bytes(content, policy=email.policy.default)
    text = message.get_body(("plain",))
    return Letter(
        name=name,
        at=at,
        subject=str(message.get("Subject", "")),
        to=str(message.get("To", "")),
        body=str(text.get_content()) if text else "",
    )
