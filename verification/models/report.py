"""What was published, as it was known when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from claims.models import ClaimEvent

from .review import ClaimReview
from .review_verb import ReviewVerb
from .verdict import Verdict


class ReportQuerySet(models.QuerySet["Report"]):
    def latest_versions(self) -> ReportQuerySet:
        newer = Report.objects.filter(
            review=models.OuterRef("review"), version__gt=models.OuterRef("version")
        )
        return self.exclude(models.Exists(newer))

    def public(self) -> ReportQuerySet:
        """What readers may see: own copy is checked before it appears and is never public."""
        return self.filter(is_public=True)

    def with_retraction(self) -> ReportQuerySet:
        """Adds ``retracted_at`` and ``retracted_because``, empty for a report that stands. Read
        from the history, because the review itself forgets them when it is reopened."""
        retractions = ClaimEvent.objects.filter(
            claim=models.OuterRef("review__claim"),
            verb=ReviewVerb.RETRACTED,
            at__gte=models.OuterRef("published_at"),
        ).order_by("-id")
        return self.annotate(
            retracted_at=models.Subquery(retractions.values("at")[:1]),
            retracted_because=models.Subquery(retractions.values("note")[:1]),
        )


class Report(models.Model):
    """One published version: ``payload`` is the whole report as plain values (see
    ``verification.reports.document``), ``sha256`` its canonical JSON's hash. Never changed;
    a retraction is a fact beside it."""

    review = models.ForeignKey(ClaimReview, on_delete=models.PROTECT, related_name="reports")
    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="reports")
    version = models.PositiveSmallIntegerField()
    is_public = models.BooleanField()
    payload = models.JSONField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ("-published_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=("review", "version"), name="one_report_per_version"),
        )
        indexes = (models.Index(fields=("published_at", "id"), name="reports_by_date"),)

    def __str__(self) -> str:
        return f"version {self.version} of {self.review}"

    def get_absolute_url(self) -> str:
        return reverse("verification:verdict", args=[self.review_id])
