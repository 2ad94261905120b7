"""Sources out as a table, and in: upload, look at what would change, then exactly that."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from newsroom.accounts.models import User
from newsroom.refusals import Refused
from verification.forms.source_import import PlanFilter, UploadForm
from verification.forms.sources import SourceFilter
from verification.models import Source, SourceImport
from verification.operations.source_import import apply_import, keep_import
from verification.operations.sources import said_of
from verification.registry.tables import HEADERS, MOST_ROWS, write_csv, write_xlsx
from verification.registry.values import LABELS, WORDS, told

from .source_keeping import posted
from .source_use import cited_in
from .sources import found

PAGE = 100
MOST_RENAMES = 200
ROW = re.compile(r"[0-9]{1,7}")
WEIGHTY = {"name", "kind", "tier"}  # of a source that is cited, these change what readers are told
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PLAN_PARTS = (
    ("refused", "Refused"),
    ("overtaken", "Overtaken"),
    ("new", "New"),
    ("changed", "Changed"),
    ("renames", "Left out, other names"),
    ("unchanged", "Unchanged"),
)
EXAMPLE = {
    "Name": "Statistics Office (an example, replace it)",
    "Kind": "data",
    "Tier": "primary record",
    "Homepage": "https://stats.example/",
    "Languages": "English; German",
    "Domains": "stats.example; data-stats.example (not verified)",
    "Declared interest": "None known",
}


def require_import(request: HttpRequest) -> None:
    if not request.user.has_perm("verification.manage_sources"):
        raise PermissionDenied(
            "Only editors and admins can import sources. You can propose a new one."
        )


@require_http_methods(["GET", "HEAD", "POST"])
def import_sources(request: HttpRequest) -> HttpResponse:
    require_import(request)
    form = UploadForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        table = form.cleaned_data["table"]
        try:
            upload = keep_import(table.read(), table.name, by=request.user)
        except Refused as refusal:
            form.add_error("table", refusal.sentence)
        else:
            return redirect("verification:source_import", upload.pk)
    context = {
        "nav": "sources",
        "form": form,
        "waiting": SourceImport.objects.filter(uploaded_by=request.user, applied_at=None)
        .only("filename", "uploaded_at")
        .first(),
        "headers": HEADERS,
        "kinds": WORDS["kind"].values(),
        "tiers": WORDS["tier"].values(),
        "most_rows": f"{MOST_ROWS:,}",
    }
    status = 422 if form.is_bound else 200
    return render(request, "verification/source_import.html", context, status=status)


def upload_of(request: HttpRequest, pk: int) -> SourceImport:
    require_import(request)
    return get_object_or_404(SourceImport.objects.defer("rows"), pk=pk)


@require_safe
def source_import(request: HttpRequest, pk: int) -> HttpResponse:
    """What the table would change, line by line; once imported, what came of each line."""
    upload = upload_of(request, pk)
    form = PlanFilter(request.GET)
    form.is_valid()
    show = form.cleaned_data.get("show") or ""
    # Until it is imported, what would rename a source stands in a group of its own.
    renames = [line for line in upload.plan if line["action"] == "renames"]
    apart = [] if upload.applied_at else renames
    rest = [line for line in upload.plan if not apart or line["action"] != "renames"]
    lines = [line for line in rest if not show or line["action"] == show]
    counts = Counter(line["action"] for line in upload.plan)
    page = Paginator(lines, PAGE).get_page(form.cleaned_data.get("page") or 1)
    context = {
        "nav": "sources",
        "upload": upload,
        "counts": counts,
        "to_import": counts["new"] + counts["changed"],
        "left_out": counts["refused"] + counts["overtaken"],
        "of": len(upload.plan),
        "rest": len(rest),
        "show": show,
        "shows": [
            (key, label, counts[key])
            for key, label in PLAN_PARTS
            if counts[key] and not (apart and key == "renames")
        ],
        "page": page,
        "lines": in_words(request.user, list(page)),
        "renames": in_words(request.user, apart[:MOST_RENAMES]),
        "renames_untold": max(len(apart) - MOST_RENAMES, 0),
    }
    return render(request, "verification/source_import_plan.html", context)


def in_words(user: User, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Lines of the plan for reading, with what is ``cited`` where name, kind or tier would
    change."""
    weighty = [line for line in lines if WEIGHTY & {name for name, _, _ in line["changes"]}]
    cited = cited_in(user, [line["source"] for line in weighty])
    told_of = {line["row"]: citing_words(*cited.get(line["source"], (0, 0))) for line in weighty}
    return [{**line_in_words(line), "cited": told_of.get(line["row"], "")} for line in lines]


def citing_words(pieces: int, verdicts: int) -> str:
    if verdicts:
        return f"cited in {verdicts} verdict{'' if verdicts == 1 else 's'}"
    return f"cited {pieces} time{'' if pieces == 1 else 's'}" if pieces else ""


def line_in_words(line: dict[str, Any]) -> dict[str, Any]:
    """A line of the plan with its changes as label, old words and new words, and the name that
    the source ``was`` to lose. Of a new source, its own words but for the name."""
    values = {} if line["changes"] else line["values"]
    return {
        **line,
        "was": next((old for name, old, _ in line["changes"] if name == "name"), ""),
        "changes": [
            (LABELS[name], told(name, old), told(name, new)) for name, old, new in line["changes"]
        ],
        "says": [
            (LABELS[name], words)
            for name, value in values.items()
            if name != "name" and (words := told(name, value))
        ],
    }


@require_POST
def source_import_apply(request: HttpRequest, pk: int) -> HttpResponse:
    upload = upload_of(request, pk)
    try:
        ticked = {int(row) for row in request.POST.getlist("rename") if ROW.fullmatch(row)}
        upload = apply_import(upload, by=request.user, renames=ticked)
        done = Counter(line["action"] for line in upload.plan)
        messages.success(request, f"{done['new']} sources added, {done['changed']} changed.")
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("verification:source_import", pk)


@require_safe
def source_export(request: HttpRequest, kind: str) -> HttpResponse:
    """The sources as filtered. A filter that cannot be understood exports nothing."""
    require_export(request, kind)
    form = SourceFilter(request.GET)
    if not form.is_valid():
        return HttpResponse("This filter cannot be read. Nothing was exported.", status=400)
    sources = found(request.user, form.cleaned_data).prefetch_related("topics")
    rows = (cells_of(source) for source in sources.order_by("name", "pk"))
    return table(kind, f"sources-{timezone.localtime():%Y-%m-%d-%H%M}", rows)


@require_safe
def source_template(request: HttpRequest, kind: str) -> HttpResponse:
    """A table with the right headers and one line to show what goes where."""
    require_export(request, kind)
    return table(kind, "sources-template", [EXAMPLE])


def require_export(request: HttpRequest, kind: str) -> None:
    if not request.user.has_perm("verification.export"):
        raise PermissionDenied("The desk’s sources are for people who work on it.")
    if kind not in MEDIA_TYPES:
        raise Http404


def cells_of(source: Source) -> dict[str, str]:
    said = said_of(source)
    cells = {label: told(name, said[name]) for name, label in LABELS.items()}
    return {**cells, "State": source.get_state_display()}


def table(kind: str, name: str, rows: Iterable[dict[str, str]]) -> HttpResponse:
    choices = {"Kind": list(WORDS["kind"].values()), "Tier": list(WORDS["tier"].values())}
    content = write_csv(rows) if kind == "csv" else write_xlsx(rows, choices=choices)
    response = HttpResponse(content, content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{name}.{kind}"
    )
    response["Cache-Control"] = "private, no-store"
    return response
