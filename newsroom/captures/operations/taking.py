"""Saving what was asked for: the worker's verb, safe to run twice, at once, or halfway."""

from __future__ import annotations

import hashlib
import logging
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from newsroom.captures.fetcher import fetch_page
from newsroom.captures.fetching import OFFER, Fetched, FetchFailed, Problem
from newsroom.captures.keeping import Kept, StoreAway, digest_in, keep_bytes, read_bytes
from newsroom.captures.models import Capture, CaptureState, CaptureStep, Snapshot
from newsroom.captures.reading import ReadCopy, Unreadable, as_json, read_file
from newsroom.dispatch import send_task
from newsroom.leases import lease_renewed

from .checking import MOST_ADDRESS, tidy

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 5
PROGRESS_SECONDS = 0.5

# What a capture's ``problem`` says beside the fetcher's own words.
UNREADABLE = "unreadable"
STORE = "store"
WORKER = "worker"

GIVEN_UP = f"The worker stopped {MAX_ATTEMPTS} times while saving this, so it was left. {OFFER}"
FILE_LOST = "The desk’s store has lost this file before it was read. Upload it once more."
FILE_DAMAGED = (
    "What the desk’s store holds of this file is not what was brought: it was damaged since, so "
    "nothing was read from it. Upload it once more, which puts it right; an admin finds the file’s "
    "name in the log."
)
# Doubts about a page that was saved all the same.
HINTS: dict[str, str] = {
    Problem.PAYWALL: (
        "This page says itself that the rest of it is for subscribers. Look whether the passage "
        "that you need is in what was saved; else paste the text or upload the file."
    )
}


@dataclass(frozen=True, slots=True)
class Brought:
    """Bytes to be read and kept: ``media_type`` as told by them, ``charset`` as declared."""

    content: bytes
    media_type: str
    at: datetime
    charset: str = ""
    final_url: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    hint: str = ""

    @property
    def type_and_charset(self) -> str:
        return f"{self.media_type}; charset={self.charset}" if self.charset else self.media_type


class Damaged(Exception):
    """What the store holds no longer has the hash that it had when it was brought."""


def take_capture(capture_id: int) -> bool:
    """Fetch or open what was asked for, read it and keep it, once; ``False`` if there was nothing
    to do because another worker has it or it is over.

    All of that happens outside any transaction, under a lease that a second thread renews. The
    saved copy is written in one transaction with the capture's end, and only by the attempt that
    still holds it: a worker killed halfway leaves nothing but bytes that have their own hash for
    a name, one that was given up writes nothing.
    """
    with transaction.atomic():
        attempt = Capture.objects.take(capture_id)
    if attempt is None:
        return False
    capture = Capture.objects.select_related("asked_by").get(pk=capture_id)
    with lease_renewed(lambda: Capture.objects.renew(capture_id, attempt)):
        try:
            brought = fetched(capture, attempt) if capture.url else opened(capture)
            note(capture, attempt, step=CaptureStep.READING)
            copy = read_file(brought.content, brought.type_and_charset, url=brought.final_url)
            note(capture, attempt, step=CaptureStep.KEEPING)
            kept = keep_bytes(brought.content)
        except FetchFailed as failure:
            return fail(capture, attempt, str(failure.problem), failure.sentence)
        except Unreadable as failure:
            return fail(capture, attempt, UNREADABLE, failure.sentence)
        except StoreAway as away:
            return leave_to_the_sweep(capture, attempt, away.sentence)
        except FileNotFoundError:
            return fail(capture, attempt, STORE, FILE_LOST)
        except Damaged:
            logger.error("Capture %s: the stored file %s is damaged", capture.pk, capture.path)
            return fail(capture, attempt, STORE, FILE_DAMAGED)
    return finish(capture, attempt, brought, copy, kept)


def fetched(capture: Capture, attempt: int) -> Brought:
    note(capture, attempt, step=CaptureStep.FETCHING, done=0, total=0)
    page = fetch_page(capture.url, on_progress=Progress(capture, attempt))
    note(capture, attempt, done=len(page.content), total=len(page.content))
    return brought_by(page)


