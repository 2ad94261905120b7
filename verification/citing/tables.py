"""What a cell stands under in its copy: the heads beside and above it, what is written over its
table, and whether its column holds years. Text and parts in; no Django.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from newsroom.captures.reading import Part

from .cells import JOINT, YEAR, Heads

LONGEST_CAPTION = 140  # characters of it that are kept with a cell
LONGEST_LINE = 160  # of a paragraph above a table; what is longer is prose

_DIGITS = re.compile(r"[0-9][0-9.,'’\s]*")


class Tables:
    """The heads of all cells of a copy, by where the cell starts."""

    def __init__(self, text: str, parts: Sequence[Part]) -> None:
        self._heads: dict[int, Heads] = {}
        for caption, cells in _tables(text, sorted(parts, key=lambda part: part.start)):
            columns: defaultdict[int, list[str]] = defaultdict(list)
            under = [cell for cell in cells if cell.column_head] or cells
            for cell in under:
                columns[cell.column].append(text[cell.start : cell.end])
            years = {column for column, said in columns.items() if _are_years(said)}
            for cell in cells:
                heads = Heads(cell.row_head, cell.column_head, caption, cell.column in years)
                self._heads[cell.start] = heads

    def over(self, start: int) -> Heads:
        return self._heads.get(start, Heads())


def _tables(text: str, parts: Sequence[Part]) -> Iterator[tuple[str, list[Part]]]:
    """Each table with what is written over it and its cells; cells of no table come last."""
    loose: list[Part] = []
    end = 0
    for place, part in enumerate(parts):
        if part.kind == "table":
            first = bisect_left(parts, part.start, key=lambda p: p.start)
            after = bisect_left(parts, part.end, key=lambda p: p.start)
            cells = [p for p in parts[first:after] if p.kind == "cell" and p.end <= part.end]
            yield _caption(text, part, _before(text, parts, place)), cells
            end = max(end, part.end)
        elif part.kind == "cell" and part.start >= end:
            loose.append(part)
    if loose:
        yield "", loose


def _before(text: str, parts: Sequence[Part], place: int) -> Part | None:
    """The heading or paragraph that ends right above a table."""
    start = parts[place].start
    for part in reversed(parts[max(0, place - 6) : place]):
        if part.kind in ("heading", "paragraph") and part.end <= start:
            return part if not text[part.end : start].strip() else None
    return None


def _caption(text: str, table: Part, before: Part | None) -> str:
    """The table's caption or title, and the line right above it if that is no prose: "in
    thousands" under a title, or the title itself where the table has none."""
    said = [table.label]
    if before is not None:
        line = " ".join(text[before.start : before.end].split())
        is_title = before.kind == "heading" and not table.label
        is_line = before.kind == "paragraph" and not line.endswith((".", "!", "?", ":"))
        if len(line) <= LONGEST_LINE and (is_title or is_line):
            said.append(line)
    return shortened(JOINT.join(dict.fromkeys(filter(None, said))), LONGEST_CAPTION)


def shortened(words: str, most: int) -> str:
    """The beginning and the end, where units are said, of what is too long."""
    if len(words) <= most:
        return words
    tail = most // 3
    return f"{words[: most - tail - 3].rstrip()} … {words[-tail:].lstrip()}"


def _are_years(said: Sequence[str]) -> bool:
    figures = [words for words in said if _DIGITS.fullmatch(words)]
    return bool(figures) and all(map(YEAR.fullmatch, figures))
