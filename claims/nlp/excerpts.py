"""The figures of a short text, without any model: for excerpts and figures typed into a form."""

from __future__ import annotations

import re

from .figures import find_figures
from .lines import unwrapped
from .placing import placed_figure
from .reading import Figure

# A sentence ends where a capital or an opening mark follows, or at the end of a line of its own. An
# abbreviation with a capital behind it splits too; that costs a figure nothing, since a date keeps
# its month.
_END = re.compile('(?<=[a-z0-9%)”"][.!?])[”"’)]?\\s+(?=[A-Z“"‘(])|[\n\r\x0b\x0c\u2028\u2029]\\s*')
_SHORT = re.compile(r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Dr|No|St)\.$")

_MARKER = re.compile(r"\s*[0-9]{1,3}\.")


def read_figures(text: str) -> tuple[Figure, ...]:
    """The quantities of a text, with offsets into it; takes no model and no spaCy."""
    lines = unwrapped(text)
    if lines.starts:
        return tuple(placed_figure(one, lines, text) for one in _figures(lines.text))
    return tuple(_figures(text))


def _figures(text: str) -> list[Figure]:
    found: list[Figure] = []
    start = 0
    for match in _END.finditer(text):
        if _SHORT.search(text, max(start, match.start() - 6), match.start()) or _MARKER.fullmatch(
            text, start, match.start()
        ):
            continue
        found.extend(find_figures(text, start, match.start()))
        start = match.end()
    found.extend(find_figures(text, start, len(text)))
    return found
