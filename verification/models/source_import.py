"""A table of sources that somebody uploaded, kept until they say that it is to be imported."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class SourceImport(models.Model):
    """What was read from a file, what it would change as it was shown, and later what came of it.

    One a person: the next upload takes its place. ``rows`` are ``registry.tables.Row`` as plain
    values, ``plan`` has a line for each (see ``operations.source_import``).
    """

    uploaded_by = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)
    filename = models.CharField(max_length=200)
    rows = models.JSONField()
    plan = models.JSONField()
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "import of sources"
        verbose_name_plural = "imports of sources"

    def __str__(self) -> str:
        return self.filename
