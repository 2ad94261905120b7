"""Citing what is no page: an own calculation, an interview or a letter; and an editor's word that
confidential evidence was seen."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from verification.calculating import CannotCalculate
from verification.forms.own_evidence import CalculationForm, ConversationForm
from verification.models import ClaimReview, Evidence
from verification.operations import own_evidence
from verification.own_evidence import worked_out

from .cited import citable
from .keeping import keep_words
from .naming import source_named
from .page import own_assignment, show_workspace
from .verbs import verb


@verb
def calculate(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    """Cite a calculation; or only show what comes out, where "try" was pressed."""
    form = CalculationForm(request.POST, review=review, evidence=citable(request.user, review))
    keep_words(request, "calculation_form", form)
    assignment = own_assignment(request, review)
    if "try" in request.POST:
        return tried(request, review, form)
    if not form.is_valid():
        return show_workspace(request, review, status=422, calculation_form=form)
    evidence = own_evidence.cite_calculation(
        assignment,
        by=request.user,
        formula=form.cleaned_data["formula"],
        inputs=form.inputs(),
        **form.columns(),
    )
    messages.success(request, f"The calculation is added: {evidence.figures.get().words}.")
    return redirect(f"{review.get_absolute_url()}#evidence-{evidence.pk}")


def tried(request: HttpRequest, review: ClaimReview, form: CalculationForm) -> HttpResponse:
    """The page with the steps and the result, or why there is none; nothing is added."""
    form.fields["stance"].required = False
    calculation = None
    is_valid = form.is_valid()
    form.fields["stance"].required = True
    if is_valid:
        chosen = own_evidence.chosen_inputs(review, request.user, form.inputs())
        try:
            calculation = worked_out(form.cleaned_data["formula"], chosen)
        except CannotCalculate as refusal:
            form.add_error("formula", refusal.sentence)
    status = 200 if calculation else 422
    return show_workspace(
        request, review, status=status, calculation_form=form, calculation=calculation
    )


@verb
def conversation(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    form = ConversationForm(request.POST, review=review, by=request.user)
    keep_words(request, "conversation_form", form)
    assignment = own_assignment(request, review)
    if not form.is_valid():
        return show_workspace(request, review, status=422, conversation_form=form)
    with transaction.atomic():
        source = source_named(request, form)
        evidence = own_evidence.cite_conversation(
            assignment, by=request.user, source=source, **form.columns()
        )
    messages.success(request, f"What {evidence.held_with} said is added.")
    return redirect(f"{review.get_absolute_url()}#evidence-{evidence.pk}")


@verb
def seen(request: HttpRequest, review: ClaimReview, evidence_pk: int) -> HttpResponse | None:
    evidence = get_object_or_404(
        Evidence.objects.filter(review=review).readable_by(request.user, review), pk=evidence_pk
    )
    own_evidence.mark_seen(evidence, by=request.user)
    messages.success(request, "Noted: you have seen the confidential evidence.")
    return redirect(f"{review.get_absolute_url()}#evidence-{evidence.pk}")
