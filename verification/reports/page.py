"""The public page of a verdict as plain values, made from the report's payload alone.

It shows what was signed, whatever happened to the rows since, and asks the database nothing: the
editor's sign-off can show the same page from a payload that is not yet published.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from claims.quantities import count_once
from verification.citing.limits import MOST_FIGURES
from verification.number_lines import Line
from verification.number_lines import Piece as EvidencePiece
from verification.provenance.lineage import Citation, tree_lines

from .evidence_words import SAID_WORDS, SAVED, STANCE_WORDS, on_the_saying, where_it_stands
from .values import held_of

AROUND = 32  # as many characters as are kept before and after a quote
DEEPEST = 8  # levels of a tree that are drawn; what lies deeper stands beside its parent
PARAGRAPHS = re.compile(r"\n\s*\n")
REFERENCE = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the explanation; ``number`` where it refers to a piece of evidence."""

    text: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """A figure that a calculation was made of; ``number`` where it is cited here too."""

    letter: str
    number: int | None
    source: str


@dataclass(frozen=True, slots=True)
class Cited:
    """One piece of evidence as readers see it. ``where`` says what it is and where it stands;
    of confidential evidence there is only the name. Reports published before these were kept lack
    them."""

    number: int
    source: str
    about_source: str
    stance: str
    stance_word: str
    excerpt: str
    url: str
    host: str
    as_of: date | None
    note: str
    answers_whether_said: bool
    where: str = ""
    is_confidential: bool = False
    formula: str = ""
    steps: tuple[str, ...] = ()
    inputs: tuple[Input, ...] = ()
    sha256: str = ""
    is_in_copy: bool = False
    copy: str = SAVED
    losses: tuple[dict[str, str], ...] = ()
    read_as: tuple[str, ...] = ()
    also: tuple[int, ...] = ()  # its other numbers, where it was cited twice

    @property
    def numbers(self) -> str:
        """ "2" or "2, 5"."""
        return ", ".join(map(str, (self.number, *self.also)))


@dataclass(slots=True)
class Descent:
    """A piece of evidence in the tree of where figures come from, and what repeats it."""

    cited: Cited
    below: list[Descent] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Asked:
    whom: str
    asked_at: datetime | None
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Departure:
    """How the rating departs from the tally, and why; told beside the numbers."""

    sentence: str
    because: list[list[Piece]]


@dataclass(frozen=True, slots=True)
class Page:
    statement: str
    quote: str
    before: str
    after: str
    said_by: str
    claimant: str
    document: str
    outlet: str
    document_url: str
    document_date: date | None
    rating: dict[str, Any] | None
    label: str
    conclusion: str
    said: str  # the answer to "Was it said?", or "" where that is no question
    said_explanation: list[list[Piece]]
    explanation: list[list[Piece]]
    lines: list[Line]
    departure: Departure | None
    evidence: list[Cited]
    counted: str  # pieces, independent sources, and what does not count again
    origins: list[Descent]
    asked: list[Asked]
    how: dict[str, Any]
    signed_at: datetime | None
    writer: str
    topic: str

    @property
    def on_the_saying(self) -> list[Cited]:
        return [item for item in self.evidence if item.answers_whether_said]

    @property
    def on_the_matter(self) -> list[Cited]:
        return [item for item in self.evidence if not item.answers_whether_said]


def page_of(payload: dict[str, Any]) -> Page:
    claim, document, verdict = payload["claim"], payload["document"], payload["verdict"]
    place = payload["appearance"]
    numbers = places_of(payload["evidence"])
    evidence = [cited(item) for item in payload["evidence"]]
    return Page(
        statement=claim["statement"],
        quote=place["exact"] if place else "",
        before=surroundings(place["prefix"], before=True) if place else "",
        after=surroundings(place["suffix"], before=False) if place else "",
        said_by=said_by(payload),
        claimant=claim["claimant"]["name"] if claim["claimant"] else "",
        document=document["title"],
        outlet=document["outlet"],
        document_url=web_address(document["url"]),
        document_date=day_of(document["published_on"]),
        rating=verdict["rating"],
        label=verdict["label"],
        conclusion=verdict["conclusion"],
        said=SAID_WORDS.get(payload["was_it_said"], ""),
        said_explanation=paragraphs(verdict.get("said_explanation", ""), numbers),
        explanation=paragraphs(verdict["explanation"], numbers),
        lines=number_lines(claim["figures"], payload["evidence"]),
        departure=departure_of(verdict.get("departure"), numbers),
        evidence=evidence,
        counted=counted_words(payload["evidence"]),
        origins=origins_of(payload["evidence"], evidence),
        asked=[asked(contact) for contact in payload["contacts"]],
        how=payload["how"],
        signed_at=moment_of(payload["how"]["signed_off_at"]),
        writer=verdict["writer"],
        topic=claim["topic"],
    )


