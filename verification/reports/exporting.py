"""Published verdicts out of the database, in constant memory, in any of the formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from verification.models import ClaimReview, Rating, RatingScale, Report
from verification.models.report import ReportQuerySet

from . import claimreview, plain, sheet
from .document import rating_values
from .selection import NOT_RATED, OTHERS_CLAIMS, Envelope, Published, Selection

AT_A_TIME = 200


@dataclass(frozen=True, slots=True)
class Format:
    render: Callable[[Envelope, Iterable[Published]], Iterator[str]]
    media_type: str
    extension: str


FORMATS = {
    "csv": Format(sheet.render, "text/csv; charset=utf-8", "csv"),
    "json": Format(plain.render, "application/json", "json"),
    "claimreview": Format(claimreview.render, "application/ld+json", "jsonld"),
}


def export(format: Format, envelope: Envelope) -> Iterator[bytes]:
    """The file piece by piece. The rows come through a server-side cursor, so that ten or ten
    million verdicts take the same memory, and all of them from one moment."""
    verdicts = (
        published(report)
        for report in selected(envelope.selection, envelope.as_of).iterator(chunk_size=AT_A_TIME)
    )
    for piece in format.render(envelope, verdicts):
        yield piece.encode()


def envelope_for(selection: Selection, as_of: datetime | None = None) -> Envelope:
    return Envelope(
        desk=settings.DESK_NAME,
        home=settings.PUBLIC_URL,
        selection=selection,
        as_of=as_of or timezone.now(),
        scales=scales_of(selection.purpose),
    )


def selected(selection: Selection, as_of: datetime | None = None) -> ReportQuerySet:
    """The latest published version of every verdict that fits, oldest first."""
    reports = Report.objects.latest_versions().filter(is_public=selection.purpose == OTHERS_CLAIMS)
    if as_of:
        reports = reports.filter(published_at__lte=as_of)
    if selection.since:
        reports = reports.filter(published_at__gte=start_of(selection.since))
    if selection.until:
        reports = reports.filter(published_at__lt=start_of(selection.until + timedelta(days=1)))
    if selection.rating == NOT_RATED:
        reports = reports.filter(verdict__rating__isnull=True)
    elif selection.rating:
        reports = reports.filter(verdict__rating__slug=selection.rating)
    return reports.with_retraction().order_by("published_at", "id")


def published(report: Any) -> Published:
    """A ``Report`` of ``with_retraction()``, which adds two columns, as plain values."""
    return Published(
        url=settings.PUBLIC_URL + report.get_absolute_url() if report.is_public else "",
        version=report.version,
        published_at=report.published_at,
        sha256=report.sha256,
        payload=report.payload,
        retracted_at=report.retracted_at,
        retracted_because=report.retracted_because or "",
    )


def scales_of(purpose: str) -> tuple[dict[str, Any], ...]:
    """The scale in force, and every earlier version that a published verdict was given under."""
    reported = ClaimReview.objects.filter(scale=OuterRef("pk"), reports__isnull=False)
    scales = (
        RatingScale.objects.filter(Q(is_active=True) | Exists(reported), purpose=purpose)
        .prefetch_related(Prefetch("ratings", Rating.objects.on_the_keys()))
        .order_by("version")
    )
    return tuple(
        {
            "name": scale.name,
            "version": scale.version,
            "ratings": [rating_values(rating) for rating in scale.ratings.all()],
        }
        for scale in scales
    )


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
