"""Bytes into characters: by byte order mark, by what was declared, else by a guess."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Labels that the web uses for more than they say (https://encoding.spec.whatwg.org/#names-and-labels).
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}
# What Python decodes but no page is written in; some take quadratic time.
_NO_CHARSETS = {
    "utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem",
}  # fmt: skip
_META = re.compile(rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.I)
_XML_HEAD = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.-]{1,40})""")
META_WITHIN = 4096  # bytes; browsers look at 1024, many pages are later
_GUESSED_FROM = 65_536  # bytes


def decoded(content: bytes, declared: str = "", *, page: bool = False) -> str:
    """The characters of ``content``. ``declared`` is the header's word; a ``page`` is asked for
    its own. A declaration that the bytes contradict is passed over."""
    for mark, charset in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(charset, errors="replace")
    labels = [declared, *(_told_by_page(content) if page else ()), "utf-8"]
    for charset in filter(None, map(_charset, labels)):
        try:
            return content.decode(charset)
        except UnicodeDecodeError:
            if charset == "cp1252":  # five bytes stand for nothing in it, yet pages hold them
                return content.decode(charset, errors="replace")
        except LookupError:  # a codec from bytes to bytes
            continue
    return content.decode(_guess(content), errors="replace")


def _charset(label: str) -> str:
    """Python's name for a label, "" for none."""
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return ""
    return "" if name in _NO_CHARSETS else _WIDER.get(name, name)


def _told_by_page(content: bytes) -> list[str]:
    start = content[:META_WITHIN]
    found = (pattern.search(start) for pattern in (_META, _XML_HEAD))
    told = [match[1].decode("ascii") for match in found if match]
    # Where the declaration itself could be read byte by byte, the page is not in UTF-16.
    return ["utf-8" if label.lower().startswith("utf-16") else label for label in told]


def _guess(content: bytes) -> str:
    from charset_normalizer import from_bytes

    sample = content[:_GUESSED_FROM]
    if sample.count(0) > len(sample) // 4:
        return "utf-16-le" if sample[1::2].count(0) >= sample[::2].count(0) else "utf-16-be"
    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"
