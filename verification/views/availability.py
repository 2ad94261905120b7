"""A person's own page: when they work, when they are away, what they have a stake in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from newsroom.accounts.rights import require
from newsroom.refusals import Refused
from verification.forms.hours import HoursForm, of_the_desk, week_of
from verification.forms.own_matters import AwayForm, StakeForm
from verification.models import Absence, DeclaredInterest, Reviewer
from verification.operations import availability as keeping
from verification.operations.away_work import due_while_away, live_work_of
from verification.operations.declared_interests import declare_interest as declaring
from verification.operations.declared_interests import end_declared_interest as ending
from verification.registry import languages
from verification.timing import hours_of

from .holdings import held_by

PAGE = "verification:availability"


@require_safe
def availability(request: HttpRequest) -> HttpResponse:
    require(
        request.user,
        "verification.set_hours",
        request.user,
        otherwise="Only people with a role on this desk have work here. An admin gives you one.",
    )
    return own_page(request)


@require_POST
def set_hours(request: HttpRequest) -> HttpResponse:
    form, user = HoursForm(request.POST), request.user
    if refused(form, lambda: keeping.set_hours(user, by=user, **form.cleaned_data)):
        return own_page(request, hours_form=form)
    messages.success(request, "Your hours are saved. What is due already stays due when it was.")
    return redirect(PAGE)


@require_POST
def note_absence(request: HttpRequest) -> HttpResponse:
    form, user = AwayForm(request.POST), request.user
    if refused(form, lambda: keeping.note_absence(user, by=user, **form.cleaned_data)):
        return own_page(request, away_form=form)
    messages.success(request, f"The days are noted. {kept_by(request)}")
    return redirect(PAGE)


@require_POST
def away_today(request: HttpRequest) -> HttpResponse:
    keeping.away_today(request.user, by=request.user)
    messages.success(request, f"Noted: you are away today. {kept_by(request)}")
    return redirect(PAGE)


def kept_by(request: HttpRequest) -> str:
    """What becomes of the work that somebody who goes away has."""
    held = held_by([request.user])[request.user.pk]
    if held == "nothing":
        return "Nothing new is asked of you meanwhile."
    return f"What you have stays yours, {held}: hand over what cannot wait."


@require_POST
def end_absence(request: HttpRequest, pk: int) -> HttpResponse:
    absence = get_object_or_404(Absence, pk=pk, reviewer__user=request.user)
    keeping.end_absence(absence, by=request.user)
    messages.success(request, "It is taken back.")
    return redirect(PAGE)


@require_POST
def declare_interest(request: HttpRequest) -> HttpResponse:
    words, user = request.POST.get("q", ""), request.user
    form = StakeForm(request.POST, user=user, words=words)
    if refused(form, lambda: declaring(user, by=user, **form.declared())):
        return own_page(request, words=words, stake_form=form)
    messages.success(request, "Declared. You are not asked about it any more.")
    return redirect(PAGE)


@require_POST
def end_declared_interest(request: HttpRequest, pk: int) -> HttpResponse:
    interest = get_object_or_404(DeclaredInterest, pk=pk, person=request.user)
    ending(interest, by=request.user)
    messages.success(request, "It is ended. The line stays in the records of editors and admins.")
    return redirect(PAGE)


def refused(form: forms.Form, verb: Callable[[], object]) -> bool:
    """Whether the form is not in order or its verb says no; then the form says why, and what was
    typed stays in it."""
    if not form.is_valid():
        return True
    try:
        verb()
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return True
    return False


def own_page(
    request: HttpRequest, *, words: str | None = None, **forms_refused: forms.Form
) -> HttpResponse:
    """The page, with a form that was not in order in the place of an empty one."""
    user = request.user
    reviewer = (
        Reviewer.objects.filter(user=user).prefetch_related("hours", "absences", "topics").first()
    )
    words = request.GET.get("q", "") if words is None else words
    absences, work = absences_to_come(reviewer), live_work_of(user)
    context: dict[str, Any] = {
        "nav": "availability",
        "desk_hours": of_the_desk(),
        "is_at_work": hours_of(reviewer).is_at_work(timezone.now()),
        "absences": absences,
        "due_while_away": due_while_away(reviewer, absences, work) if reviewer else [],
        "is_away": reviewer is not None and reviewer.is_away(),
        "interests": user.declared_interests.standing().with_objects(),
        "reviewer": reviewer,
        "topics": reviewer.topics.all() if reviewer else [],
        "languages": [languages.in_words(code) for code in reviewer.languages] if reviewer else [],
        "has_now": len(work),
        "words": words,
        "hours_form": HoursForm(
            initial={"week": week_of(reviewer), "time_zone": reviewer.time_zone if reviewer else ""}
        ),
        "away_form": AwayForm(),
        "stake_form": StakeForm(user=user, words=words) if words.strip() else None,
        **forms_refused,
    }
    return render(
        request, "verification/availability.html", context, status=422 if forms_refused else 200
    )


def absences_to_come(reviewer: Reviewer | None) -> list[Absence]:
    """Those of today and later, with ``has_begun``."""
    if reviewer is None:
        return []
    today = reviewer.today
    absences = [a for a in reviewer.absences.all() if a.last_day is None or a.last_day >= today]
    for absence in absences:
        absence.has_begun = absence.first_day <= today
    return absences
