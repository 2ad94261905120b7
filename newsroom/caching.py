"""What of the desk may be kept by browsers and by what stands between: public pages alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

PRIVATE = "private, no-store"


class PrivatePagesMiddleware:
    """A page for which one signs in is kept by nobody, so that it is gone from the browser after
    signing out. A view that says itself what may be kept of it is left alone, and so is one that
    is open to everybody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.is_public_page = False  # type: ignore[attr-defined]
        response = self.get_response(request)
        if not request.is_public_page:  # type: ignore[attr-defined]
            response.headers.setdefault("Cache-Control", PRIVATE)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *arguments: Any
    ) -> None:
        """By the mark that ``login_not_required`` leaves."""
        request.is_public_page = not getattr(view, "login_required", True)  # type: ignore[attr-defined]
