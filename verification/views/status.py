"""What runs, what waits and why, and the mail that was written to files. For admins."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from newsroom.notices import mailbox
from verification.health import health


def require_status(request: HttpRequest) -> None:
    if not request.user.has_perm("accounts.see_status"):
        raise PermissionDenied("The status page is for admins of this desk.")


@never_cache
@require_safe
def status(request: HttpRequest) -> HttpResponse:
    require_status(request)
    context = {
        "nav": "status",
        "health": health(),
        "mail_folder": mailbox.folder(),
        "letters": mailbox.as_shown_to(request.user, mailbox.latest()),
    }
    return render(request, "verification/status.html", context)


@never_cache
@require_safe
def mail(request: HttpRequest, name: str) -> HttpResponse:
    require_status(request)
    letters = mailbox.as_shown_to(request.user, mailbox.read(name))
    if not letters:
        raise Http404
    return render(request, "verification/status_mail.html", {"nav": "status", "letters": letters})
