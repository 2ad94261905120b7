"""The verbs of triage on one claim: each loads it through the user's rights, calls one operation
and goes back to where the person was."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import F
from django.db.models.functions import Abs
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import Truncator
from django.views.decorators.http import require_http_methods, require_POST

from claims.errors import Overtaken
from claims.forms import AddClaimForm, ClaimForm, MergeForm
from claims.models import Appearance, Claim
from claims.operations import triage as operations
from claims.operations.keeping import seen_of
from claims.states import ClaimState

from .document_page import show_document
from .documents import through_rights

MERGE_CHOICES = 200


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    claim = operations.accept_claim(visible(request, pk), by=request.user)
    return back_to(request, claim)


@require_POST
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    claim = operations.dismiss_claim(visible(request, pk), by=request.user)
    return back_to(request, claim)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    claim = operations.undo(visible(request, pk), by=request.user)
    return back_to(request, claim)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    claim = visible(request, pk)
    operations.require_triage(claim.document, request.user)
    operations.refuse_locked(claim)
    form = ClaimForm.about(claim, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            claim = operations.edit_claim(claim, by=request.user, **form.cleaned_data)
        except Overtaken as overtaken:
            now = ClaimForm.about(visible(request, pk))
            data = request.POST.copy()
            data["seen"] = now.initial["seen"]
            return show_form(
                request,
                "claims/claim_edit.html",
                claim,
                ClaimForm.about(claim, data),
                status=409,
                overtaken=overtaken.sentence,
                now_words=f"“{now.initial['statement']}”",
            )
        return back_to(request, claim, "Saved")
    return show_form(request, "claims/claim_edit.html", claim, form)


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    claim = visible(request, pk)
    operations.require_triage(claim.document, request.user)
    operations.refuse_locked(claim)
    others = others_nearby(claim)
    form = MergeForm(
        request.POST or None,
        choices=others,
        shown=as_on_cards(claim, others),
        auto_id=f"merge-{claim.pk}-%s",
    )
    if request.method == "POST" and form.is_valid():
        claim = operations.merge_claims(claim, form.cleaned_data["into"], by=request.user)
        return back_to(request, claim, "Merged")
    return show_form(request, "claims/claim_merge.html", claim, form)


@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    document = through_rights(request, pk)
    operations.require_triage(document, request.user)
    form = AddClaimForm(request.POST)
    if not form.is_valid():
        return show_document(request, document, add_form=form, status=422)
    given = form.cleaned_data
    try:
        claim = operations.add_claim(
            document,
            given["exact"],
            by=request.user,
            near=given["start"],
            statement=given["statement"],
            kind=given["kind"],
            claimant=given["claimant"],
            attribution=given["attribution"],
        )
    except operations.QuoteNotFound as refusal:
        # Said beside the field, with everything that was typed kept.
        form.add_error("exact", refusal.sentence)
        return show_document(request, document, add_form=form, status=422)
    return back_to(request, claim, "Added")


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask first, with what it means; then send what was asked about, and nothing accepted since."""
    document = through_rights(request, pk)
    operations.require_triage(document, request.user)
    accepted = list(document.claims.filter(state=ClaimState.ACCEPTED).order_by("pk"))
    seen = seen_of({"claims": [claim.pk for claim in accepted]})
    overtaken = request.method == "POST" and request.POST.get("seen", seen) != seen
    if accepted and (request.method != "POST" or overtaken):
        context = {
            "nav": "documents",
            "document": document,
            "claims": accepted,
            "seen": seen,
            "overtaken": overtaken,
        }
        return render(request, "claims/send.html", context, status=409 if overtaken else 200)
    sent = operations.send_to_review(accepted, by=request.user)
    claims = "1 claim" if len(sent) == 1 else f"{len(sent)} claims"
    messages.success(request, f"Sent {claims} to review. Reviewers are being asked now.")
    return redirect(f"{document.get_absolute_url()}#content")


def visible(request: HttpRequest, pk: int) -> Claim:
    return get_object_or_404(
        Claim.objects.visible_to(request.user).select_related("document__snapshot", "claimant"),
        pk=pk,
    )


def others_nearby(claim: Claim) -> Any:
    """The kept claims of the same document, those that stand nearest first."""
    kept = (
        Claim.objects.filter(
            document=claim.document_id, state__in=(ClaimState.DETECTED, ClaimState.ACCEPTED)
        )
        .exclude(pk=claim.pk)
        .order_by("pk")
    )
    place = claim.appearance
    return kept.order_by(Abs(F("appearances__start") - place.start), "pk") if place else kept


def as_on_cards(claim: Claim, others: Any) -> list[tuple[int, str]]:
    """The nearest of these claims to choose from, numbered and in the order of their cards."""
    places = Appearance.objects.filter(claim__document=claim.document_id)
    keys = places.order_by("start", "end", "claim").values_list("claim", flat=True)
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys), 1)}
    nearest = sorted(others[:MERGE_CHOICES], key=lambda other: numbers.get(other.pk, 0))
    return [(other.pk, f"{numbers.get(other.pk, '–')} · {other}") for other in nearest]


def show_form(
    request: HttpRequest,
    template: str,
    claim: Claim,
    form: Any,
    *,
    status: int | None = None,
    **context: Any,
) -> HttpResponse:
    """The form as a page, or for htmx as a part of the claim's card, wherever it was sent from."""
    context |= {
        "nav": "documents",
        "claim": claim,
        "document": claim.document,
        "place": claim.appearance,
        "form": form,
        "in_card": bool(request.htmx),
    }
    status = status or (422 if form.errors else 200)
    answer = render(request, template, context, status=status)
    if request.htmx and request.htmx.target == f"claim-{claim.pk}":
        answer.headers["HX-Retarget"] = f"#form-{claim.pk}"
        answer.headers["HX-Reselect"] = ".claim-form"
        answer.headers["HX-Reswap"] = "innerHTML"
    return answer


def back_to(request: HttpRequest, claim: Claim, done: str = "") -> HttpResponse:
    """Back to the claim's card, in the selection of cards the person had before them. Where the
    card itself says what was done, no message says it again."""
    if done:
        messages.success(request, f"{done}: “{Truncator(claim.statement).chars(90)}”")
    address = claim.get_absolute_url()
    if (show := request.POST.get("show", "")) in ("figures", "open"):
        address = address.replace("?", f"?show={show}&", 1)
    return redirect(address)
