"""What programs write where a file names its title and its author, which is neither."""

from __future__ import annotations

import re

# Libraries and office programs, as they sign files that nobody signed.
_NO_AUTHORS = re.compile(
    r"(?:openpyxl|xlsxwriter|python-docx|python-pptx|apache poi|docx4j|phpexcel|phpspreadsheet"
    r"|phpword|epplus|closedxml|aspose\S*|reportlab|wkhtmltopdf|libreoffice|openoffice\S*"
    r"|microsoft(?:®|\(r\))? (?:office|word|excel)\S*|google (?:docs|sheets)|canva"
    r"|\(?anonymous\)?|unknown|author|user|admin|administrator|root|owner|default|n/a)"
    r"(?: (?:user|library|\d\S*))*",
    re.IGNORECASE,
)
_NO_TITLES = re.compile(
    r"(?:about:blank|untitled(?: document)?|\(?anonymous\)?|unspecified"
    r"|(?:document|presentation|book|workbook)\d+)",
    re.IGNORECASE,
)


def author_of(told: str) -> str:
    """Who is named, or empty for a program's word."""
    return "" if _NO_AUTHORS.fullmatch(told.strip()) else told


def title_of(told: str) -> str:
    return "" if _NO_TITLES.fullmatch(told.strip()) else told
