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
from verification.errors import Overtaken, Stale, UnfitText
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
from verification.models import ClaimReview, Settlement, Verdict
from verification.operations import asking_again
from verification.operations import reports as reporting
from verification.operations import reviews as reviewing
from verification.operations import signoff as signing
from verification.operations import verdicts as deciding
from verification.operations.whose_move import (
    require_adjudicating,
    require_settling,
    require_wording,
)
from verification.states import ReviewState

from .keeping import keep_words
from .onward import go_on_from_step
from .page import review_of, show_workspace
from .text_forms import draft_on, drafts_of
from .verbs import accepted, verb
from .versions import typed_again, versions

PROPOSED_MEANWHILE = (
    "Something else was proposed while your form was open, so yours was not saved. Read it; saving "
    "again puts yours beside it on record."
)
SET_MEANWHILE = (
    "Somebody else set the time while your form was open, so yours was not saved. Saving again "
    "takes the other’s place."
)
NEWER_TEXT = (
    "{who} saved a newer text, so yours was not saved. Put the two together below; saving then "
    "takes its place."
)


@verb
def propose_settlement(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    form = SettlementForm(request.POST, review=review, by=request.user, auto_id="settle_%s")
    keep_words(request, "settlement_form", form)
    require_settling(review, request.user)
    if refused := not_decided(
        request, review, deciding.propose_settlement, "settlement_form", form
    ):
        return refused
    said = "Your proposal is on record; it holds once the other agrees:"
    return go_on_from_step(request, review, said)


def not_decided(
    request: HttpRequest,
    review: ClaimReview,
    decide: Callable[..., Settlement],
    name: str,
    form: SettlementForm,
) -> HttpResponse | None:
    """None where that verb took the form; else the workspace, which shows under that name what is
    wrong with it, or what was proposed meanwhile."""
    if not form.is_valid():
        return show_workspace(request, review, status=422, **{name: form})
    try:
        decide(review, by=request.user, seen=request.POST.get("seen"), **form.decided)
    except Stale:
        return both_proposals(request, review, name, form)
    return None


def both_proposals(
    request: HttpRequest, review: ClaimReview, name: str, form: SettlementForm
) -> HttpResponse:
    """What was proposed meanwhile beside what was not saved; saving again is a proposal that
    knows of the other."""
    latest = review.settlements.filter(round=review.round).last()
    shown = {field: getattr(latest, field, None) for field in form.fields}
    shown |= {"takes": latest.takes_id, "rating": latest.rating_id} if latest else {}
    saved = SettlementForm(review=review, by=request.user, auto_id=False, initial=shown)
    both = versions(name, PROPOSED_MEANWHILE, saved, form)
    return show_workspace(request, review, status=409, **{name: form}, versions=both)


@verb
def agree_to_settlement(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    form = AgreeForm(request.POST)
    if not accepted(request, form):
        return None
    proposal = get_object_or_404(review.settlements, pk=form.cleaned_data["settlement"])
    deciding.agree_to_settlement(proposal, by=request.user)
    said = "Settled by both. The first reviewer now writes the verdict:"
    return go_on_from_step(request, review, said)


@verb
def draft_verdict(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    form = verdict_form(review, request.user, request.POST)
    keep_words(request, "verdict_form", form)
    require_wording(review, request.user)
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
            draft_version=data["version"],
        )
    except UnfitText as refusal:
        form.add_error(refusal.field, refusal.sentence)
        return show_workspace(request, review, status=422, verdict_form=form)
    except Overtaken as overtaken:
        if is_saved_already(request.user, review, data):
            messages.info(request, "This text is saved already.")
            return None
        return both_wordings(request, review, overtaken)
    decided = ClaimReview.objects.get(pk=review.pk).state == ReviewState.DECIDED
    said = (
        "The verdict is written and goes to an editor:"
        if decided
        else "The verdict is written; the other reviewer confirms it:"
    )
    return go_on_from_step(request, review, said)


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


def both_wordings(request: HttpRequest, review: ClaimReview, overtaken: Overtaken) -> HttpResponse:
    """The unsaved text stays in the form, both stand side by side; saving again takes the other's
    place knowingly. Where this round has no text yet there is nothing to put beside it."""
    latest = review.current_verdict
    seen = latest.pk if latest else 0
    begun = draft_on(drafts_of(request.user, review), seen=seen)
    version = begun.version if begun else 0
    typed = typed_again(request.POST, seen=str(seen or ""), takes="", version=str(version))
    if latest is None:
        keep_words(request, "verdict_form", verdict_form(review, request.user, typed))
        raise overtaken
    saved = verdict_form(review, request.user)
    shown = {name: getattr(latest, name, "") for name in saved.fields}
    saved.initial = shown | {"writer": latest.writer_id}
    # What the form did not ask, because the findings have answered it, nobody has changed.
    not_asked = {
        field.name: field.value() or ""
        for field in saved.visible_fields()
        if field.name not in request.POST
    }
    form = verdict_form(review, request.user, typed_again(typed, **not_asked))
    both = versions("verdict", NEWER_TEXT.format(who=latest.drafted_by.name), saved, form)
    return show_workspace(request, review, status=409, verdict_form=form, versions=both)


def verdict_seen(review: ClaimReview, form: forms.Form) -> Verdict:
    return get_object_or_404(review.verdicts, pk=form.cleaned_data["verdict"])


@verb
def confirm_verdict(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    form = VerdictSeenForm(request.POST)
    if not accepted(request, form):
        return None
    deciding.confirm_verdict(verdict_seen(review, form), by=request.user)
    said = "Confirmed. The verdict goes to an editor:"
    return go_on_from_step(request, review, said)


@verb
def adjudicate(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    form = SettlementForm(request.POST, review=review, by=request.user, auto_id="adjudicate_%s")
    keep_words(request, "adjudication_form", form)
    require_adjudicating(review, request.user)
    if refused := not_decided(request, review, deciding.adjudicate, "adjudication_form", form):
        return refused
    messages.success(request, "Adjudicated. The first reviewer now writes the verdict.")
    return None


@verb
def schedule(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    form = ScheduleForm(request.POST)
    if not accepted(request, form):
        return None
    at = form.cleaned_data["publish_at"]
    try:
        reviewing.schedule_publication(review, at, by=request.user, seen=request.POST.get("seen"))
    except Stale:
        now = ClaimReview.objects.get(pk=review.pk).publish_at
        saved = ScheduleForm(initial={"publish_at": now})
        both = versions("schedule_form", SET_MEANWHILE, saved, form)
        again = review_of(request, review.claim_id)
        return show_workspace(request, again, status=409, schedule_form=form, versions=both)
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
