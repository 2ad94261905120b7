"""``{{ figure.words|spoken }}``: short for the eye, and in words for who has it read aloud."""

from __future__ import annotations

from django import template
from django.utils.html import format_html

from claims.quantities import aloud

register = template.Library()
register.filter("aloud", aloud)  # in words alone, where no element may stand: in a list's options


@register.filter
def spoken(words: str) -> str:
    """A figure with its signs for the eye and its words for the ear, where the two differ."""
    in_words = aloud(words)
    if in_words == words:
        return words
    return format_html(
        '<span aria-hidden="true">{}</span><span class="visually-hidden">{}</span>', words, in_words
    )
