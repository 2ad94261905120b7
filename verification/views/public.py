"""What readers see of a verdict, without signing in: its page, and its ClaimReview."""

from __future__ import annotations

import json

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from verification.models import Report
from verification.reports import claimreview
from verification.reports.exporting import FORMATS, envelope_for, published
from verification.reports.page import page_of
from verification.reports.selection import Selection


@login_not_required
@require_safe
def verdict(request: HttpRequest, pk: int) -> HttpResponse:
    """The latest public version; 404 for own copy and for what was never published."""
    reports = public_versions(pk)
    latest = reports[0]
    context = {
        "report": latest,
        "page": page_of(latest.payload),
        "versions": reports,
        "has_claim_review": not claimreview.why_left_out(published(latest)),
    }
    return render(request, "verification/public/verdict.html", context)


@login_not_required
@require_safe
def claim_review(request: HttpRequest, pk: int) -> HttpResponse:
    """The verdict's ClaimReview; 404 where it has none, 410 once it is retracted."""
    latest = published(public_versions(pk)[0])
    left_out = claimreview.why_left_out(latest)
    if left_out == claimreview.RETRACTED:
        return HttpResponse(
            "This verdict was retracted. Its page says why.\n", status=410,
            content_type="text/plain; charset=utf-8",
        )  # fmt: skip
    if left_out:
        raise Http404
    values = {
        "@context": claimreview.CONTEXT,
        **claimreview.claim_review(latest, envelope_for(Selection())),
    }
    return HttpResponse(
        json.dumps(values, ensure_ascii=False, indent=1),
        content_type=FORMATS["claimreview"].media_type,
    )


def public_versions(pk: int) -> list[Report]:
    """All public versions of a review's report, the latest first; never an empty list."""
    reports = list(Report.objects.public().filter(review=pk).with_retraction().order_by("-version"))
    if not reports:
        raise Http404
    return reports
