"""A reviewer's work on one claim."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims.models import Claim
from newsroom.refusals import Refused
from verification.errors import Overtaken
from verification.forms.fields import first_error
from verification.forms.finding import FindingForm
from verification.models import Assignment, ClaimReview, Finding
from verification.numbers import departure_of_finding, stands_for
from verification.operations import findings as finding_out
from verification.operations.locking import lock_review
from verification.states import AssignmentState

from .hand_in import is_as_shown, what_is_handed_in
from .keeping import keep_words, let_go, not_all_of_it, status_of
from .onward import go_on_from_finding
from .page import own_assignment, reviews_for, show_workspace
from .questions import draft_of
from .taken import mark_taken
from .verbs import verb, wants_json
from .versions import typed_again, versions

CLEARED = ("was_it_said", "rating")
SAVED_ELSEWHERE = (
    "A newer draft was saved elsewhere, so yours was not. Put the two together in your finding; "
    "saving then takes the other’s place."
)
SAVED_ELSEWHERE_BY_ITSELF = (
    "A newer draft was saved elsewhere, so this one was not. Press Save draft to see both."
)
ALREADY_IN = (
    "Your finding is already in and can no longer be changed. What you wrote here was not saved."
)


@require_safe
def workspace(request: HttpRequest, pk: int) -> HttpResponse:
    """Looking changes nothing: work starts with the first thing saved."""
    review = reviews_for(request.user).filter(claim_id=pk).first()
    if review is None:
        return redirect(get_object_or_404(Claim.objects.visible_to(request.user), pk=pk))
    return show_workspace(request, review)


def already_in(request: HttpRequest, assignment: Assignment) -> bool:
    """A second press on a button, or an old tab, after the finding was handed in. Errors:
    ``Overtaken`` where that tab says something else, so that its words are shown."""
    if assignment.state != AssignmentState.SUBMITTED:
        return False
    finding = own_finding(assignment)
    if finding and says_otherwise(request, finding, assignment):
        raise Overtaken(ALREADY_IN)
    messages.info(request, "Your finding is already in; it was not changed.")
    return True


def keep_draft(request: HttpRequest, assignment: Assignment, form: FindingForm) -> Finding:
    """What is kept already, to the letter, is no second version of it: a button pressed twice."""
    kept = own_finding(assignment)
    if kept and not says_otherwise(request, kept, assignment):
        return kept
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
    and the page with both texts; what did not arrive whole with 400."""
    form = FindingForm(cleared(request.POST), review=review)
    keep_words(request, "finding_form", form)
    assignment = own_assignment(request, review)
    if wants_json(request) and (refusal := not_all_of_it(request, ("reasons", "version"))):
        return refusal
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


def cleared(data: QueryDict) -> QueryDict:
    """Without the choice that was taken back by its "Clear", where no script empties it."""
    if data.get("clear") not in CLEARED:
        return data
    data = data.copy()
    del data[data["clear"]]
    return data


def both_drafts(
    request: HttpRequest, review: ClaimReview, assignment: Assignment, overtaken: Overtaken
) -> HttpResponse:
    """The text that was not saved stays in the form, and both are shown side by side; saving
    again then replaces the other knowingly."""
    if wants_json(request):
        raise Overtaken(SAVED_ELSEWHERE_BY_ITSELF) from overtaken
    stored = Finding.objects.get(assignment=assignment)
    typed = typed_again(cleared(request.POST), version=str(stored.version))
    form = FindingForm(typed, review=review)
    saved = FindingForm(review=review, initial=draft_of(stored))
    return show_workspace(
        request,
        review,
        status=409,
        finding_form=form,
        versions=versions("finding", SAVED_ELSEWHERE, saved, form),
    )


@verb
def submit(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    """Keep the draft, and show once more what will be handed in: it cannot be undone. A second
    press hands in exactly what was shown. If something is missing the draft is kept all the same,
    and the page leads to each thing that is.
    """
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
        sure = is_what_was_shown(request, assignment)
        try:
            finding = own_finding(assignment) if sure else keep_draft(request, assignment, form)
        except Overtaken as overtaken:
            return both_drafts(request, review, assignment, overtaken)
        missing = None
        try:
            if sure:
                finding_out.submit_finding(assignment, by=request.user)
            else:
                standing = stands_for(finding)
                finding_out.check_complete(
                    assignment.review, finding, departure_of_finding(finding, standing), standing
                )
        except Refused as refusal:
            missing = refusal
    let_go(request)
    if missing:
        page = show_workspace(request, review, status=status_of(missing), not_in=missing.sentence)
        return mark_taken(request, page)
    if sure:
        return go_on_from_finding(request, assignment)
    shown = what_is_handed_in(finding) | {"again": "sure" in request.POST}
    return mark_taken(request, show_workspace(request, review, hand_in=shown))


def own_finding(assignment: Assignment) -> Finding | None:
    return Finding.objects.filter(assignment=assignment).first()


def is_what_was_shown(request: HttpRequest, assignment: Assignment) -> bool:
    """Whether this is the press of somebody who has read what they hand in, and nothing of it
    changed since: neither the draft, nor anything that it rests on."""
    finding = own_finding(assignment)
    if finding is None or "sure" not in request.POST:
        return False
    if changed_in(request, finding, assignment):
        return False
    return is_as_shown(finding, request.POST["sure"])


def changed_in(request: HttpRequest, finding: Finding, assignment: Assignment) -> list[str]:
    """The fields that say something else than the draft that is kept."""
    kept = draft_of(finding)
    data = cleared(request.POST)
    return FindingForm(data, review=assignment.review, initial=kept).changed_data


def says_otherwise(request: HttpRequest, finding: Finding, assignment: Assignment) -> bool:
    """Whatever version it was written from."""
    return not set(changed_in(request, finding, assignment)) <= {"version"}
