"""Citing from a saved copy: its text on the left, the passage as evidence on the right."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from claims.views.chips import FigureChip, parts_of
from newsroom.captures.laying_out.blocks import Leaf
from newsroom.captures.laying_out.leaves import begins_with, lay_out
from newsroom.captures.models import Snapshot
from newsroom.captures.reading import Part
from newsroom.captures.waiting import waiting_for
from newsroom.refusals import Refused
from verification.citing.passages import Selection, rank, select, shown
from verification.citing.saying import is_denial
from verification.citing.tables import Tables
from verification.forms.citing import CitingForm, SaveForm, asked_because, kind_of
from verification.models import (
    Assignment,
    ClaimCopy,
    ClaimReview,
    Evidence,
    EvidenceFigure,
    Stance,
)
from verification.operations import evidence as evidencing

from .copies import copies_to_cite_from
from .naming import source_named
from .offering import numbers_of
from .page import own_assignment, review_of
from .questions import question_asked

MOST_OFFSET = 2**31 - 1
# Every sentence and cell is an element here, so less of the text makes one page.
LEAF = 20_000


@require_http_methods(["GET", "HEAD", "POST"])
def citing(request: HttpRequest, pk: int, copy_pk: int) -> HttpResponse:
    review = review_of(request, pk)
    assignment = own_assignment(request, review)
    copies = copies_to_cite_from(request, review).select_related("capture__snapshot")
    copy = get_object_or_404(copies, pk=copy_pk)
    if not assignment.is_live:
        messages.info(request, "Your finding is already in; nothing more is cited for it.")
        return redirect(review)
    if copy.snapshot is None:
        return on_its_way(request, review, copy)
    if request.method == "POST":
        return cite(request, review, assignment, copy.snapshot)
    if request.htmx and request.GET.get("waiting"):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return reader(request, review, copy.snapshot)


def on_its_way(request: HttpRequest, review: ClaimReview, copy: ClaimCopy) -> HttpResponse:
    """Progress while a copy is being saved; once it has failed, why, and the other ways."""
    if request.htmx and request.GET.get("waiting") and copy.has_failed:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    context = {
        "nav": "claims",
        "review": review,
        "claim": review.claim,
        "copy": copy,
        "capture": copy.capture,
        "wait": waiting_for(copy.capture),
        "save_form": SaveForm(initial={"address": copy.capture.url}),
        **question_asked(request, review),
    }
    return render(request, "verification/citing/waiting.html", context)


# -- the page ------------------------------------------------------------------------------------


def reader(
    request: HttpRequest,
    review: ClaimReview,
    snapshot: Snapshot,
    *,
    form: CitingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    parts = snapshot.read_parts()
    selection = form.selection if form else selected(request, snapshot, parts)
    if form is None:
        form = form_for(request, review, snapshot, parts, selection=selection)
    context = {
        "nav": "claims",
        "review": review,
        "claim": review.claim,
        "snapshot": snapshot,
        "form": form,
        **question_asked(request, review),
        **about_selection(form, selection),
    }
    if request.htmx:  # the text is on the page already; ``figures`` says whether it has any
        context["candidates"] = bool(request.GET.get("figures"))
        return render(request, "verification/citing/form.html", context, status=status)
    around = look_at(request, review, snapshot, selection)
    leaf = lay_out(snapshot.text, parts, around=around, size=LEAF)
    blocks = shown(snapshot.text, leaf, Tables(snapshot.text, parts))
    candidates = rank(blocks, [figure.value for figure in review.claim.figures.all()])
    context |= {
        "leaf": leaf,
        "leaves": leaves_of(leaf),
        "begins_with_name": begins_with(leaf, snapshot.name),
        "blocks": blocks,
        "candidates": len(candidates),
    }
    return render(request, "verification/citing/reader.html", context, status=status)


def about_selection(form: CitingForm, selection: Selection | None) -> dict[str, Any]:
    excerpt = selection.excerpt if selection else ""
    data = form.cleaned_data if form.is_bound else {**form.initial, "source": form.known_source}
    return {
        "selection": selection,
        "chips": [chip_of(figure) for figure in selection.figures] if selection else [],
        "denies": is_denial(excerpt),
        "asked": asked_because(kind_of(data), excerpt),
        "asked_of_source": not asked_because("", excerpt),
    }


def chip_of(figure: Any) -> FigureChip:
    row = EvidenceFigure.as_read(figure)
    return FigureChip(0, row.words, parts_of(row))


def selected(request: HttpRequest, snapshot: Snapshot, parts: tuple[Part, ...]) -> Selection | None:
    """What the address names by ``start`` and ``end``; nothing, with a word, for no place."""
    start, end = (number_in(request, name) for name in ("start", "end"))
    if start is None or end is None:
        return None
    try:
        return select(snapshot.text, parts, start, end)
    except ValueError as error:
        messages.error(request, str(error))
        return None


def number_in(request: HttpRequest, name: str) -> int | None:
    typed = request.GET.get(name, "")
    if not re.fullmatch(r"[0-9]{1,10}", typed):
        return None
    return min(int(typed), MOST_OFFSET)


def look_at(
    request: HttpRequest, review: ClaimReview, snapshot: Snapshot, selection: Selection | None
) -> int:
    """The place whose leaf is shown: what is selected or asked for, else where the claim's
    figures stand."""
    if selection:
        return selection.start
    at = number_in(request, "at")
    if at is not None:
        return at
    for number in numbers_of(figure.text for figure in review.claim.figures.all()):
        found = snapshot.text.find(number)
        if found >= 0:
            return found
    return 0


def leaves_of(leaf: Leaf) -> dict[str, int | None]:
    """Where the leaves before and after begin or end."""
    return {
        "previous": max(leaf.start - 1, 0) if leaf.number > 1 else None,
        "next": leaf.end if leaf.number < leaf.count else None,
    }


def form_for(
    request: HttpRequest,
    review: ClaimReview,
    snapshot: Snapshot,
    parts: tuple[Part, ...],
    *,
    data: Any = None,
    selection: Selection | None = None,
) -> CitingForm:
    stance = request.GET.get("stance", "")
    initial = {"stance": stance} if stance in Stance.values else {}
    if asks := question_asked(request, review).get("asks"):
        initial["answers"] = asks
    return CitingForm(
        data,
        review=review,
        by=request.user,
        text=snapshot.text,
        parts=parts,
        address=address_of(snapshot),
        snapshot=snapshot,
        selection=selection,
        initial=initial,
    )


def address_of(snapshot: Snapshot) -> str:
    return snapshot.final_url or snapshot.url


# -- adding it -----------------------------------------------------------------------------------


def cite(
    request: HttpRequest, review: ClaimReview, assignment: Assignment, snapshot: Snapshot
) -> HttpResponse:
    form = form_for(request, review, snapshot, snapshot.read_parts(), data=request.POST)
    if not form.is_valid():
        return reader(request, review, snapshot, form=form, status=422)
    try:
        evidence = cited(request, assignment, snapshot, form)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return reader(request, review, snapshot, form=form, status=422)
    messages.success(request, f"Evidence from {evidence.source.name} is added.")
    return redirect(f"{review.get_absolute_url()}#evidence-{evidence.pk}")


@transaction.atomic
def cited(
    request: HttpRequest, assignment: Assignment, snapshot: Snapshot, form: CitingForm
) -> Evidence:
    selection = form.selection
    return evidencing.cite(
        assignment,
        by=request.user,
        source=source_named(request, form, address=address_of(snapshot)),
        snapshot=snapshot,
        url=address_of(snapshot),
        kind=selection.kind,
        excerpt=selection.excerpt,
        start=selection.start,
        end=selection.end,
        page=selection.page,
        row_head=selection.row_head,
        column_head=selection.column_head,
        figures=selection.figures,
        **form.passage(),
    )
