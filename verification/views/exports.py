"""What was published: the list, and the same as files."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from verification.forms.reports import ReportFilter
from verification.models import Report
from verification.reports.exporting import FORMATS, envelope_for, selected
from verification.reports.exporting import export as export_pieces

PAGE = 40


def require_export(request: HttpRequest) -> None:
    if not request.user.has_perm("verification.export"):
        raise PermissionDenied("Reports are for people who work on this desk.")


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    require_export(request)
    form = ReportFilter(request.GET or {})
    return show_list(request, form)


def show_list(request: HttpRequest, form: ReportFilter) -> HttpResponse:
    context: dict[str, Any] = {"nav": "reports", "form": form, "reports": []}
    if not form.is_valid():
        return render(request, "verification/reports.html", context, status=400)
    selection = form.selection()
    reports = selected(selection).order_by("-published_at", "-id")
    if before := form.cleaned_data["before"]:
        its_time = Report.objects.filter(pk=before).values("published_at")[:1]
        reports = reports.filter(
            Q(published_at__lt=its_time) | Q(published_at=its_time, pk__lt=before)
        )
    rows = list(reports[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    query = request.GET.copy()
    query.pop("before", None)
    context |= {
        "selection": selection,
        "filter_query": query.urlencode(),
        "reports": [row_of(report) for report in rows],
        "is_filtered": any(query.values()),
        "is_deep": bool(before),
    }
    if more:
        query["before"] = str(rows[-1].pk)
        context["older"] = f"?{query.urlencode()}"
    return render(request, "verification/reports.html", context)


def row_of(report: Report) -> dict[str, Any]:
    """A line of the list, from what was published."""
    claim = report.payload["claim"]
    return {
        "report": report,
        "statement": claim["statement"],
        "claimant": claim["claimant"]["name"] if claim["claimant"] else "",
        "claim": claim["id"],
        "figures": claim["figures"],
        "rating": report.payload["verdict"]["rating"],
        "label": report.payload["verdict"]["label"],
    }


@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse | StreamingHttpResponse:
    """The filtered verdicts as a file. A filter that cannot be understood exports nothing: it
    answers the list with what is wrong, never everything."""
    require_export(request)
    if kind not in FORMATS:
        raise Http404
    form = ReportFilter(request.GET)
    if not form.is_valid():
        return show_list(request, form)
    format, envelope = FORMATS[kind], envelope_for(form.selection())
    response = StreamingHttpResponse(
        export_pieces(format, envelope), content_type=format.media_type
    )
    name = envelope.selection.file_name(format.extension, envelope.as_of)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Cache-Control"] = "private, no-store"
    return response
