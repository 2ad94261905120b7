"""Keeping a verdict's text while it is being written."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from verification.forms.fields import first_error
from verification.forms.review import VerdictForm, text_draft_form
from verification.models import ClaimReview
from verification.operations.text_drafts import keep_text_draft
from verification.operations.whose_move import require_wording

from .keeping import not_all_of_it
from .verbs import verb

ALWAYS_SENT = ("conclusion", "explanation", "version")


@verb
def keep(request: HttpRequest, review: ClaimReview) -> HttpResponse:
    """For scripts: ``{"saved_at", "version"}``; a stale version is answered with 409. What is
    typed need not be complete; what the form would not take is not kept either (422), and of what
    did not arrive whole nothing is (400)."""
    require_wording(review, request.user)
    if refusal := not_all_of_it(request, ALWAYS_SENT):
        return refusal
    form = text_draft_form(review, request.user, request.POST)
    if not form.is_valid():
        return HttpResponse(first_error(form), status=422, content_type="text/plain")
    names = [name for name in VerdictForm.base_fields if name != "version"]
    draft = keep_text_draft(
        review,
        by=request.user,
        words={name: request.POST[name] for name in names if name in request.POST},
        takes=form.cleaned_data["takes"] or 0,
        seen=form.cleaned_data["seen"] or 0,
        seen_version=form.cleaned_data["version"],
    )
    return JsonResponse({"saved_at": draft.saved_at, "version": draft.version})
