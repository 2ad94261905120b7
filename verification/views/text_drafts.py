"""Keeping a verdict's text while it is being written."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from verification.forms.review import VerdictForm
from verification.models import ClaimReview
from verification.operations.text_drafts import keep_text_draft

from .verbs import verb


@verb
def keep(request: HttpRequest, review: ClaimReview) -> HttpResponse:
    """For scripts: ``{"saved_at", "version"}``; a stale version is answered with 409. What is
    typed need not be complete, so nothing of it is refused here."""
    words = {
        name: request.POST[name].replace("\x00", "")
        for name in VerdictForm.base_fields
        if name in request.POST and name != "version"
    }
    draft = keep_text_draft(
        review,
        by=request.user,
        words=words,
        takes=number_in(request, "takes") or 0,
        seen_version=number_in(request, "version"),
    )
    return JsonResponse({"saved_at": draft.saved_at, "version": draft.version})


def number_in(request: HttpRequest, name: str) -> int | None:
    typed = request.POST.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 18 else None
