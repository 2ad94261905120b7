"""Merging a duplicate: which is the other, both side by side, and then the step."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from newsroom.accounts.models import User
from newsroom.refusals import Refused
from verification.forms.sources import MergeForm, MergeSearch
from verification.models import Evidence, Interest, Source
from verification.operations.source_merge import merge_sources
from verification.operations.sources import said_of
from verification.registry.likeness import Named, twins_among
from verification.registry.values import LABELS, told

from .source_keeping import posted, require_manager
from .sources import source_of

OFFERED = 20


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: choose the other source (``q`` searches), or with ``into`` see what would move. POST
    merges. A source that is merged already leads to the other one."""
    duplicate = source_of(request, pk)
    require_manager(request)
    if duplicate.merged_into is not None:
        messages.info(request, f"{duplicate} was merged into {duplicate.merged_into} already.")
        return redirect(duplicate.merged_into)
    form = MergeForm(posted(request), duplicate=duplicate, by=request.user)
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        try:
            merge_sources(duplicate, into, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, f"{duplicate} is merged into {into}.")
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        return redirect(into)
    into = chosen(request, duplicate)
    context: dict[str, Any] = {"nav": "sources", "duplicate": duplicate, "form": form, "into": into}
    if into is None:
        search = MergeSearch(request.GET)
        search.is_valid()
        words = search.cleaned_data.get("q")
        context |= {"search_form": search, "offered": offered(request.user, duplicate, words)}
    else:
        if not form.is_bound:
            context["form"] = MergeForm(
                duplicate=duplicate, by=request.user, initial={"into": into.pk}
            )
        context |= {
            "lines": side_by_side(duplicate, into),
            "counts": counts(request.user, duplicate, into),
        }
    status = 422 if form.is_bound else 200
    return render(request, "verification/source_merge.html", context, status=status)


def chosen(request: HttpRequest, duplicate: Source) -> Source | None:
    key = (request.POST if request.method == "POST" else request.GET).get("into", "")
    if not (key.isascii() and key.isdigit() and len(key) < 10):
        return None
    others = Source.objects.visible_to(request.user).citable().exclude(pk=duplicate.pk)
    return get_object_or_404(others, pk=int(key))


def offered(user: User, duplicate: Source, words: str | None) -> list[Source]:
    """What the search finds; without words, those that look like the same source."""
    others = Source.objects.visible_to(user).citable().exclude(pk=duplicate.pk).order_by("name")
    if words:
        return list(others.called(words)[:OFFERED])
    everybody = [*others.prefetch_related("domains"), duplicate]
    pairs = twins_among(named(source) for source in everybody)
    alike = {pair.into for pair in pairs if pair.duplicate == duplicate.pk} | {
        pair.duplicate for pair in pairs if pair.into == duplicate.pk
    }
    return list(others.filter(pk__in=alike)[:OFFERED])


def named(source: Source) -> Named:
    domains = tuple(row.domain for row in source.domains.all())
    return Named(source.pk, source.name, source.homepage, domains)


def side_by_side(duplicate: Source, into: Source) -> list[tuple[str, str, str]]:
    """What the desk says of each, where it says anything: label, of the duplicate, of the other."""
    one, other = said_of(duplicate), said_of(into)
    return [
        (label, told(name, one[name]), told(name, other[name]))
        for name, label in LABELS.items()
        if one[name] or other[name]
    ]


def counts(user: User, duplicate: Source, into: Source) -> list[tuple[str, int, int]]:
    """How much each has, as far as the reader may know: what, of the duplicate, of the other."""
    evidence = Evidence.objects.visible_to(user)
    interests = Interest.objects.visible_to(user).standing()
    return [
        ("Cited passages", *(evidence.filter(source=s).count() for s in (duplicate, into))),
        ("Interests in claims", *(interests.filter(source=s).count() for s in (duplicate, into))),
        ("Sources merged into it", *(s.merged.count() for s in (duplicate, into))),
    ]
