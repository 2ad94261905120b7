"""The second to save is told, and nothing that they have not seen is overwritten.

A form that changes what is there carries ``seen``: what it was shown, as ``seen_of`` makes it. The
verb compares under the review's lock; ``None`` asks nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claims.operations.keeping import seen_of
from verification.errors import Stale

__all__ = ["refuse_unseen", "seen_of"]


def refuse_unseen(seen: str | None, now: Mapping[str, Any], *, what: str) -> None:
    """Raise ``Stale`` unless ``seen`` was made of what is there ``now``."""
    if seen is not None and seen != seen_of(now):
        raise Stale(
            f"{what} changed while your form was open, so yours was not saved. Read what is there "
            "now, then save again if yours still holds."
        )
