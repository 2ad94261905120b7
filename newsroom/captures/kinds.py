"""What a file is, told by what is in it. What a server or a file's name says is only a hint."""

from __future__ import annotations

import csv
import io
import json
import lzma
import re
import zipfile
import zlib
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

HTML = "text/html"
XHTML = "application/xhtml+xml"
PDF = "application/pdf"
PLAIN = "text/plain"
CSV = "text/csv"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# The kinds that the desk keeps, by the name that people know them by.
NAMES = {
    HTML: "web page",
    XHTML: "web page",
    PDF: "PDF",
    PLAIN: "text",
    CSV: "CSV table",
    DOCX: "Word document",
    XLSX: "Excel workbook",
}

_PARTS = "[Content_Types].xml"
_MAIN_PARTS = {f"{kind}.main+xml".encode(): kind for kind in (DOCX, XLSX)}
_PARTS_BYTES = 1_000_000
# Damaged, without that member, encrypted, packed in a way or cut in a place that nobody foresaw.
_NO_PACKAGE = (
    zipfile.BadZipFile,
    KeyError,
    RuntimeError,
    OSError,
    ValueError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
)

_HEAD = 64 * 1024
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
# What may stand before the first tag that says what the markup is.
_PREAMBLE = re.compile(r"(?:\s|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
_XML_DECLARATION = re.compile(r"\s*<\?xml\b")
_XHTML_ROOT = re.compile(r"<!doctype html\b|<html\b[^>]*\bxmlns\b", re.IGNORECASE)
_HTML_START = re.compile(
    r"<!doctype html\b|</?(?:a|article|b|base|body|br|center|div|font|form|h[1-6]|head|header|html|"
    r"iframe|img|link|main|meta|nav|ol|p|script|section|span|style|table|title|ul)\b[^<]*>",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"</?[a-z][a-z0-9-]*(?:\s[^<>]*)?>", re.IGNORECASE)
_OTHER_ROOT = re.compile(r"<(?:svg|rss|feed|rdf|math|kml|gpx|opml|urlset)\b", re.IGNORECASE)
# Texts in form that are made for programs: rich text, PostScript, scripts, mail boxes.
_FOR_PROGRAMS = ("{\\rtf", "%!PS", "#!", "-----BEGIN ")

_CSV_HINTS = ("text/csv", "application/csv", "text/tab-separated-values")
_CSV_ENDINGS = (".csv", ".tsv")
_HTML_ENDINGS = (".html", ".htm", ".xhtml")
_DELIMITERS = ",;\t|"
_ROWS_LOOKED_AT = 50
_LONGEST_CELL = 80


def told_type(content: bytes, filename: str = "", declared: str = "") -> str | None:
    """The media type that the content itself shows, one of ``NAMES``; ``None`` for any other.

    ``filename`` and ``declared`` (a Content-Type header) only decide between kinds that the same
    bytes can be: a table or a text, a page that begins with words or a text about tags. They make
    no picture a page.
    """
    if content.lstrip(BOM_UTF8 + b"\0\t\n\f\r ").startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"PK"):
        return _office_type(content)
    text = _decoded(content)
    if text is None or not text.strip():
        return None
    filename = filename.lower()
    declared = declared.partition(";")[0].strip().lower()
    if markup := _markup_type(text[:_HEAD], filename, declared):
        return markup if markup in NAMES else None
    if text.lstrip().startswith(_FOR_PROGRAMS) or _is_json(text):
        return None
    called_csv = declared in _CSV_HINTS or filename.endswith(_CSV_ENDINGS)
    return CSV if _is_csv(text[:_HEAD], called_csv) else PLAIN


def _office_type(content: bytes) -> str | None:
    """A package says in one of its members what its main part is; macros make it another type."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package, package.open(_PARTS) as member:
            parts = member.read(_PARTS_BYTES)
    except _NO_PACKAGE:
        return None
    return next((kind for main, kind in _MAIN_PARTS.items() if main in parts), None)


def _decoded(content: bytes) -> str | None:
    """The text in it, good enough to look at; ``None`` where bytes occur that no text has."""
    try:
        if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            text = content.decode("utf-16")
        else:
            text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    return None if _NO_TEXT.search(text) else text


def _markup_type(head: str, filename: str, declared: str) -> str | None:
    """A page's type, "other" for markup that is no page, ``None`` for no markup."""
    is_xml = _XML_DECLARATION.match(head)
    opening = _PREAMBLE.match(head)
    rest = head[opening.end() :] if opening else head
    if is_xml:
        return XHTML if _XHTML_ROOT.match(rest) else "other"
    if _OTHER_ROOT.match(rest):
        return "other"
    if _HTML_START.match(rest):
        return XHTML if declared == XHTML else HTML
    called_html = declared in (HTML, XHTML) or filename.endswith(_HTML_ENDINGS)
    if called_html and _MARKUP.search(head):
        return HTML
    return "other" if rest.startswith("<") and _MARKUP.match(rest) else None


def _is_json(text: str) -> bool:
    if not text.lstrip().startswith(("{", "[")):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _is_csv(head: str, called_csv: bool) -> bool:
    """Whether it is a table. One that nobody called so must look like nothing else: three rows or
    more, equally long, of short cells, with no blank after a comma as prose has it."""
    lines = head.strip("\r\n").splitlines()
    if len(head) == _HEAD:
        lines = lines[:-1]  # it may be cut
    if called_csv:
        return any(delimiter in head for delimiter in _DELIMITERS) or len(lines) > 1
    return any(_is_table(lines[:_ROWS_LOOKED_AT], delimiter) for delimiter in _DELIMITERS)


def _is_table(lines: list[str], delimiter: str) -> bool:
    try:
        rows = list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    widths = {len(row) for row in rows}
    if len(rows) < 3 or len(widths) != 1 or widths == {1}:
        return False
    if any(len(cell) > _LONGEST_CELL for row in rows for cell in row):
        return False
    return not any(cell.startswith(" ") and cell.strip() for row in rows for cell in row[1:])
