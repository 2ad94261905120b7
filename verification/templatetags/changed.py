"""How many changed figures wait, for the desk's navigation."""

from __future__ import annotations

from typing import Any

from django import template

from verification.models import ChangedFigure

register = template.Library()

MOST = 99


@register.simple_tag(takes_context=True)
def changed_count(context: dict[str, Any]) -> str:
    """The number of open ones that this person may read, "" for none. Asked once a page, and
    counted no further than can be shown."""
    user, request = context.get("user"), context.get("request")
    if user is None or not user.is_authenticated:
        return ""
    known = getattr(request, "_changed_count", None)
    if known is None:
        known = ChangedFigure.objects.visible_to(user).open().order_by()[: MOST + 1].count()
        if request is not None:
            request._changed_count = known
    if not known:
        return ""
    return str(known) if known <= MOST else f"{MOST}+"
