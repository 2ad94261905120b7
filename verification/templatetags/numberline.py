"""``{% numberline claimed marks %}``: the claimed figure against what was found, drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.template import Context

from claims.quantities import MEDIUM, NARROW, WIDE, DatedRate, Mark, Quantity, in_sheets, lay_out_in

SIZES = (("wide", WIDE), ("medium", MEDIUM), ("narrow", NARROW))

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
    """Draw the line in three widths, with its table; ``says`` is the tally's sentence under it.
    What is taller than a sheet of paper is printed in pieces that are not.

    Where a page swaps in a fragment that holds a number line, ``key`` (the claim's number, say)
    keeps the ids of its drawing apart from those already on the page.
    """
    drawn = context.render_context.get(numberline, 0) + 1
    context.render_context[numberline] = drawn
    name = f"nl{key and f'-{key}'}-{drawn}"
    laid_out = lay_out_in([width for _, width in SIZES], claimed, marks, rate=rate)
    lines = [
        (size, f"{name}-{size}", line) for (size, _), line in zip(SIZES, laid_out, strict=True)
    ]
    printed = laid_out[[width for _, width in SIZES].index(MEDIUM)]
    return {
        "lines": lines,
        "sheets": [
            ("sheet", f"{name}-sheet-{at}", sheet) for at, sheet in enumerate(in_sheets(printed), 1)
        ],
        "line": lines[0][2],
        "says": says.replace(" %", "\u00a0%"),
    }
