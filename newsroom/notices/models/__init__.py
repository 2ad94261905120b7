"""What people are told, how they want it by mail, and which webhooks are told too."""

from .letterbox import RHYTHMS, ZONES, Letterbox, MailServer
from .notice import HEADINGS, Notice, NoticeKind
from .webhook import (
    DeliveryState,
    Webhook,
    WebhookDelivery,
    WebhookEvent,
    WebhookVerb,
)

__all__ = [
    "HEADINGS",
    "RHYTHMS",
    "ZONES",
    "DeliveryState",
    "Letterbox",
    "MailServer",
    "Notice",
    "NoticeKind",
    "Webhook",
    "WebhookDelivery",
    "WebhookEvent",
    "WebhookVerb",
]
