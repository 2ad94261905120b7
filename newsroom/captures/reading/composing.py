"""Writing a text and noting, as it is written, which stretch is which part."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from .made_with import author_of, title_of
from .parts import Kind, Part, ReadCopy
from .unreadable import EMPTY, TOO_MUCH_TEXT, Unreadable

MOST_TEXT = 5_000_000  # code points; a thousand-page report has about three million

# What is there but shows nothing: soft hyphen, zero-width space, word joiner, byte order mark,
# and the control characters. The zero-width joiners stay, scripts and emoji need them.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"\s+")
# A space that groups digits ("10 000") is told from one between two figures by being no-break.
_GROUPING_SPACE = re.compile("(?<=[0-9])[\u00a0\u202f\u2009](?=[0-9]{3}(?![0-9]))")
_SUPERSCRIPTS = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")


def tidy(text: str) -> str:
    """Line ends as "\\n", nothing unseen, no half characters; all else as it is."""
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_ENDS.sub("\n", text)
    return _LONE_SURROGATES.sub("\ufffd", _UNSEEN.sub("", text))


def one_line(text: str) -> str:
    """Tidied, with each run of white space one plain space, except the space that groups the
    digits of one number: that becomes a no-break space, so that "10 000" stays one figure."""
    text = tidy(text)
    if text.isascii():
        return " ".join(text.split())
    kept = _GROUPING_SPACE.sub("\ue000", text)
    return _SPACES.sub(" ", kept).strip().replace("\ue000", "\u00a0")


def superscript(text: str) -> str:
    """A raised number in raised digits, so that the note at "65¹" does not make it 651."""
    raised = text.strip()
    if len(raised) <= 4 and raised and all(ord(char) in _SUPERSCRIPTS for char in raised):
        return raised.translate(_SUPERSCRIPTS)
    return text


@dataclass(slots=True)
class _Open:
    place: int
    start: int = -1


class Composer:
    """Collects the text and its parts.

    Space between blocks is owed, not written, until something follows, so that no part begins or
    ends with it. A part in which nothing is written is not kept.
    """

    def __init__(self, *, most: int = MOST_TEXT) -> None:
        self._most = most
        self._pieces: list[str] = []
        self._length = 0
        self._owed = ""
        self._parts: list[Part | None] = []
        self._open: list[_Open] = []

    def write(self, text: str) -> None:
        text = tidy(text)
        if not text:
            return
        if self._owed and self._length:
            self._append(self._owed)
        self._owed = ""
        for part in self._open:
            if part.start < 0:
                part.start = self._length
        self._append(text)

    def _append(self, text: str) -> None:
        self._length += len(text)
        if self._length > self._most:
            raise Unreadable(TOO_MUCH_TEXT, f"more than {self._most} code points")
        self._pieces.append(text)

    def end_line(self) -> None:
        self._owed = self._owed or "\n"

    def end_block(self) -> None:
        self._owed = "\n\n"

    @contextmanager
    def part(self, kind: Kind, *, label: str = "", **about: Any) -> Iterator[None]:
        """Everything written inside is this part; ``about`` as in ``Part``."""
        opened = _Open(len(self._parts))
        self._parts.append(None)
        self._open.append(opened)
        yield
        self._open.pop()
        if opened.start >= 0:
            self._parts[opened.place] = Part(
                kind, opened.start, self._length, one_line(label), **about
            )

    def block(self, kind: Kind, text: str, **about: Any) -> None:
        """A heading, a paragraph or an item, with space around it."""
        if not text.strip():
            return
        self.end_block()
        with self.part(kind, **about):
            self.write(text)
        self.end_block()

    def finish(
        self,
        *,
        title: str = "",
        author: str = "",
        published_on: date | None = None,
        language: str = "",
        if_empty: str = EMPTY,
    ) -> ReadCopy:
        """The whole. Raises ``Unreadable`` with the sentence ``if_empty`` where no letter, digit or
        sign was written."""
        text = "".join(self._pieces)
        if not any(unicodedata.category(char)[0] in "LNSP" for char in text):
            raise Unreadable(if_empty)
        return ReadCopy(
            text=text,
            parts=tuple(part for part in self._parts if part is not None),
            title=title_of(one_line(title)),
            author=author_of(one_line(author)),
            published_on=published_on,
            language=one_line(language),
        )
