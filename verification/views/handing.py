"""One claim by hand: given, reassigned, kept, taken on, handed over; and time to do it in."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from newsroom.accounts.models import User
from newsroom.dates import moment_words
from verification.forms.by_hand import (
    GiveTextForm,
    HandOverForm,
    MoreTimeForm,
    TakeBackForm,
    ToSomebodyForm,
)
from verification.forms.review import ReasonForm
from verification.models import Assignment, ClaimReview, TimeRequest
from verification.operations import assignments as assigning
from verification.operations import handing_over, keeping_for, time_requests, verdict_text
from verification.operations.interest_bar import bars_of

from .page import own_assignment
from .verbs import accepted, require_desk, verb


def somebody(request: HttpRequest) -> tuple[User, str] | None:
    """To whom and why, from the form; or nothing, and a message says what is wrong with it."""
    form = ToSomebodyForm(request.POST)
    if not accepted(request, form):
        return None
    return form.cleaned_data["reviewer"], form.cleaned_data["reason"]


def work_on(review: ClaimReview, pk: int) -> Assignment:
    return get_object_or_404(review.assignments.select_related("reviewer"), pk=pk)


@verb
def assign(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    require_desk(request, "assign a review")
    if chosen := somebody(request):
        person, reason = chosen
        assigning.assign(review, person, by=request.user, reason=reason)
        messages.success(request, f"{person.name} is asked to review it.")
    return None


@verb
def reassign(request: HttpRequest, review: ClaimReview, assignment_pk: int) -> HttpResponse | None:
    require_desk(request, "reassign a review")
    work = work_on(review, assignment_pk)
    if chosen := somebody(request):
        person, reason = chosen
        assigning.reassign(work, person, by=request.user, reason=reason)
        messages.success(
            request,
            f"{person.name} is asked in the place of {work.reviewer.name}. What was gathered "
            "went along.",
        )
    return None


@verb
def take_back(request: HttpRequest, review: ClaimReview, assignment_pk: int) -> HttpResponse | None:
    work = work_on(review, assignment_pk)
    form = TakeBackForm(request.POST)
    if not accepted(request, form):
        return None
    reason, person = form.cleaned_data["reason"], form.cleaned_data["kept_for"]
    with transaction.atomic():  # the desk's run comes after both
        assigning.take_back(work, by=request.user, reason=reason)
        if person:
            keeping_for.keep_for(review, person, by=request.user, reason=reason)
    then = (
        f"It is kept for {person.name}: the desk gives it to nobody else."
        if person
        else "The desk asks somebody else at once."
    )
    messages.success(request, f"Taken back from {work.reviewer.name}. {then}")
    return None


@verb
def keep(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    require_desk(request, "keep a claim for somebody")
    if chosen := somebody(request):
        person, reason = chosen
        keeping_for.keep_for(review, person, by=request.user, reason=reason)
        messages.success(request, f"Kept for {person.name}: the desk gives it to nobody else.")
    return None


@verb
def keep_no_more(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    keeping_for.keep_for_nobody(review, by=request.user)
    messages.success(request, "Kept for nobody any more: whoever is next is asked.")
    return None


@verb
def give_text(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    require_desk(request, "give the text to somebody else")
    form = GiveTextForm(request.POST, bars=bars_of(review))
    if accepted(request, form):
        writer = form.cleaned_data["writer"]
        verdict_text.give_text(review, writer, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, f"{writer.name} writes the verdict’s text now.")
    return None


# -- the reviewer's ------------------------------------------------------------------------------


@verb
def take_on(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    handing_over.take_on(review, by=request.user)
    messages.success(request, "It is yours. What was gathered before came along.")
    return None


@verb
def decline(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    form = ReasonForm(request.POST)
    if not accepted(request, form):
        return None
    assigning.decline(
        own_assignment(request, review), by=request.user, reason=form.cleaned_data["reason"]
    )
    messages.success(request, "You gave this claim back. Somebody else will be asked.")
    return redirect("desk")


@verb
def hand_over(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    work = own_assignment(request, review)
    form = HandOverForm(request.POST, able=handing_over.able_colleagues(work))
    if not accepted(request, form, "handover_form"):
        return None
    to = form.cleaned_data["to"]
    handing_over.hand_over(work, by=request.user, to=to, note=form.cleaned_data["note"])
    messages.success(
        request,
        f"Handed over to {to.name if to else 'whoever is next'}, with your note and what you "
        "gathered.",
    )
    return redirect("desk")


@verb
def ask_for_time(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    work = own_assignment(request, review)
    form = MoreTimeForm(request.POST)
    if accepted(request, form, "time_form"):
        time_requests.ask_for_time(work, by=request.user, **form.cleaned_data)
        messages.success(
            request, "Asked. Until an editor has answered, it is not taken back for being late."
        )
    return None


@verb
def withdraw_time_request(
    request: HttpRequest, review: ClaimReview, request_pk: int
) -> HttpResponse | None:
    time_requests.withdraw_time_request(request_on(review, request_pk), by=request.user)
    messages.success(request, "You no longer ask for more time. It is due as before.")
    return None


# -- the editor's answer -------------------------------------------------------------------------


def request_on(review: ClaimReview, pk: int) -> TimeRequest:
    return get_object_or_404(TimeRequest.objects.filter(assignment__review=review), pk=pk)


@verb
def grant_time(request: HttpRequest, review: ClaimReview, request_pk: int) -> HttpResponse | None:
    asked = request_on(review, request_pk)
    form = ReasonForm(request.POST)
    if accepted(request, form):
        time_requests.grant_time(asked, by=request.user, answer=form.cleaned_data["reason"])
        messages.success(request, f"It is due on {moment_words(asked.until, ' at ')} now.")
    return None


@verb
def refuse_time(request: HttpRequest, review: ClaimReview, request_pk: int) -> HttpResponse | None:
    asked = request_on(review, request_pk)
    form = ReasonForm(request.POST)
    if accepted(request, form):
        time_requests.refuse_time(asked, by=request.user, answer=form.cleaned_data["reason"])
        messages.success(request, "Refused, with your word. It stays due when it was.")
    return None
