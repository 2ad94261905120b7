"""The folder that mail goes to until a mail server is set: listing it, reading one mail."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.utils import timezone

# As Django's file backend names and separates them.
FILE_NAME = re.compile(r"\d{8}-\d{6}-\d+\.log")
SEPARATOR = b"\n" + b"-" * 79 + b"\n"
AT_MOST = 200_000


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail in the folder. ``body`` is its text, and empty in a list."""

    name: str
    at: datetime
    subject: str
    to: str
    body: str = ""


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
