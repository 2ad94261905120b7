"""Waivers in the workspace: asking for one, answering, waiving for the claim, taking one back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from verification.forms.waivers import AnswerWaiverForm, AskWaiverForm, WaiveForm
from verification.models import ClaimReview, Requirement, Waiver
from verification.operations import waivers as waiving

from .page import own_assignment
from .verbs import accepted, require_desk, verb


def waiver_on(request: HttpRequest, review: ClaimReview, pk: int) -> Waiver:
    readable = Waiver.objects.readable_by(request.user, review)
    return get_object_or_404(readable.filter(review=review), pk=pk)


@verb
def ask_for_waiver(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    work = own_assignment(request, review)
    form = AskWaiverForm(request.POST, open=Requirement.values)
    if accepted(request, form, "ask_waiver_form"):
        waiving.ask_for_waiver(work, by=request.user, **form.cleaned_data)
        messages.success(request, "Asked. An editor answers; until then it is to be met as before.")
    return None


@verb
def withdraw_waiver_request(
    request: HttpRequest, review: ClaimReview, waiver_pk: int
) -> HttpResponse | None:
    waiving.withdraw_waiver_request(waiver_on(request, review, waiver_pk), by=request.user)
    messages.success(request, "You no longer ask for it.")
    return None


@verb
def grant_waiver(request: HttpRequest, review: ClaimReview, waiver_pk: int) -> HttpResponse | None:
    require_desk(request, "waive what a policy asks for")
    waiver = waiver_on(request, review, waiver_pk)
    form = AnswerWaiverForm(request.POST)
    if accepted(request, form):
        waiving.grant_waiver(waiver, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, "Waived for their work in this round, with your reason.")
    return None


@verb
def refuse_waiver(request: HttpRequest, review: ClaimReview, waiver_pk: int) -> HttpResponse | None:
    require_desk(request, "refuse a waiver")
    waiver = waiver_on(request, review, waiver_pk)
    form = AnswerWaiverForm(request.POST)
    if accepted(request, form):
        waiving.refuse_waiver(waiver, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, "Refused, with your word. It is to be met.")
    return None


@verb
def waive(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    require_desk(request, "waive what a policy asks for")
    form = WaiveForm(request.POST, asked=Requirement.values)
    if accepted(request, form, "waive_form"):
        waiving.waive(review, by=request.user, **form.cleaned_data)
        messages.success(request, "Waived for the claim in this round, with your reason.")
    return None


@verb
def end_waiver(request: HttpRequest, review: ClaimReview, waiver_pk: int) -> HttpResponse | None:
    require_desk(request, "take a waiver back")
    waiving.end_waiver(waiver_on(request, review, waiver_pk), by=request.user)
    messages.success(request, "Taken back: the requirement is to be met.")
    return None
