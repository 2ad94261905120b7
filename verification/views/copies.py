"""Having pages and files saved for a claim, and the desk's copies that fit it."""

from __future__ import annotations

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from newsroom.accounts.models import User
from verification.forms.citing import SaveForm, whole_address
from verification.models import Assignment, ChangedFigure, ClaimCopy, ClaimReview
from verification.models.claim_copy import copies_open_to
from verification.operations import copies as copying

from .keeping import keep_words
from .offering import GATHERED, HEAVY, of_address, offering
from .page import own_assignment, review_of, show_workspace
from .questions import question_asked
from .telling_apart import Offer, one_of_each
from .verbs import verb

KNOWN = 3


@require_safe
def offered(request: HttpRequest, pk: int) -> HttpResponse:
    """Copies to cite from, as a list for the panel or as a page of its own."""
    review = review_of(request, pk)
    own_assignment(request, review)
    try:
        address = whole_address(request.GET.get("address", "")[:2000])
    except ValidationError:
        address = ""  # half an address is typed on
    context = {
        "nav": "claims",
        "review": review,
        **question_asked(request, review),
        **offering(request.user, review, address=address),
    }
    return render(request, "verification/citing/copies.html", context)


@verb
def save_copy(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    form = SaveForm(request.POST, request.FILES)
    keep_words(request, "save_form", form)
    assignment = own_assignment(request, review)
    if not form.is_valid():
        return show_workspace(request, review, status=422, save_form=form)
    if known := known_copies(request, review, form):
        context = {"nav": "claims", "review": review, "claim": review.claim, "form": form}
        context |= {"known": known, **question_asked(request, review)}
        return render(request, "verification/citing/known.html", context)
    return to_citing(request, review, saved(request, assignment, form))


def known_copies(request: HttpRequest, review: ClaimReview, form: SaveForm) -> list[Offer]:
    """What the desk has of the address already, unless it is to be saved anew."""
    data = form.cleaned_data
    if not data["address"] or data["anew"] or data["file"] or data["text"].strip():
        return []
    copies = copies_open_to(request.user)
    all_of_it = of_address(copies, data["address"], most=GATHERED)
    known = one_of_each(copies, all_of_it)[:KNOWN]
    changed = changes_since(request.user, all_of_it)
    return [replace(offer, changed=changed.get(offer.snapshot.sha256, "")) for offer in known]


def changes_since(user: User, known: list[Offer]) -> dict[str, str]:
    """What was noticed on the live page of these copies, and nobody has decided on, as far as the
    evidence that was cited from them may be read: by the hash of what was saved, since each who
    cited it may have saved it again."""
    noticed = ChangedFigure.objects.visible_to(user).open()
    of_these = noticed.filter(evidence__snapshot__in=[offer.snapshot.pk for offer in known])
    return {
        change.evidence.snapshot.sha256: change.sentence
        for change in of_these.select_related("evidence__snapshot").order_by("id")
    }


def saved(request: HttpRequest, assignment: Assignment, form: SaveForm) -> ClaimCopy:
    data, by = form.cleaned_data, request.user
    if data["file"]:
        file = data["file"]
        return copying.save_file(assignment, by=by, content=file.read(), filename=file.name)
    if data["text"].strip():
        return copying.save_text(assignment, by=by, text=data["text"], url=data["address"])
    return copying.save_page(assignment, by=by, url=data["address"])


def to_citing(request: HttpRequest, review: ClaimReview, copy: ClaimCopy) -> HttpResponse:
    asks = question_asked(request, review).get("asks")
    address = reverse("verification:citing", args=[review.claim_id, copy.pk])
    return redirect(f"{address}?answers={asks}" if asks else address)


@verb
def use_copy(request: HttpRequest, review: ClaimReview, snapshot_pk: int) -> HttpResponse | None:
    assignment = own_assignment(request, review)
    copies = copies_open_to(request.user).defer(*HEAVY)
    snapshot = get_object_or_404(copies, pk=snapshot_pk)
    return to_citing(
        request, review, copying.use_copy(assignment, by=request.user, snapshot=snapshot)
    )


@verb
def save_again(request: HttpRequest, review: ClaimReview, copy_pk: int) -> HttpResponse | None:
    copy = get_object_or_404(copies_to_cite_from(request, review), pk=copy_pk)
    return to_citing(request, review, copying.save_copy_again(copy, by=request.user))


def copies_to_cite_from(request: HttpRequest, review: ClaimReview) -> QuerySet[ClaimCopy]:
    """Those of this review that the person may know of, and so cite from."""
    copies = ClaimCopy.objects.filter(assignment__review=review)
    return copies.readable_by(request.user, review).select_related("capture", "assignment")
