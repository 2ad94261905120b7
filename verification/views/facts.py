"""Kind, topic, priority and due time set in the workspace, and one's own interest declared."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from claims.errors import Overtaken as ChangedMeanwhile
from newsroom.accounts.models import User
from newsroom.dates import moment_words
from verification.errors import Overtaken
from verification.forms.facts import DueForm, FactsForm, OwnInterestForm, due_of, facts_of
from verification.models import Assignment, ClaimReview, Evidence, Source
from verification.operations import facts as stating
from verification.operations.declared_interests import declare_interest

from .fact_sheet import subjects_of
from .keeping import CONFLICT, keep_words
from .page import review_of, show_workspace
from .verbs import accepted, require_desk, verb


def sources_read(user: User, review: ClaimReview) -> list[Source]:
    """Those of the evidence that this person may read, and whose name they may."""
    evidence = Evidence.objects.filter(review=review).readable_by(user, review)
    return [item.source for item in evidence.with_detail() if not item.is_withheld]


@verb
def describe(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    is_editor = request.user.has_perm("verification.run_desk")
    form = FactsForm(request.POST, is_editor=is_editor)
    if not accepted(request, form):
        return None
    data = form.cleaned_data
    try:
        after = stating.describe(
            review,
            by=request.user,
            kind=data["kind"],
            topic=data["topic"],
            priority=data.get("priority"),
            seen=data["seen"] or None,
        )
    except ChangedMeanwhile:
        return both_facts(request, review, is_editor)
    if after.policy_id != review.policy_id:
        messages.success(request, f"Saved. It is reviewed under “{after.policy}” from now on.")
    else:
        messages.success(request, "Saved.")
    return None


def both_facts(request: HttpRequest, review: ClaimReview, is_editor: bool) -> HttpResponse:
    """What was chosen stays in the form, what is saved stands beside it; saving again then takes
    its place knowingly."""
    review = review_of(request, review.claim_id)
    typed = request.POST.copy()
    typed["seen"] = facts_of(review.claim)["seen"]
    return show_workspace(
        request, review, status=CONFLICT, facts_conflict=True,
        facts_form=FactsForm(typed, is_editor=is_editor),
    )  # fmt: skip


@verb
def set_due(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    require_desk(request, "set when it is due")
    form = DueForm(request.POST)
    if not accepted(request, form, "due_form"):
        return None
    data = form.cleaned_data
    try:
        stating.set_due(
            review, data["due_at"], by=request.user, reason=data["reason"], seen=data["seen"]
        )
    except Overtaken as overtaken:
        review = review_of(request, review.claim_id)
        if data["seen"] in (None, review.due_at):
            raise overtaken
        typed = request.POST.copy()
        typed["seen"] = due_of(review).get("seen", "")
        return show_workspace(
            request, review, status=CONFLICT, due_conflict=True, due_form=DueForm(typed)
        )
    messages.success(request, f"It is due on {moment_words(data['due_at'], ' at ')} now.")
    return None


@verb
def declare_own_interest(request: HttpRequest, review: ClaimReview) -> HttpResponse | None:
    user = request.user
    subjects = subjects_of(review.claim, sources_read(user, review))
    form = OwnInterestForm(request.POST, subjects=subjects, user=user)
    keep_words(request, "own_interest_form", form)
    if not form.is_valid():
        return show_workspace(request, review, status=422, own_interest_form=form)
    had_it = review.standing_assignment_of(user)
    declare_interest(user, by=user, **form.declared())
    if had_it and not Assignment.objects.live().filter(pk=had_it.pk).exists() and had_it.is_live:
        messages.success(
            request, "Declared. The claim goes to somebody else, with what you gathered."
        )
        return redirect("desk")
    messages.success(request, "Declared. You are not asked about it any more.")
    return None
