"""What people are told: rows first, mail after, so that a dead mail server holds up nobody."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


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
