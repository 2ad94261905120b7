"""Refusals are news for a person: a sentence that says what happened and what to do next."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme


class Refused(Exception):
    """A verb was refused for a reason that lies in the state of things, not in who asks.

    Its text is shown to the person as it is. A missing right is Django's ``PermissionDenied``.
    """

    @property
    def sentence(self) -> str:
        return str(self)


class RefusalMiddleware:
    """Bring a refusal back to the page it came from, as a message; nothing was changed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        if request.headers.get("Accept", "").startswith("application/json"):
            return HttpResponse(exception.sentence, status=409, content_type="text/plain")
        came_from = request.headers.get("Referer", "")
        in_page = bool(getattr(request, "htmx", False))
        if (request.method == "POST" or in_page) and url_has_allowed_host_and_scheme(
            came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        ):
            messages.error(request, exception.sentence)
            if in_page:
                return HttpResponse(status=204, headers={"HX-Refresh": "true"})
            return HttpResponseRedirect(came_from)
        return render(request, "errors/409.html", {"sentence": exception.sentence}, status=409)
