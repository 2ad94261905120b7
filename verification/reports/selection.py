"""Which published verdicts an export holds, and what it says about itself. Plain values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

OTHERS_CLAIMS, OWN_COPY = "others_claims", "own_copy"
NOT_RATED = "not-rated"
PURPOSE_WORDS = {OTHERS_CLAIMS: "others’ claims", OWN_COPY: "own copy"}


@dataclass(frozen=True, slots=True)
class Selection:
    """A filter over published verdicts.

    ``since`` and ``until`` are days of the desk's calendar, both included; ``rating`` is a
    rating's slug, ``NOT_RATED``, or empty for all. There is always exactly one purpose: the two
    have scales of their own, and own copy leaves the desk only where it is asked for by name.
    """

    since: date | None = None
    until: date | None = None
    rating: str = ""
    purpose: str = OTHERS_CLAIMS

    @property
    def words(self) -> str:
        """ "others’ claims, published from 1 May 2026 to 31 May 2026, rated false"."""
        parts = [PURPOSE_WORDS[self.purpose]]
        if self.since and self.until:
            parts.append(f"published from {day_words(self.since)} to {day_words(self.until)}")
        elif self.since:
            parts.append(f"published from {day_words(self.since)} on")
        elif self.until:
            parts.append(f"published up to {day_words(self.until)}")
        if self.rating == NOT_RATED:
            parts.append("not rated")
        elif self.rating:
            parts.append(f"rated {self.rating}")
        return ", ".join(parts)

    @property
    def values(self) -> dict[str, str | None]:
        return {
            "purpose": self.purpose,
            "published_since": self.since.isoformat() if self.since else None,
            "published_until": self.until.isoformat() if self.until else None,
            "rating": self.rating or None,
        }

    def file_name(self, extension: str, as_of: datetime) -> str:
        """A name that tells the filter and the time, so that a saved file can be told apart."""
        parts = ["verdicts"]
        if self.purpose != OTHERS_CLAIMS:
            parts.append(self.purpose.replace("_", "-"))
        if self.since:
            parts.append(f"from-{self.since}")
        if self.until:
            parts.append(f"to-{self.until}")
        if self.rating:
            parts.append(self.rating)
        parts.append(f"as-of-{as_of:%Y%m%dT%H%M%SZ}")
        return "_".join(parts) + f".{extension}"


@dataclass(frozen=True, slots=True)
class Envelope:
    """What every export states: whose it is, the filter, the time it holds for, and each scale
    with its ratings' definitions (``{"name", "version", "ratings": [rating]}``)."""

    desk: str
    home: str
    selection: Selection
    as_of: datetime
    scales: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """One verdict as published: its latest version. ``url`` is empty for own copy, which has no
    public page; ``retracted_at`` is set where the newsroom has taken it back."""

    url: str
    version: int
    published_at: datetime
    sha256: str
    payload: dict[str, Any]
    retracted_at: datetime | None = None
    retracted_because: str = ""


def day_words(day: date) -> str:
    return f"{day:%-d %B %Y}"
