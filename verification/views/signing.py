"""The page that an editor signs, seen as readers will see it; and its preview for all who read
the text in the workspace."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from newsroom.accounts.models import User
from verification.errors import Overtaken, PageChanged
from verification.forms.fields import first_error
from verification.forms.review import SignOffForm, verdict_form
from verification.forms.wording import SuggestForm
from verification.models import ClaimReview, SignOff, Verdict
from verification.operations import signoff as signing
from verification.operations.answers import Answers
from verification.operations.whose_move import require_wording
from verification.reports.page import page_of
from verification.reports.signing import (
    changed_since_signing,
    page_digest,
    parts_of,
    to_be_signed,
)
from verification.states import ReviewState

from .keeping import Unfit, keep_words
from .last_read import what_changed
from .onward import go_on_from_signing
from .page import review_of
from .questions import ABOUT_ANSWERS
from .signing_context import signing_context
from .so_far import current_verdict
from .verbs import require_desk, verb

SOMEBODY = "an editor"
NO_TEXT = "There is no verdict’s text yet, so there is no page to see."
READ = (ReviewState.DECIDED, ReviewState.SIGNED_OFF)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the page, or sign it."""
    if request.method == "POST":
        return sign(request, pk)
    require_desk(request, "read the page to sign it")
    review = review_of(request, pk)
    return show(request, review)


@verb
def sign(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    form = SignOffForm(request.POST)
    keep_words(request, "", form)
    require_desk(request, "sign off")
    if not form.is_valid():
        if review.state not in READ:
            raise Unfit(first_error(form))
        return show(request, review, form=form, status=422)
    verdict = get_object_or_404(review.verdicts, pk=form.cleaned_data["verdict"])
    note, page = form.cleaned_data["note"].strip(), form.cleaned_data["page"]
    try:
        signing.sign_off(verdict, by=request.user, note=note, page=page)
    except PageChanged as changed:
        again = {"refused": changed.sentence, "note": note}
        return show(request, review, form=None, status=409, **again)
    except Overtaken as overtaken:
        return signed_before(request, verdict, note, overtaken)
    return go_on_from_signing(request, review)


def signed_before(request: HttpRequest, verdict: Verdict, note: str, overtaken: Overtaken) -> None:
    """A second press of the same editor is told so. A note that says something else is shown
    with the one that stands, which is never written over. Errors: ``Overtaken``."""
    signature = SignOff.objects.filter(verdict=verdict, editor=request.user).first()
    if signature is None:
        raise overtaken
    if note in ("", signature.note):
        messages.info(request, "You have signed this off already. Nothing was changed.")
        return
    kept = f"with the note “{signature.note}”, which stands" if signature.note else "without a note"
    raise Overtaken(f"You have signed this off already, {kept}. Nothing was changed.")


def show(
    request: HttpRequest,
    review: ClaimReview,
    *,
    form: SignOffForm | None = None,
    status: int = 200,
    note: str = "",
    **more: Any,
) -> HttpResponse:
    context = signing_context(request.user, review) if review.state in READ else {}
    verdict, moves = context.get("verdict"), context.get("moves")
    if verdict is None or moves is None:
        messages.info(request, f"This review is {review.get_state_display()}: nothing to sign.")
        return redirect(review)
    waiver = review.policy.waiver_reason if moves.sign and moves.taint else ""
    signer = request.user.name if moves.sign else SOMEBODY
    if verdict.is_signed:
        signer = verdict.sign_off.editor.name
    payload = to_be_signed(review, verdict, signer=signer, waiver=waiver, basis=context["basis"])
    if moves.publish:
        context["changed_since_signing"] = changed_since_signing(verdict, payload)
    if moves.sign:
        seen = {"verdict": verdict.pk, "page": page_digest(payload), "note": note}
        context["sign_form"] = form or SignOffForm(initial=seen)
    if moves.suggest:
        context["suggest_form"] = SuggestForm(about=verdict)
    context |= what_changed(request, verdict, parts_of(payload))
    context |= {"page": page_of(payload), "is_unsigned": not verdict.is_signed, **more}
    return render(request, "verification/sign_off.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The page as readers will see it: with the text there is, or, posted by whoever may write
    it, with the words in the form, which are not saved."""
    review = review_of(request, pk)
    if request.method == "POST":
        found = require_wording(review, request.user)
        verdict = verdict_as_typed(review, request, found)
    else:
        verdict = current_verdict(review)
    if verdict is None:
        messages.info(request, NO_TEXT)
        return redirect(review)
    signer = verdict.sign_off.editor.name if verdict.is_signed else SOMEBODY
    payload = to_be_signed(review, verdict, signer=signer)
    context = {
        "nav": "claims",
        "review": review,
        "claim": review.claim,
        "verdict": verdict,
        "is_typed": verdict.pk is None,
        "page": page_of(payload),
    }
    return render(request, "verification/preview.html", context)


def verdict_as_typed(review: ClaimReview, request: HttpRequest, found: Answers) -> Verdict:
    """An unsaved row; what is wrong with the words is said when they are saved."""
    user: User = request.user
    form = verdict_form(review, user, request.POST)
    form.is_valid()
    typed = form.cleaned_data
    words = {name: str(typed.get(name, "")).strip() for name in ("explanation", *ABOUT_ANSWERS)}
    return Verdict(
        review=review,
        round=review.round,
        rating=found.rating,
        conclusion=" ".join(str(typed.get("conclusion", "")).split()),
        writer=typed.get("writer") or user,
        drafted_by=user,
        **{**words, "was_it_said": found.was_it_said or words["was_it_said"]},
    )
