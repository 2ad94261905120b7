"""Asking for a page, a file or a pasted text to be saved.

Asking writes a ``Capture``, which is the job, and rings the bell; the bytes of a file and of a
pasted text are kept at once.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from newsroom.accounts.models import User
from newsroom.accounts.rights import require
from newsroom.captures.errors import NothingToTry, NotSaved
from newsroom.captures.keeping import Kept, keep_bytes
from newsroom.captures.kinds import told_type
from newsroom.captures.models import LIVE_CAPTURES, Capture, CaptureState, CaptureStep, Snapshot
from newsroom.dispatch import send_task

from .checking import checked_address, refuse_size, storable, tidy, tidy_name
from .taking import MAX_ATTEMPTS

PRESSED_TWICE = timedelta(minutes=1)
WHO_MAY = "Only reviewers and editors can save pages and files."
TAKEN = "web pages, PDF, text, CSV tables, Word documents and Excel workbooks"


@transaction.atomic
def capture_page(url: str, *, by: User) -> Capture:
    """Have the page or file at an address saved.

    Somebody who is waiting for the same address already is answered with what is on its way.
    Errors: ``NotSaved`` for what is no address of a page.
    """
    require(by, "captures.capture", otherwise=WHO_MAY)
    address = checked_address(url)
    if live := on_its_way(by, url=address):
        return live
    return begun(Capture(url=address, asked_by=by))


def capture_file(content: bytes, filename: str, *, by: User) -> Capture:
    """Keep a file's bytes at once and have it read. What it is, its content tells.

    Errors: ``NotSaved`` for a file that is empty, too large or of no kind that the desk takes;
    ``StoreAway``.
    """
    require(by, "captures.capture", otherwise=WHO_MAY)
    name = tidy_name(filename)
    if not content:
        raise NotSaved(f"“{name}” is empty, so there is nothing to save. Choose another file.")
    refuse_size(len(content), f"“{name}”")
    media_type = told_type(content, filename)
    if media_type is None:
        raise NotSaved(
            f"“{name}” is, by its content, none of what the desk takes: {TAKEN}. Nothing was "
            "saved. Save it as one of those and upload that, or paste the text."
        )
    kept = keep_bytes(content)
    with transaction.atomic():
        if live := on_its_way(by, path=kept.path):
            return live
        return begun(
            Capture(
                path=kept.path,
                filename=name,
                media_type=media_type,
                done=kept.size,
                total=kept.size,
                asked_by=by,
            )
        )


def capture_text(text: str, *, by: User, url: str = "", title: str = "") -> Capture:
    """Keep a pasted text exactly as it came, line ends and all: there is nothing to wait for.

    ``url`` is where it was copied from. The same text from the same person within a minute is a
    button pressed twice. Errors: ``NotSaved`` for a text that cannot be kept as it is,
    ``StoreAway``.
    """
    require(by, "captures.capture", otherwise=WHO_MAY)
    content = storable(text)
    refuse_size(len(content), "This text")
    address = checked_address(url) if url.strip() else ""
    title = tidy(title, 500)
    kept = keep_bytes(content)
    with transaction.atomic():
        if capture := just_pasted(by, kept, address):
            return capture
        now = timezone.now()
        snapshot = Snapshot.objects.add(kept, text=text, url=address, title=title, by=by)
        return Capture.objects.create(
            path=kept.path,
            filename=title[:255] or "Pasted text",
            media_type=snapshot.media_type,
            state=CaptureState.DONE,
            step=CaptureStep.KEEPING,
            done=kept.size,
            total=kept.size,
            snapshot=snapshot,
            asked_by=by,
            asked_at=now,
            finished_at=now,
        )


@transaction.atomic
def try_again(capture: Capture, *, by: User) -> Capture:
    """Have something saved once more that could not be."""
    require(
        by,
        "captures.follow",
        capture,
        otherwise="Only editors and whoever asked for it can have it saved again.",
    )
    capture = Capture.objects.select_for_update(of=("self",)).get(pk=capture.pk)
    if capture.state != CaptureState.FAILED:
        raise NothingToTry(
            f"This is {capture.get_state_display()}, so there is nothing to try again."
        )
    capture.state, capture.step = CaptureState.DUE, CaptureStep.WAITING
    capture.problem = capture.sentence = ""
    # Attempts go on counting, so that a worker given up long ago holds nothing; a full number of
    # them starts from here.
    capture.attempt += -capture.attempt % MAX_ATTEMPTS
    capture.asked_at, capture.finished_at = timezone.now(), None
    if capture.url:
        capture.done = capture.total = 0
    return begun(capture)


def begun(capture: Capture) -> Capture:
    """Write the work down, then ring the bell; a lost bell is made good by the sweep."""
    capture.save()
    transaction.on_commit(lambda: send_task("captures.take", capture.pk))
    return capture


def on_its_way(user: User, **what: str) -> Capture | None:
    """What this person has asked for and still waits for. Their row is locked, so that of two
    presses at once the second finds the first one's capture."""
    User.objects.select_for_update().get(pk=user.pk)
    return Capture.objects.filter(asked_by=user, state__in=LIVE_CAPTURES, **what).first()


def just_pasted(user: User, kept: Kept, address: str) -> Capture | None:
    User.objects.select_for_update().get(pk=user.pk)
    return Capture.objects.filter(
        asked_by=user,
        path=kept.path,
        state=CaptureState.DONE,
        snapshot__url=address,
        asked_at__gt=timezone.now() - PRESSED_TWICE,
    ).first()
