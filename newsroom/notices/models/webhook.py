"""Webhooks: addresses elsewhere that the desk's news is posted to, signed."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from newsroom.history.models import Event
from newsroom.leases import DUE, RUNNING, LeasedQuerySet

from .notice import NoticeKind


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def ready(self) -> WebhookQuerySet:
        """Switched on, and not left alone after a failure."""
        rested = models.Q(not_before__isnull=True) | models.Q(not_before__lte=Now())
        return self.filter(rested, is_active=True)

    def with_due(self) -> WebhookQuerySet:
        due = WebhookDelivery.objects.awaiting_worker().filter(webhook=models.OuterRef("pk"))
        return self.ready().filter(models.Exists(due))


class Webhook(models.Model):
    """``secret`` signs what is posted; it is shown once. ``failures`` in a row at reaching the
    endpoint at all; ``not_before``: it is left alone until then."""

    name = models.CharField(max_length=80, unique=True)
    url = models.CharField("address", max_length=1000)
    kinds = ArrayField(models.CharField(max_length=12, choices=NoticeKind.choices), default=list)
    is_active = models.BooleanField("switched on", default=True)
    secret = models.CharField(max_length=80, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False)
    not_before = models.DateTimeField(null=True, editable=False)
    delivered_at = models.DateTimeField(null=True, editable=False)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def host(self) -> str:
        """The address without what makes it a secret at many services."""
        return urlsplit(self.url).hostname or ""

    def record(self, verb: WebhookVerb, *, actor: Any, **data: Any) -> None:
        self.events.create(verb=verb, actor=actor, data=data)


class WebhookVerb(models.TextChoices):
    ADDED = "added", "added it"
    CHANGED = "changed", "changed it"
    NEW_SECRET = "new_secret", "made a new secret"
    TESTED = "tested", "sent a test"
    REDELIVERED = "redelivered", "had something sent again"


class WebhookEvent(Event):
    webhook = models.ForeignKey(Webhook, on_delete=models.PROTECT, related_name="events")
    verb = models.CharField(max_length=40, choices=WebhookVerb.choices)


class DeliveryState(models.TextChoices):
    DUE = DUE, "due"
    RUNNING = RUNNING, "being sent"
    DELIVERED = "delivered", "delivered"
    GIVEN_UP = "given_up", "given up"


class DeliveryQuerySet(LeasedQuerySet["WebhookDelivery"]):
    def awaiting_worker(self) -> DeliveryQuerySet:
        return super().awaiting_worker().filter(next_at__lte=Now())

    def open(self) -> DeliveryQuerySet:
        """Due now or later, or being sent."""
        return self.filter(state__in=(DUE, RUNNING))

    def in_hand(self) -> DeliveryQuerySet:
        return self.filter(state=RUNNING, lease_until__gte=Now())


class WebhookDelivery(models.Model):
    """One message to one webhook. ``told_in`` is the database's transaction that told it, which
    tells an event apart from the same words about a later one; ``digest`` is of those words.

    ``since`` is when it first became due, ``tries`` how often it was sent since; ``status`` is the
    last answer's, ``because`` a sentence on why it did not arrive.
    """

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    message_id = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=12)
    text = models.CharField(max_length=400)
    path = models.CharField(max_length=200)
    told_at = models.DateTimeField(default=timezone.now)
    told_in = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=9, choices=DeliveryState.choices, default=DeliveryState.DUE)
    attempt = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    since = models.DateTimeField(default=timezone.now)
    next_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveIntegerField(default=0)
    status = models.PositiveSmallIntegerField("last answer", null=True)
    because = models.CharField(max_length=400, blank=True)
    finished_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        verbose_name_plural = "webhook deliveries"
        constraints = (
            models.UniqueConstraint(
                fields=("webhook", "told_in", "digest"), name="webhook_told_once"
            ),
        )
        indexes = (
            models.Index(
                fields=("webhook", "next_at"),
                name="webhook_due",
                condition=models.Q(state__in=(DUE, RUNNING)),
            ),
            models.Index(
                fields=("finished_at",),
                name="webhook_finished",
                condition=models.Q(finished_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.text
