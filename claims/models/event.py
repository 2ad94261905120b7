"""The history of a document and of a claim. Verification writes its verbs into the claim's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models

from claims.signals import history_written
from newsroom.history.models import Event


class DocumentVerb(models.TextChoices):
    CAPTURED = "captured", "brought in"
    READ = "read", "read by the pipeline"
    NOT_READ = "not_read", "stored but not read"
    READING_FAILED = "reading_failed", "could not be read"


class ClaimVerb(models.TextChoices):
    DETECTED = "detected", "found in the text"
    ADDED = "added", "added by hand"
    ACCEPTED = "accepted", "accepted"
    EDITED = "edited", "edited"
    CORRECTED = "corrected", "corrected"
    GIVEN = "given", "was given a figure of another claim"
    MERGED = "merged", "merged into another claim"
    DISMISSED = "dismissed", "dismissed"
    UNDONE = "undone", "undid the last step"
    SENT = "sent", "sent to review"


class DocumentEvent(Event):
    document = models.ForeignKey("claims.Document", models.PROTECT, related_name="events")


class ClaimEventQuerySet(models.QuerySet["ClaimEvent"]):
    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[ClaimEvent]:
        """As Django's, and whoever listens to ``history_written`` hears of the lines."""
        made = super().bulk_create(objs, *args, **kwargs)
        history_written.send(sender=ClaimEvent, events=made)
        return made

    def readable_by(
        self, user: Any, *, blind: bool, before: Iterable[int] = ()
    ) -> ClaimEventQuerySet:
        """The lines this person may read: while a review is blind, not another reviewer's own,
        but for those who had the work ``before``."""
        if not blind:
            return self
        mine = [getattr(user, "pk", None), *before]
        return self.filter(models.Q(private_to__isnull=True) | models.Q(private_to_id__in=mine))


class ClaimEvent(Event):
    """``private_to`` names the reviewer whose own work the line tells of: as long as the review
    is blind, nobody else who reviews the claim may read it."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="events")
    private_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ClaimEventQuerySet.as_manager()
