"""Saved copies for tests of citing, as a worker would have left them."""

from __future__ import annotations

from typing import Any

from newsroom.captures.models import Capture, CaptureState, Snapshot
from verification.models import Assignment, ClaimCopy
from verification.operations.copies import save_page

TEXT = (
    "The office keeps a register. Some 6,300 people from Varland had joined by 30 September 2024."
    " The ministry denied that more than 7,500 people had joined."
)
ADDRESS = "https://register.example/brigades"


def asked_for(given: Assignment, address: str = ADDRESS) -> ClaimCopy:
    """A page that its reviewer asked for and that no worker has taken up."""
    return save_page(given, by=given.reviewer, url=address)


def saved_for(
    given: Assignment, text: str = TEXT, address: str = ADDRESS, **columns: Any
) -> ClaimCopy:
    """A page that has been saved for its reviewer's claim."""
    copy = asked_for(given, address)
    columns = {"media_type": "text/html", **columns}
    snapshot = Snapshot.objects.keep(
        text.encode(), text=text, url=address, by=given.reviewer, **columns
    )
    Capture.objects.filter(pk=copy.capture_id).update(state=CaptureState.DONE, snapshot=snapshot)
    return ClaimCopy.objects.get(pk=copy.pk)


def failed_for(given: Assignment, address: str = ADDRESS) -> ClaimCopy:
    copy = asked_for(given, address)
    Capture.objects.filter(pk=copy.capture_id).update(
        state=CaptureState.FAILED, problem="gone", sentence="There is no such page any more."
    )
    return ClaimCopy.objects.get(pk=copy.pk)
