"""Having a page or a file saved for one's own claim, in order to cite from it.

It starts the work and tells nobody: what one looks at is one's own until the findings are in.
Asked for twice, it is the same copy: a second press is answered with the first one's row.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from newsroom.accounts.models import User
from newsroom.captures import operations as captures
from newsroom.captures.models import Capture, CaptureState, Snapshot
from verification.errors import NotReady
from verification.models import Assignment, ClaimCopy
from verification.models.claim_copy import copies_open_to

from .assignments import own_work, start_work
from .locking import lock_review


@transaction.atomic
def save_page(assignment: Assignment, *, by: User, url: str) -> ClaimCopy:
    """Have the page at an address fetched and kept; a worker does it."""
    assignment = start_work(assignment, by=by)
    return copy_for(assignment, captures.capture_page(url, by=by), by)


@transaction.atomic
def save_file(assignment: Assignment, *, by: User, content: bytes, filename: str) -> ClaimCopy:
    """Keep a file's bytes at once and have them read; a worker does it."""
    assignment = start_work(assignment, by=by)
    return copy_for(assignment, captures.capture_file(content, filename, by=by), by)


@transaction.atomic
def save_text(assignment: Assignment, *, by: User, text: str, url: str = "") -> ClaimCopy:
    """Keep a page's text as somebody pasted it, with the address it comes from."""
    assignment = start_work(assignment, by=by)
    if not text.strip():
        raise NotReady("Paste the text of the page. Nothing was saved.")
    return copy_for(assignment, captures.capture_text(text, by=by, url=url), by)


@transaction.atomic
def use_copy(assignment: Assignment, *, by: User, snapshot: Snapshot) -> ClaimCopy:
    """Cite from a copy that the desk has already."""
    assignment = start_work(assignment, by=by)
    if not copies_open_to(by).filter(pk=snapshot.pk).exists():
        raise NotReady(
            "This saved copy cannot be used here. Save the page anew; nothing was changed."
        )
    before = ClaimCopy.objects.filter(assignment=assignment, capture__snapshot=snapshot).first()
    return before or copy_for(assignment, answered_by(snapshot, by), by)


@transaction.atomic
def save_copy_again(copy: ClaimCopy, *, by: User) -> ClaimCopy:
    """Another try at what could not be saved."""
    lock_review(copy.assignment.review_id)
    own_work(copy.assignment, by)
    captures.try_again(copy.capture, by=by)
    return copy


def copy_for(assignment: Assignment, capture: Capture, user: User) -> ClaimCopy:
    """The row that says that the capture is for this claim. What is on its way for another claim
    of the same person cannot be both; what is saved already can."""
    before = ClaimCopy.objects.filter(capture=capture).first()
    if before is None:
        return ClaimCopy.objects.create(assignment=assignment, capture=capture)
    if before.assignment_id == assignment.pk:
        return before
    if capture.snapshot is None:
        raise NotReady(
            "You are having this saved for another of your claims just now. In a moment it can "
            "be used here too; nothing was changed."
        )
    answered = answered_by(capture.snapshot, user)
    return ClaimCopy.objects.create(assignment=assignment, capture=answered)


def answered_by(snapshot: Snapshot, user: User) -> Capture:
    """A request that needs no worker: the desk has what was asked for."""
    return Capture.objects.create(
        url=snapshot.url,
        path="" if snapshot.url else snapshot.path,
        filename=snapshot.filename,
        media_type=snapshot.media_type,
        state=CaptureState.DONE,
        snapshot=snapshot,
        asked_by=user,
        finished_at=timezone.now(),
    )
