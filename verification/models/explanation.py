"""Why evidence counts although something differs, said after it was handed in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import JSONObject
from django.utils import timezone

from .evidence import Evidence


class ExplanationQuerySet(models.QuerySet["Explanation"]):
    def latest_said(self) -> models.QuerySet[Any, Any]:
        """``{"words", "by"}`` of each, ``by`` the name, the latest first."""
        said = JSONObject(words="words", by="by__name")
        return self.order_by("-pk").values_list(said, flat=True)


class Explanation(models.Model):
    """Of evidence whose reviewer said nothing of it: by whoever words the verdict, ``by`` name.
    The evidence itself stays as it was handed in; readers are told whose words these are.

    Rows are only added: the latest of a piece counts, and whoever wrote one has worked on it."""

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="explanations")
    words = models.TextField("why it counts all the same")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="explanations"
    )
    at = models.DateTimeField(default=timezone.now)

    objects = ExplanationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.by}: {self.words[:80]}"
