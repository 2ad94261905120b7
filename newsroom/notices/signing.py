"""What a webhook is sent, and the proof that it is ours. Knows no Django.

The signature is that of Standard Webhooks (https://www.standardwebhooks.com): an HMAC-SHA256 of
``id.timestamp.body``, so that a receiver can tell what is forged, altered or played back.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from datetime import UTC, datetime

PREFIX = "whsec_"
KEY_BYTES = 32
# As Slack asks for; what else is written in its markup stays as it is.
ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """``v1,`` and the HMAC in base64. ``timestamp`` is in seconds since 1970."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


def headers(secret: str, message_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    return {
        "Content-Type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(secret, message_id, timestamp, body),
    }


def payload(message_id: str, kind: str, at: datetime, text: str, address: str) -> bytes:
    """JSON: ``text`` as Slack and its like show it, with a link, and the parts for programs."""
    return json.dumps(
        {
            "text": f"{escaped(text)} {link(address, 'Open')}",
            "id": message_id,
            "kind": kind,
            "at": at.astimezone(UTC).isoformat(timespec="seconds"),
            "address": address,
        },
        ensure_ascii=False,
    ).encode()


def escaped(text: str) -> str:
    return text.translate(ESCAPED)


def link(address: str, words: str) -> str:
    """``<address|words>``; a bar in an address would end it."""
    return f"<{escaped(address).replace('|', '%7C')}|{escaped(words)}>"
