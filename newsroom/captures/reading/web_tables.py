"""Tables of a web page: which hold data and which only place things, and their cells."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from .composing import one_line, superscript
from .grids import MOST_CELLS, WIDEST, Cell, Grid
from .unreadable import TOO_MANY_CELLS, Unreadable
from .web_main import BLOCKS

# Cells of prose longer than this, in characters on average, are columns of a page, not data.
LONG_FOR_A_CELL = 250


def bound_spans(page: HtmlElement) -> None:
    """Where spans say more than there is, cut them, in place, to the cells of the longest row and
    to the rows that there are: whoever expands them (trafilatura does) would never end.

    Raises ``Unreadable`` where still more than ``MOST_CELLS`` are left.
    """
    rows = [cells_of(row) for row in page.iter("tr")]
    for cell in (cell for row in rows for cell in row if "colspan" in cell.attrib):
        cell.set("colspan", str(_span(cell, "colspan")))
    wide = max((sum(_span(cell, "colspan") for cell in row) for row in rows), default=0)
    if len(rows) * wide <= MOST_CELLS:
        return
    longest = max(map(len, rows))
    for cell in (cell for row in rows for cell in row):
        for name, most in (("colspan", min(longest, WIDEST)), ("rowspan", len(rows))):
            if _span(cell, name) > most:
                cell.set(name, str(most))
    if sum(_span(cell, "colspan") or 1 for row in rows for cell in row) > MOST_CELLS:
        raise Unreadable(TOO_MANY_CELLS.format(limit=MOST_CELLS))


def is_data(table: HtmlElement) -> bool:
    if table.get("role", "").lower() in ("presentation", "none"):
        return False
    if table.find(".//table") is not None:
        return False
    rows = list(rows_of(table))
    cells = [cell for row in rows for cell in cells_of(row)]
    if len(cells) < 2 or max(len(cells_of(row)) for row in rows) < 2:
        return False
    if any(cell.tag == "th" for cell in cells):
        return True
    if any(table.find(f".//{tag}") is not None for tag in ("h1", "h2", "h3", "p/p")):
        return False
    length = sum(len("".join(cell.itertext())) for cell in cells)
    return length / len(cells) <= LONG_FOR_A_CELL


def rows_of(table: HtmlElement) -> Iterator[HtmlElement]:
    """The rows as a reader sees them: the head first and the foot last, wherever they stand."""
    parts: dict[str, list[HtmlElement]] = {"thead": [], "tbody": [], "tfoot": []}
    for child in table:
        if child.tag == "tr":
            parts["tbody"].append(child)
        elif child.tag in parts:
            parts[child.tag].extend(child.iterchildren("tr"))
    for rows in parts.values():
        yield from rows


def cells_of(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def grid_of_table(table: HtmlElement) -> Grid:
    rows = list(rows_of(table))
    grid = Grid(header_rows=_marked_header_rows(rows))
    for place, row in enumerate(rows):
        column = 0
        for cell in cells_of(row):
            while grid.at(place, column) is not None:
                column += 1
            if column >= WIDEST:
                break
            down = _span(cell, "rowspan") or len(rows)
            put = Cell(
                text=text_of(cell),
                row=place,
                column=column,
                rows=min(down, len(rows) - place),
                columns=min(_span(cell, "colspan") or 1, WIDEST - column),
                head=_head_of(cell),
            )
            grid.put(put)
            column += put.columns
    grid.height = len(rows)
    return grid


def caption_of(table: HtmlElement) -> str:
    caption = table.find("caption")
    return text_of(caption) if caption is not None else ""


def _marked_header_rows(rows: list[HtmlElement]) -> int | None:
    """How many rows at the top the page marks as heads; None where it marks no heads at all."""
    if not any(cell.tag == "th" for row in rows for cell in cells_of(row)):
        in_head = sum(row.getparent().tag == "thead" for row in rows)
        return in_head or None
    count = 0
    for row in rows:
        cells = cells_of(row)
        heads = [cell for cell in cells if cell.tag == "th" and _head_of(cell) != "row"]
        plain = [cell for cell in cells if cell.tag == "td" and text_of(cell)]
        if row.getparent().tag != "thead" and (plain or not heads):
            break
        if len(heads) == 1 == len(cells) and count:  # the name of a group of rows
            break
        count += 1
    return count


def _head_of(cell: HtmlElement) -> str:
    scope = cell.get("scope", "").lower()
    if cell.tag != "th":
        return ""
    if scope in ("row", "rowgroup"):
        return "row"
    return "column" if scope in ("col", "colgroup") or _above_all(cell) else "row"


def _above_all(cell: HtmlElement) -> bool:
    row = cell.getparent()
    if row.getparent().tag == "thead":
        return True
    return all(c.tag == "th" or not text_of(c) for c in cells_of(row))


def _span(cell: HtmlElement, name: str) -> int:
    """The number of a span; 0 (to the end, for rows) as HTML means it, 1 for what is none."""
    told = cell.get(name, "1").strip()
    return int(told) if told.isascii() and told.isdigit() and len(told) < 6 else 1


def text_of(element: HtmlElement) -> str:
    """All that stands in an element as one line."""
    if not len(element):
        return one_line(element.text or "")
    pieces: list[str] = []
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walker:
        if event == "start":
            if inner.tag == "sup":
                pieces.append(superscript("".join(inner.itertext())))
                walker.skip_subtree()
                continue
            if inner.tag == "br" or (inner.tag in BLOCKS and inner is not element):
                pieces.append(" ")
            pieces.append(inner.text or "")
        elif inner is not element:
            pieces.append(" " if inner.tag in BLOCKS else "")
            pieces.append(inner.tail or "")
    return one_line("".join(pieces))
