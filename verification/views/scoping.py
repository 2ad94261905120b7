"""The verb that says whether one's own evidence measures the same as the claim."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from verification.forms.scope import ScopeForm
from verification.models import ClaimReview
from verification.operations.evidence_scope import set_scope

from .evidence_figures import back_to, own_evidence
from .verbs import accepted, verb


@verb
def scope(request: HttpRequest, review: ClaimReview, evidence_pk: int) -> HttpResponse | None:
    evidence = own_evidence(request, review, evidence_pk)
    form = ScopeForm(request.POST)
    if not accepted(request, form):
        return back_to(evidence)
    set_scope(
        evidence, by=request.user, scope=form.answers, explained=form.cleaned_data["explained"]
    )
    messages.success(request, f"What {evidence.source.name} measures is noted.")
    return back_to(evidence)
