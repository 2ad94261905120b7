"""What the desk knows of a person's reviewing: how much at a time, on what, when away."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from claims.models import Topic


class Reviewer(models.Model):
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviewer"
    )
    capacity = models.PositiveSmallIntegerField(
        default=8, help_text="Claims at a time. 0 takes nothing on."
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="reviewers")
    languages = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    away_from = models.DateField(null=True, blank=True)
    away_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(away_from__isnull=True)
                | models.Q(away_until__isnull=True)
                | models.Q(away_from__lte=models.F("away_until")),
                name="away_from_before_until",
                violation_error_message="An absence ends on or after the day it starts.",
            ),
        )

    def __str__(self) -> str:
        return str(self.user)

    def is_away(self, on: date | None = None) -> bool:
        on = on or timezone.localdate()
        if self.away_from is None and self.away_until is None:
            return False
        return (self.away_from or on) <= on <= (self.away_until or on)
