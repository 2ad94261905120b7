"""A reviewer's work on one claim."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims.models import Claim
from newsroom.refusals import Refused
from verification.errors import Overtaken
from verification.forms.fields import first_error
from verification.forms.finding import FindingForm
from verification.models import Assignment, ClaimReview, Finding
from verification.numbers import departure_of_finding
from verification.operations import findings as finding_out
from verification.operations.locking import lock_review
from verification.states import AssignmentState

from .keeping import keep_words, let_go
from .page import own_assignment, reviews_for, show_workspace
from .verbs import verb, wants_json


@require_safe
def workspace(request: HttpRequest, pk: int) -> HttpResponse:
    """Looking changes nothing: work starts with the first thing saved."""
    review = reviews_for(request.user).filter(claim_id=pk).first()
    if review is None:
        return redirect(get_object_or_404(Claim.objects.visible_to(request.user), pk=pk))
    return show_workspace(request, review)


def already_in(request: HttpRequest, assignment: Assignment) -> bool:
    """A second press on a button, or an old tab, after the finding was handed in."""
    if assignment.state != AssignmentState.SUBMITTED:
        return False
    messages.info(request, "Your finding is already in; it was not changed.")
    return True


def keep_draft(request: HttpRequest, assignment: Assignment, form: FindingForm) -> Finding:
    data = form.cleaned_data
    return finding_out.save_draft(
        assignment,
        by=request.user,
        rating=data.get("rating"),
        reasons=data["reasons"],
        was_it_said=data.get("was_it_said", ""),
        said_reasons=data.get("said_reasons", ""),
        departs_because=data.get("departs_because", ""),
        seen_version=data["version"],
    )


@verb
def save_draft(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    """Keep what is in the form. Scripts get JSON ``{"saved_at", "version", "departs"}``, the last
    a sentence where the rating departs from the numbers; a stale version is answered with 409,
    and the page with both texts."""
    form = FindingForm(request.POST, review=review)
    keep_words(request, "finding_form", form)
    assignment = own_assignment(request, review)
    if not form.is_valid():
        if wants_json(request):
            return HttpResponse(first_error(form), status=422, content_type="text/plain")
        return show_workspace(request, review, status=422, finding_form=form)
    try:
        finding = keep_draft(request, assignment, form)
    except Overtaken as overtaken:
        return both_drafts(request, review, assignment, overtaken)
    if wants_json(request):
        return JsonResponse(
            {
                "saved_at": finding.saved_at,
                "version": finding.version,
                "departs": departure_of_finding(finding),
            }
        )
    messages.success(request, f"Draft saved at {timezone.localtime(finding.saved_at):%H:%M}.")
    return None


def both_drafts(
    request: HttpRequest, review: ClaimReview, assignment: Assignment, overtaken: Overtaken
) -> HttpResponse:
    """The text that was not saved stays in the form, the saved one is shown beside it; saving
    again then replaces it knowingly."""
    if wants_json(request):
        raise overtaken
    stored = Finding.objects.select_related("rating").get(assignment=assignment)
    typed = request.POST.copy()
    typed["version"] = str(stored.version)
    form = FindingForm(typed, review=review)
    return show_workspace(
        request, review, status=409, finding_form=form, stored=stored, conflict=True
    )


@verb
def submit(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    """Keep the draft, then hand it in; if something is missing the draft is kept all the same."""
    form = FindingForm(request.POST, review=review)
    keep_words(request, "finding_form", form)
    own_assignment(request, review)
    with transaction.atomic():
        # A second press waits here, and then finds the finding in.
        assignment = own_assignment(request, lock_review(review.pk))
        if already_in(request, assignment):
            return None
        if not form.is_valid():
            return show_workspace(request, review, status=422, finding_form=form)
        try:
            keep_draft(request, assignment, form)
        except Overtaken as overtaken:
            return both_drafts(request, review, assignment, overtaken)
        missing = None
        try:
            finding_out.submit_finding(assignment, by=request.user)
        except Refused as refusal:
            missing = refusal
    let_go(request)
    if missing:
        raise missing
    messages.success(request, "Your finding is in. It can no longer be changed.")
    return None
