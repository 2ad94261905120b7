"""How every verb on a claim answers: the claim through the user's rights, one operation, back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from newsroom.refusals import Refused
from verification.forms.fields import first_error

from .page import review_of


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def verb(view: Callable[..., HttpResponse | None]) -> Callable[..., HttpResponse]:
    """POST only. The view gets the review and answers a page of its own, or nothing: then back
    to the workspace. A refusal goes back there too, as a message; not to the page it came from,
    which may be the answer to an earlier POST and have no address of its own."""

    @require_POST
    @wraps(view)
    def answer(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        review = review_of(request, pk)
        try:
            return view(request, review, **kwargs) or redirect(review)
        except Refused as refusal:
            if wants_json(request):
                raise
            messages.error(request, refusal.sentence)
            return redirect(review)

    return answer


def accepted(request: HttpRequest, form: forms.BaseForm) -> bool:
    """Whether a short form is fine; if not, a message says what is wrong with it."""
    if form.is_valid():
        return True
    messages.error(request, first_error(form))
    return False
