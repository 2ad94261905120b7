"""The newsroom's answer, and who stands behind it."""

from __future__ import annotations

import hashlib
import json

from django.conf import settings
from django.db import models
from django.utils import timezone

from .rating import Rating
from .review import ClaimReview


class Verdict(models.Model):
    """Rating, one-sentence conclusion, explanation and named writer. Every wording is a row of
    its own: PostgreSQL refuses to change one, a later one supersedes it."""

    review = models.ForeignKey(ClaimReview, on_delete=models.PROTECT, related_name="verdicts")
    round = models.PositiveSmallIntegerField(default=1)
    rating = models.ForeignKey(
        Rating, null=True, blank=True, on_delete=models.PROTECT, related_name="verdicts"
    )
    conclusion = models.TextField(help_text="One sentence that answers the claim.")
    explanation = models.TextField()
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField(default=timezone.now)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    text_sha256 = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("drafted_at",), name="verdicts_by_date"),)

    def __str__(self) -> str:
        return self.conclusion

    def save(self, *args: object, **kwargs: object) -> None:
        self.text_sha256 = self.hash_text()
        super().save(*args, **kwargs)

    def hash_text(self) -> str:
        """SHA-256 of exactly what is signed: rating, conclusion, explanation and writer."""
        signed = [
            self.rating.slug if self.rating else None,
            self.conclusion,
            self.explanation,
            self.writer.name,
        ]
        return hashlib.sha256(json.dumps(signed, ensure_ascii=False).encode()).hexdigest()

    @property
    def is_confirmed(self) -> bool:
        return hasattr(self, "confirmation")

    @property
    def is_signed(self) -> bool:
        return hasattr(self, "sign_off")


class Confirmation(models.Model):
    """The second reviewer finds the draft true to both findings."""

    verdict = models.OneToOneField(Verdict, on_delete=models.PROTECT, related_name="confirmation")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = (models.Index(fields=("at",), name="confirmations_by_date"),)

    def __str__(self) -> str:
        return f"confirmed by {self.by}"


class SignOff(models.Model):
    """An editor who did none of the work stands behind exactly this text."""

    verdict = models.OneToOneField(Verdict, on_delete=models.PROTECT, related_name="sign_off")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text_sha256 = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    waiver = models.TextField(blank=True, help_text="Why clean hands were waived, if they were.")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "sign-off"
        indexes = (models.Index(fields=("at",), name="sign_offs_by_date"),)

    def __str__(self) -> str:
        return f"signed off by {self.editor}"
