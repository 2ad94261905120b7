"""Finding what is due whether or not anybody rang, and letting go of what is long over."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from newsroom.dispatch import send_task
from newsroom.notices.models import Notice, Webhook, WebhookDelivery

# What was seen is no record: that is the claim's history.
KEEP_SEEN = timedelta(days=90)
KEEP_DELIVERIES = timedelta(days=30)
AT_ONCE = 1000


def sweep() -> int:
    """Ring the bell for mail and for each webhook that something is due for. Each is a message of
    its own, so that none waits for another. Answers how many were rung."""
    rung = 0
    if Notice.objects.to_mail().exists():
        rung += send_task("notices.deliver", expires=settings.SWEEP_SECONDS)
    for pk in Webhook.objects.with_due().values_list("pk", flat=True):
        rung += send_task("notices.post", pk, expires=settings.SWEEP_SECONDS)
    tidy_up()
    return rung


def tidy_up() -> int:
    """Delete notices that were seen long ago, and messages that are long over, some at a time."""
    seen = Notice.objects.filter(seen_at__lt=Now() - KEEP_SEEN)
    over = WebhookDelivery.objects.filter(finished_at__lt=Now() - KEEP_DELIVERIES)
    return some_deleted(seen.order_by("seen_at")) + some_deleted(over.order_by("finished_at"))


def some_deleted(rows: models.QuerySet) -> int:
    first = list(rows.values_list("pk", flat=True)[:AT_ONCE])
    if not first:
        return 0
    count, _ = rows.model._default_manager.filter(pk__in=first).delete()
    return count
