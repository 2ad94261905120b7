"""Who was asked what, and what came back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from .review import ClaimReview


class Contact(models.Model):
    """Somebody was asked for comment. Until ``reply_by`` or the answer, the review's clock
    stands. Contacts are shared between reviewers, so that nobody is asked twice. One that ended
    without an ``answer`` was cancelled: it is told of here, and nowhere outside."""

    review = models.ForeignKey(ClaimReview, on_delete=models.PROTECT, related_name="contacts")
    round = models.PositiveSmallIntegerField(default=1)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    whom = models.CharField(max_length=200)
    question = models.TextField()
    asked_at = models.DateTimeField(default=timezone.now)
    reply_by = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who wrote the answer down.",
    )

    class Meta:
        ordering = ("asked_at", "id")

    def __str__(self) -> str:
        return f"{self.whom}, asked on {self.asked_at:%d %b %Y}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None

    @property
    def is_cancelled(self) -> bool:
        return not self.is_open and not self.answer

    @property
    def is_waiting(self) -> bool:
        return self.is_open and self.reply_by > timezone.now()
