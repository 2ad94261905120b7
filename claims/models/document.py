"""What came in, and the readings of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from claims.states import LIVE_RUNS, ClaimState, RunState
from newsroom.captures.models import Snapshot
from newsroom.leases import LeasedQuerySet

from .event import DocumentEvent


class Purpose(models.TextChoices):
    OTHERS_CLAIMS = "others_claims", "others’ claims"
    OWN_COPY = "own_copy", "own copy"


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: Any) -> DocumentQuerySet:
        """Everybody who works here reads every document."""
        return self if user.has_perm("claims.read") else self.none()

    def with_triage_counts(self) -> DocumentQuerySet:
        """Adds ``claims_total``, ``claims_to_triage`` and ``claims_accepted``."""
        return self.annotate(
            claims_total=models.Count("claims"),
            claims_to_triage=models.Count(
                "claims", filter=models.Q(claims__state=ClaimState.DETECTED)
            ),
            claims_accepted=models.Count(
                "claims", filter=models.Q(claims__state=ClaimState.ACCEPTED)
            ),
        )


class Document(models.Model):
    """An article, transcript, speech or report, with the saved copy all offsets point into."""

    title = models.CharField(max_length=300)
    purpose = models.CharField(
        max_length=20, choices=Purpose.choices, default=Purpose.OTHERS_CLAIMS
    )
    outlet = models.CharField(max_length=200, blank=True)
    url = models.URLField("address", max_length=2000, blank=True)
    published_on = models.DateField("date", null=True, blank=True)
    language = models.CharField(max_length=12, default="en")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="documents")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="documents"
    )
    added_at = models.DateTimeField(default=timezone.now)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("claims:document", args=[self.pk])

    @property
    def is_own_copy(self) -> bool:
        return self.purpose == Purpose.OWN_COPY

    @property
    def latest_run(self) -> ExtractionRun | None:
        return self.runs.order_by("-id").first()

    def record(self, verb: str, *, actor: Any = None, note: str = "", **data: Any) -> DocumentEvent:
        return DocumentEvent.objects.create(
            document=self, verb=verb, actor=actor, note=note, data=data
        )


class RunQuerySet(LeasedQuerySet["ExtractionRun"]):
    def on_taking(self, row: ExtractionRun) -> dict[str, Any]:
        return {"started_at": row.started_at or timezone.now()}


class ExtractionRun(models.Model):
    """One reading of a document by the pipeline. The row is the job: Redis only carries a hint.

    ``attempt`` counts the workers that took it and fences off those that were given up.
    ``done`` of ``total`` characters are read; ``pipeline``, ``version`` and ``model`` say by what.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="runs")
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.DUE)
    attempt = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    pipeline = models.CharField(max_length=60, blank=True)
    version = models.CharField(max_length=30, blank=True)
    model = models.CharField(max_length=80, blank=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("document",),
                condition=models.Q(state__in=LIVE_RUNS),
                name="one_live_run_per_document",
            ),
        )
        indexes = (
            models.Index(
                fields=("id",),
                condition=models.Q(state__in=LIVE_RUNS),
                name="extraction_runs_to_do",
            ),
        )

    def __str__(self) -> str:
        return f"{self.document}: {self.get_state_display()}"

    @property
    def is_live(self) -> bool:
        return self.state in LIVE_RUNS

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.total) if self.total else 0
