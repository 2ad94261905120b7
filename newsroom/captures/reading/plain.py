"""Plain text: its paragraphs are what blank lines part."""

from __future__ import annotations

import re

from .charsets import decoded
from .composing import Composer, tidy
from .parts import ReadCopy

_BLANK_LINES = re.compile(r"(\n(?:[^\S\n]*\n)+)")


def read_text(content: bytes, charset: str, url: str) -> ReadCopy:
    """The text as it is, line by line; only its line ends are made one kind."""
    composer = Composer()
    for stretch in _BLANK_LINES.split(tidy(decoded(content, charset))):
        if stretch.strip():
            with composer.part("paragraph"):
                composer.write(stretch)
        else:
            composer.write(stretch)
    return composer.finish()
