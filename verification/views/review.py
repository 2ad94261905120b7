"""What reviewers decide together, and what editors decide: each view calls one verb."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from newsroom.accounts.models import User
from newsroom.dates import moment_words
from verification.errors import Overtaken, UnfitText
from verification.forms.review import (
    AgreeForm,
    FinalReasonForm,
    PublishForm,
    ReasonForm,
    ScheduleForm,
    SettlementForm,
    VerdictSeenForm,
    verdict_form,
)
from verification.models import ClaimReview, Verdict
from verification.operations import asking_again
from verification.operations import reports as reporting
from verification.operations import reviews as reviewing
from verification.operations import signoff as signing
from verification.operations import verdicts as deciding
from verification.states import ReviewState

from .keeping import keep_words
from .page import show_workspace
from .verbs import accepted, verb


@verb
def propose_settlement(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    form = SettlementForm(request.POST, review=review, by=request.user, auto_id="settle_%s")
    keep_words(request, "settlement_form", form)
    if not form.is_valid():
        return show_workspace(request, review, status=422, settlement_form=form)
    deciding.propose_settlement(
        review,
        by=request.user,
        rating=form.cleaned_data.get("rating"),
        was_it_said=form.cleaned_data.get("was_it_said", ""),
        takes=form.cleaned_data["takes"],
        reasons=form.cleaned_data["reasons"],
    )
    messages.success(request, "Your proposal is on record. It holds once the other agrees.")
    return None


@verb
def agree_to_settlement(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    form = AgreeForm(request.POST)
    if not accepted(request, form):
        return None
    proposal = get_object_or_404(review.settlements, pk=form.cleaned_data["settlement"])
    deciding.agree_to_settlement(proposal, by=request.user)
    messages.success(request, "Settled by both. The first reviewer now writes the verdict.")
    return None


@verb
def draft_verdict(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    form = verdict_form(review, request.user, request.POST)
    keep_words(request, "verdict_form", form)
    if not form.is_valid():
        return show_workspace(request, review, status=422, verdict_form=form)
    data = form.cleaned_data
    try:
        deciding.draft_verdict(
            review,
            by=request.user,
            conclusion=data["conclusion"],
            explanation=data["explanation"],
            was_it_said=data["was_it_said"],
            said_explanation=data["said_explanation"],
            departs_because=data["departs_because"],
            writer=data["writer"],
            seen=form.seen_of(review),
            takes=form.taken_from(review),
            reply=data["reply"],
        )
    except UnfitText as refusal:
        form.add_error(refusal.field, refusal.sentence)
        return show_workspace(request, review, status=422, verdict_form=form)
    except Overtaken:
        if is_saved_already(request.user, review, data):
            messages.info(request, "This text is saved already.")
            return None
        return both_wordings(request, review)
    decided = ClaimReview.objects.get(pk=review.pk).state == ReviewState.DECIDED
    messages.success(
        request,
        "The verdict is written and goes to an editor."
        if decided
        else "The verdict is written; the other reviewer confirms it.",
    )
    return None


def is_saved_already(user: User, review: ClaimReview, data: dict[str, Any]) -> bool:
    """Whether the button was only pressed twice."""
    latest = review.current_verdict
    words = ("explanation", "said_explanation", "departs_because", "reply")
    who = (user.pk, (data["writer"] or user).pk)
    typed = (*who, " ".join(data["conclusion"].split()), *(data[name].strip() for name in words))
    return latest is not None and typed == (
        latest.drafted_by_id, latest.writer_id, latest.conclusion,
        *(getattr(latest, name) for name in words),
    )  # fmt: skip


def both_wordings(request: HttpRequest, review: ClaimReview) -> HttpResponse:
    """The unsaved text stays in the form; the page shows the saved one as the verdict."""
    typed = request.POST.copy()
    latest = review.current_verdict
    typed["seen"] = str(latest.pk) if latest else ""
    return show_workspace(
        request,
        review,
        status=409,
        verdict_form=verdict_form(review, request.user, typed),
        verdict_conflict=True,
    )


def verdict_seen(review: ClaimReview, form: forms.Form) -> Verdict:
    return get_object_or_404(review.verdicts, pk=form.cleaned_data["verdict"])


@verb
def confirm_verdict(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    form = VerdictSeenForm(request.POST)
    if not accepted(request, form):
        return None
    deciding.confirm_verdict(verdict_seen(review, form), by=request.user)
    messages.success(request, "Confirmed. The verdict goes to an editor.")
    return None


@verb
def adjudicate(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    form = SettlementForm(request.POST, review=review, by=request.user, auto_id="adjudicate_%s")
    keep_words(request, "adjudication_form", form)
    if not form.is_valid():
        return show_workspace(request, review, status=422, adjudication_form=form)
    deciding.adjudicate(
        review,
        by=request.user,
        rating=form.cleaned_data.get("rating"),
        was_it_said=form.cleaned_data.get("was_it_said", ""),
        takes=form.cleaned_data["takes"],
        reasons=form.cleaned_data["reasons"],
    )
    messages.success(request, "Adjudicated. The first reviewer now writes the verdict.")
    return None


@verb
def schedule(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    form = ScheduleForm(request.POST)
    if not accepted(request, form):
        return None
    at = form.cleaned_data["publish_at"]
    reviewing.schedule_publication(review, at, by=request.user)
    messages.success(
        request,
        f"It will be published on {moment_words(at, ' at ')}."
        if at
        else "It will not be published by itself any more.",
    )
    return None


@verb
def publish(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    if not accepted(request, PublishForm(request.POST)):
        return None
    report = reporting.publish(review, by=request.user)
    messages.success(
        request,
        f"Published as version {report.version}."
        if report.is_public
        else f"Version {report.version} is in the reports. Own copy has no public page.",
    )
    return None


def with_reason(
    operation: Callable[..., Any], done: str, form_class: type[ReasonForm] = ReasonForm
) -> Callable[..., HttpResponse]:
    """A verb that takes the review and a reason, and no more."""

    @verb
    def view(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
        form = form_class(request.POST)
        if accepted(request, form):
            operation(review, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, done)
        return None

    return view


ask_again = with_reason(asking_again.ask_again, "Both are asked again, blind, with your note.")
send_back = with_reason(signing.send_back, "Sent back to its reviewers, with your reason.")
hold = with_reason(reviewing.hold_review, "On hold: nothing is published until you release it.")
release = with_reason(reviewing.release_review, "The hold is released.")
close = with_reason(reviewing.close_review, "Closed without a verdict. It can be reopened.")
reopen = with_reason(reviewing.reopen_review, "Reopened: it is reviewed afresh.")
retract = with_reason(
    reporting.retract, "Retracted. Its page stays and says so, with your reason.", FinalReasonForm
)
