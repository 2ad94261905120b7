"""``{{ text|with_references:lines }}``: a verdict's explanation, its [1] leading to evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from verification.provenance.passages import passage_of

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


@register.filter
def unreferred(verdict: Any, lines: Iterable[Any]) -> list[Any]:
    """The lines of evidence that no part of a verdict's text points to, once for each passage."""
    texts = (verdict.explanation, verdict.said_explanation, verdict.departs_because)
    referred = {int(number) for text in texts for number in NUMBER.findall(text)}
    numbered = [line for line in lines if line.number]
    told = {passage_of(line.evidence) for line in numbered if line.number in referred}
    left = {passage_of(line.evidence): line for line in reversed(numbered)}
    return [line for passage, line in reversed(left.items()) if passage not in told]
