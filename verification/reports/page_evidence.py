"""The evidence of a verdict's public page: the pieces, the number lines and the tree of origins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from claims.quantities import count_once
from verification.citing.limits import MOST_FIGURES
from verification.number_lines import Line, Piece
from verification.provenance.lineage import Citation, tree_lines

from .evidence_words import SAVED, STANCE_WORDS, on_the_saying, where_it_stands
from .values import day_of, held_of, web_address

DEEPEST = 8  # levels of a tree that are drawn; what lies deeper stands beside its parent


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


def piece_of_evidence(item: dict[str, Any]) -> Piece:
    as_of = day_of(item["as_of"])
    return Piece(
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
