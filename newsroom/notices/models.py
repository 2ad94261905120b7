"""What people are told: rows first, mail after, so that a dead mail server holds up nobody."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class NoticeKind(models.TextChoices):
    """What it is about: people and webhooks choose by it."""

    ASKED = "asked", "a claim is mine to review"
    TAKEN = "taken", "work was taken back or handed over"
    DUE = "due", "work is due soon"
    LATE = "late", "work is late"
    TIME = "time", "more time was asked for, given or refused"
    NOBODY = "nobody", "nobody can take a claim"
    REPLY = "reply", "somebody asked for comment did not reply"
    SETTLE = "settle", "findings differ"
    VERDICT = "verdict", "a verdict’s text is to be written or confirmed"
    SIGN = "sign", "a verdict is to be signed off"
    PUBLISHED = "published", "a report went out"
    PAGE = "page", "a cited page changed"
    OTHER = "other", "anything else"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unseen(self) -> NoticeQuerySet:
        return self.filter(seen_at__isnull=True)

    def to_mail(self) -> NoticeQuerySet:
        return self.filter(
            mailed_at__isnull=True, mail_after__lte=timezone.now(), recipient__is_active=True
        )


class Notice(models.Model):
    """One thing one person should know, with where to look next."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices"
    )
    kind = models.CharField(max_length=12, choices=NoticeKind.choices, default=NoticeKind.OTHER)
    text = models.CharField(max_length=400)
    path = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True, blank=True)
    mail_after = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(
                fields=("recipient", "-id"),
                name="notice_unseen",
                condition=models.Q(seen_at__isnull=True),
            ),
            models.Index(
                fields=("mail_after",),
                name="notice_to_mail",
                condition=models.Q(mailed_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return self.text
