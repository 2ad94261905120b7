"""The desk's inbox of changed figures: what a cited page says now, and what to do about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from claims.views.paging import neighbours, page_of
from newsroom.refusals import Refused
from verification.forms.changed import ChangedFilter
from verification.forms.review import ReasonForm
from verification.models import ChangedFigure, ChangeKind, Decision, Report
from verification.models.changed_figure import ChangedFigureQuerySet
from verification.operations import deciding
from verification.states import UNDER_WORK
from verification.watch.differing import differences, marked

from .verbs import accepted

PAGE = 30
MOST_SHOWN = 700  # code points of a passage


@require_safe
def change_list(request: HttpRequest) -> HttpResponse:
    form = ChangedFilter(request.GET)
    form.is_valid()
    wanted = form.cleaned_data
    changes = ChangedFigure.objects.visible_to(request.user)
    shows_decided = bool(wanted.get("decided"))
    changes = changes.decided() if shows_decided else changes.open()
    rows, is_newer, is_older = page_of(
        with_all(changes), before=wanted.get("before"), after=wanted.get("after"), size=PAGE
    )
    newer, older = neighbours(request.GET, rows, is_newer, is_older)
    context = {
        "nav": "changed",
        "lines": [line_of(row, request) for row in rows],
        "shows_decided": shows_decided,
        "newer": newer,
        "older": older,
    }
    return render(request, "verification/changed/list.html", context)


@require_safe
def change(request: HttpRequest, pk: int) -> HttpResponse:
    row = change_of(request, pk)
    evidence = row.evidence
    pairs, is_cut = [], False
    if row.snapshot and evidence.snapshot:
        found = row.snapshot.text.find(row.new_passage) if row.new_passage else 0
        pairs, is_cut = differences(
            evidence.snapshot.text,
            row.snapshot.text,
            old_at=evidence.start or 0,
            new_at=max(found, 0) if row.new_passage else evidence.start or 0,
        )
    context = {
        "nav": "changed",
        "line": line_of(row, request),
        "pairs": pairs,
        "is_cut": is_cut,
    }
    return render(request, "verification/changed/detail.html", context)


def change_of(request: HttpRequest, pk: int) -> ChangedFigure:
    """The row through the user's rights; a 404 where there is none to see."""
    return get_object_or_404(with_all(ChangedFigure.objects.visible_to(request.user)), pk=pk)


def with_all(changes: ChangedFigureQuerySet) -> ChangedFigureQuerySet:
    """What a line shows, in one query; with the latest published version that rests on it."""
    latest = Report.objects.filter(
        review=OuterRef("evidence__review"), verdict__round=OuterRef("evidence__round")
    ).order_by("-version")
    return (
        changes.select_related(
            "evidence__source",
            "evidence__snapshot",
            "evidence__watch",
            "evidence__cited_by",
            "evidence__finding",
            "evidence__review__claim__claimant",
            "snapshot",
            "decided_by",
        )
        .prefetch_related("evidence__figures")
        .annotate(
            version=Subquery(latest.values("version")[:1]),
            rating_label=Subquery(latest.values("verdict__rating__label")[:1]),
            rating_slug=Subquery(latest.values("verdict__rating__slug")[:1]),
            is_public=Subquery(latest.values("is_public")[:1]),
        )
    )


def line_of(row: ChangedFigure, request: HttpRequest) -> dict[str, Any]:
    """A changed figure as the list and its own page show it."""
    evidence = row.evidence
    old, new = marked(evidence.excerpt[:MOST_SHOWN], row.new_passage[:MOST_SHOWN])
    may_decide = request.user.has_perm("verification.decide_change", row)
    is_under_work = evidence.review.state in UNDER_WORK
    may_reopen = request.user.has_perm("verification.run_desk")
    return {
        "change": row,
        "evidence": evidence,
        "claim": evidence.review.claim,
        "review": evidence.review,
        "rating": {"slug": row.rating_slug, "label": row.rating_label} if row.rating_slug else None,
        "reason": row.note
        if evidence.is_confidential
        else f"{evidence.source.name}: {row.sentence}",
        "old": old if row.kind == ChangeKind.FIGURE else [],
        "new": new,
        "is_under_work": is_under_work,
        "may_decide": row.is_open and may_decide,
        "may_take_up": row.is_open and may_decide and (is_under_work or may_reopen),
        "may_undo": may_decide and row.decision == Decision.NO_MATTER,
    }


@require_POST
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    row = change_of(request, pk)
    form = ReasonForm(request.POST)
    if not accepted(request, form):
        return redirect(row)
    try:
        row = deciding.take_up(row, by=request.user, reason=form.cleaned_data["reason"])
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect(row)
    reopened = row.decision == Decision.REOPENED
    messages.success(
        request,
        "The claim is reopened; reviewers are asked." if reopened else "The change is taken up.",
    )
    return redirect(row.evidence.review)


@require_POST
def no_matter(request: HttpRequest, pk: int) -> HttpResponse:
    row = change_of(request, pk)
    form = ReasonForm(request.POST)
    if accepted(request, form):
        try:
            deciding.does_not_matter(row, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, "Noted. It stays among the decided ones, with the reason.")
        except Refused as refusal:
            messages.error(request, refusal.sentence)
            return redirect(row)
    return redirect("verification:changed")


@require_POST
def look_again(request: HttpRequest, pk: int) -> HttpResponse:
    row = change_of(request, pk)
    try:
        deciding.look_again(row, by=request.user)
        messages.success(request, "It waits among the open ones again.")
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect(row)
