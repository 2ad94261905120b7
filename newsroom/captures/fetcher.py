"""The desk's own way to the fetcher: who we say we are, and where we may go.

Whoever needs a page or a file that somebody named asks here; nothing else in the product opens a
connection to an address that comes from outside.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings

from .fetching import Fetched, check, fetch

VERSION = "0.1.0"


def fetch_page(url: str, **options: Any) -> Fetched:
    """``fetching.fetch`` with its ``options``, as this desk. Errors: as there."""
    return fetch(url, allow=settings.FETCH_ALLOW, user_agent=user_agent(), **options)


def check_address(url: str) -> None:
    """Whether this desk may ask anything of the address. Errors: ``FetchFailed``."""
    check(url, allow=settings.FETCH_ALLOW)


def user_agent() -> str:
    """Says what asks, and where its owner is to be found."""
    return f"Plumbline/{VERSION} (+{settings.PUBLIC_URL})"
