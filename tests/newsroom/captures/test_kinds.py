"""What a file is, told by its content: a name or a header can neither smuggle nor hide it."""

from __future__ import annotations

import io
import zipfile

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.captures.kinds import CSV, DOCX, HTML, NAMES, PDF, PLAIN, XHTML, XLSX, told_type

ARTICLE = "The city counted 312 fires in 2024.\nThat is, officials said, 40 more than in 2023.\n"
TABLE = "year;fires;dead\n2022;281;3\n2023;272;1\n2024;312;4\n"
XML = '<?xml version="1.0" encoding="utf-8"?>\n'
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1"


def word_document() -> bytes:
    document, file = docx.Document(), io.BytesIO()
    document.add_paragraph(ARTICLE)
    document.save(file)
    return file.getvalue()


def workbook() -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["year", "fires"])
    book.save(file)
    return file.getvalue()


def package(**members: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return file.getvalue()


def with_macros() -> bytes:
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    return package(**{"[Content_Types].xml": f"<Types>{kind}</Types>", "word/document.xml": "<w/>"})


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("<!DOCTYPE html><title>Fires</title>", HTML),
        ("\n\n<!-- made by hand -->\n<HTML lang=en><p>Fires", HTML),
        ("\ufeff<p class=lead>312 fires</p>", HTML),
        (XML + '<html xmlns="http://www.w3.org/1999/xhtml"><p/></html>', XHTML),
        (XML + "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN'><html/>", XHTML),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", PDF),
        (b"\xef\xbb\xbf\r\n%PDF-1.4\n", PDF),
        (ARTICLE, PLAIN),
        (ARTICLE.encode("utf-16"), PLAIN),
        ("In Zürich gab es 312 Brände.".encode("latin-1"), PLAIN),
        ("Було 312 пожаров.".encode("cp1251"), PLAIN),
        ("I <3 numbers, if 3 < 4", PLAIN),
        ("[Music] {sic} The minister said 65.", PLAIN),
        (TABLE, CSV),
        (TABLE.replace(";", ","), CSV),
        (TABLE.replace(";", "\t"), CSV),
        ('place,count\n"York, North",12\n"Ely",3\n', CSV),
        (word_document(), DOCX),
        (workbook(), XLSX),
        # And what the desk does not keep.
        ("", None),
        (" \n\t ", None),
        (PNG, None),
        (b"GIF89a\1\0\1\0\x80\0\0", None),
        (b"\x7fELF\2\1\1" + b"\0" * 60, None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, None),
        (XML + "<rss version='2.0'><channel/></rss>", None),
        (XML + "<note>no page</note>", None),
        ("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", None),
        ('{"fires": 312}', None),
        ('[{"year": 2024}]', None),
        ("{\\rtf1\\ansi 312 fires}", None),
        ("%!PS-Adobe-3.0\n312 fires show", None),
        ("#!/bin/sh\necho 312", None),
        (package(**{"notes.txt": ARTICLE}), None),
        (package(**{"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}), None),
        (with_macros(), None),
        (word_document()[:400], None),
        (b"PK\3\4 and no more", None),
    ],
)
def test_the_content_tells_what_it_is(content, kind):
    content = content.encode() if isinstance(content, str) else content
    assert told_type(content) == kind


@pytest.mark.parametrize("declared", ["text/html; charset=utf-8", "application/pdf", "text/csv"])
@pytest.mark.parametrize("filename", ["page.html", "report.pdf", "table.xlsx", "table.csv"])
def test_no_name_and_no_header_make_a_picture_a_page(filename, declared):
    assert told_type(PNG, filename, declared) is None
    assert told_type(b'{"fires": 312}', filename, declared) is None
    assert told_type(b"<svg><style></style><a>312</a></svg>", filename, declared) is None


@pytest.mark.parametrize(
    ("text", "filename", "declared", "kind"),
    [
        ("fires\n312\n", "", "", PLAIN),
        ("fires\n312\n", "Fires.CSV", "", CSV),
        ("Fires, by year\n\nyear,fires\n2024, 312\n", "", "text/csv; header=present", CSV),
        ("Fires, by year\n\nyear,fires\n2024, 312\n", "", "text/plain", PLAIN),
        ("one line", "notes.csv", "", PLAIN),
        ("Fires <b>rose</b> to 312.", "", "text/html", HTML),
        ("Fires <b>rose</b> to 312.", "fires.htm", "", HTML),
        ("Fires <b>rose</b> to 312.", "fires.txt", "text/plain", PLAIN),
        ("Fires rose to 312.", "", "text/html", PLAIN),
        ("<desk-page>312</desk-page>", "", "text/html", HTML),
        ("<desk-page>312</desk-page>", "", "", None),
        ("<!DOCTYPE html><p>", "table.csv", "text/csv", HTML),
        ("<!DOCTYPE html><p/>", "", "application/xhtml+xml", XHTML),
    ],
)
def test_a_name_or_a_header_decides_what_the_content_leaves_open(text, filename, declared, kind):
    assert told_type(text.encode(), filename, declared) == kind


@pytest.mark.parametrize(
    "prose",
    [
        "Fires rose, he said.\nDeaths fell, he added.\nNobody knows why, she wrote.\n",
        "Fires\t312\n",
        "Fires rose; deaths fell\nnobody knows\nwhy; or when\n",
        "a,b\nc,d\n" + "word " * 30 + ",e\n",
    ],
)
def test_prose_with_commas_is_no_table(prose):
    assert told_type(prose.encode()) == PLAIN


@given(st.binary(max_size=300), st.text(max_size=10), st.text(max_size=20))
def test_anything_at_all_is_told_or_refused(content, filename, declared):
    for start in (b"", b"PK\3\4", b"%PDF-", b"<?xml", b"<a "):
        assert told_type(start + content, filename, declared) in {*NAMES, None}