def places_of(items: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Under which number each number is found that a text may refer to."""
    return {
        number: item["number"]
        for item in items
        for number in (item["number"], *item.get("also", ()))
    }


def departure_of(values: dict[str, str] | None, numbers: Mapping[int, int]) -> Departure | None:
    """Reports made before departures were kept have none."""
    if not values:
        return None
    return Departure(values["sentence"], paragraphs(values["because"], numbers))


def said_by(payload: dict[str, Any]) -> str:
    """How the claimant's name is introduced. Who did not say it is not said to have, nor who
    cannot be shown to have said it."""
    return "Attributed to" if payload["was_it_said"] in ("no", "unknown") else "Said by"


def surroundings(text: str, *, before: bool) -> str:
    """The words of the same paragraph next to the quote, with dots where the text goes on; no
    half a word at the far end."""
    line = text.split("\n")[-1] if before else text.split("\n")[0]
    if line != text or len(text) < AROUND:  # the paragraph begins or ends there
        return line
    whole = line.partition(" ")[2] if before else line.rpartition(" ")[0]
    return f"… {whole}" if before else f"{whole} …"


def paragraphs(text: str, numbers: Mapping[int, int]) -> list[list[Piece]]:
    """The explanation in paragraphs; "[2]" becomes a reference where there is evidence 2, to the
    number it stands under."""
    return [
        pieces_of(paragraph.strip(), numbers)
        for paragraph in PARAGRAPHS.split(text)
        if paragraph.strip()
    ]


def pieces_of(text: str, numbers: Mapping[int, int]) -> list[Piece]:
    pieces, at = [], 0
    for found in REFERENCE.finditer(text):
        number = int(found[1])
        if number not in numbers:
            continue
        if found.start() > at:
            pieces.append(Piece(text[at : found.start()]))
        pieces.append(Piece(found[0], numbers[number]))
        at = found.end()
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return pieces


def number_lines(
    figures: Sequence[dict[str, Any]], evidence: Sequence[dict[str, Any]]
) -> list[Line]:
    """The claimed figures that some evidence can be compared with."""
    weighable = [item for item in evidence if not on_the_saying(item) and item["figures"]]
    lines = [Line(held_of(figure)) for figure in figures]
    for line in lines:
        for item in weighable:
            line.add(piece_of_evidence(item))
    return [line for line in lines if line.has_comparable]


def piece_of_evidence(item: dict[str, Any]) -> EvidencePiece:
    as_of = day_of(item["as_of"])
    return EvidencePiece(
        [held_of(values) for values in item["figures"][:MOST_FIGURES]],
        item["origin"],
        item["source"]["name"],
        item["stance"],
        tier=item["source"]["tier"],
        date=f"{as_of:%-d %b %Y}" if as_of else "",
        otherwise=item["measures_otherwise"],
        scope=item.get("scope", {}),
        explained=item.get("scope_explained", ""),
        repeats=repeats(item),
        when=as_of.isoformat() if as_of else "",
    )


def cited(item: dict[str, Any]) -> Cited:
    source = item["source"]
    calculation = item.get("calculation") or {}
    about = [source["kind"], source["tier"]]
    if calculation:
        about = ["our own, from the evidence named"]
    else:
        about.append(item["hand"])
    if source["interest"]:
        about.append(f"interest: {source['interest']}")
    notes = []
    if item["derives_from"]:
        notes.append(f"Repeats [{item['derives_from']}], so it does not count again.")
    if item.get("cited_by"):
        notes.append(f"Cited by {' and '.join(item['cited_by'])}.")
    if item["measures_otherwise"]:
        notes.append(f"Measures something else: {item['measures_otherwise']}.")
    if item.get("scope_explained"):
        notes.append(f"Why it counts: {item['scope_explained']}.")
    url = web_address(item["url"])
    return Cited(
        number=item["number"],
        source=source["name"],
        about_source=", ".join(about),
        stance=item["stance"],
        stance_word=STANCE_WORDS.get(item["stance"], item["stance"]),
        excerpt=item["excerpt"],
        url=url,
        host=urlsplit(url).hostname or "" if url else "",
        as_of=day_of(item["as_of"]),
        note=" ".join(notes).replace("..", "."),
        answers_whether_said=on_the_saying(item),
        where=where_it_stands(item),
        is_confidential=item.get("confidential", False),
        formula=calculation.get("formula", ""),
        steps=tuple(calculation.get("steps", ())),
        inputs=tuple(Input(**entry) for entry in calculation.get("inputs", ())),
        sha256=item["sha256"],
        is_in_copy=item.get("standing") == "present",
        copy=item.get("copy") or SAVED,
        losses=tuple(item.get("losses", ())),
        read_as=tuple(item.get("read_as", ())),
        also=tuple(item.get("also", ())),
    )


def origins_of(items: Sequence[dict[str, Any]], evidence: Sequence[Cited]) -> list[Descent]:
    """The pieces that something else goes back to, each with what does, as a tree; empty where
    every piece stands on its own."""
    of_number = {piece.number: piece for piece in evidence}
    tops: list[Descent] = []
    path: list[Descent] = []
    for branch in tree_lines([citation_of(item) for item in items]):
        piece = Descent(of_number[branch.id])
        depth = min(branch.depth, DEEPEST)
        (path[depth - 1].below if depth else tops).append(piece)
        path[depth:] = [piece]
    return [piece for piece in tops if piece.below]


def citation_of(item: dict[str, Any]) -> Citation:
    calculation = item.get("calculation")
    made_of = None
    if calculation:
        made_of = tuple(entry["number"] for entry in calculation["inputs"] if entry["number"])
    return Citation(item["number"], item["origin"], item["derives_from"], made_of)


def repeats(item: dict[str, Any]) -> bool:
    """Whether it only copies another piece, be that shown here or not."""
    return item["derives_from"] is not None or item.get("repeats", False)


def counted_words(items: Sequence[dict[str, Any]]) -> str:
    cited = [item for item in items if not item.get("calculation")]
    own_sums = len(items) - len(cited)
    return count_once(((item["origin"], repeats(item)) for item in cited), sums=own_sums).words


def asked(contact: dict[str, Any]) -> Asked:
    return Asked(
        whom=contact["whom"],
        asked_at=moment_of(contact["asked_at"]),
        answer=contact["answer"],
        answered_at=moment_of(contact["answered_at"]),
    )


def web_address(url: str) -> str:
    """The address if a reader can follow it, else "": nothing but http and https is linked."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.hostname else ""


def day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def moment_of(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
