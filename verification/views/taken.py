"""Telling the browser that it may forget a draft: the words arrived, and were taken.

Nothing else tells it: a page that follows may be any page, and one that does not come may have
been lost on the way. The cookie names the draft, and holds no word of it.
"""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "taken"
NAME = re.compile(r"[\w.-]{1,120}")
MOST = 1_000  # characters: of many that no page has read yet, the newest
AN_HOUR = 3600


def mark_taken(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Add the draft that the form was sent with, if it was one, to those that were taken."""
    name = request.POST.get("draft", "")
    if NAME.fullmatch(name):
        before = request.COOKIES.get(COOKIE, "")
        response.set_cookie(
            COOKIE,
            f"{name}~{before}"[:MOST],
            max_age=AN_HOUR,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response
