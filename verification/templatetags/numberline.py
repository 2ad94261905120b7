"""``{% numberline claimed marks %}``: the claimed figure against what was found, drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.template import Context

from claims.quantities import NARROW, WIDE, DatedRate, Mark, Quantity, lay_out

register = template.Library()


@register.inclusion_tag("components/numberline.html", takes_context=True)
def numberline(
    context: Context,
    claimed: Quantity,
    marks: Sequence[Mark],
    *,
    says: str = "",
    rate: DatedRate | None = None,
    key: str = "",
) -> dict[str, Any]:
    """Draw the line, wide and narrow, with its table; ``says`` is the tally's sentence under it.

    Where a page swaps in a fragment that holds a number line, ``key`` (the claim's number, say)
    keeps the ids of its drawing apart from those already on the page.
    """
    drawn = context.render_context.get(numberline, 0) + 1
    context.render_context[numberline] = drawn
    name = f"nl{key and f'-{key}'}-{drawn}"
    wide = lay_out(claimed, marks, width=WIDE, rate=rate)
    narrow = lay_out(claimed, marks, width=NARROW, rate=rate)
    lines = [("wide", f"{name}-w", wide), ("narrow", f"{name}-n", narrow)]
    return {"lines": lines, "line": wide, "says": says.replace(" %", "\u00a0%")}
