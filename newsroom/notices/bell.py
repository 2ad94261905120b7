"""The bell in the bar: how many unseen notices there are, and whether that is news."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from django.db.models import Count, Max

from newsroom.accounts.models import User

HAVE = re.compile(r"(\d{1,9})-(\d{1,18})")


@dataclass(frozen=True, slots=True)
class Bell:
    """``newest`` is the key of the newest unseen notice, 0 for none."""

    count: int = 0
    newest: int = 0

    @classmethod
    def of(cls, person: User) -> Self:
        found = person.notices.unseen().aggregate(count=Count("pk"), newest=Max("pk"))
        return cls(found["count"], found["newest"] or 0)

    @classmethod
    def parsed(cls, have: str) -> Self | None:
        """The bell that a page has; ``None`` for what no page of ours says."""
        found = HAVE.fullmatch(have)
        return cls(int(found[1]), int(found[2])) if found else None

    def __str__(self) -> str:
        return f"{self.count}-{self.newest}"

    def told_since(self, had: Bell | None, person: User) -> str:
        """A sentence on what came in since, "" for nothing: to be read aloud."""
        new = person.notices.unseen().filter(pk__gt=had.newest if had else self.newest)
        newest = new.first()
        if newest is None:
            return ""
        count = new.count()
        return f"New: {newest.text}" if count == 1 else f"{count} new notices: {newest.text} …"
