"""Saying where one's own evidence comes from: each view is one verb."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from verification.forms.lineage import OtherPieceForm
from verification.models import ClaimReview, Evidence
from verification.operations import lineage as operations

from .page import own_assignment
from .undo import offer_undo
from .verbs import accepted, verb


@verb
def derives(request: HttpRequest, review: ClaimReview, evidence_pk: int) -> HttpResponse | None:
    evidence = own_piece(request, review, evidence_pk)
    form = OtherPieceForm(request.POST, review=review, by=request.user)
    if not accepted(request, form):
        return back_to(review, evidence)
    origin, before = form.cleaned_data["other"], evidence.derives_from_id
    operations.say_it_derives(evidence, origin, by=request.user, seen=request.POST.get("seen"))
    said = (
        f"{evidence.source.name} now stands below {origin.source.name}, and they count as one "
        "origin."
    )
    back, other = ("derives", before) if before else ("leave_open", origin.pk)
    offer_undo(request, review, said, back, evidence.pk, other=other)
    return back_to(review, evidence)


@verb
def stands_alone(
    request: HttpRequest, review: ClaimReview, evidence_pk: int
) -> HttpResponse | None:
    evidence = own_piece(request, review, evidence_pk)
    before = evidence.derives_from_id
    operations.say_it_stands_alone(evidence, by=request.user, seen=request.POST.get("seen"))
    said = f"{evidence.source.name} now stands on its own."
    offer_undo(request, review, said, "derives", evidence.pk, other=before)
    return back_to(review, evidence)


@verb
def separate(request: HttpRequest, review: ClaimReview, evidence_pk: int) -> HttpResponse | None:
    evidence = own_piece(request, review, evidence_pk)
    form = OtherPieceForm(request.POST, review=review, by=request.user)
    if not accepted(request, form):
        return back_to(review, evidence)
    other = form.cleaned_data["other"]
    operations.say_they_are_separate(evidence, other, by=request.user)
    said = f"{evidence.source.name} and {other.source.name} stay separate; not asked again."
    offer_undo(request, review, said, "leave_open", evidence.pk, other=other.pk)
    return back_to(review, evidence)


def own_piece(request: HttpRequest, review: ClaimReview, evidence_pk: int) -> Evidence:
    own_assignment(request, review)
    mine = Evidence.objects.filter(review=review, finding__reviewer=request.user)
    return get_object_or_404(mine.select_related("source"), pk=evidence_pk)


def back_to(review: ClaimReview, evidence: Evidence) -> HttpResponse:
    return redirect(f"{review.get_absolute_url()}#evidence-{evidence.pk}")
