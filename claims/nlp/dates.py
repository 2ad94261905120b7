"""Dates and periods in a text, as far as a figure may hold for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .lexicons import holding as words
from .reading import Span

_PREPOSITIONS = "|".join(sorted({*words.KEPT, *words.LEFT_OUT, *words.JOINING}, reverse=True))
DATE = re.compile(
    rf"\b(?:(?P<opener>(?i:{_PREPOSITIONS})) )?"
    rf"(?P<date>(?P<plain>{words.SPAN}|{words.PART}|{words.EDGE_OF}|{words.RELATIVE})"
    rf"|{words.POINT})(?![\w-])"
    rf"(?: (?P<joint>and|to|until|till|through) (?P<last>{words.POINT}|now|today)(?![\w-]))?"
)
_OTHER_SIDE = re.compile(rf"\b{words.OTHER_SIDE} $", re.IGNORECASE)
_COMPARED = re.compile(rf"\b{words.COMPARED} $", re.IGNORECASE)


def dates_in(text: str, start: int, end: int) -> Iterator[tuple[Span, Span]]:
    """Every date with the words that lead to it, and what of it is kept ("in 2015": "2015")."""
    for match in DATE.finditer(text, start, end):
        if kept := _date_kept(text, start, match):
            yield (match.start(), kept[1]), kept


def _date_kept(text: str, start: int, match: re.Match[str]) -> Span | None:
    """What of a date is kept, or None where it is the other side of a comparison, or no date."""
    opener = (match["opener"] or "").lower()
    joint = "and" if match["joint"] == "and" else "to"
    joined = match["last"] is not None and words.JOINING.get(opener) == joint
    if not joined:
        if opener in ("between", "from") or (opener == "on" and match["plain"]):
            return None
        bare = not opener
        if bare and _in_brackets(text, match):
            return match.span("date")
        if _COMPARED.search(text, max(start, match.start() - 10), match.start()):
            return None
        if bare and (
            not match["plain"]
            or _OTHER_SIDE.search(text, max(start, match.start() - 10), match.start())
        ):
            return None
    begins = match.start() if opener in words.KEPT else match.start("date")
    return begins, match.end("last") if joined else match.end("date")


def _in_brackets(text: str, date: re.Match[str]) -> bool:
    """As in "1.2 million (2021)"."""
    return text[date.start() - 1 : date.start()] == "(" and text[date.end() : date.end() + 1] == ")"
