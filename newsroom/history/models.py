"""One line of what happened: who, when, what, why. Only ever added to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Event(models.Model):
    """The shape of a history line; each aggregate keeps its own table with a real foreign key.

    ``actor`` is empty for what the desk did by itself. ``data`` holds plain values that the
    sentence is built from, and what an undo needs.
    """

    verb = models.CharField(max_length=40)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    note = models.TextField(blank=True)
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor or 'the desk'}: {self.verb}"
