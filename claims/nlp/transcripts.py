"""Transcripts: a line that opens with a name and a colon is that person's until the next one."""

from __future__ import annotations

import re

from .reading import Attribution

LONGEST_TURN = 20_000
FEWEST_TURNS = 3
# "WALLACE: …", "Q: …", "Ana Ruiz: …", with an opening quotation mark or not.
_TURN = re.compile(
    r"^[ \t]*[\"“]?(?P<name>(?:[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3})"
    r"|(?:[A-Z][a-z'’.-]+ ){1,3}[A-Z][a-z'’-]+)(?: \([^)\n]{1,40}\))?:[ \t]+(?=\S)",
    re.MULTILINE,
)


def turns(text: str) -> list[Attribution]:
    """The turns of a transcript; nothing for a text with fewer than three, or with one name only
    ("Note: …" heads a paragraph in any text)."""
    found = list(_TURN.finditer(text))
    if len(found) < FEWEST_TURNS or len({match["name"] for match in found}) < 2:
        return []
    ends = [match.start() for match in found[1:]] + [len(text)]
    said = []
    for match, end in zip(found, ends, strict=True):
        end = min(end, match.end() + LONGEST_TURN)
        while end > match.end() and text[end - 1].isspace():
            end -= 1
        if end > match.end():
            content = ((match.end(), end),)
            source = (match.span("name"),)
            said.append(
                Attribution(content, source, None, "direct", "", "", "turn in a transcript")
            )
    return said
