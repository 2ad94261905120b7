"""Why a file could not be read, as sentences for the person who brought it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

PASTE = "Open it yourself and paste the text that you need."


class Unreadable(Exception):
    """A file that cannot be read into text. ``sentence`` says why and what to do; ``why`` is for
    the log alone."""

    def __init__(self, sentence: str, why: str = "") -> None:
        super().__init__(sentence)
        self.why = why

    @property
    def sentence(self) -> str:
        return str(self)


ENCRYPTED = (
    "This PDF asks for a password, so the desk cannot read it. Save a copy without the password "
    "and upload that, or paste the text that you need."
)
SCANNED = (
    "There is no text in this PDF: it seems to be scanned pictures. Copy the passage by hand, or "
    "run text recognition over it and upload the result."
)
GARBLED = (
    "The letters in this PDF cannot be told apart: its fonts do not say which letter is which. "
    "Paste the text that you need."
)
LOCKED_OFFICE = (
    "This file is protected by a password, so the desk cannot read it. Save it without the "
    "password and upload that, or paste the text that you need."
)
BROKEN = f"This file is damaged or is not what it says it is. {PASTE}"
TOO_BIG_UNPACKED = (
    "This file is small but becomes far too big when it is unpacked, so it was not opened. "
    "Save it anew in the program that made it, or paste the text that you need."
)
HAS_ENTITIES = (
    "This file defines XML entities of its own, as no office program does, so it was not opened. "
    "Save it anew in the program that made it, or paste the text that you need."
)
EMPTY = "There is no text in this file. Check that it is the right one, or paste the text."
EMPTY_PAGE = (
    "There is no text in this page as it was sent; it may be put together in the browser. Open it "
    "yourself and paste the text that you need."
)
TOO_MUCH_TEXT = (
    "There is more text in this file than the desk can keep. Upload the part that you need, or "
    "paste it."
)
TOO_MANY_CELLS = (
    "There are more than {limit:,} filled cells in this file. Save the sheet or the rows that you "
    "need as a file of their own and upload that."
)
TOO_WIDE = (
    "A table in this file is wider than the desk can read (more than {limit:,} columns). Save the "
    "columns that you need as a file of their own and upload that."
)
TOO_MANY_ATTRIBUTES = (
    f"An element of this page has more attributes than any page needs, so it was not read. {PASTE}"
)
TOO_DEEP = f"This page is nested so deeply that a part of it would be lost. {PASTE}"
TOO_SLOW = f"Reading this file took too long and was stopped. {PASTE}"
TOO_HUNGRY = f"Reading this file needs more memory than it may have and was stopped. {PASTE}"
NOT_STARTED = (
    "The desk's own reader could not be started, so this file was not read. Tell an admin; "
    "meanwhile paste the text that you need."
)
UNKNOWN_TYPE = (
    "The desk reads web pages, PDF, Word (DOCX), Excel (XLSX), CSV and plain text. Save this file "
    "as one of them, or paste the text that you need."
)


@contextmanager
def damage_is_unreadable() -> Iterator[None]:
    """Around a library that takes a file apart: over a damaged one it stumbles in any way."""
    try:
        yield
    except (Unreadable, MemoryError):
        raise
    except Exception as error:
        raise Unreadable(BROKEN, f"{type(error).__name__}: {error}") from error
