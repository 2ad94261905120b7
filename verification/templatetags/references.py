"""``{{ text|with_references:lines }}``: a verdict's explanation, its [1] leading to evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()
NUMBER = re.compile(r"\[(\d{1,3})\]")


@register.filter
def with_references(text: str, lines: Iterable[Any]) -> SafeString:
    """Paragraphs of the text; each number that a line of evidence has becomes a link to it. A
    number without evidence is marked, so that the writer sees it."""
    places = {line.number: line.evidence.pk for line in lines if line.number}
    paragraphs = [part for part in re.split(r"\n\s*\n", text) if part.strip()]
    return format_html_join("\n", "<p>{}</p>", ((linked(part, places),) for part in paragraphs))


def linked(text: str, places: dict[int, int]) -> SafeString:
    pieces = NUMBER.split(text)
    # A split by a group alternates: text, number, text, …
    shown = (reference(piece, places) if at % 2 else piece for at, piece in enumerate(pieces))
    return format_html_join("", "{}", ((piece,) for piece in shown))


def reference(number: str, places: dict[int, int]) -> SafeString:
    place = places.get(int(number))
    if place is None:
        return format_html(
            '<span class="caution" title="No evidence has this number">[{}]</span>', number
        )
    return format_html('<a class="ref" href="#evidence-{}">[{}]</a>', place, number)
