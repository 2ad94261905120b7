"""How every verb on a claim answers: the claim through the user's rights, one operation, back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from newsroom.refusals import Refused
from verification.forms.fields import first_error

from .keeping import Unfit, keep_words, show_refused
from .page import review_of
from .taken import mark_taken
from .typed import words_typed

DONE = 302  # what is not done is answered with a page of its own


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def verb(view: Callable[..., HttpResponse | None]) -> Callable[..., HttpResponse]:
    """Does something by POST only; a GET leads to the workspace: signing in again, after the
    session ended on a press, comes back by the address that was pressed. The view gets the review
    and answers a page of its own, or nothing: then back to the workspace. A refusal goes back there
    too, as a message; not to the page it came from, which may be the answer to an earlier POST and
    have no address of its own. Where the view holds words that were typed, the workspace is the
    answer, with them."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return redirect("verification:claim", pk=pk)
        review = review_of(request, pk)
        try:
            response = view(request, review, **kwargs) or redirect(review)
            done = response.status_code == DONE and not getattr(request, "is_unfit", False)
            return mark_taken(request, response) if done else response
        except (Refused, PermissionDenied) as refusal:
            if wants_json(request):
                raise
            if page := show_refused(request, pk, refusal):
                return page
            if isinstance(refusal, PermissionDenied):
                raise
            messages.error(request, refusal.sentence)
            return redirect(review)

    return answer


def require_desk(request: HttpRequest, to: str) -> None:
    """Where a form would tell about people before the verb is asked."""
    if not request.user.has_perm("verification.run_desk"):
        raise PermissionDenied(f"Only editors can {to}.")


def accepted(request: HttpRequest, form: forms.BaseForm, name: str = "") -> bool:
    """Whether a short form is fine; if not, a message says what is wrong with it. Errors:
    ``Unfit`` where words were typed into it, for ``verb`` to show them: in the form itself where
    ``name`` is the one it has in the workspace's context."""
    keep_words(request, name, form)
    if form.is_valid():
        return True
    if name or words_typed(form):
        raise Unfit(first_error(form))
    messages.error(request, first_error(form))
    request.is_unfit = True
    return False
