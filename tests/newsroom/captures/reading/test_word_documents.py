"""Word documents: in document order, with what python-docx alone would pass over."""

from __future__ import annotations

import io
from copy import deepcopy

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from newsroom.captures.reading import Unreadable
from newsroom.captures.reading.readers import OFFICE, read_here

from .looking import cells, check_parts, said

DOCX = f"{OFFICE}.wordprocessingml.document"


def read(document):
    kept = io.BytesIO()
    document.save(kept)
    copy = read_here(kept.getvalue(), DOCX)
    check_parts(copy)
    return copy


def insert(document, xml: str):
    """Put a piece of WordprocessingML at the end of the body."""
    piece = parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1))
    document.element.body.insert(len(document.element.body) - 1, piece)
    return piece


def test_headings_paragraphs_items_and_tables_in_order():
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = "Rents", "Ada Byron"
    document.add_heading("Rents", 0)
    document.add_heading("The north", 2)
    document.add_paragraph("Rents rose by 65 per cent.")
    table = document.add_table(3, 3)
    rows = [["Region", "Rent", ""], ["", "2022", "2023"], ["North", "1,000", "2,000"]]
    for row, texts in zip(table.rows, rows, strict=True):
        for place, text in enumerate(texts):
            row.cells[place].text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    document.add_paragraph("Old contracts", style="List Bullet")
    document.add_paragraph("The end.")
    copy = read(document)
    assert said(copy, "heading", "paragraph", "item", "table") == [
        "Rents",
        "The north",
        "Rents rose by 65 per cent.",
        "Region\tRent\n\t2022\t2023\nNorth\t1,000\t2,000",
        "Old contracts",
        "The end.",
    ]
    assert [(p.kind, p.level) for p in copy.parts if p.kind in ("heading", "item")] == [
        ("heading", 1),
        ("heading", 2),
        ("item", 0),
    ]
    assert cells(copy)["2,000"] == ("North", "Rent · 2023")
    assert (copy.title, copy.author) == ("Rents", "Ada Byron")


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:p><w:r><w:t>65</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr>"
         "<w:t>1</w:t></w:r><w:r><w:t> homes</w:t></w:r></w:p>", "65¹ homes"),
        ("<w:p><w:r><w:t>One</w:t><w:br/><w:t>Two</w:t><w:tab/><w:t>Three</w:t></w:r></w:p>",
         "One\nTwo Three"),
        ("<w:p><w:r><w:t>twenty</w:t><w:noBreakHyphen/><w:t>five</w:t></w:r></w:p>", "twenty-five"),
        ("<w:p><w:ins w:id='1'><w:r><w:t>Inserted</w:t></w:r></w:ins>"
         "<w:del w:id='2'><w:r><w:delText>Gone</w:delText></w:r></w:del></w:p>", "Inserted"),
        ("<w:p><w:moveFrom w:id='1'><w:r><w:t>Moved</w:t></w:r></w:moveFrom>"
         "<w:r><w:t>Stays</w:t></w:r></w:p>", "Stays"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden</w:t></w:r>"
         "<w:r><w:t>Shown</w:t></w:r></w:p>", "Shown"),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>In a control</w:t></w:r></w:p></w:sdtContent>"
         "</w:sdt>",
         "In a control"),
        ("<w:p><w:pPr><w:tabs><w:tab w:val='left' w:pos='1'/></w:tabs></w:pPr>"
         "<w:hyperlink><w:r><w:t>Linked</w:t></w:r></w:hyperlink></w:p>", "Linked"),
    ],
)  # fmt: skip
def test_what_a_paragraph_says(xml, text):
    document = docx.Document()
    insert(document, xml)
    assert read(document).text == text


def test_text_box_is_read_once_after_its_paragraph():
    document = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>65 wrecks</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    twice = f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    alternatives = f"<mc:AlternateContent {mc}>{twice}</mc:AlternateContent>"
    insert(document, f"<w:p><w:r><w:t>Anchor</w:t></w:r><w:r>{alternatives}</w:r></w:p>")
    assert said(read(document), "paragraph") == ["Anchor", "65 wrecks"]


def test_heading_by_the_style_that_a_style_is_based_on():
    document = docx.Document()
    own = document.styles.add_style("House headline", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = document.styles["Heading 3"]
    document.add_paragraph("Headline", style="House headline")
    (part,) = read(document).parts
    assert (part.kind, part.level) == ("heading", 3)


def test_header_rows_that_the_document_marks():
    document = docx.Document()
    table = document.add_table(3, 2)
    for row, texts in zip(table.rows, [["A", "B"], ["7", "8"], ["x", "9"]], strict=True):
        for place, text in enumerate(texts):
            row.cells[place].text = text
    for row in table.rows[:2]:
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    assert cells(read(document))["9"] == ("x", "B · 8")


def test_footnotes_stand_at_the_end_behind_their_raised_number():
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    document = docx.Document()
    notes = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:id='0'><w:p/></w:footnote>"
        "<w:footnote w:id='5'><w:p><w:r><w:footnoteRef/><w:t> Estimated.</w:t></w:r></w:p>"
        "</w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    paragraph = document.add_paragraph("It rose by 65")
    reference = parse_xml(f"<w:r {nsdecls('w')}><w:footnoteReference w:id='5'/></w:r>")
    paragraph._p.append(reference)
    paragraph._p.append(deepcopy(document.add_paragraph(" per cent.")._p.find(qn("w:r"))))
    document.element.body.remove(document.element.body[1])
    assert said(read(document), "paragraph") == ["It rose by 65¹ per cent.", "¹ Estimated."]


def test_empty_document_is_said_to_be_empty():
    with pytest.raises(Unreadable, match="no text in this file"):
        read(docx.Document())
