"""The desk's sources: who publishes what is cited, and every passage cited from them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from newsroom.refusals import Refused
from verification.forms.review import ReasonForm
from verification.forms.sources import SourceFilter, SourceForm
from verification.models import Evidence, Source, SourceState
from verification.operations import sources as keeping

from .passage import stretches
from .verbs import accepted

PAGE = 50
PASSAGES = 100
HAPPENED = {
    "added": "added it",
    "proposed": "proposed it",
    "changed": "changed it",
    "confirmed": "took it into use",
    "retired": "retired it",
}


@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    form = SourceFilter(request.GET)
    form.is_valid()
    wanted = form.cleaned_data
    rows, newer, older = page_of(found(Source.objects.visible_to(request.user), wanted), wanted)
    cited = times_cited(request, rows)
    for source in rows:
        source.times_cited = cited.get(source.pk, 0)
    context = {
        "nav": "sources",
        "form": form,
        "sources": rows,
        "newer": address(request.GET, "before", rows[0].lower_name) if newer else "",
        "older": address(request.GET, "after", rows[-1].lower_name) if older else "",
        "is_filtered": any(wanted.get(name) for name in ("q", "kind", "tier", "state")),
    }
    return render(request, "verification/sources.html", context)


def found(sources: QuerySet[Source], wanted: dict[str, Any]) -> QuerySet[Source]:
    if words := wanted.get("q"):
        sources = sources.filter(name__icontains=words)
    exact = {name: wanted[name] for name in ("kind", "tier", "state") if wanted.get(name)}
    return sources.filter(**exact).annotate(lower_name=Lower("name"))


def page_of(sources: QuerySet[Source], wanted: dict[str, Any]) -> tuple[list[Source], bool, bool]:
    """A page by name, and whether there is one before and one after it."""
    if before := wanted.get("before"):
        rows = list(sources.filter(lower_name__lt=before).order_by("-lower_name")[: PAGE + 1])
        more, rows = len(rows) > PAGE, rows[:PAGE][::-1]
        return rows, more, bool(rows)
    if after := wanted.get("after"):
        sources = sources.filter(lower_name__gt=after)
    rows = list(sources.order_by("lower_name")[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    return rows, bool(rows and wanted.get("after")), more


def address(query: QueryDict, place: str, value: str) -> str:
    query = query.copy()
    for name in ("before", "after"):
        query.pop(name, None)
    query[place] = value
    return f"?{query.urlencode()}"


def times_cited(request: HttpRequest, sources: list[Source]) -> dict[int, int]:
    """How often each is cited, as far as this person may know."""
    return dict(
        Evidence.objects.visible_to(request.user)
        .standing()
        .filter(source__in=[source.pk for source in sources])
        .order_by()
        .values_list("source")
        .annotate(Count("pk"))
    )


def source_of(request: HttpRequest, pk: int) -> Source:
    return get_object_or_404(
        Source.objects.visible_to(request.user).select_related("added_by"), pk=pk
    )


@require_safe
def source(request: HttpRequest, pk: int) -> HttpResponse:
    source = source_of(request, pk)
    passages = list(
        Evidence.objects.visible_to(request.user)
        .filter(source=source)
        .select_related("review__claim__claimant", "snapshot")
        .prefetch_related("figures")
        .order_by("-id")[: PASSAGES + 1]
    )
    for passage in passages:
        spans = [(f.start, f.end) for f in passage.figures.all() if f.start is not None]
        passage.stretches = stretches(passage.excerpt, spans)
    events = list(source.events.select_related("actor"))
    for event in events:
        event.sentence = HAPPENED.get(event.verb, event.verb)
    context = {
        "nav": "sources",
        "source": source,
        "passages": passages[:PASSAGES],
        "is_cut": len(passages) > PASSAGES,
        "events": events,
        "may_manage": request.user.has_perm("verification.manage_sources"),
        "reason_form": ReasonForm(),
    }
    return render(request, "verification/source.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def source_new(request: HttpRequest) -> HttpResponse:
    """Everybody may add one; an editor's or admin's is in use at once."""
    if not request.user.has_perm("verification.propose_source"):
        raise PermissionDenied("Only people of the desk can add sources.")
    form = SourceForm(posted(request))
    if request.method == "POST" and form.is_valid():
        source = keeping.add_source(by=request.user, **form.columns())
        messages.success(
            request,
            f"{source.name} is in use."
            if source.state == SourceState.ACTIVE
            else f"{source.name} is proposed. It can be cited; an editor confirms it.",
        )
        return redirect(source)
    return source_form(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def source_edit(request: HttpRequest, pk: int) -> HttpResponse:
    source = source_of(request, pk)
    require_manager(request)
    # The form works on a row of its own: what is shown and compared stays as stored.
    form = SourceForm(posted(request), instance=source_of(request, pk))
    if request.method == "POST" and form.is_valid():
        keeping.change_source(source, by=request.user, **form.columns())
        messages.success(request, "The changes are saved; the old words are in the history.")
        return redirect(source)
    return source_form(request, form, source)


def posted(request: HttpRequest) -> QueryDict | None:
    """What was posted, however little; ``None`` where a page is only looked at."""
    return request.POST if request.method == "POST" else None


def source_form(request: HttpRequest, form: SourceForm, source: Source | None) -> HttpResponse:
    context = {
        "nav": "sources",
        "form": form,
        "source": source,
        "may_manage": request.user.has_perm("verification.manage_sources"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "verification/source_form.html", context, status=status)


def require_manager(request: HttpRequest) -> None:
    if not request.user.has_perm("verification.manage_sources"):
        raise PermissionDenied(
            "Only editors and admins can change sources. You can propose a new one."
        )


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    source = source_of(request, pk)
    try:
        keeping.confirm_source(source, by=request.user)
        messages.success(request, f"{source.name} is in use.")
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect(source)


@require_POST
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    source = source_of(request, pk)
    require_manager(request)
    form = ReasonForm(request.POST)
    if accepted(request, form):
        try:
            keeping.retire_source(source, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, f"{source.name} is retired; what was cited from it stays.")
        except Refused as refusal:
            messages.error(request, refusal.sentence)
    return redirect(source)
