"""Nobody's words are lost to a refusal: the page that says it shows what was typed.

A view that is given words says so with ``keep_words`` before anything can be refused. A form that
the workspace has for this person is then shown again as it was typed; of any other the words
stand on top of the page, to be copied.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from verification.errors import NotReady
from verification.models import ClaimReview

from .page import workspace_context

OVERTAKEN, FORBIDDEN, INCOMPLETE = 409, 403, 422
WRITTEN_INTO = (forms.TextInput, forms.Textarea)


class Unfit(NotReady):
    """A short form that words were typed into cannot be taken as it is."""


@dataclass(frozen=True, slots=True)
class Words:
    """What was typed into a field, under the field's label."""

    label: str
    text: str


def keep_words(request: HttpRequest, name: str, form: forms.BaseForm) -> None:
    """Keep a bound form's words through a refusal; ``name`` is the form's in the workspace's
    context, or "" where the page writes it out itself."""
    request.held = (name, form)


def let_go(request: HttpRequest) -> None:
    """The words are saved, or are no longer needed."""
    request.held = None


def held_by(request: HttpRequest) -> tuple[str, forms.BaseForm] | None:
    """The form that was held, if anything was typed into it."""
    held = getattr(request, "held", None)
    return held if held and words_typed(held[1]) else None


def words_typed(form: forms.BaseForm) -> list[Words]:
    """What a person wrote; what they chose or ticked is quickly done again."""
    fields = [f for f in form.visible_fields() if isinstance(f.field.widget, WRITTEN_INTO)]
    typed = [(str(field.label), str(field.value() or "")) for field in fields]
    return [Words(label, text) for label, text in typed if text.strip()]


def status_of(refusal: Exception) -> int:
    if isinstance(refusal, PermissionDenied):
        return FORBIDDEN
    return INCOMPLETE if isinstance(refusal, NotReady) else OVERTAKEN


def show_refused(
    request: HttpRequest, review: ClaimReview, sentence: str, *, status: int
) -> HttpResponse:
    """The workspace as it is now, with the sentence and what was typed."""
    name, form = request.held
    context: dict[str, Any] = workspace_context(request.user, review)
    if name in context:
        form.is_valid()  # one that was not looked at yet takes no errors
        form.add_error(None, sentence)
        context[name] = form
    else:
        context["refused"] = {"sentence": sentence, "words": words_typed(form)}
    return render(request, "verification/workspace.html", context, status=status)
