"""The desk's sources: who publishes what is cited, and every passage cited from them."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from claims.views import paging
from newsroom.accounts.models import User
from verification.forms.sources import PassagePlace, SourceFilter
from verification.models import Evidence, Interest, Source
from verification.models.source import SourceQuerySet
from verification.registry import languages
from verification.registry.likeness import Named, twins_among

from .passage import stretches
from .source_past import told_events
from .source_use import add_verdicts, use_of

PAGE = 50
PASSAGES = 50
EVENTS = 100
TWINS = 5
PLACES = ("before", "after")


@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    form = SourceFilter(request.GET)
    form.is_valid()
    wanted = form.cleaned_data
    rows, newer, older = page_of(found(request.user, wanted), wanted)
    cited = times_cited(request.user, rows)
    for source in rows:
        source.times_cited = cited.get(source.pk, 0)
    may_manage = request.user.has_perm("verification.manage_sources")
    is_filtered = any(value for name, value in wanted.items() if name not in PLACES)
    context = {
        "nav": "sources",
        "form": form,
        "sources": rows,
        "newer": address(request.GET, "before", rows[0].lower_name) if newer else "",
        "older": address(request.GET, "after", rows[-1].lower_name) if older else "",
        "filter_query": address(request.GET),
        "is_filtered": is_filtered,
        "may_manage": may_manage,
    }
    if may_manage:
        context["to_confirm"] = Source.objects.visible_to(request.user).to_confirm().count()
        if not is_filtered and not newer:
            context |= suggested_merges(request.user)
    return render(request, "verification/sources.html", context)


def found(user: User, wanted: dict[str, Any]) -> SourceQuerySet:
    """The sources that fit everything asked for; retired ones only where they are asked for."""
    sources = (
        Source.objects.visible_to(user).select_related("merged_into").prefetch_related("domains")
    )
    if words := wanted.get("q"):
        sources = sources.called(words)
    if topic := wanted.get("topic"):
        sources = sources.filter(topics=topic)
    if not wanted.get("state"):
        sources = sources.citable()
    elif wanted["state"] != "any":
        sources = sources.filter(state=wanted["state"])
    exact = {name: wanted[name] for name in ("kind", "tier") if wanted.get(name)}
    return sources.filter(**exact)


def page_of(sources: QuerySet[Source], wanted: dict[str, Any]) -> tuple[list[Source], bool, bool]:
    """A page by name, and whether there is one before and one after it."""
    sources = sources.annotate(lower_name=Lower("name"))
    if before := wanted.get("before"):
        rows = list(sources.filter(lower_name__lt=before).order_by("-lower_name")[: PAGE + 1])
        more, rows = len(rows) > PAGE, rows[:PAGE][::-1]
        return rows, more, bool(rows)
    if after := wanted.get("after"):
        sources = sources.filter(lower_name__gt=after)
    rows = list(sources.order_by("lower_name")[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    return rows, bool(rows and wanted.get("after")), more


def address(query: QueryDict, place: str = "", value: str = "") -> str:
    """The query string with the same filters, at a place in the list or at its beginning."""
    query = query.copy()
    for name in PLACES:
        query.pop(name, None)
    if place:
        query[place] = value
    return f"?{query.urlencode()}" if query else ""


def times_cited(user: User, sources: list[Source]) -> dict[int, int]:
    """How often each is cited, as far as this person may know."""
    return dict(
        Evidence.objects.visible_to(user)
        .standing()
        .filter(source__in=[source.pk for source in sources])
        .order_by()
        .values_list("source")
        .annotate(Count("pk"))
    )


def suggested_merges(user: User) -> dict[str, Any]:
    """Pairs that may be one source under two names, to be looked at by an editor."""
    sources = list(Source.objects.visible_to(user).citable().prefetch_related("domains"))
    twins = twins_among(
        Named(
            source.pk,
            source.name,
            source.homepage,
            tuple(row.domain for row in source.domains.all()),
        )
        for source in sources
    )
    by_key = {source.pk: source for source in sources}
    return {
        "twins": [
            {"duplicate": by_key[pair.duplicate], "into": by_key[pair.into], "why": pair.why}
            for pair in twins[:TWINS]
        ],
        "more_twins": max(len(twins) - TWINS, 0),
    }


def source_of(request: HttpRequest, pk: int) -> Source:
    return get_object_or_404(
        Source.objects.visible_to(request.user).select_related("added_by", "merged_into"), pk=pk
    )


@require_safe
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """A merged source's page leads to the one that it was merged into."""
    source = source_of(request, pk)
    if source.merged_into is not None:
        return redirect(source.merged_into)
    form = PassagePlace(request.GET)
    form.is_valid()
    place = form.cleaned_data
    passages, is_newer, is_older = paging.page_of(
        Evidence.objects.visible_to(request.user)
        .filter(source=source)
        .select_related("review__claim", "snapshot", "watch")
        .prefetch_related("figures", "changed"),
        before=place.get("before"),
        after=place.get("after"),
        size=PASSAGES,
    )
    for passage in passages:
        spans = [(f.start, f.end) for f in passage.figures.all() if f.start is not None]
        passage.stretches = stretches(passage.excerpt, spans)
    add_verdicts(passages)
    newer, older = paging.neighbours(request.GET, passages, is_newer, is_older)
    tells_proposer = source.is_proposer_told_to(request.user)
    events = told_events(
        source.events.select_related("actor").order_by("-id")[: EVENTS + 1],
        tells_proposer=tells_proposer,
    )
    context = {
        "nav": "sources",
        "source": source,
        "languages": [languages.in_words(code) for code in source.languages],
        "topics": source.topics.all(),
        "domains": source.domains.select_related("verified_by"),
        "merged": source.merged.all(),
        "interests": Interest.objects.visible_to(request.user)
        .filter(source=source)
        .select_related("review__claim")
        .order_by("-id"),
        "tells_proposer": tells_proposer,
        "use": use_of(source, request.user),
        "passages": passages,
        "newer": newer,
        "older": older,
        "events": events[:EVENTS][::-1],
        "is_cut": len(events) > EVENTS,
        "may_manage": request.user.has_perm("verification.manage_sources"),
    }
    return render(request, "verification/source.html", context)
