"""The public page of a verdict as plain values, made from the report's payload alone.

It shows what was signed, whatever happened to the rows since, and asks the database nothing: the
editor's sign-off can show the same page from a payload that is not yet published.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from verification.number_lines import Line

from .evidence_words import SAID_WORDS
from .page_evidence import Cited, Descent, cited, compared_with, counted_words, origins_of
from .uncounted import reasons, with_a_vote
from .values import day_of, moment_of, web_address

AROUND = 32  # as many characters as are kept before and after a quote
PARAGRAPHS = re.compile(r"\n\s*\n")
REFERENCE = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the explanation; ``number`` where it refers to a piece of evidence."""

    text: str
    number: int | None = None


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
    untold: list[str]  # of which claimed figures there is no line
    departure: Departure | None
    evidence: list[Cited]
    counted: str  # pieces, independent sources, and what does not count again
    with_a_vote: str  # how many of these sources the numbers are from, where not all
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
    def unreferred(self) -> list[Cited]:
        """The evidence that no text points to: readers meet it in the list alone."""
        because = self.departure.because if self.departure else []
        texts = (self.explanation, self.said_explanation, because)
        referred = {piece.number for text in texts for part in text for piece in part}
        return [item for item in self.evidence if item.number not in referred]

    @property
    def on_the_matter(self) -> list[Cited]:
        return [item for item in self.evidence if not item.answers_whether_said]


def page_of(payload: dict[str, Any]) -> Page:
    claim, document, verdict = payload["claim"], payload["document"], payload["verdict"]
    place = payload["appearance"]
    numbers = places_of(payload["evidence"])
    rule = payload.get("lines", "")
    day = day_of(document["published_on"])
    compared = compared_with(claim["figures"], payload["evidence"], rule=rule, on=day)
    uncounted = reasons(payload["evidence"], compared.found, compared.lines)
    evidence = [
        cited(item, uncounted.get(number, ""), compared.about.get(number, ()))
        for item in payload["evidence"]
        for number in (item["number"],)
    ]
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
        document_date=day,
        rating=verdict["rating"],
        label=verdict["label"],
        conclusion=verdict["conclusion"],
        said=SAID_WORDS.get(payload["was_it_said"], ""),
        said_explanation=paragraphs(verdict.get("said_explanation", ""), numbers),
        explanation=paragraphs(verdict["explanation"], numbers),
        lines=compared.lines,
        untold=compared.untold,
        departure=departure_of(verdict.get("departure"), numbers),
        evidence=evidence,
        counted=counted_words(payload["evidence"], compared.lines),
        with_a_vote=with_a_vote(payload["evidence"], compared.lines),
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


def asked(contact: dict[str, Any]) -> Asked:
    return Asked(
        whom=contact["whom"],
        asked_at=moment_of(contact["asked_at"]),
        answer=contact["answer"],
        answered_at=moment_of(contact["answered_at"]),
    )
