"""Correcting what was read: each form is a page of its own, and a fragment of the claim's card."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.text import Truncator
from django.views.decorators.http import require_http_methods, require_POST

from claims.correction_forms import (
    ClaimantForm,
    FigureForm,
    KindForm,
    MissedFigureForm,
    MoveFigureForm,
    TakeOffForm,
)
from claims.errors import NothingToDo, NotSo, Overtaken, QuoteNotFound
from claims.models import Claim, ClaimPart, Figure
from claims.operations import corrections as operations
from claims.operations.keeping import plain_figure, seen_of
from claims.operations.triage import refuse_locked, require_triage
from claims.reader import sentence_span

from .chips import link_steps, read_from
from .triage import as_on_cards, back_to, others_nearby, show_form, visible

# What only looks at the form and saves nothing: "read" fills in the parts, "preview" says them.
LOOKS = ("read", "preview")
Save = Callable[[dict[str, Any]], object]


@require_http_methods(["GET", "HEAD", "POST"])
def figure(request: HttpRequest, pk: int, figure: int) -> HttpResponse:
    claim = to_correct(request, pk)
    row = figure_of(claim, figure)

    def save(given: dict[str, Any]) -> object:
        return operations.correct_figure(
            row,
            given["quantity"],
            by=request.user,
            words=given["words"],
            near=given["near"],
            population=given["population"],
            place=given["place"],
            seen=given["seen"],
        )

    return answer(
        request,
        claim,
        "claims/figure_form.html",
        lambda data=None: FigureForm.about(figure_of(claim, figure), data),
        save,
        lambda: figure_of(claim, figure).words,
        # A look from the card wants the parts alone.
        **({} if request.htmx and request.POST.get("do") in LOOKS else about_figure(claim, row)),
        figure=row,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add_figure(request: HttpRequest, pk: int) -> HttpResponse:
    claim = to_correct(request, pk)

    def save(given: dict[str, Any]) -> object:
        return operations.add_figure(
            claim,
            given["words"],
            given["quantity"],
            by=request.user,
            near=given["near"],
            population=given["population"],
            place=given["place"],
        )

    return answer(
        request,
        claim,
        "claims/figure_form.html",
        lambda data=None: MissedFigureForm.of(claim, data),
        save,
        sentence=sentence_of(claim),
    )


@require_POST
def take_off_figure(request: HttpRequest, pk: int, figure: int) -> HttpResponse:
    claim = to_correct(request, pk)
    row = figure_of(claim, figure)
    form = TakeOffForm(request.POST)
    if not form.is_valid():
        raise NothingToDo("Say what it is instead of a figure. Nothing was changed.")
    operations.take_off_figure(row, by=request.user, **form.cleaned_data)
    return back_to(request, claim)


@require_POST
def move_figure(request: HttpRequest, pk: int, figure: int) -> HttpResponse:
    claim = to_correct(request, pk)
    row = figure_of(claim, figure)
    form = MoveFigureForm(request.POST, choices=others_nearby(claim))
    if not form.is_valid():
        raise NothingToDo(f"{next(iter(form.errors.values()))[0]} Nothing was changed.")
    to, seen = form.cleaned_data["to"], form.cleaned_data["seen"]
    operations.move_figure(row, to, by=request.user, seen=seen)
    messages.success(
        request,
        f"Moved {row.words} to “{Truncator(to.statement).chars(90)}”; the card it came from can "
        "undo it.",
    )
    return back_to(request, to)


@require_http_methods(["GET", "HEAD", "POST"])
def claimant(request: HttpRequest, pk: int) -> HttpResponse:
    claim = to_correct(request, pk)
    text = claim.document.snapshot.text
    return answer(
        request,
        claim,
        "claims/claimant_form.html",
        lambda data=None: ClaimantForm.about(visible(request, pk), data),
        lambda given: operations.correct_claimant(claim, by=request.user, **given),
        lambda: visible(request, pk).who_in_full,
        links=[(link, read_from(link_steps(link), text)) for link in claim.chain],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def kind(request: HttpRequest, pk: int) -> HttpResponse:
    claim = to_correct(request, pk)
    return answer(
        request,
        claim,
        "claims/kind_form.html",
        lambda data=None: KindForm.about(visible(request, pk), data),
        lambda given: operations.correct_kind(claim, by=request.user, **given),
        lambda: kind_words(visible(request, pk)),
    )


def kind_words(claim: Claim) -> str:
    return f"{claim.get_kind_display()}, {claim.get_mood_display()}"


def to_correct(request: HttpRequest, pk: int) -> Claim:
    claim = visible(request, pk)
    require_triage(claim.document, request.user)
    refuse_locked(claim)
    return claim


def figure_of(claim: Claim, key: int) -> Figure:
    row = Figure.objects.filter(pk=key, claim=claim).first()
    if row is None:
        raise Overtaken(
            "This figure is no longer part of the claim: somebody took it off or moved it "
            "meanwhile. Nothing was changed."
        )
    return row


def answer(
    request: HttpRequest,
    claim: Claim,
    template: str,
    make: Callable[..., Any],
    save: Save,
    says: Callable[[], str] = lambda: "",
    **context: Any,
) -> HttpResponse:
    """The form, what it reads as, or the claim's card once it is saved. What is refused because
    of what was typed is said at its field; what somebody else saved meanwhile is shown above."""
    if request.method != "POST":
        return show_form(request, template, claim, make(), **context)
    form = make(request.POST)
    if request.POST.get("do") in LOOKS:
        return show_form(request, template, claim, form, status=200, looks=True, **context)
    if not form.is_valid():
        return show_form(request, template, claim, form, **context)
    try:
        save(form.cleaned_data)
    except Overtaken as overtaken:
        again = make(replaced(request.POST, seen=make().initial["seen"]))
        context |= {"overtaken": overtaken.sentence, "now_words": says()}
        return show_form(request, template, claim, again, status=409, **context)
    except (QuoteNotFound, NotSo, NothingToDo) as refusal:
        form.add_error("words" if "words" in form.fields else None, refusal.sentence)
        return show_form(request, template, claim, form, **context)
    if words := getattr(form, "contradicts", ""):
        messages.warning(
            request,
            f"Saved as {form.reads_as}, although the text says “{words}”. If that is not meant, "
            "undo it or correct it once more.",
        )
    return back_to(request, claim)


def replaced(data: QueryDict, **values: str) -> QueryDict:
    data = data.copy()
    for name, value in values.items():
        data[name] = value
    return data


def about_figure(claim: Claim, row: Figure) -> dict[str, Any]:
    """What stands around the form of one figure: the sentence, how it was read, and the ways to
    take it off or to move it."""
    seen = seen_of(plain_figure(row))
    others = others_nearby(claim)
    # Of a corrected figure: how it had been read.
    kept = claim.corrections.standing().filter(figure=row.pk, part=ClaimPart.FIGURE).first()
    steps = kept.read["steps"] if kept and kept.read else row.steps
    return {
        "sentence": sentence_of(claim, row),
        "read_from": read_from(steps, claim.document.snapshot.text),
        "off_form": TakeOffForm(initial={"seen": seen}, auto_id=f"off-{row.pk}-%s"),
        "move_form": MoveFigureForm(
            initial={"seen": seen},
            choices=others,
            shown=as_on_cards(claim, others),
            auto_id=f"move-{row.pk}-%s",
        ),
        "may_move": others.exists(),
    }


def sentence_of(claim: Claim, row: Figure | None = None) -> tuple[str, str, str]:
    """The claim's sentence in three: before the figure, the figure, and behind it."""
    text = claim.document.snapshot.text
    place = claim.appearance
    if row is not None and row.start is not None and row.end is not None:
        start, end = row.start, row.end
    elif place:
        start, end = place.start, place.end
    else:
        return "", "", ""
    low, high = sentence_span(text, start, end)
    return text[low:start].lstrip(), text[start:end], text[end:high].rstrip()
