"""The newsroom's answer, and who stands behind it."""

from __future__ import annotations

import hashlib
import json

from django.conf import settings
from django.db import models
from django.utils import timezone

from .finding import WasItSaid
from .rating import Rating
from .review import ClaimReview


class Verdict(models.Model):
    """Rating, one-sentence conclusion, explanation and named writer; of a quoted claim also
    whether it was said. Every wording is a row of its own: PostgreSQL refuses to change one, a
    later one supersedes it. ``takes`` is the editor's suggestion that this wording took up,
    ``reply`` what its writer answers to who sent the last one back; neither is signed."""

    review = models.ForeignKey(ClaimReview, on_delete=models.PROTECT, related_name="verdicts")
    round = models.PositiveSmallIntegerField(default=1)
    rating = models.ForeignKey(
        Rating, null=True, blank=True, on_delete=models.PROTECT, related_name="verdicts"
    )
    was_it_said = models.CharField(
        "was it said?", max_length=10, choices=WasItSaid.choices, blank=True
    )
    said_explanation = models.TextField("what shows whether it was said", blank=True)
    conclusion = models.TextField(help_text="One sentence that answers the claim.")
    explanation = models.TextField()
    departs_because = models.TextField(
        "why the rating departs from what the numbers say", blank=True
    )
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField(default=timezone.now)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    takes = models.ForeignKey(
        "verification.SuggestedEdit", null=True, blank=True, on_delete=models.PROTECT,
        related_name="taken_by",
    )  # fmt: skip
    reply = models.TextField("to who sent it back", blank=True)
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
        """SHA-256 of exactly what is signed: rating, conclusion, explanation and writer; what is
        said of "was it said?" and of a departure from the numbers, where there is any."""
        signed = [
            self.rating.slug if self.rating else None,
            self.conclusion,
            self.explanation,
            self.writer.name,
        ]
        besides = [self.was_it_said, self.said_explanation, self.departs_because]
        if any(besides):
            signed += besides
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


class SuggestedEdit(models.Model):
    """How an editor would word the verdict instead, when they send it back. PostgreSQL refuses to
    change one. The writer takes it up or not: whoever suggested wrote nothing of what is signed."""

    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="suggestions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    conclusion = models.TextField()
    explanation = models.TextField()
    said_explanation = models.TextField(blank=True)
    note = models.TextField(help_text="Why; its writer reads it.")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"suggested by {self.by}"


class SignOff(models.Model):
    """An editor who did none of the work stands behind exactly this text, and behind the page as
    readers will see it: ``page_sha256`` is that page's, without the signature itself."""

    verdict = models.OneToOneField(Verdict, on_delete=models.PROTECT, related_name="sign_off")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text_sha256 = models.CharField(max_length=64)
    page_sha256 = models.CharField(max_length=64, blank=True)
    note = models.TextField(blank=True)
    waiver = models.TextField(blank=True, help_text="Why clean hands were waived, if they were.")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "sign-off"
        indexes = (models.Index(fields=("at",), name="sign_offs_by_date"),)

    def __str__(self) -> str:
        return f"signed off by {self.editor}"
