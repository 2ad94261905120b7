"""Posting to webhooks: each endpoint has a lane of its own, and one worker at a time in it.

A message is taken under a lease, posted outside any transaction, and ended by the attempt that
holds it. An endpoint that cannot be reached, or is slow, is left alone as a whole for a while, so
that it costs one worker a few seconds now and then, however much waits for it.
"""

from __future__ import annotations

import random
import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from newsroom.captures.fetcher import fetch_page
from newsroom.captures.fetching import FetchFailed, Limits, Problem
from newsroom.leases import lease_renewed
from newsroom.notices.digest import cut
from newsroom.notices.models import DeliveryState, Webhook, WebhookDelivery
from newsroom.notices.signing import headers, payload
from newsroom.notices.times import Waits

LIMITS = Limits(bytes=8_000, seconds=5, redirects=0)
TURN_SECONDS = 3
WAITS = Waits(timedelta(seconds=10), factor=3, most=timedelta(hours=4))
ENDPOINT_WAITS = Waits(timedelta(seconds=20), factor=3, most=timedelta(hours=1))
GIVE_UP_AFTER = timedelta(days=2)
LONGEST_WAIT = timedelta(days=1)
# The endpoint as a whole is not well, whatever it is sent.
NOT_WELL = {Problem.UNREACHABLE, Problem.TIMEOUT}


def post_to(webhook_id: int) -> int:
    """Post what is due to one webhook, the oldest first, for a few seconds; the next sweep goes
    on. Answers how many arrived."""
    arrived, ends = 0, time.monotonic() + TURN_SECONDS
    while time.monotonic() < ends:
        taken = take_next(webhook_id)
        if taken is None:
            break
        arrived += post(*taken)
    return arrived


@transaction.atomic
def take_next(webhook_id: int) -> tuple[WebhookDelivery, int] | None:
    """Claim the webhook's next message that is due: it and the attempt's number, or ``None`` where
    there is none, another worker is in the lane, or the endpoint is left alone."""
    ready = Webhook.objects.ready().filter(pk=webhook_id)
    if ready.select_for_update(skip_locked=True).first() is None:
        return None
    messages = WebhookDelivery.objects.filter(webhook=webhook_id)
    if messages.in_hand().exists():
        return None
    message = messages.awaiting_worker().order_by("next_at", "pk").first()
    if message is None or (attempt := WebhookDelivery.objects.take(message.pk)) is None:
        return None
    return WebhookDelivery.objects.select_related("webhook").get(pk=message.pk), attempt


def post(message: WebhookDelivery, attempt: int) -> bool:
    """Send it, and write down how that went if this attempt still holds it."""
    with lease_renewed(lambda: WebhookDelivery.objects.renew(message.pk, attempt)):
        try:
            status = send(message)
        except FetchFailed as failure:
            if not was_taken(failure):
                not_arrived(message, attempt, failure)
                return False
            status = failure.status or 200
    arrived(message, attempt, status)
    return True


def send(message: WebhookDelivery) -> int:
    """The status of a good answer. Errors: FetchFailed."""
    body = payload(
        message.message_id, message.kind, message.told_at, message.text,
        settings.PUBLIC_URL + message.path,
    )  # fmt: skip
    signed = headers(message.webhook.secret, message.message_id, int(time.time()), body)
    answer = fetch_page(
        message.webhook.url, method="POST", body=body, headers=signed, types=None, limits=LIMITS
    )
    return answer.status


def was_taken(failure: FetchFailed) -> bool:
    """A good answer whose words we do not care for: too long, or packed in a way of its own."""
    is_good = 200 <= (failure.status or 0) < 300
    return failure.problem == Problem.TOO_LARGE or (
        is_good and failure.problem == Problem.WRONG_TYPE
    )


def arrived(message: WebhookDelivery, attempt: int, status: int) -> None:
    ended(message, attempt, DeliveryState.DELIVERED, status=status, because="", finished_at=Now())
    Webhook.objects.filter(pk=message.webhook_id).update(
        failures=0, not_before=None, delivered_at=Now()
    )


def not_arrived(message: WebhookDelivery, attempt: int, failure: FetchFailed) -> None:
    """Try again later, after two days no more."""
    said = {"status": failure.status, "because": cut(failure.happened, 400)}
    given_up = WebhookDelivery.objects.filter(pk=message.pk, since__lt=Now() - GIVE_UP_AFTER)
    if given_up.exists():
        ended(message, attempt, DeliveryState.GIVEN_UP, finished_at=Now(), **said)
    else:
        wait = WAITS.after(message.tries + 1) * random.uniform(0.8, 1.2)
        wait = max(wait, timedelta(seconds=failure.retry_after or 0))
        ended(message, attempt, DeliveryState.DUE, next_at=Now() + min(wait, LONGEST_WAIT), **said)
    if failure.problem in NOT_WELL or failure.retry_after:
        leave_alone(message.webhook, failure)


def leave_alone(webhook: Webhook, failure: FetchFailed) -> None:
    wait = ENDPOINT_WAITS.after(webhook.failures + 1)
    wait = max(wait, timedelta(seconds=failure.retry_after or 0))
    Webhook.objects.filter(pk=webhook.pk).update(
        failures=F("failures") + 1, not_before=Now() + min(wait, LONGEST_WAIT)
    )


def ended(message: WebhookDelivery, attempt: int, state: DeliveryState, **columns: Any) -> bool:
    held = WebhookDelivery.objects.held(message.pk, attempt)
    return bool(held.update(state=state, lease_until=None, tries=F("tries") + 1, **columns))
