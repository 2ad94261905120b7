"""A stake that a source has in how a claim is answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from .review import ClaimReview
from .source import Source


class Interest(models.Model):
    """A source's stake in one claim, in words ("it runs the harbour the claim is about"), beside
    what the source declares in general. Put right by ending it, never by changing it."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="interests")
    review = models.ForeignKey(ClaimReview, on_delete=models.PROTECT, related_name="interests")
    stake = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("source", "review"),
                condition=models.Q(ended_at__isnull=True),
                name="one_interest_per_source_and_claim",
            ),
            models.CheckConstraint(condition=~models.Q(stake=""), name="interest_has_a_stake"),
        )

    def __str__(self) -> str:
        return f"{self.source}: {self.stake}"
