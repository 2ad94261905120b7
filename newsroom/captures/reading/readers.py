"""Which reader reads which media type, here and now, without any guard of the process.

The readers are imported when they are needed: a PDF does not wait for the libraries of pages.
"""

from __future__ import annotations

from collections.abc import Callable
from email.message import Message
from importlib import import_module

from .parts import ReadCopy
from .unreadable import UNKNOWN_TYPE, Unreadable

Reader = Callable[[bytes, str, str], ReadCopy]

OFFICE = "application/vnd.openxmlformats-officedocument"
READERS = {
    "text/html": ("web_page", "read_page"),
    "application/xhtml+xml": ("web_page", "read_page"),
    "application/pdf": ("pdf", "read_pdf"),
    "text/plain": ("plain", "read_text"),
    "text/csv": ("delimited", "read_csv"),
    f"{OFFICE}.wordprocessingml.document": ("word", "read_docx"),
    f"{OFFICE}.spreadsheetml.sheet": ("workbook", "read_xlsx"),
}


def read_here(content: bytes, media_type: str, url: str = "") -> ReadCopy:
    """``media_type`` may carry the charset of its header. Raises ``Unreadable``, and whatever a
    library raises on a file that nobody foresaw."""
    kind, charset = _type_and_charset(media_type)
    if kind not in READERS:
        raise Unreadable(UNKNOWN_TYPE, media_type)
    module, name = READERS[kind]
    reader: Reader = getattr(import_module(f".{module}", __package__), name)
    return reader(content, charset, url)


def _type_and_charset(media_type: str) -> tuple[str, str]:
    header = Message()
    header["Content-Type"] = " ".join(media_type.split())
    return header.get_content_type(), header.get_content_charset("")
