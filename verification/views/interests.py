"""Noting at a line of evidence that its source has an interest in the claim."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from verification.forms.sources import StakeForm
from verification.models import ClaimReview, Evidence, Interest
from verification.operations import interests

from .undo import offer_undo
from .verbs import accepted, verb


@verb
def record_interest(
    request: HttpRequest, review: ClaimReview, evidence_pk: int
) -> HttpResponse | None:
    evidence = get_object_or_404(
        Evidence.objects.filter(review=review)
        .readable_by(request.user, review)
        .select_related("source"),
        pk=evidence_pk,
    )
    form = StakeForm(request.POST)
    if accepted(request, form):
        stake = form.cleaned_data["stake"]
        noted = interests.record_interest(evidence.source, review, by=request.user, stake=stake)
        said = f"It is noted that {evidence.source} has an interest here."
        offer_undo(request, review, said, "end_interest", noted.pk)
    return None


@verb
def end_interest(
    request: HttpRequest, review: ClaimReview, interest_pk: int
) -> HttpResponse | None:
    interest = get_object_or_404(
        Interest.objects.visible_to(request.user).filter(review=review), pk=interest_pk
    )
    interest = interests.end_interest(interest, by=request.user)
    said = "The interest is taken back; the history keeps it."
    cited = Evidence.objects.filter(review=review, source=interest.source_id)
    evidence = cited.readable_by(request.user, review).standing().order_by("pk").first()
    if evidence is None:
        messages.success(request, said)
    else:
        offer_undo(request, review, said, "record_interest", evidence.pk, stake=interest.stake)
    return None
