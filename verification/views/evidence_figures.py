"""Correcting the figures of one's own evidence: each form is a page, and opens in its line."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from newsroom.refusals import Refused
from verification.errors import Stale
from verification.forms.evidence_figures import EvidenceFigureForm
from verification.models import ClaimReview, Evidence, EvidenceFigure
from verification.operations import evidence_figures as operations
from verification.operations.seen import seen_of

from .page import own_assignment, review_of
from .verbs import verb
from .versions import Versions, row, typed_again

CORRECTED_MEANWHILE = (
    "The figure was corrected elsewhere while your form was open, so yours was not saved. Saving "
    "again takes the other’s place."
)

# What only looks at the form and saves nothing: "read" fills in the parts, "preview" says them.
LOOKS = ("read", "preview")


@require_http_methods(["GET", "HEAD", "POST"])
def figure(request: HttpRequest, pk: int, evidence_pk: int, figure_pk: int) -> HttpResponse:
    evidence = own_evidence(request, review_of(request, pk), evidence_pk)
    row = get_object_or_404(evidence.figures, pk=figure_pk)
    data = request.POST if request.method == "POST" else None
    return answer(request, evidence, EvidenceFigureForm.about(row, data), figure=row)


@require_http_methods(["GET", "HEAD", "POST"])
def add_figure(request: HttpRequest, pk: int, evidence_pk: int) -> HttpResponse:
    evidence = own_evidence(request, review_of(request, pk), evidence_pk)
    data = request.POST if request.method == "POST" else None
    return answer(request, evidence, EvidenceFigureForm.missed(evidence, data))


@verb
def take_off_figure(
    request: HttpRequest, review: ClaimReview, evidence_pk: int, figure_pk: int
) -> HttpResponse | None:
    evidence = own_evidence(request, review, evidence_pk)
    number = get_object_or_404(evidence.figures, pk=figure_pk)
    operations.take_off_evidence_figure(number, by=request.user, seen=request.POST.get("seen"))
    messages.success(request, f"{number.words} is no figure of this evidence any more.")
    return back_to(evidence)


def own_evidence(request: HttpRequest, review: ClaimReview, evidence_pk: int) -> Evidence:
    own_assignment(request, review)
    return get_object_or_404(
        Evidence.objects.filter(review=review, finding__reviewer=request.user).select_related(
            "review__claim", "source"
        ),
        pk=evidence_pk,
    )


def back_to(evidence: Evidence) -> HttpResponse:
    return redirect(f"{evidence.review.get_absolute_url()}#evidence-{evidence.pk}")


def answer(
    request: HttpRequest,
    evidence: Evidence,
    form: EvidenceFigureForm,
    figure: EvidenceFigure | None = None,
) -> HttpResponse:
    """The form, what it reads as, or the workspace once it is saved."""
    if request.method != "POST":
        return show(request, evidence, form, figure)
    if request.POST.get("do") in LOOKS:
        return show(request, evidence, form, figure, looks=True)
    if not form.is_valid():
        return show(request, evidence, form, figure, status=422)
    data = form.cleaned_data
    scope = {"population": data["population"], "place": data["place"]}
    try:
        if figure:
            saved = operations.correct_evidence_figure(
                figure, data["quantity"], by=request.user, seen=data["seen"], **scope
            )
        else:
            saved = operations.add_evidence_figure(
                evidence, data["quantity"], by=request.user, **scope
            )
    except Stale:
        return both_figures(request, evidence, form, figure)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return show(request, evidence, form, figure, status=422)
    messages.success(request, f"The evidence now says {saved.words}.")
    return back_to(evidence)


def both_figures(
    request: HttpRequest, evidence: Evidence, form: EvidenceFigureForm, figure: EvidenceFigure
) -> HttpResponse:
    """What the figure was corrected to meanwhile, beside what was not saved."""
    now = get_object_or_404(evidence.figures, pk=figure.pk)
    typed = EvidenceFigure.of(form.cleaned_data["quantity"], evidence=evidence)
    both = Versions("figure", CORRECTED_MEANWHILE, (row("Figure", now.words, typed.words),))
    again = typed_again(request.POST, seen=seen_of(operations.parts_of(now)))
    form = EvidenceFigureForm.about(now, again)
    return show(request, evidence, form, now, status=409, versions=both)


def show(
    request: HttpRequest,
    evidence: Evidence,
    form: EvidenceFigureForm,
    figure: EvidenceFigure | None,
    *,
    looks: bool = False,
    status: int = 200,
    versions: Versions | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "versions": versions,
        "nav": "claims",
        "claim": evidence.review.claim,
        "review": evidence.review,
        "evidence": evidence,
        "row": figure,
        "form": form,
        "looks": looks,
    }
    return render(request, "verification/citing/figure_form.html", context, status=status)