def brought_by(page: Fetched) -> Brought:
    headers = {
        tidy(name, 200): tidy(value, 8000)
        for name, value in page.headers.items()
        if name not in ("set-cookie", "set-cookie2")
    }
    return Brought(
        content=page.content,
        media_type=page.media_type,
        charset=charset_of(headers.get("content-type", "")),
        at=page.fetched_at,
        # One that does not fit would be another address; where it came from is in ``url``.
        final_url=page.final_url if len(page.final_url) <= MOST_ADDRESS else "",
        headers=headers,
        hint=str(page.hint or ""),
    )


def opened(capture: Capture) -> Brought:
    content = read_bytes(capture.path)
    if hashlib.sha256(content).hexdigest() != digest_in(capture.path):
        raise Damaged
    return Brought(content, capture.media_type, at=capture.asked_at)


def charset_of(content_type: str) -> str:
    """What the header says of the text's encoding, "" for nothing that could be a name of one."""
    found = re.search(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", content_type, re.IGNORECASE)
    return found[1] if found else ""


class Progress:
    """Writes down how many bytes have come, at most twice a second."""

    def __init__(self, capture: Capture, attempt: int, clock: Callable[[], float] = time.monotonic):
        self._note = lambda **columns: note(capture, attempt, **columns)
        self._clock = clock
        self._next = 0.0

    def __call__(self, done: int, total: int | None) -> None:
        if self._clock() >= self._next:
            self._next = self._clock() + PROGRESS_SECONDS
            self._note(done=done, total=total or 0)


def note(capture: Capture, attempt: int, **columns: Any) -> None:
    Capture.objects.held(capture.pk, attempt).update(**columns)


@transaction.atomic
def finish(capture: Capture, attempt: int, brought: Brought, copy: ReadCopy, kept: Kept) -> bool:
    """Write the saved copy and end the capture, if this attempt still holds it."""
    if Capture.objects.held(capture.pk, attempt).select_for_update(of=("self",)).first() is None:
        return False
    snapshot = write_copy(
        kept, brought, copy, url=capture.url, by=capture.asked_by, filename=capture.filename
    )
    return ended(
        capture,
        attempt,
        CaptureState.DONE,
        snapshot=snapshot,
        problem=brought.hint,
        sentence=HINTS.get(brought.hint, ""),
    )


def write_copy(kept: Kept, brought: Brought, copy: ReadCopy, **columns: Any) -> Snapshot:
    """The saved copy's row; ``columns`` say what was asked for, and by whom."""
    return Snapshot.objects.add(
        kept,
        text=copy.text,
        media_type=brought.media_type,
        final_url=brought.final_url,
        headers=brought.headers,
        title=tidy(copy.title, 500),
        author=tidy(copy.author, 300),
        published_on=copy.published_on,
        parts=as_json(copy.parts),
        captured_at=brought.at,
        **columns,
    )


def fail(capture: Capture, attempt: int, problem: str, sentence: str) -> bool:
    return ended(capture, attempt, CaptureState.FAILED, problem=problem, sentence=sentence)


def ended(capture: Capture, attempt: int, state: CaptureState, **columns: Any) -> bool:
    """End the capture if this attempt still holds it: a conditional update, so only one does."""
    held = Capture.objects.held(capture.pk, attempt)
    return bool(held.update(state=state, finished_at=timezone.now(), lease_until=None, **columns))


def leave_to_the_sweep(capture: Capture, attempt: int, sentence: str) -> bool:
    """The store may be back in a moment: when the lease has lapsed, the sweep has it tried again.
    What is told meanwhile, and at last, is why."""
    note(capture, attempt, problem=STORE, sentence=sentence)
    return False


def sweep() -> int:
    """Find captures that nobody is doing and ring the bell again; give up on those that have
    stopped every worker that took them. Answers how many bells were rung."""
    rung = 0
    for capture in Capture.objects.awaiting_worker()[:200]:
        was_taken = capture.state == CaptureState.RUNNING
        if was_taken and capture.attempt % MAX_ATTEMPTS == 0:
            give_up(capture)
        elif send_task("captures.take", capture.pk):
            rung += 1
    return rung


def give_up(capture: Capture) -> None:
    """End it as failed, unless a worker has taken it up just now."""
    left = Capture.objects.filter(pk=capture.pk, attempt=capture.attempt).awaiting_worker()
    given_up = left.update(
        state=CaptureState.FAILED,
        finished_at=timezone.now(),
        lease_until=None,
        problem=capture.problem or WORKER,
        sentence=capture.sentence or GIVEN_UP,
    )
    if given_up:
        logger.error("Capture %s was given up after %s attempts", capture.pk, capture.attempt)
