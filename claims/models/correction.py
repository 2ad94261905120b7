"""What the reader had read beside what a person says: the desk's own gold."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from newsroom.captures.models import Snapshot

from .claim import Claim


class ClaimPart(models.TextChoices):
    """What of a reading can be corrected."""

    FIGURE = "figure", "the figure"
    BELONGS = "belongs", "which claim the figure belongs to"
    CLAIMANT = "claimant", "who says so"
    STATEMENT = "statement", "the statement"
    KIND = "kind", "the kind"
    MOOD = "mood", "the mood"


class NoFigure(models.TextChoices):
    """What stands there where the reader took something for a figure."""

    DATE = "date", "a date or a time"
    NAME = "name", "part of a name"
    LABEL = "label", "a number that only labels something (a section, a phone, a list)"
    PART = "part", "part of another figure"
    OTHER = "other", "something else"


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def standing(self) -> CorrectionQuerySet:
        """Those that were not taken back, without the rows that take back."""
        return self.filter(withdraws=None, withdrawal=None)


class Correction(models.Model):
    """One part of a claim as it was read and as somebody says it is. Only ever added to: taking
    one back is another row, which ``withdraws`` it.

    ``read`` is what the reader had read (empty where it had read nothing), however often the part
    was corrected since, and ``said`` what holds now (empty where a figure is none). Both are the
    part's plain values. ``figure`` is the key of the figure's row, which may be gone by now;
    ``start`` and ``end`` are the words it is about. ``pipeline``, ``version`` and ``model`` say by
    what it was read.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="corrections")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=12, choices=ClaimPart.choices)
    figure = models.PositiveBigIntegerField(null=True, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    read = models.JSONField(null=True, blank=True)
    said = models.JSONField(null=True, blank=True)
    why = models.CharField(max_length=10, choices=NoFigure.choices, blank=True)
    withdraws = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="withdrawal"
    )
    pipeline = models.CharField(max_length=60, blank=True)
    version = models.CharField(max_length=30, blank=True)
    model = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="corrections"
    )
    at = models.DateTimeField(default=timezone.now)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(start__isnull=True) | models.Q(start__lt=models.F("end")),
                name="correction_start_before_end",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_part_display()} of claim {self.claim_id}"
