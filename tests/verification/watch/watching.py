"""A page that is cited and then read again, for the tests beside this file."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models.functions import Now

from newsroom.captures.fetcher import fetch_page
from newsroom.captures.keeping import keep_bytes
from newsroom.captures.models import Snapshot
from newsroom.captures.operations import brought_by, write_copy
from newsroom.captures.reading.readers import read_here
from newsroom.notices.models import Notice
from tests.factories import assigned, with_evidence
from tests.newsroom.captures.web import Page
from verification.models import Assignment, Evidence, Watch, WatchedHost
from verification.operations.watching import watch_host

PASSAGE = "The fund paid 65 villages in Aro last year, its director said."
NEWS = f"""<!doctype html>
<html><head><title>The fund of Aro</title></head><body>
<article><h1>The fund of Aro</h1>
<p>The yearly report of the fund was presented in the old hall on Tuesday afternoon.</p>
<p>{PASSAGE}</p>
<p>Nobody asked how the villages were chosen, and the meeting ended after an hour.</p>
</article></body></html>
"""


def saved(page: Page) -> Snapshot:
    """The page as a worker saves it."""
    fetched = fetch_page(page.url)
    brought = brought_by(fetched)
    copy = read_here(fetched.content, brought.type_and_charset, fetched.final_url)
    return write_copy(keep_bytes(fetched.content), brought, copy, url=page.url)


def cited(page: Page, to: Assignment | None = None, **columns: Any) -> Evidence:
    given = to or assigned()
    return with_evidence(given, **{"snapshot": saved(page), "excerpt": PASSAGE, **columns})


def make_due(**which: Any) -> None:
    """Let the time pass that a page, and its host, are left alone."""
    Watch.objects.filter(**which).update(next_at=Now() - timedelta(minutes=1))
    WatchedHost.objects.update(not_before=Now() - timedelta(minutes=1))


def read_again(evidence: Evidence) -> int:
    """One visit, however soon after the last."""
    make_due()
    return watch_host(evidence.watch.host_id, pause=lambda seconds: None)


def told(person: Any) -> list[str]:
    return [notice.text for notice in Notice.objects.filter(recipient=person).order_by("pk")
            if "Cited for" in notice.text]  # fmt: skip
