"""Sentences with somebody's verdict on whether they are worth a check, from lines of JSON."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..lines import wrapping

# Where a sentence begins and ends around a claim, and how far that is looked for.
_BREAK = re.compile(
    r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bMrs)(?<!\bGov)(?<!\bSen)(?<!\b[A-Z])"
    r"[.!?][\"”’)]*\s+|\n\s*"
)
NEAR = 600


@dataclass(frozen=True, slots=True)
class Row:
    """``worth`` is whether it was worth checking; ``group`` the debate or document it is from."""

    text: str
    worth: bool
    group: str = ""

    @property
    def fingerprint(self) -> str:
        """Says whether two texts are the same, and nothing else about them."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def rows_of(lines: Iterable[bytes]) -> tuple[list[Row], list[str]]:
    """The rows, and a sentence with its number for each line that is none."""
    rows: list[Row] = []
    problems: list[str] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                rows.append(_row(line))
            except ValueError as error:
                problems.append(f"Line {number}: {error}")
    return rows, problems


def _row(line: bytes) -> Row:
    try:
        content: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError("it is not JSON in UTF-8.") from error
    if not isinstance(content, dict):
        raise ValueError('it is no object with "text" and "label".')
    text, label, group = content.get("text"), content.get("label"), content.get("group", "")
    if not isinstance(text, str) or not text.strip():
        raise ValueError('its "text" is missing, empty or no string.')
    if not isinstance(label, int) or label not in (0, 1):
        raise ValueError('its "label" is neither 1 (worth checking) nor 0.')
    if not isinstance(group, str):
        raise ValueError('its "group" is no string.')
    return Row(text, bool(label), group)


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence or sentences of ``text`` that hold ``text[start:end]``."""
    low, high = max(0, start - NEAR), min(len(text), end + NEAR)
    wraps = wrapping(text[low:high])
    begins, ends = low, high
    for stop in _BREAK.finditer(text, low, high):
        if stop.start() - low in wraps:
            continue
        if stop.end() <= start:
            begins = stop.end()
        elif stop.start() >= end - 1:
            ends = stop.end()
            break
    return text[begins:ends].strip()
