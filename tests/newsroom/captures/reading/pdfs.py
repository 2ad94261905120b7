"""Small PDFs, written by hand: pages of lines in Helvetica, with page labels where asked for."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

LINE = 14  # points from one line to the next


def pdf_of(
    pages: Sequence[Sequence[str]],
    *,
    labels: str = "",
    title: str = "",
    content: bytes | None = None,
) -> bytes:
    """A PDF with these lines on its pages. ``labels`` is the body of a number tree, such as
    ``0 << /S /r >> 4 << /S /D >>``; ``content`` is a content stream in place of every page's."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * place} 0 R" for place in range(count))
    page_labels = f"/PageLabels << /Nums [{labels}] >>" if labels else ""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {page_labels} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for place, lines in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
            b" /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (5 + 2 * place)
        )
        stream = zlib.compress(_stream(lines) if content is None else content)
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream)
        )
    objects.append(f"<< /Title ({title}) >>".encode("cp1252"))
    return _file(objects)


def _stream(lines: Sequence[str]) -> bytes:
    shown = [b"BT /F1 11 Tf 72 770 Td %d TL" % LINE]
    for line in lines:
        escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        shown.append(b"(%s) Tj T*" % escaped.encode("cp1252"))
    return b"\n".join([*shown, b"ET"])


def _file(objects: Sequence[bytes]) -> bytes:
    """Objects numbered from 1, the last one the information about the file."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (size, size - 1)
    return out + b"startxref\n%d\n%%%%EOF\n" % start
