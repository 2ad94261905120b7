"""Asking for comment, and what came back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from verification.errors import NotReady, Stale
from verification.forms.by_hand import ReplyByForm
from verification.forms.finding import AnswerForm, ContactForm
from verification.forms.review import ReasonForm
from verification.models import ClaimReview, Contact
from verification.operations import contacts as asking

from .keeping import keep_words
from .page import review_of, show_workspace
from .undo import offer_undo
from .verbs import accepted, verb
from .versions import Versions, versions

RECORDED_MEANWHILE = (
    "The answer was recorded while your form was open. A recorded answer is not changed, so yours "
    "was not saved; what only yours says can be added as evidence, as an interview or letter."
)

MOVED_MEANWHILE = (
    "Somebody else changed the time while your form was open, so yours was not saved. Saving again "
    "takes the other’s place."
)


@verb
def ask_for_comment(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    form = ContactForm(request.POST)
    keep_words(request, "contact_form", form)
    if not form.is_valid():
        return show_workspace(request, review, status=422, contact_form=form)
    contact = asking.ask_for_comment(review, by=request.user, **form.cleaned_data)
    messages.success(
        request, f"Noted: {contact.whom} was asked. Until the answer the clock is paused."
    )
    return back_to_contacts(review)


@verb
def record_answer(
    request: HttpRequest, review: ClaimReview, contact_pk: int
) -> HttpResponse | None:
    contact = contact_on(review, contact_pk)
    form = AnswerForm(request.POST)
    if not accepted(request, form):
        return None
    try:
        asking.record_answer(contact, by=request.user, answer=form.cleaned_data["answer"])
    except NotReady:
        contact = contact_on(review, contact_pk)
        if contact.is_open or contact.is_cancelled:
            raise
        saved = AnswerForm(initial={"answer": contact.answer})
        return both(request, review, versions("answer", RECORDED_MEANWHILE, saved, form))
    messages.success(request, f"The answer is recorded{clock(review)}.")
    return back_to_contacts(review)


@verb
def note_no_reply(
    request: HttpRequest, review: ClaimReview, contact_pk: int
) -> HttpResponse | None:
    contact = asking.note_no_reply(contact_on(review, contact_pk), by=request.user)
    messages.success(request, f"Noted: no answer came from {contact.whom}.")
    return back_to_contacts(review)


@verb
def move_reply_by(
    request: HttpRequest, review: ClaimReview, contact_pk: int
) -> HttpResponse | None:
    contact = contact_on(review, contact_pk)
    form = ReplyByForm(request.POST)
    if not accepted(request, form):
        return None
    reply_by = form.cleaned_data["reply_by"]
    try:
        asking.move_reply_by(
            contact, by=request.user, reply_by=reply_by, seen=request.POST.get("seen")
        )
    except Stale:
        return both_times(request, review, contact, form)
    messages.success(request, f"{contact.whom} has until then. What is due moved along.")
    return back_to_contacts(review)


def both_times(
    request: HttpRequest, review: ClaimReview, contact: Contact, form: ReplyByForm
) -> HttpResponse:
    contact = contact_on(review, contact.pk)
    saved = ReplyByForm(initial={"reply_by": contact.reply_by})
    at = f"until-{contact.pk}"
    return both(request, review, versions(at, MOVED_MEANWHILE, saved, form), typed_time=form)


def both(
    request: HttpRequest, review: ClaimReview, versions: Versions, **more: Any
) -> HttpResponse:
    """Both versions, on the page with the contacts as they are now."""
    review = review_of(request, review.claim_id)
    return show_workspace(request, review, status=409, versions=versions, **more)


@verb
def cancel_contact(
    request: HttpRequest, review: ClaimReview, contact_pk: int
) -> HttpResponse | None:
    contact = contact_on(review, contact_pk)
    form = ReasonForm(request.POST)
    if not accepted(request, form):
        return None
    asking.cancel_contact(contact, by=request.user, reason=form.cleaned_data["reason"])
    said = f"{contact.whom} is no longer waited for{clock(review)}."
    offer_undo(request, review, said, "wait_again", contact.pk)
    return back_to_contacts(review)


def contact_on(review: ClaimReview, pk: int) -> Contact:
    return get_object_or_404(Contact.objects.filter(review=review), pk=pk)


def clock(review: ClaimReview) -> str:
    waits = ClaimReview.objects.waiting().filter(pk=review.pk).exists()
    return (
        "; others may still answer, so the clock stays paused" if waits else ", and the clock runs"
    )


def back_to_contacts(review: ClaimReview) -> HttpResponse:
    return redirect(f"{review.get_absolute_url()}#contacts")
