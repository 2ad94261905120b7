"""Bringing documents in."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from claims.errors import IllegalTransition, Unstorable
from claims.models import Document, DocumentVerb, ExtractionRun, Purpose
from claims.signals import own_document_brought_in
from claims.states import RunState
from newsroom.accounts.models import User
from newsroom.accounts.rights import require
from newsroom.captures.models import Snapshot
from newsroom.dispatch import send_task

PRESSED_TWICE = timedelta(minutes=1)


@transaction.atomic
def capture_document(
    text: str,
    *,
    by: User,
    title: str,
    purpose: str = Purpose.OTHERS_CLAIMS,
    outlet: str = "",
    url: str = "",
    published_on: date | None = None,
    wrote_it: bool = False,
) -> Document:
    """Keep a pasted text exactly as it arrived and have it read. ``wrote_it`` says that whoever
    brings it in wrote it.

    The saved copy holds the text's UTF-8 bytes; its ``text`` is those bytes decoded, so offsets
    count what was received, line ends and all. The same text from the same person within a
    minute is a button pressed twice and answers the document that is there. Raises
    ``Unstorable`` for a text that PostgreSQL cannot keep unchanged.
    """
    require(
        by,
        "claims.capture_document",
        otherwise="Only reviewers and editors can bring in documents.",
    )
    if "\x00" in text or "\x00" in title:
        raise Unstorable(
            "This text contains a NUL character, which no article has: it is probably a file and "
            "not its text. Nothing was saved; open the file and paste what you can read in it."
        )
    if not text.strip() or not title.strip():
        raise Unstorable("A document needs a title and a text. Nothing was saved.")
    content = text.encode("utf-8", errors="surrogatepass")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unstorable(
            "This text holds half a character (a lone surrogate), so it cannot be kept as it is. "
            "Nothing was saved; copy the text again from where you read it."
        ) from error
    if document := just_brought_in(content, by):
        return document
    document = Document.objects.create(
        title=title.strip(),
        purpose=purpose,
        outlet=outlet,
        url=url,
        published_on=published_on,
        snapshot=Snapshot.objects.keep(content, text=text, url=url, by=by),
        added_by=by,
    )
    document.record(DocumentVerb.CAPTURED, actor=by, sha256=document.snapshot.sha256)
    if wrote_it:
        own_document_brought_in.send(sender=Document, document=document, by=by)
    queue_reading(document)
    return document


def just_brought_in(content: bytes, by: User) -> Document | None:
    """The document this person made of the same bytes a moment ago. Their row is locked, so that
    of two presses at once the second waits and finds the first one's document."""
    User.objects.select_for_update().get(pk=by.pk)
    return Document.objects.filter(
        added_by=by,
        snapshot__sha256=hashlib.sha256(content).hexdigest(),
        added_at__gt=timezone.now() - PRESSED_TWICE,
    ).first()


@transaction.atomic
def read_again(document: Document, *, by: User) -> ExtractionRun:
    """Have a document read once more whose reading failed."""
    require(
        by,
        "claims.triage_document",
        document,
        otherwise="Only editors and whoever brought a document in can have it read again.",
    )
    document = Document.objects.select_for_update().get(pk=document.pk)
    latest = document.latest_run
    if latest and latest.state != RunState.FAILED:
        raise IllegalTransition(
            f"This document is {latest.get_state_display()}, so there is nothing to read again."
        )
    return queue_reading(document)


def queue_reading(document: Document) -> ExtractionRun:
    """Write the work down, then ring the bell; a lost bell is made good by the sweep."""
    run = ExtractionRun.objects.create(document=document, total=len(document.snapshot.text))
    transaction.on_commit(lambda: send_task("claims.extract", run.pk))
    return run
