"""What is undone by a verb of its own; the rest is undone by the verb that does the opposite."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from verification.forms.lineage import OtherPieceForm
from verification.models import ClaimReview
from verification.operations import undoing

from .contacts import back_to_contacts
from .evidence_figures import back_to, own_evidence
from .verbs import accepted, verb


@verb
def restore_evidence(
    request: HttpRequest, review: ClaimReview, evidence_pk: int
) -> HttpResponse | None:
    evidence = own_evidence(request, review, evidence_pk)
    undoing.restore_evidence(evidence, by=request.user)
    messages.success(request, f"The evidence from {evidence.source.name} stands again.")
    return back_to(evidence)


@verb
def leave_open(request: HttpRequest, review: ClaimReview, evidence_pk: int) -> HttpResponse | None:
    evidence = own_evidence(request, review, evidence_pk)
    form = OtherPieceForm(request.POST, review=review, by=request.user)
    if not accepted(request, form):
        return back_to(evidence)
    undoing.leave_open(evidence, form.cleaned_data["other"], by=request.user)
    messages.success(request, f"Where {evidence.source.name} has it from is open again.")
    return back_to(evidence)


@verb
def wait_again(request: HttpRequest, review: ClaimReview, contact_pk: int) -> HttpResponse | None:
    contact = get_object_or_404(review.contacts, pk=contact_pk)
    undoing.wait_again(contact, by=request.user)
    messages.success(request, f"{contact.whom} is waited for again, and the clock is paused.")
    return back_to_contacts(review)
