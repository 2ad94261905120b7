"""Where saved copies are kept, from one variable: a folder, or an S3-compatible bucket."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

EXAMPLE = "s3://bucket/folder?endpoint=https://s3.example.org&region=eu-central-1"
OPTIONS = ("endpoint", "region", "addressing")
ADDRESSING = ("path", "virtual", "auto")


def snapshots_store(url: str, folder: Path) -> dict[str, Any]:
    """The entry of ``STORAGES``: ``folder`` for an empty ``url``, else the bucket it names.

    The keys stay in variables of their own (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY), so that
    the address can be shown. Errors: ``ImproperlyConfigured`` with what is wrong in it.
    """
    if not url:
        return {
            "BACKEND": "newsroom.captures.stores.SnapshotFolder",
            "OPTIONS": {"location": folder},
        }
    parts = urlsplit(url)
    if parts.scheme != "s3" or not parts.hostname:
        raise wrong("it has to look like that")
    if "@" in parts.netloc:
        raise wrong("keys go into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
    given = dict(parse_qsl(parts.query, keep_blank_values=True))
    if unknown := sorted(set(given) - set(OPTIONS)):
        raise wrong(f"it knows no “{unknown[0]}”")
    endpoint = given.get("endpoint", "")
    if endpoint and urlsplit(endpoint).scheme not in ("http", "https"):
        raise wrong("the endpoint is an address that begins with https:// or http://")
    addressing = given.get("addressing", "path" if endpoint else "auto")
    if addressing not in ADDRESSING:
        raise wrong(f"addressing is one of {', '.join(ADDRESSING)}")
    return {
        "BACKEND": "newsroom.captures.bucket.SnapshotBucket",
        "OPTIONS": {
            "bucket_name": parts.netloc,
            "location": unquote(parts.path).strip("/"),
            "endpoint_url": endpoint or None,
            "region_name": given.get("region") or None,
            "addressing": addressing,
        },
    }


def wrong(why: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"SNAPSHOTS_URL ({EXAMPLE}): {why}.")
