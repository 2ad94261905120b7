"""What people are told: rows first, mail after, so that a dead mail server holds up nobody."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone


class NoticeKind(models.TextChoices):
    """What it is about: people and webhooks choose by it."""

    ASKED = "asked", "a claim is mine to review"
    TAKEN = "taken", "work was taken back or handed over"
    DUE = "due", "work is due soon"
    LATE = "late", "work is late"
    TIME = "time", "more time was asked for, given or refused"
    WAIVER = "waiver", "a requirement is to be waived, or was"
    NOBODY = "nobody", "nobody can take a claim"
    REPLY = "reply", "somebody asked for comment did not reply"
    SETTLE = "settle", "findings differ"
    VERDICT = "verdict", "a verdict’s text is to be written or confirmed"
    SIGN = "sign", "a verdict is to be signed off"
    PUBLISHED = "published", "a report went out"
    PAGE = "page", "a cited page changed"
    OTHER = "other", "anything else"


# What several notices of a kind stand under, in a mail and on the page.
HEADINGS = {
    NoticeKind.ASKED: "Yours to review",
    NoticeKind.TAKEN: "Taken back or handed over",
    NoticeKind.DUE: "Due soon",
    NoticeKind.LATE: "Late",
    NoticeKind.TIME: "More time",
    NoticeKind.WAIVER: "Waivers",
    NoticeKind.NOBODY: "Nobody can take it",
    NoticeKind.REPLY: "No reply came",
    NoticeKind.SETTLE: "Findings differ",
    NoticeKind.VERDICT: "The verdict’s text",
    NoticeKind.SIGN: "To sign off",
    NoticeKind.PUBLISHED: "Went out",
    NoticeKind.PAGE: "Cited pages that changed",
    NoticeKind.OTHER: "Besides",
}


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unseen(self) -> NoticeQuerySet:
        return self.filter(seen_at__isnull=True)

    def unmailed(self) -> NoticeQuerySet:
        """What will be mailed, now or later. What was seen on the page is not."""
        return self.unseen().filter(
            mailed_at__isnull=True, mail_after__isnull=False, recipient__is_active=True
        )

    def to_mail(self) -> NoticeQuerySet:
        """What is due to be mailed, by the database's clock."""
        return self.unmailed().filter(mail_after__lte=Now())


class Notice(models.Model):
    """One thing one person should know, with where to look next.

    ``mail_after`` is when it is due to be mailed, by the person's choice; empty for never.
    """

    # Found by the two indexes below, one for the unseen and one for the rest.
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices", db_index=False
    )
    kind = models.CharField(max_length=12, choices=NoticeKind.choices, default=NoticeKind.OTHER)
    text = models.CharField(max_length=400)
    path = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True, blank=True)
    mail_after = models.DateTimeField(null=True, blank=True, default=timezone.now)
    mailed_at = models.DateTimeField(null=True, blank=True)

    # The same in words for the whole desk, where ``text`` says "you". Not kept here: see
    # ``operations.announcing``.
    aloud = ""

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
                fields=("recipient", "-id"),
                name="notice_earlier",
                condition=models.Q(seen_at__isnull=False),
            ),
            models.Index(
                fields=("mail_after",),
                name="notice_to_mail",
                condition=models.Q(mailed_at__isnull=True, seen_at__isnull=True),
            ),
            models.Index(
                fields=("path",),
                name="notice_to_settle",
                condition=models.Q(seen_at__isnull=True),
            ),
            models.Index(
                fields=("seen_at",),
                name="notice_seen",
                condition=models.Q(seen_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.text
