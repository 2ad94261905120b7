"""Asking for comment, and what came back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from verification.forms.finding import AnswerForm, ContactForm
from verification.models import ClaimReview
from verification.operations import contacts as asking

from .keeping import keep_words
from .page import show_workspace
from .verbs import accepted, verb


@verb
def ask_for_comment(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    form = ContactForm(request.POST)
    keep_words(request, "contact_form", form)
    if not form.is_valid():
        return show_workspace(request, review, status=422, contact_form=form)
    contact = asking.ask_for_comment(review, by=request.user, **form.cleaned_data)
    messages.success(
        request, f"Noted: {contact.whom} was asked. Until the answer the clock stands."
    )
    return redirect(f"{review.get_absolute_url()}#contacts")


@verb
def record_answer(
    request: HttpRequest, review: ClaimReview, contact_pk: int
) -> HttpResponse | None:
    contact = get_object_or_404(review.contacts, pk=contact_pk)
    form = AnswerForm(request.POST)
    if not accepted(request, form):
        return None
    asking.record_answer(contact, by=request.user, answer=form.cleaned_data["answer"])
    messages.success(request, "The answer is recorded, and the clock runs again.")
    return redirect(f"{review.get_absolute_url()}#contacts")
