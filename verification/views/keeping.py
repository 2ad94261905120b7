"""Nobody's words are lost to a refusal: the page that says it shows what was typed.

A view that is given words says so with ``keep_words`` before anything can be refused. A form that
the workspace has for this person is then shown again as it was typed; of any other the words
stand on top of the page, to be copied.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsroom.refusals import Refused
from verification.errors import FourEyesViolation, IllegalTransition, NotReady, OnHold, Overtaken

from .page import review_of, workspace_context
from .typed import words_typed

CONFLICT, FORBIDDEN, UNFIT = 409, 403, 422
# What cannot be mended in the form: things stand otherwise than when the page was shown.
OF_THE_STATE = (Overtaken, IllegalTransition, FourEyesViolation, OnHold)


class Unfit(NotReady):
    """A short form that words were typed into cannot be taken as it is."""


NOT_ALL_OF_IT = (
    "Not all of the form arrived, so none of it was saved; the draft saved before is as it was. "
    "Reload the page, and put in again what you typed."
)


def not_all_of_it(request: HttpRequest, names: Iterable[str]) -> HttpResponse | None:
    """The answer to a draft without all the fields that a browser always sends: taken as it is, it
    would empty what is kept."""
    if all(name in request.POST for name in names):
        return None
    return HttpResponse(NOT_ALL_OF_IT, status=400, content_type="text/plain")


def keep_words(request: HttpRequest, name: str, form: forms.BaseForm) -> None:
    """Keep a bound form's words through a refusal; ``name`` is the form's in the workspace's
    context, or "" where the page writes it out itself."""
    request.held = (name, form)


def let_go(request: HttpRequest) -> None:
    """The words are saved, or are no longer needed."""
    request.held = None


def status_of(refusal: Exception) -> int:
    if isinstance(refusal, PermissionDenied):
        return FORBIDDEN
    return CONFLICT if isinstance(refusal, OF_THE_STATE) else UNFIT


def show_refused(
    request: HttpRequest, claim_pk: int, refusal: Refused | PermissionDenied
) -> HttpResponse | None:
    """The workspace as it is now, with the sentence and what was typed; ``None`` where nothing
    that was typed would be lost."""
    held = getattr(request, "held", None)
    sentence = str(refusal)
    if not held or not sentence:
        return None
    name, form = held
    review = review_of(request, claim_pk)
    context: dict[str, Any] = workspace_context(request.user, review)
    if name in context:
        form.is_valid()  # one that was not looked at yet takes no errors
        if not isinstance(refusal, Unfit):  # its sentence stands at a field already
            form.add_error(None, sentence)
        context[name] = form
    elif words := words_typed(form):
        context["refused"] = {"sentence": sentence, "words": words}
    else:
        return None
    return render(request, "verification/workspace.html", context, status=status_of(refusal))
