"""The bell for the frame of every page."""

from __future__ import annotations

from typing import Any

from django import template

from newsroom.notices.bell import Bell
from newsroom.notices.models import HEADINGS, Notice, NoticeKind

register = template.Library()


@register.inclusion_tag("notices/bell.html", takes_context=True)
def bell(context: template.Context) -> dict[str, Any]:
    """Of whoever is signed in. Takes one query."""
    user = context["user"]
    return {"bell": Bell.of(user), "is_here": context.get("nav") == "notices"}


@register.filter
def heading(notice: Notice) -> str:
    """What it is about, in a word or two."""
    return HEADINGS[NoticeKind(notice.kind)]
