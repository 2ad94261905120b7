"""Reading the pages of sources, for their tests."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.utils.html import strip_tags

SOURCES = "/sources/"
STAKE = "It runs the harbour"


def text_of(response) -> str:
    return " ".join(strip_tags(response.content.decode()).split())


def listed(client, query=""):
    return [source.name for source in client.get(SOURCES + query).context["sources"]]


def upload(client, table, name="sources.csv"):
    return client.post("/sources/import/", {"table": ContentFile(table, name)})
