"""Published verdicts as CSV, one row each.

The first line is the header and every line after it a verdict, so that spreadsheets and pandas
read the file as it is: what the file says of itself stands in columns, not in a preamble.
``filter`` and ``as_of`` are the same in every row, ``rating_definition`` and
``scale_definitions`` give the scale; the file's name repeats filter and time, also where there is
no verdict to put into a row.

RFC 4180: commas, quotes where needed, CRLF. UTF-8 with a byte order mark, because Excel takes a
file without one for the machine's old code page; pandas and LibreOffice drop the mark.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from .evidence_words import SAID_WORDS, evidence_line
from .selection import Envelope, Published

BYTE_ORDER_MARK = "\ufeff"
COLUMNS = (
    "claim", "url", "statement", "quote", "claimant", "kind", "topic", "figures",
    "document", "outlet", "document_url", "document_date", "purpose",
    "rating", "rating_definition", "conclusion", "explanation", "writer",
    "was_it_said", "said_explanation", "departure", "departs_because",
    "evidence", "independent_origins", "sources", "evidence_lines",
    "version", "published_at", "retracted_at", "retracted_because", "sha256",
    "scale", "scale_definitions", "filter", "as_of",
)  # fmt: skip
# What spreadsheets take for the beginning of a formula, full-width forms included.
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001


class Line:
    """A file to write one line into, for ``csv.writer``."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def render(envelope: Envelope, verdicts: Iterable[Published]) -> Iterator[str]:
    line = Line()
    writer = csv.writer(line)
    writer.writerow(COLUMNS)
    yield BYTE_ORDER_MARK + line.text
    says = {"filter": envelope.selection.words, "as_of": envelope.as_of.isoformat()}
    for verdict in verdicts:
        cells = {**cells_of(verdict), **says}
        writer.writerow([harmless(cells[column]) for column in COLUMNS])
        yield line.text


def harmless(cell: Any) -> Any:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front, which
    spreadsheets take for "this is text". Numbers stay numbers."""
    if not isinstance(cell, str):
        return cell
    if cell.lstrip().startswith(FORMULA_STARTS) or cell.startswith(("\t", "\r", "\n")):
        return f"'{cell}"
    return cell


def cells_of(verdict: Published) -> dict[str, Any]:
    report = verdict.payload
    claim, document, answer = report["claim"], report["document"], report["verdict"]
    rating = answer["rating"]
    departure = answer.get("departure") or {"sentence": "", "because": ""}
    evidence = report["evidence"]
    scale = report["scale"]
    return {
        "claim": claim["id"],
        "url": verdict.url,
        "statement": claim["statement"],
        "quote": report["appearance"]["exact"] if report["appearance"] else "",
        "claimant": claim["claimant"]["name"] if claim["claimant"] else "",
        "kind": claim["kind"],
        "topic": claim["topic"],
        "figures": "; ".join(figure["text"] for figure in claim["figures"]),
        "document": document["title"],
        "outlet": document["outlet"],
        "document_url": document["url"],
        "document_date": document["published_on"] or "",
        "purpose": document["purpose"],
        "rating": answer["label"],
        "rating_definition": rating["definition"] if rating else "",
        "conclusion": answer["conclusion"],
        "explanation": answer["explanation"],
        "writer": answer["writer"],
        "was_it_said": SAID_WORDS.get(report["was_it_said"], ""),
        "said_explanation": answer.get("said_explanation", ""),
        "departure": departure["sentence"],
        "departs_because": departure["because"],
        "evidence": len(evidence),
        "independent_origins": len({item["origin"] for item in evidence}),
        "sources": "; ".join(dict.fromkeys(item["source"]["name"] for item in evidence)),
        "evidence_lines": "\n".join(evidence_line(item) for item in evidence),
        "version": verdict.version,
        "published_at": verdict.published_at.isoformat(),
        "retracted_at": verdict.retracted_at.isoformat() if verdict.retracted_at else "",
        "retracted_because": verdict.retracted_because,
        "sha256": verdict.sha256,
        "scale": f"{scale['name']}, version {scale['version']}",
        "scale_definitions": " ".join(
            f"{value['label']}: {value['definition']}" for value in scale["ratings"]
        ),
    }
