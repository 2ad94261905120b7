"""Saying where one's own evidence comes from: each view is one verb."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from verification.forms.lineage import OtherPieceForm
from verification.models import ClaimReview, Evidence
from verification.operations import lineage as operations

from .page import own_assignment
from .verbs import accepted, verb


@verb
def derives(request: HttpRequest, review: ClaimReview, evidence_pk: int) -> HttpResponse | None:
    evidence = own_piece(request, review, evidence_pk)
    form = OtherPieceForm(request.POST, review=review, by=request.user)
    if not accepted(request, form):
        return back_to(review, evidence)
    origin = form.cleaned_data["other"]
    operations.say_it_derives(evidence, origin, by=request.user)
    messages.success(
        request,
        f"{evidence.source.name} now stands below {origin.source.name}, and they count as one "
        "origin.",
    )
    return back_to(review, evidence)


@verb
def stands_alone(
    request: HttpRequest, review: ClaimReview, evidence_pk: int
) -> HttpResponse | None:
    evidence = own_piece(request, review, evidence_pk)
    operations.say_it_stands_alone(evidence, by=request.user)
    messages.success(request, f"{evidence.source.name} now stands on its own.")
    return back_to(review, evidence)


@verb
def separate(request: HttpRequest, review: ClaimReview, evidence_pk: int) -> HttpResponse | None:
    evidence = own_piece(request, review, evidence_pk)
    form = OtherPieceForm(request.POST, review=review, by=request.user)
    if not accepted(request, form):
        return back_to(review, evidence)
    other = form.cleaned_data["other"]
    operations.say_they_are_separate(evidence, other, by=request.user)
    messages.success(
        request, f"{evidence.source.name} and {other.source.name} stay separate; not asked again."
    )
    return back_to(review, evidence)


def own_piece(request: HttpRequest, review: ClaimReview, evidence_pk: int) -> Evidence:
    own_assignment(request, review)
    mine = Evidence.objects.filter(review=review, finding__reviewer=request.user)
    return get_object_or_404(mine.select_related("source"), pk=evidence_pk)


def back_to(review: ClaimReview, evidence: Evidence) -> HttpResponse:
    return redirect(f"{review.get_absolute_url()}#evidence-{evidence.pk}")
