"""Whether evidence still stands: its excerpt in the saved copy, and the page on the live web.

Values in, a shield in words out. That the excerpt is in the copy is proved, code point by code
point; what is said of the live page is as good as the last time it was read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import quote

from claims.anchoring import Selector, Standing, locate

TOLD_APART = 4  # words that lead to a passage, and rarely elsewhere


class Live(StrEnum):
    """What the watch says of the live page."""

    UNKNOWN = ""
    AS_CITED = "figure unchanged on the live page"
    CHANGED = "figure changed on the live page"
    PASSAGE_GONE = "gone from the live page"
    PAGE_GONE = "the live page is gone"
    UNREADABLE = "the live page could not be read"


FOUND = {
    "figure": Live.CHANGED,
    "passage_gone": Live.PASSAGE_GONE,
    "page_gone": Live.PAGE_GONE,
}
WORRYING = (Live.CHANGED, Live.PASSAGE_GONE, Live.PAGE_GONE)


@dataclass(frozen=True, slots=True)
class Shield:
    """What is proved of one piece of evidence with a saved copy."""

    is_in_copy: bool
    sha256: str
    live: Live = Live.UNKNOWN
    read_at: datetime | None = None
    passage: str = ""  # see way_to
    copy: str = "saved copy"  # or what a person brought: "pasted text"

    @property
    def words(self) -> str:
        return f"in the {self.copy}" if self.is_in_copy else f"not in the {self.copy}"

    @property
    def is_worrying(self) -> bool:
        return not self.is_in_copy or self.live in WORRYING


def way_to(excerpt: str, start: int | None) -> str:
    """The end of a saved copy's address that leads to a passage: the leaf around its place, and
    the first of its words as a text fragment, to which browsers that know these scroll."""
    if start is None:
        return ""
    words = excerpt.split()[:TOLD_APART]
    if len(words) < TOLD_APART:
        return f"?around={start}"
    return f"?around={start}#:~:text={quote(' '.join(words), safe='').replace('-', '%2D')}"


def live_of(changes: list[str], *, is_gone: bool, problem: str, read_at: datetime | None) -> Live:
    """``changes`` are the kinds of what the watch found and nobody has decided on; the gravest
    counts. ``problem`` is why the page could not be read last time."""
    found = [FOUND[kind] for kind in FOUND if kind in changes]
    if is_gone or found:
        return Live.PAGE_GONE if is_gone else found[-1]
    if problem:
        return Live.UNREADABLE
    return Live.AS_CITED if read_at else Live.UNKNOWN


IN_COPY = {
    Standing.PRESENT: "The excerpt stands in this copy, at its place.",
    Standing.MOVED: "The excerpt stands in this copy, but not at the place that was noted.",
    Standing.GONE: "The excerpt does not stand in this copy.",
}
IN_NEWER = {
    Standing.PRESENT: "still says it, at the same place",
    Standing.MOVED: "still says it, at another place",
    Standing.GONE: "does not say it any more",
}
STORED = {
    "": "The stored file was read again: its SHA-256 is the one taken when it was saved.",
    "altered": "The stored file has been altered: its SHA-256 is not the one taken when it was "
    "saved. Tell an admin; a backup may have the right one.",
    "missing": "The store has lost the file. Tell an admin; a backup may have it.",
    "unreadable": "The store could not be reached, so nothing is proved just now. Try again later.",
}


@dataclass(frozen=True, slots=True)
class Verified:
    """What re-reading showed, in sentences. ``stored`` is "" or what is wrong with the file."""

    stored: str
    standing: Standing
    newer: Standing | None = None
    newer_at: datetime | None = None

    @property
    def holds(self) -> bool:
        return not self.stored and self.standing is Standing.PRESENT

    @property
    def sentences(self) -> list[str]:
        said = [STORED[self.stored], IN_COPY[self.standing]]
        if self.newer and self.newer_at:
            said.append(
                f"The newest copy of the page, of {self.newer_at:%-d %B %Y}, "
                f"{IN_NEWER[self.newer]}."
            )
        return said


def verified(
    selector: Selector,
    text: str,
    stored: str,
    newer: str | None = None,
    newer_at: datetime | None = None,
) -> Verified:
    """``text`` is the copy's, ``newer`` that of the newest later copy of the same page, if any."""
    return Verified(
        stored,
        locate(selector, text).standing,
        None if newer is None else locate(selector, newer).standing,
        newer_at,
    )
