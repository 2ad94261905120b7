"""What an admin does with webhooks. Each step stands in the webhook's history."""

from __future__ import annotations

from collections.abc import Collection
from uuid import uuid4

from django.db import transaction
from django.db.models.functions import Now

from newsroom.accounts.models import User
from newsroom.accounts.rights import require
from newsroom.captures.fetcher import check_address
from newsroom.captures.fetching import FetchFailed
from newsroom.dispatch import send_task
from newsroom.notices.models import (
    DeliveryState,
    Webhook,
    WebhookDelivery,
    WebhookVerb,
)
from newsroom.notices.signing import new_secret
from newsroom.refusals import Refused

from .announcing import OFFERED

TEST = "test"


def add_webhook(*, by: User, name: str, url: str, kinds: Collection[str] = ()) -> Webhook:
    """Add one with a secret of its own, which is on the row for the caller to show once."""
    require_webhooks(by)
    check_url(url)
    with transaction.atomic():
        check_name(name)
        webhook = Webhook.objects.create(
            name=name, url=url, kinds=in_order(kinds), secret=new_secret()
        )
        webhook.record(WebhookVerb.ADDED, actor=by, host=webhook.host, kinds=webhook.kinds)
    return webhook


def change_webhook(
    webhook: Webhook, *, by: User, name: str, url: str, kinds: Collection[str], is_active: bool
) -> Webhook:
    """Change what it is. What waits for one that is switched off is given up."""
    require_webhooks(by)
    if url != webhook.url:
        check_url(url)
    with transaction.atomic():
        webhook = locked(webhook)
        check_name(name, but=webhook)
        before = (webhook.name, webhook.url, webhook.kinds, webhook.is_active)
        webhook.name, webhook.url = name, url
        webhook.kinds, webhook.is_active = in_order(kinds), is_active
        if before[1] != url:
            webhook.failures, webhook.not_before = 0, None
        webhook.save()
        if not is_active:
            webhook.deliveries.filter(state=DeliveryState.DUE).update(
                state=DeliveryState.GIVEN_UP,
                finished_at=Now(),
                because="The webhook was switched off before this was sent.",
            )
        if before != (name, url, webhook.kinds, is_active):
            webhook.record(
                WebhookVerb.CHANGED, actor=by, name=name, host=webhook.host,
                new_address=before[1] != url, kinds=webhook.kinds, is_active=is_active,
            )  # fmt: skip
    return webhook


@transaction.atomic
def make_new_secret(webhook: Webhook, *, by: User) -> Webhook:
    """From now on a new secret signs; what is on its way is signed by it too."""
    require_webhooks(by)
    webhook = locked(webhook)
    webhook.secret = new_secret()
    webhook.save(update_fields=["secret"])
    webhook.record(WebhookVerb.NEW_SECRET, actor=by)
    return webhook


@transaction.atomic
def send_test(webhook: Webhook, *, by: User) -> WebhookDelivery:
    """Leave a message that says who tests; a worker sends it at once."""
    require_webhooks(by)
    webhook = locked(webhook)
    if not webhook.is_active:
        raise Refused(f"{webhook} is switched off, so nothing was sent. Switch it on first.")
    message_id = f"msg_{uuid4().hex}"
    delivery = WebhookDelivery.objects.create(
        webhook=webhook, message_id=message_id, kind=TEST, path="/", told_in=TEST,
        digest=message_id, text=f"A test of the webhook “{webhook}”, sent by {by.name}.",
    )  # fmt: skip
    wake(webhook)
    webhook.record(WebhookVerb.TESTED, actor=by, message=message_id)
    return delivery


@transaction.atomic
def redeliver(delivery: WebhookDelivery, *, by: User) -> WebhookDelivery:
    """Send it again, from the first try on, with the same id: a receiver that has it knows it."""
    require_webhooks(by)
    webhook = locked(delivery.webhook)
    if not webhook.is_active:
        raise Refused(f"{webhook} is switched off, so nothing was sent. Switch it on first.")
    over = WebhookDelivery.objects.filter(pk=delivery.pk).exclude(state=DeliveryState.RUNNING)
    if not over.update(
        state=DeliveryState.DUE, next_at=Now(), since=Now(), tries=0, finished_at=None, because=""
    ):
        raise Refused("It is being sent just now. Look again in a moment.")
    wake(webhook)
    webhook.record(WebhookVerb.REDELIVERED, actor=by, message=delivery.message_id)
    delivery.refresh_from_db()
    return delivery


def wake(webhook: Webhook) -> None:
    """Whoever presses a button wants to see what comes of it, also where the endpoint was left
    alone after a failure."""
    Webhook.objects.filter(pk=webhook.pk).update(not_before=None)
    transaction.on_commit(lambda: send_task("notices.post", webhook.pk))


def locked(webhook: Webhook) -> Webhook:
    return Webhook.objects.select_for_update().get(pk=webhook.pk)


def in_order(kinds: Collection[str]) -> list[str]:
    return [kind.value for kind in OFFERED if kind in kinds]


def require_webhooks(by: User) -> None:
    require(by, "notices.manage_webhooks", otherwise="Only admins look after webhooks.")


def check_name(name: str, but: Webhook | None = None) -> None:
    others = Webhook.objects.exclude(pk=but.pk) if but else Webhook.objects.all()
    if others.filter(name=name).exists():
        raise Refused(f"There is a webhook “{name}” already. Give this one another name.")


def check_url(url: str) -> None:
    """Refuse what could not be posted to, in the words of the fetcher's guard."""
    try:
        check_address(url)
    except FetchFailed as failure:
        raise Refused(f"{failure.happened} The webhook was not saved.") from failure
