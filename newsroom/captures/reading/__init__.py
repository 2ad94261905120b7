"""Captured bytes into text: web pages, PDF, DOCX, XLSX, CSV and plain text.

    copy = read_file(content, "text/html; charset=utf-8", url="https://example.org/")
    copy.text[part.start : part.end] for part in copy.parts

The file is foreign: it is read in a process of its own, with limits. Whatever goes wrong is
``Unreadable`` with a sentence for the person who brought it; the log says why. No Django here.
"""

from __future__ import annotations

from .apart import SECONDS, read_apart
from .parts import Part, ReadCopy, as_json, from_json
from .unreadable import Unreadable

__all__ = ["Part", "ReadCopy", "Unreadable", "as_json", "from_json", "read_file"]


def read_file(
    content: bytes, media_type: str, *, url: str = "", seconds: float = SECONDS
) -> ReadCopy:
    """What a file says. ``media_type`` is what it was found to be; its charset parameter, if any,
    is the server's word. Raises ``Unreadable``."""
    return read_apart(content, media_type, url, seconds=seconds)
