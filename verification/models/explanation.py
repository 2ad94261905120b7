"""Why evidence counts although something differs, said after it was handed in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from .evidence import Evidence


class Explanation(models.Model):
    """Of evidence whose reviewer said nothing of it: by whoever words the verdict, ``by`` name.
    The evidence itself stays as it was handed in; readers are told whose words these are."""

    evidence = models.OneToOneField(Evidence, on_delete=models.PROTECT, related_name="explanation")
    words = models.TextField("why it counts all the same")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="explanations"
    )
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.by}: {self.words[:80]}"
