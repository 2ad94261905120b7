"""A PDF as text, page by page, with the page numbers that are printed on them."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import DependencyError

from .composing import Composer
from .parts import ReadCopy
from .pdf_lines import Wording, paragraphs
from .pdf_pieces import page_text
from .unreadable import ENCRYPTED, GARBLED, SCANNED, Unreadable, damage_is_unreadable

MOSTLY_GARBLED = 0.3
# What stands for letters that a font does not name: replacement, private use, control, unassigned.
_NO_LETTER = {"Co", "Cn", "Cs", "Cc"}


def read_pdf(content: bytes, charset: str, url: str) -> ReadCopy:
    with damage_is_unreadable():
        reader = _opened(content)
        pages = list(_pages(reader))
        about = reader.metadata
        title, author = (about.title, about.author) if about else ("", "")
    _refuse_without_letters("".join(text for _, text in pages))
    wording = Wording("\n".join(text for _, text in pages))
    composer = Composer()
    for label, text in pages:
        composer.end_block()
        with composer.part("page", label=label):
            for paragraph in paragraphs(text, wording):
                composer.block("paragraph", paragraph)
    return composer.finish(title=str(title or ""), author=str(author or ""))


def _opened(content: bytes) -> PdfReader:
    reader = PdfReader(io.BytesIO(content))
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(ENCRYPTED)
    except (DependencyError, NotImplementedError) as error:
        raise Unreadable(ENCRYPTED, str(error)) from error
    return reader


def _pages(reader: PdfReader) -> Iterator[tuple[str, str]]:
    """Each page's label and text."""
    labels = _labels(reader)
    for number, page in enumerate(reader.pages):
        label = labels[number] if number < len(labels) else ""
        yield label or str(number + 1), page_text(page)


def _labels(reader: PdfReader) -> list[str]:
    try:
        with damage_is_unreadable():
            return reader.page_labels
    except Unreadable:
        return []  # the pages are counted


def _refuse_without_letters(text: str) -> None:
    letters = [char for char in text if not char.isspace()]
    if not any(char.isalnum() for char in letters):
        raise Unreadable(SCANNED if not letters else GARBLED)
    strange = sum(char == "\ufffd" or unicodedata.category(char) in _NO_LETTER for char in letters)
    if strange > len(letters) * MOSTLY_GARBLED:
        raise Unreadable(GARBLED, f"{strange} of {len(letters)} characters stand for no letter")
