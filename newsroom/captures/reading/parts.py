"""What a file reads as: one text, and which stretch of it is which part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

Kind = Literal["page", "sheet", "heading", "paragraph", "item", "table", "cell"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text, ``text[start:end]``, in Unicode code points.

    ``label`` is the number printed on a page (its ordinal where it has none), a sheet's name or a
    table's caption; ``level`` a heading's, from 1. A cell knows its ``row`` and ``column``, both
    from 1 (in a sheet: as the spreadsheet counts them), and the heads that it stands under and
    beside; several heads are joined by " · ", the widest first. Parts nest: a page encloses
    tables, a table its cells.
    """

    kind: Kind
    start: int
    end: int
    label: str = ""
    row_head: str = ""
    column_head: str = ""
    row: int = 0
    column: int = 0
    level: int = 0


@dataclass(frozen=True, slots=True)
class ReadCopy:
    """``text`` has line ends "\\n" and neither NUL nor lone surrogates; ``parts`` are in reading
    order, enclosing ones first. What the file does not say stays empty."""

    text: str
    parts: tuple[Part, ...]
    title: str = ""
    author: str = ""
    published_on: date | None = None
    language: str = ""


def as_json(parts: Iterable[Part]) -> dict[str, Any]:
    """The parts as values for a JSON column, compact: every word once, every part a row of
    numbers whose noughts at the end are left out."""
    places: dict[str, int] = {"": 0}

    def place(word: str) -> int:
        return places.setdefault(word, len(places))

    rows = []
    for part in parts:
        words = (place(part.label), place(part.row_head), place(part.column_head))
        row = [KINDS.index(part.kind), part.start, part.end, *words]
        row += [part.row, part.column, part.level]
        while row[-1] == 0 and len(row) > 3:
            row.pop()
        rows.append(row)
    return {"words": list(places), "parts": rows}


def from_json(kept: Any) -> tuple[Part, ...]:
    """The parts that ``as_json`` gave; none for whatever is empty."""
    if not kept:
        return ()
    words = kept["words"]
    parts = []
    for row in kept["parts"]:
        kind, start, end, label, beside, under, *place = row + [0] * (9 - len(row))
        parts.append(
            Part(KINDS[kind], start, end, words[label], words[beside], words[under], *place)
        )
    return tuple(parts)


def copy_as_values(copy: ReadCopy) -> dict[str, Any]:
    """For the way from the child process, as values that JSON knows."""
    return {
        "text": copy.text,
        "parts": as_json(copy.parts),
        "title": copy.title,
        "author": copy.author,
        "published_on": copy.published_on.isoformat() if copy.published_on else "",
        "language": copy.language,
    }


def copy_from_values(values: dict[str, Any]) -> ReadCopy:
    told = values["published_on"]
    return ReadCopy(
        text=values["text"],
        parts=from_json(values["parts"]),
        title=values["title"],
        author=values["author"],
        published_on=date.fromisoformat(told) if told else None,
        language=values["language"],
    )
