"""What is due of mail and webhooks, and why it waits."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone

from newsroom.notices.models import Letterbox, MailServer, Notice, Webhook, WebhookDelivery

from .state import Health, Work, age_words, explained

# A single refusal is often a server's mood; from this many on somebody should look.
REFUSED_OFTEN = 3
GIVEN_UP_LATELY = timedelta(days=7)


def mailing(state: Health) -> Work:
    """Mail that is due by what people chose; what waits for its hour is not."""
    found = Notice.objects.to_mail().aggregate(due=Count("pk"), oldest=Min("mail_after"))
    server = MailServer.objects.first()
    if server and server.failures and state.has_worker:
        return Work(
            "mail", found["due"], found["oldest"],
            f"The mail server failed {times(server.failures)}, the last time with "
            f"“{server.because}”. It is tried again {next_try(server)}; everything else goes on.",
            "Check EMAIL_URL and the mail server; the worker’s log has every failure.",
        )  # fmt: skip
    refused = Letterbox.objects.filter(refusals__gte=REFUSED_OFTEN, person__is_active=True)
    if names := list(refused.select_related("person").order_by("person__name")[:5]):
        said = "; ".join(f"{box.person.email}: “{box.refused_because}”" for box in names)
        return Work(
            "mail", found["due"], found["oldest"],
            f"The mail server goes on refusing {addresses(refused.count())}: {said}.",
            "Correct the address under People, or ask whoever runs the mail server. It is tried "
            "again by itself, at least once a day.",
        )  # fmt: skip
    last = f" The last mail went out {age_words(server.sent_at)} ago." if sent(server) else ""
    return explained("mail", found, state, otherwise=f"Everything is sent.{last}")


def posting(state: Health) -> Work:
    """Messages to webhooks that are switched on."""
    active = Webhook.objects.filter(is_active=True)
    if not active.exists():
        return Work("webhooks", 0, None, "There are none, or they are switched off.")
    of_active = WebhookDelivery.objects.filter(webhook__in=active)
    now = of_active.awaiting_worker().filter(webhook__in=active.ready())
    found = now.aggregate(due=Count("pk"), oldest=Min("next_at"))
    ends = of_active.aggregate(
        later=Count("pk", filter=Q(state="due", tries__gt=0)),
        lost=Count("pk", filter=Q(state="given_up")),
    )
    if ends["later"] or ends["lost"]:
        why = of_active.filter(tries__gt=0).exclude(because="").order_by("-pk").first()
        said = f" {why.webhook}: {why.because}" if why else ""
        return Work(
            "webhooks", found["due"], found["oldest"],
            f"{messages(ends['later'])} did not arrive yet and will be tried again; "
            f"{messages(ends['lost'])} given up.{said}",
            "Look at “Webhook deliveries” in the admin, where they can be sent again.",
        )  # fmt: skip
    last = max((row.delivered_at for row in active if row.delivered_at), default=None)
    told = f" The last message arrived {age_words(last)} ago." if last else ""
    return explained("webhooks", found, state, otherwise=f"Everything is delivered.{told}")


def sent(server: MailServer | None) -> bool:
    return bool(server and server.sent_at)


def next_try(server: MailServer) -> str:
    if server.not_before is None or server.not_before <= timezone.now():
        return "now"
    seconds = (server.not_before - timezone.now()).total_seconds()
    return f"in {max(1, round(seconds / 60))} min"


def times(count: int) -> str:
    return "once" if count == 1 else f"{count} times in a row"


def addresses(count: int) -> str:
    return "1 address" if count == 1 else f"{count} addresses"


def messages(count: int) -> str:
    return "1 message" if count == 1 else f"{count} messages"
