"""Who publishes evidence."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from newsroom.history.models import Event


class SourceKind(models.TextChoices):
    OFFICIAL = "official", "official"
    DATA = "data", "data"
    RESEARCH = "research", "research"
    NEWS = "news", "news"
    ADVOCACY = "advocacy", "advocacy"
    PERSON = "person", "person"


class Tier(models.TextChoices):
    PRIMARY = "1_primary", "primary record"
    AUTHORITATIVE = "2_authoritative", "authoritative"
    RELIABLE = "3_reliable", "reliable"
    WITH_CARE = "4_care", "use with care"


class SourceState(models.TextChoices):
    PROPOSED = "proposed", "proposed"
    ACTIVE = "active", "in use"
    RETIRED = "retired", "retired"


class SourceQuerySet(models.QuerySet["Source"]):
    def visible_to(self, user: Any) -> SourceQuerySet:
        return self if user.has_perm("claims.read") else self.none()

    def citable(self) -> SourceQuerySet:
        """Proposed ones too: work does not wait for the confirmation."""
        return self.exclude(state=SourceState.RETIRED)


class Source(models.Model):
    """A publisher of evidence, with the desk's opinion of it. Retired rather than deleted."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=SourceKind.choices)
    tier = models.CharField(max_length=20, choices=Tier.choices, default=Tier.RELIABLE)
    state = models.CharField(max_length=10, choices=SourceState.choices, default=SourceState.ACTIVE)
    homepage = models.URLField(max_length=500, blank=True)
    country = models.CharField(max_length=80, blank=True)
    interest = models.CharField(
        max_length=300, blank=True, help_text="Its stake, such as who funds it."
    )
    notes = models.TextField(blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                models.functions.Lower("name"),
                name="one_source_per_name",
                violation_error_message="The desk already has a source of this name.",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("verification:source", args=[self.pk])

    def record(self, verb: str, *, actor: Any, note: str = "", **data: Any) -> SourceEvent:
        return SourceEvent.objects.create(source=self, verb=verb, actor=actor, note=note, data=data)


class SourceEvent(Event):
    source = models.ForeignKey(Source, models.PROTECT, related_name="events")
