"""Evidence in the workspace: typed into a form where there is no page to save, its figures
corrected, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from verification.forms.citing import EvidenceForm
from verification.forms.review import ReasonForm
from verification.models import ClaimReview, Evidence
from verification.operations import evidence as evidencing

from .keeping import keep_words
from .naming import source_named
from .page import own_assignment, show_workspace
from .undo import offer_undo
from .verbs import accepted, verb


@verb
def cite(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    form = EvidenceForm(request.POST, review=review, by=request.user)
    keep_words(request, "evidence_form", form)
    assignment = own_assignment(request, review)
    if not form.is_valid():
        return show_workspace(request, review, status=422, evidence_form=form)
    with transaction.atomic():
        source = source_named(request, form)
        evidence = evidencing.cite(assignment, by=request.user, source=source, **form.passage())
    messages.success(request, f"Evidence from {source.name} is added.")
    return redirect(f"{review.get_absolute_url()}#evidence-{evidence.pk}")


@verb
def withdraw_evidence(
    request: HttpRequest, review: ClaimReview, evidence_pk: int
) -> HttpResponse | None:
    evidence = get_object_or_404(
        Evidence.objects.filter(review=review).readable_by(request.user, review), pk=evidence_pk
    )
    form = ReasonForm(request.POST)
    if not accepted(request, form):
        return None
    evidencing.withdraw_evidence(evidence, by=request.user, reason=form.cleaned_data["reason"])
    said = "The evidence is withdrawn; its line stays, struck, with the reason."
    offer_undo(request, review, said, "restore_evidence", evidence.pk)
    return redirect(f"{review.get_absolute_url()}#evidence-{evidence.pk}")
