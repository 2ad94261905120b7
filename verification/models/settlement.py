"""How two different findings became one answer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from .finding import WasItSaid
from .rating import Rating
from .review import ClaimReview


class Settlement(models.Model):
    """One proposal to settle a disagreement, on record. Proposed by one reviewer it holds once
    the other agrees; an adjudicator's holds at once. ``takes`` is the finding it takes as it
    stands; empty, it combines them."""

    class How(models.TextChoices):
        TOGETHER = "together", "settled together"
        ADJUDICATED = "adjudicated", "adjudicated"

    review = models.ForeignKey(ClaimReview, on_delete=models.PROTECT, related_name="settlements")
    round = models.PositiveSmallIntegerField(default=1)
    how = models.CharField(max_length=12, choices=How.choices)
    rating = models.ForeignKey(
        Rating, null=True, blank=True, on_delete=models.PROTECT, related_name="settlements"
    )
    was_it_said = models.CharField(
        "was it said?", max_length=10, choices=WasItSaid.choices, blank=True
    )
    reasons = models.TextField()
    takes = models.ForeignKey(
        "verification.Finding", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(default=timezone.now)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("review", "round"),
                condition=models.Q(agreed_at__isnull=False),
                name="one_settlement_per_round",
            ),
        )
        indexes = (
            models.Index(
                fields=("agreed_at",),
                condition=models.Q(agreed_at__isnull=False),
                name="settlements_by_agreement",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_how_display()}: {self.rating or 'no rating'}"
