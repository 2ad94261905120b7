"""One page of somebody's notices: the unseen first, then the earlier ones, the newest first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsroom.accounts.models import User

from .models import Notice

PAGE = 30
# The last row of the page before: "new" or "earlier", and its key.
PLACE = re.compile(r"(new|earlier)-(\d{1,18})")


@dataclass(frozen=True, slots=True)
class Page:
    """``older`` is the place that the next page goes on after, "" at the end."""

    new: list[Notice]
    earlier: list[Notice]
    older: str

    @property
    def newest(self) -> int:
        """The newest unseen that this page shows."""
        return self.new[0].pk if self.new else 0


def page_from(person: User, *, kind: str = "", after: str = "", size: int = PAGE) -> Page:
    """The page after that place; the first one for a place that is none. Two queries."""
    mine = person.notices.filter(kind=kind) if kind else person.notices.all()
    found = PLACE.fullmatch(after)
    part, key = (found[1], int(found[2])) if found else ("", 0)
    new = mine.filter(seen_at__isnull=True)
    earlier = mine.filter(seen_at__isnull=False)
    if part == "new":
        new = new.filter(pk__lt=key)
    if part == "earlier":
        new, earlier = new.none(), earlier.filter(pk__lt=key)
    rows = list(new[: size + 1])
    rows += earlier[: size + 1 - len(rows)]
    shown = rows[:size]
    return Page(
        [row for row in shown if row.seen_at is None],
        [row for row in shown if row.seen_at is not None],
        place_of(shown[-1]) if len(rows) > size else "",
    )


def place_of(row: Notice) -> str:
    return f"{'new' if row.seen_at is None else 'earlier'}-{row.pk}"
