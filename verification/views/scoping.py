"""Whether evidence measures the same as the claim: said of one's own, explained once it is in."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from verification.errors import Stale
from verification.forms.scope import ExplainForm, ScopeForm
from verification.models import ClaimReview, Evidence
from verification.operations.evidence_scope import answered, set_scope
from verification.operations.explaining import explain_reservation, explained_now
from verification.operations.seen import seen_of

from .evidence_figures import back_to, own_evidence
from .page import show_workspace
from .undo import offer_undo
from .verbs import accepted, verb
from .versions import versions

SAID_MEANWHILE = (
    "What this evidence measures was answered anew while your form was open, so yours was not "
    "saved. Put the two together below; saving then takes the other’s place."
)


@verb
def scope(request: HttpRequest, review: ClaimReview, evidence_pk: int) -> HttpResponse | None:
    evidence = own_evidence(request, review, evidence_pk)
    form = ScopeForm(request.POST, figures=review.claim.figures.all())
    if not accepted(request, form):
        return back_to(evidence)
    before = answered(evidence)
    try:
        evidence = set_scope(
            evidence,
            by=request.user,
            scope=form.answers,
            explained=form.cleaned_data["explained"],
            seen=request.POST.get("seen"),
        )
    except Stale:
        return both_answers(request, review, evidence, form)
    said = f"Saved: how {evidence.source.name} measures it."
    now = seen_of(answered(evidence))
    offer_undo(request, review, said, "scope", evidence.pk, **before, seen=now)
    return back_to(evidence)


def both_answers(
    request: HttpRequest, review: ClaimReview, evidence: Evidence, form: ScopeForm
) -> HttpResponse:
    now = answered(Evidence.objects.get(pk=evidence.pk))
    saved = ScopeForm(initial=now, figures=review.claim.figures.all())
    both = versions(f"scope-{evidence.pk}", SAID_MEANWHILE, saved, form)
    return show_workspace(request, review, status=409, versions=both, typed_scope=form)


EXPLAINED_MEANWHILE = (
    "Somebody said why this evidence counts while your form was open, so yours was not saved. Put "
    "the two together below; saving then takes the other’s place."
)


@verb
def explain(request: HttpRequest, review: ClaimReview, evidence_pk: int) -> HttpResponse | None:
    evidence = get_object_or_404(readable(request, review), pk=evidence_pk)
    form = ExplainForm(request.POST)
    if not accepted(request, form):
        return back_to(evidence)
    before = explained_now(evidence)
    try:
        explanation = explain_reservation(
            evidence,
            by=request.user,
            words=form.cleaned_data["explained"],
            seen=request.POST.get("seen"),
        )
    except Stale:
        now = explained_now(Evidence.objects.get(pk=evidence.pk))
        saved = ExplainForm(initial=now)
        both = versions(f"explain-{evidence.pk}", EXPLAINED_MEANWHILE, saved, form)
        return show_workspace(request, review, status=409, versions=both, typed_scope=form)
    about = evidence.told_as
    said = (
        f"Saved: why {about} counts." if explanation.words else f"Taken back: why {about} counts."
    )
    now = seen_of({"explained": explanation.words})
    offer_undo(request, review, said, "explain", evidence.pk, **before, seen=now)
    return back_to(evidence)


def readable(request: HttpRequest, review: ClaimReview) -> QuerySet[Evidence]:
    return Evidence.objects.open_to(request.user).filter(review=review)
