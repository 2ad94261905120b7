"""Finding a pasted quote in a text."""

from __future__ import annotations

import re

# What word processors, phones and web pages exchange for one another.
ALIKE = ("'‘’‛`", '"“”„«»', "-‐‑‒–—", "…")
_SPELLINGS = {char: f"[{re.escape(group)}]" for group in ALIKE for char in group}
_SPELLINGS["…"] = r"(?:…|\.\.\.)"


def occurrences(text: str, quote: str) -> list[tuple[int, int]]:
    """Where ``quote`` stands in ``text``, as (start, end) in code points.

    Runs of white space and the various quotation marks, apostrophes, dashes and ellipses count as
    equal: a quote copied from a page keeps its words, not its line breaks.
    """
    # Three full stops are an ellipsis, whichever of the two was pasted or printed.
    words = quote.replace("...", "…").split()
    if not words:
        return []
    pattern = r"\s+".join(
        "".join(_SPELLINGS.get(char, re.escape(char)) for char in word) for word in words
    )
    return [match.span() for match in re.finditer(pattern, text)]
