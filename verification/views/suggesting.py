"""An editor's other wording of a verdict, and what its writer makes of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from newsroom.refusals import Refused
from verification.forms.wording import LeaveForm, SuggestForm
from verification.models import ClaimReview, SuggestedEdit
from verification.operations import suggestions

from .verbs import accepted, verb

SUGGESTED = ("conclusion", "explanation", "said_explanation", "note")


@verb
def suggest(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    form = SuggestForm(request.POST)
    if not accepted(request, form):
        return None
    verdict = get_object_or_404(review.verdicts, pk=form.cleaned_data["verdict"])
    words = {name: form.cleaned_data[name] for name in SUGGESTED}
    try:
        suggestions.suggest_edits(verdict, by=request.user, **words)
    except Refused:
        if not suggestions.is_suggested_already(verdict, request.user, **words):
            raise
        messages.info(request, "These edits went back to its writer already. Nothing was changed.")
        return None
    messages.success(request, "Your edits went back to its writer, who takes them up or answers.")
    return None


@verb
def take(request: HttpRequest, review: ClaimReview, suggestion_pk: int) -> None:
    suggestions.take_suggestion(suggestion_of(review, suggestion_pk), by=request.user)
    messages.success(request, "The suggested words are yours now.")


@verb
def leave(request: HttpRequest, review: ClaimReview, suggestion_pk: int) -> HttpResponse | None:
    form = LeaveForm(request.POST)
    suggestion = suggestion_of(review, suggestion_pk)
    if accepted(request, form, "leave_form"):
        suggestions.leave_suggestion(suggestion, by=request.user, reply=form.cleaned_data["reply"])
        messages.success(request, "The text stays as it is, with your answer.")
    return None


def suggestion_of(review: ClaimReview, pk: int) -> SuggestedEdit:
    return get_object_or_404(SuggestedEdit.objects.filter(verdict__review=review), pk=pk)
