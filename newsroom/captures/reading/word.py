"""A Word document as text: paragraphs, headings, items and tables in document order, then notes.

python-docx opens the package and knows its styles; the body is walked here, because its own
iteration passes over content controls, inserted text that is not yet accepted, and text boxes.
What is deleted, moved away or hidden is not read. The numbers of lists are not text in the file.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from lxml import etree

from .composing import Composer, one_line, superscript
from .grids import WIDEST, Cell, Grid, write_table
from .packages import refuse_bomb
from .parts import Kind, ReadCopy
from .unreadable import damage_is_unreadable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Wrappers whose inside is read as if they were not there.
_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml")}
_NOT_READ = {_FALLBACK, *(f"{W}{name}" for name in ("del", "moveFrom", "pPr", "txbxContent"))}
_SIGNS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_NOTES = ("footnote", "endnote")
_MOST_BASES = 10


def read_docx(content: bytes, charset: str, url: str) -> ReadCopy:
    refuse_bomb(content)
    composer = Composer()
    with damage_is_unreadable():
        document = Document(io.BytesIO(content))
        reading = Reading(composer, styles_of(document))
        reading.over(document.element.body)
        reading.write_notes(document)
        about = document.core_properties
        title, author, language = about.title, about.author, about.language
    return composer.finish(title=title or "", author=author or "", language=language or "")


def styles_of(document: Any) -> dict[str, tuple[Kind, int]]:
    """For each paragraph style what it makes of a paragraph; a style follows the one that it is
    based on."""
    found: dict[str, tuple[Kind, int]] = {}
    for style in document.styles.element.findall(f"{W}style"):
        chain: list[Any] = []
        current = style
        while current is not None and len(chain) < _MOST_BASES:
            chain.append(current)
            current = current.base_style
        kinds = (_kind_of_style(link) for link in chain)
        found[style.styleId or ""] = next((kind for kind in kinds if kind), ("paragraph", 0))
    return found


def _kind_of_style(style: Any) -> tuple[Kind, int] | None:
    name = (style.name_val or "").strip()
    if heading := _HEADING.fullmatch(name):
        return "heading", int(heading[1])
    if name.lower() == "title":
        return "heading", 1
    outline = style.find(f"{W}pPr/{W}outlineLvl")
    if outline is not None and (level := _value(outline)) in tuple("012345678"):
        return "heading", int(level) + 1
    return ("item", 0) if name.lower().startswith("list ") else None


def _value(element: Any) -> str:
    return "" if element is None else element.get(f"{W}val", "")


class Reading:
    def __init__(self, composer: Composer, styles: dict[str, tuple[Kind, int]]) -> None:
        self.composer = composer
        self.styles = styles
        self.notes: list[tuple[str, str]] = []  # kind and id, in the order they are referred to

    def over(self, container: Any) -> None:
        for block in blocks_of(container):
            if block.tag == f"{W}tbl":
                write_table(self.composer, self.grid_of(block))
                continue
            kind, level = self.kind_of(block)
            self.composer.block(kind, self.text_of(block), level=level)
            for box in boxes_of(block):
                self.over(box)

    def kind_of(self, paragraph: Any) -> tuple[Kind, int]:
        outline = _value(paragraph.find(f"{W}pPr/{W}outlineLvl"))
        if outline in tuple("012345678"):
            return "heading", int(outline) + 1
        kind = self.styles.get(_value(paragraph.find(f"{W}pPr/{W}pStyle")), ("paragraph", 0))
        numbered = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        if kind[0] == "paragraph" and numbered is not None and _value(numbered) != "0":
            return "item", 0
        return kind

    def text_of(self, paragraph: Any) -> str:
        """The words of a paragraph, its line breaks kept."""
        lines = "".join(self.words_of(paragraph)).split("\n")
        return "\n".join(filter(None, map(one_line, lines)))

    def words_of(self, paragraph: Any) -> Iterator[str]:
        raised = False
        walker = etree.iterwalk(paragraph, events=("start",))
        for _, element in walker:
            tag = element.tag
            if tag in _NOT_READ or (tag == f"{W}r" and _is_hidden(element)):
                walker.skip_subtree()
            elif tag == f"{W}r":
                raised = _value(element.find(f"{W}rPr/{W}vertAlign")) == "superscript"
            elif tag == f"{W}t":
                yield superscript(element.text or "") if raised else element.text or ""
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                yield self.refer_to(tag.removeprefix(W).removesuffix("Reference"), element)
            else:
                yield _SIGNS.get(tag, "")

    def refer_to(self, kind: str, reference: Any) -> str:
        self.notes.append((kind, reference.get(f"{W}id", "")))
        return superscript(str(len(self.notes)))

    def grid_of(self, table: Any) -> Grid:
        rows = [row for row in table.iter(f"{W}tr") if _nearest(row, "tbl") is table]
        heads = sum(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows)
        grid = Grid(header_rows=heads or None)
        for place, row in enumerate(rows):
            column = _count(row.find(f"{W}trPr/{W}gridBefore"), 0)
            for cell in row.iter(f"{W}tc"):
                if _nearest(cell, "tr") is not row or column >= WIDEST:
                    continue
                columns = min(_count(cell.find(f"{W}tcPr/{W}gridSpan"), 1), WIDEST - column)
                self.put(grid, cell, place, column, columns)
                column += columns
        grid.height = len(rows)
        return grid

    def put(self, grid: Grid, cell: Any, row: int, column: int, columns: int) -> None:
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        above = grid.at(row - 1, column)
        if merge is not None and _value(merge) != "restart" and above is not None:
            for covered in range(column, column + columns):
                grid.cells[row, covered] = above
            return
        text = " ".join(filter(None, (self.text_of(p) for p in cell.iter(f"{W}p"))))
        grid.put(Cell(one_line(text), row, column, columns=columns))

    def write_notes(self, document: Any) -> None:
        """What is referred to at the foot of pages, at the end, behind its raised number."""
        told: dict[tuple[str, str], Any] = {}
        for relation in document.part.rels.values():
            kind = relation.reltype.rsplit("/", 1)[-1].removesuffix("s")
            if kind in _NOTES and not relation.is_external:
                for note in parse_xml(relation.target_part.blob).iter(f"{W}{kind}"):
                    told[kind, note.get(f"{W}id", "")] = note
        for number, reference in enumerate(tuple(self.notes), 1):
            if reference in told:
                lines = [self.text_of(p) for p in told[reference].iter(f"{W}p")]
                self.composer.block(
                    "paragraph", f"{superscript(str(number))} {' '.join(filter(None, lines))}"
                )


def blocks_of(container: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, those in content controls among them."""
    for child in container:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in _WRAPPERS:
            yield from blocks_of(child)


def boxes_of(paragraph: Any) -> list[Any]:
    """Text boxes that are anchored in a paragraph, each once, without those inside of others."""
    boxes = (box for box in paragraph.iter(f"{W}txbxContent") if _nearest(box, "p") is paragraph)
    return [box for box in boxes if next(box.iterancestors(_FALLBACK), None) is None]


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and _value(vanish) not in ("0", "false")


def _nearest(element: Any, name: str) -> Any:
    return next(element.iterancestors(f"{W}{name}"), None)


def _count(element: Any, otherwise: int) -> int:
    told = _value(element)
    return int(told) if told.isascii() and told.isdigit() and len(told) < 6 else otherwise
