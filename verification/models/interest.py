"""A stake that a source has in how a claim is answered."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from .evidence import Evidence
from .review import ClaimReview
from .source import Source


class InterestQuerySet(models.QuerySet["Interest"]):
    def standing(self) -> InterestQuerySet:
        return self.filter(ended_at__isnull=True)

    def visible_to(self, user: Any) -> InterestQuerySet:
        """While a review is blind, an interest would tell that somebody cited its source: it is
        shown to those who have cited the source there themselves."""
        if not user.has_perm("claims.read"):
            return self.none()
        cited = Evidence.objects.visible_to(user).filter(
            source=models.OuterRef("source"), review=models.OuterRef("review")
        )
        is_blind = models.Q(review__in=ClaimReview.objects.blind())
        return self.filter(~is_blind | models.Exists(cited))


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

    objects = InterestQuerySet.as_manager()

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
