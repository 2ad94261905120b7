"""The pages the demo's reviewers saved, and the one that changed since."""

from __future__ import annotations

from pathlib import Path

from django.utils import timezone

from newsroom.accounts.models import User
from newsroom.captures.fetching import Fetched
from newsroom.captures.models import Snapshot
from newsroom.captures.reading import ReadCopy
from verification.models import Watch
from verification.operations import changed_figures, looking

REGISTER = "https://rivertreaty.example/register"
PAGES = Path(__file__).parent / "saved_copies"


def saved_copy(name: str, *, by: User) -> Snapshot:
    content = (PAGES / name).read_bytes()
    address = REGISTER if name == "coalition-register.txt" else ""
    return Snapshot.objects.keep(
        content, text=content.decode(), url=address, final_url=address, by=by
    )


def read_register_again() -> None:
    """The figure watch finds another member in the register that verdicts rest on."""
    content = (PAGES / "coalition-register-now.txt").read_bytes()
    page = Fetched(
        url=REGISTER,
        final_url=REGISTER,
        status=200,
        headers={"content-type": "text/plain; charset=utf-8"},
        content=content,
        media_type="text/plain",
        fetched_at=timezone.now(),
        hops=(REGISTER,),
    )
    watch = Watch.objects.get(url=REGISTER)
    copy = ReadCopy(content.decode(), ())
    changed_figures.record(watch, looking.compared(watch, page, copy))
