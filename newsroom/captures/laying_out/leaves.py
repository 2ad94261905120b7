"""A saved copy's text laid out for reading: pages, headings, paragraphs, lists and tables.

Text and parts in, blocks out; no Django. All offsets are code points into the copy's text, and
every stretch is exactly the text from its ``start`` on, without a line end in it, so that what
somebody selects in the page can be counted back to the text. Nothing of the text but white space
is left out: what no part covers is laid out as paragraphs.

A long copy comes in leaves, each about ``LEAF`` characters, so that no page grows with it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from newsroom.captures.reading import Part

from .blocks import Block, Leaf, lines_of
from .tables import table_of

LEAF = 60_000
_PARAGRAPH_END = re.compile(r"(?>\r\n|\r|\n)[^\S\r\n]*(?>\r\n|\r|\n)\s*")
_NO_ANCHOR = re.compile(r"[^0-9A-Za-z]+")


def lay_out(text: str, parts: Iterable[Part] = (), *, around: int = 0, size: int = LEAF) -> Leaf:
    """The leaf on which code point ``around`` stands, whatever number is given for it."""
    parts = sorted(parts, key=lambda part: part.start)  # stable: what encloses stays first
    cuts = leaves(text, size)
    starts = [start for start, _ in cuts]
    number = max(0, bisect_left(starts, max(0, around) + 1) - 1)
    start, end = cuts[number]
    within = [part for part in parts if part.end > start and part.start < end]
    marks = [part.label for part in within if part.kind in ("page", "sheet")]
    return Leaf(
        blocks=tuple(_listed(_blocks(text, within, parts, start, end))),
        start=start,
        end=end,
        number=number + 1,
        count=len(cuts),
        pages=(marks[0], marks[-1]) if marks else ("", ""),
    )


def leaves(text: str, size: int = LEAF) -> list[tuple[int, int]]:
    """Where each leaf starts and ends: cut between paragraphs where there are any in its second
    half, else between lines, else anywhere."""
    found, at = [], 0
    while len(text) - at > size:
        end = _cut(text, at + size // 2, at + size)
        found.append((at, end))
        at = end
    return [*found, (at, len(text))]


def _cut(text: str, earliest: int, latest: int) -> int:
    blank = max(text.rfind("\n\n", earliest, latest), text.rfind("\r\n\r\n", earliest, latest))
    if blank >= 0:
        return blank + (4 if text[blank] == "\r" else 2)
    line = max(text.rfind("\n", earliest, latest), text.rfind("\r", earliest, latest - 1))
    return line + 1 if line >= 0 else latest


def _blocks(
    text: str, within: Sequence[Part], parts: Sequence[Part], start: int, end: int
) -> Iterator[Block]:
    """The blocks of ``text[start:end]`` in reading order; a part inside one already laid out is
    part of it."""
    at = start
    anchors = _Anchors()
    for part in within:
        if part.kind in ("page", "sheet"):
            yield from _paragraphs(text, at, max(at, part.start))
            at = max(at, part.start)
            if part.start >= start:
                anchor = anchors.of(part)
                yield Block(part.kind, part.start, part.start, label=part.label, anchor=anchor)
        elif part.kind != "cell" and part.end > at:
            yield from _paragraphs(text, at, max(at, part.start))
            yield _block(text, part, parts, max(at, part.start), min(part.end, end))
            at = min(part.end, end)
    yield from _paragraphs(text, at, end)


def _block(text: str, part: Part, parts: Sequence[Part], start: int, end: int) -> Block:
    if part.kind == "table":
        return table_of(text, part, parts, start, end)
    lines = lines_of(text, start, end)
    return Block(part.kind, start, end, lines=lines, level=part.level)


class _Anchors:
    """Names for links to pages and sheets: "page-3", "sheet-2023-24", each once on a leaf."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def of(self, part: Part) -> str:
        word = _NO_ANCHOR.sub("-", part.label).strip("-")[:40] or str(part.start)
        anchor = f"{part.kind}-{word}"
        if anchor in self._given:
            anchor = f"{anchor}-at-{part.start}"
        self._given.add(anchor)
        return anchor


def _paragraphs(text: str, start: int, end: int) -> Iterator[Block]:
    """What stands there as paragraphs, parted by blank lines; nothing for white space."""
    at = start
    for gap in [*_PARAGRAPH_END.finditer(text, start, end), None]:
        stop = gap.start() if gap else end
        lines = lines_of(text, at, stop)
        if lines:
            yield Block("paragraph", at, stop, lines=lines)
        at = gap.end() if gap else end


def _listed(blocks: Iterable[Block]) -> Iterator[Block]:
    """Items that follow one another become one list."""
    items: list[Block] = []
    for block in blocks:
        if block.kind == "item":
            items.append(block)
            continue
        if items:
            yield _list_of(items)
            items = []
        yield block
    if items:
        yield _list_of(items)


def _list_of(items: Sequence[Block]) -> Block:
    return Block("list", items[0].start, items[-1].end, items=tuple(items))


def begins_with(leaf: Leaf, name: str) -> bool:
    """Whether the first thing on the first leaf is a heading that says the copy's name."""
    first = leaf.blocks[0] if leaf.number == 1 and leaf.blocks else None
    said = " ".join(text for _, text in first.lines) if first else ""
    return bool(first and first.kind == "heading" and said.strip() == name)
