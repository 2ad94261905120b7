"""One press that cites again what an earlier round has."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from verification.models import ClaimReview, Evidence
from verification.operations import citing_again

from .page import own_assignment
from .verbs import verb


@verb
def cite_again(request: HttpRequest, review: ClaimReview, evidence_pk: int) -> HttpResponse | None:
    assignment = own_assignment(request, review)
    readable = Evidence.objects.filter(review=review).readable_by(request.user, review)
    earlier = get_object_or_404(readable.select_related("source"), pk=evidence_pk)
    evidence = citing_again.cite_again(earlier, assignment, by=request.user)
    messages.success(request, f"Evidence from {evidence.source.name} is cited again.")
    return redirect(f"{review.get_absolute_url()}#evidence-{evidence.pk}")
