"""A verdict's text that is being written and is no wording yet."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from .review import ClaimReview


class TextDraft(models.Model):
    """What somebody has typed into the form of a verdict's text, so that it is there on another
    machine too; nobody else is shown it, and it goes once the text is saved.

    ``words`` are the form's fields by name, as typed; ``takes`` is the key of the suggestion whose
    form it is, 0 for the text's own; ``seen`` that of the wording it started from, 0 where there
    was none: once there is another, it is left as it is and only shown. ``version`` counts the
    saves, as a finding's does.
    """

    review = models.ForeignKey(ClaimReview, on_delete=models.PROTECT, related_name="text_drafts")
    round = models.PositiveSmallIntegerField(default=1)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="text_drafts"
    )
    takes = models.PositiveBigIntegerField(default=0)
    seen = models.PositiveBigIntegerField(default=0)
    words: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("review", "round", "person", "takes", "seen"), name="one_text_draft_each"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}’s draft"
