"""Reading one watched page again: what became of it, and of the passages cited from it.

Nothing is written here and no transaction is open: a page takes its time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from claims.watching import Watched, WatchedPassage, watch_passage
from newsroom.captures.fetching import Fetched, FetchFailed, NotModified, Problem, Validators
from newsroom.captures.keeping import Kept, StoreAway, keep_bytes
from newsroom.captures.operations import brought_by
from newsroom.captures.reading import ReadCopy, Unreadable, read_file
from verification.models import Evidence, Watch

# Answers a page: as ``newsroom.captures.fetcher.fetch_page``.
Ask = Callable[..., Fetched]

GONE = {Problem.NOT_FOUND, Problem.GONE}
# Where one page is answered like this, the next would be too.
OF_THE_SITE = {Problem.UNREACHABLE, Problem.TIMEOUT, Problem.ROBOTS}
STATUSES_OF_THE_SITE = {429, 503}
NEWS = {Watched.FIGURE_CHANGED, Watched.PASSAGE_GONE}
UNREADABLE, STORE, BUSY = "unreadable", "store", "busy"


class SiteBusy(Exception):
    """The page sends us on to a site that another worker is reading from, or that asked us to
    wait: a fault of nobody's."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a reading brought. With a ``problem``, nothing, and ``asked`` are the seconds that the
    site wants to be left alone; without one, ``passages`` by their evidence's key, or nothing to
    compare because the page is what it was. ``kept`` are the page's bytes, where they are news.
    """

    problem: str = ""
    asked: int | None = None
    is_of_the_site: bool = False
    page: Fetched | None = None
    copy: ReadCopy | None = None
    kept: Kept | None = None
    passages: dict[int, WatchedPassage] = field(default_factory=dict)

    @property
    def finds_gone(self) -> bool:
        return self.problem in GONE

    @property
    def seen(self) -> dict[str, str]:
        """How to know this state of the page again: columns of ``Watch``."""
        assert self.page is not None
        return marks_of(self.page.headers, hashlib.sha256(self.page.content).hexdigest())


def marks_of(headers: dict[str, str], sha256: str) -> dict[str, str]:
    """A page's own words for its state, and its hash. A mark cut short would be another."""
    etag, modified = headers.get("etag", ""), headers.get("last-modified", "")
    return {
        "etag": etag if len(etag) <= 300 else "",
        "last_modified": modified if len(modified) <= 60 else "",
        "sha256": sha256,
    }


def look_at(watch: Watch, ask: Ask) -> Look:
    """Read the page, if it is another than the one seen last, and compare what was cited."""
    known = Validators(watch.etag, watch.last_modified) if watch.sha256 else None
    try:
        page = ask(watch.url, seen=known)
    except NotModified:
        return Look()
    except SiteBusy:
        return Look(BUSY)
    except FetchFailed as failure:
        return failed_look(failure)
    if hashlib.sha256(page.content).hexdigest() == watch.sha256:
        return Look(page=page)
    brought = brought_by(page)
    try:
        copy = read_file(page.content, brought.type_and_charset, url=page.final_url)
    except Unreadable:
        return Look(UNREADABLE)
    return compared(watch, page, copy)


def compared(watch: Watch, page: Fetched, copy: ReadCopy) -> Look:
    """What a page that was read says of what was cited from it; its bytes are kept if that is
    news."""
    passages = {
        evidence.pk: watch_passage(evidence.selector, copy.text)
        for evidence in Evidence.objects.watched().filter(watch=watch)
    }
    outcomes = {passage.outcome for passage in passages.values()}
    if page.hint and Watched.PASSAGE_GONE in outcomes:
        return Look(str(page.hint))  # the rest of the page, where it may stand, was kept from us
    found: dict[str, Any] = {"page": page, "copy": copy, "passages": passages}
    if not outcomes & NEWS:
        return Look(**found)
    try:
        return Look(**found, kept=keep_bytes(page.content))
    except StoreAway:
        return Look(STORE)


def failed_look(failure: FetchFailed) -> Look:
    return Look(
        str(failure.problem),
        asked=failure.retry_after,
        is_of_the_site=failure.problem in OF_THE_SITE
        or failure.status in STATUSES_OF_THE_SITE
        or failure.retry_after is not None,
    )
