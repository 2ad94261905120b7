"""The evidence of a verdict's public page: the pieces, the number lines and the tree of origins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from claims.quantities import Comparison, count_once, dated
from verification.citing.limits import MOST_FIGURES
from verification.number_lines import Line, Piece, untold
from verification.provenance.lineage import Citation, tree_lines
from verification.which_figure import BY_FIGURE, figure_chosen, put, put_on_each, respects_in

from .evidence_words import SAVED, STANCE_WORDS, on_the_saying, where_it_stands
from .uncounted import explained, on_another_figure, repeats
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
    figures: tuple[str, ...] = ()  # that it is compared with, where the claim has several

    @property
    def numbers(self) -> str:
        """ "2" or "2, 5"."""
        return ", ".join(map(str, (self.number, *self.also)))


@dataclass(slots=True)
class Descent:
    """A piece of evidence in the tree of where figures come from, and what repeats it."""

    cited: Cited
    below: list[Descent] = field(default_factory=list)


def cited(item: dict[str, Any], uncounted: str = "", figures: Sequence[str] = ()) -> Cited:
    """``uncounted`` says why it does not count, if it does not; ``figures`` are the claimed ones
    that it is compared with, where there are several."""
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
    if uncounted:
        notes.append(uncounted)
    if item.get("cited_by"):
        notes.append(f"Cited by {' and '.join(item['cited_by'])}.")
    if item.get("scope_explained"):
        notes.append(f"Why it counts: {item['scope_explained']}.")
    notes += [
        f"Why it counts, {each['by']} says: {each['words']}."
        for each in item.get("explained_since", ())
    ]
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
        figures=tuple(figures),
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """The claimed figures that some evidence can be compared with, and how each piece compares
    with each of them, by the piece's number; ``untold`` says which figures have no line.
    ``about`` are, by number, the words of those that it can be compared with, where it goes by
    figure."""

    lines: list[Line]
    untold: list[str]
    found: dict[int, list[Comparison]]
    about: dict[int, list[str]] = field(default_factory=dict)


def compared_with(
    figures: Sequence[dict[str, Any]],
    evidence: Sequence[dict[str, Any]],
    *,
    rule: str = "",
    on: date | None = None,
) -> Compared:
    """``rule`` is the payload's, by which evidence stands on the lines of several figures. Where it
    names none, each piece stands on every line, as its readers were shown it. ``on`` is the day of
    the claim's document, which tells what year "last year" is in it."""
    place = put if rule == BY_FIGURE else put_on_each
    weighable = [item for item in evidence if not on_the_saying(item) and item["figures"]]
    claimed = [held_of(figure) for figure in figures]
    lines = [Line(held) for held in dated(claimed, on if rule == BY_FIGURE else None)]
    added = {item["number"]: place(piece_of_evidence(item), lines) for item in weighable}
    shown = [line for line in lines if line.has_comparable]
    found = {
        number: [
            comparison
            for is_shown in (True, False)
            for line, _, comparison in pairs
            if line.has_comparable is is_shown
        ]
        for number, pairs in added.items()
        if shown and pairs
    }
    by_figure = rule == BY_FIGURE and len(lines) > 1
    about = {
        number: [line.words for line, _, comparison in pairs if comparison.comparable]
        for number, pairs in (added.items() if by_figure else ())
    }
    return Compared(shown, untold(lines, shown), found, about)


def piece_of_evidence(item: dict[str, Any]) -> Piece:
    as_of = day_of(item["as_of"])
    scope = item.get("scope", {})
    return Piece(
        [held_of(values) for values in item["figures"][:MOST_FIGURES]],
        item["origin"],
        item["source"]["name"],
        item["stance"],
        tier=item["source"]["tier"],
        date=f"{as_of:%-d %b %Y}" if as_of else "",
        otherwise=item["measures_otherwise"],
        scope=respects_in(scope),
        explained=explained(item),
        key=item["number"],
        repeats=repeats(item),
        when=as_of.isoformat() if as_of else "",
        own_word=item.get("own_word", False),
        about=figure_chosen(scope),
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


def counted_words(items: Sequence[dict[str, Any]], lines: Sequence[Line]) -> str:
    cited = [item for item in items if not item.get("calculation")]
    pieces = [(item["origin"], repeats(item)) for item in cited if not item.get("own_word")]
    sums, own_words = len(items) - len(cited), len(cited) - len(pieces)
    elsewhere = on_another_figure([(item["number"], item["origin"]) for item in cited], lines)
    return count_once(pieces, sums=sums, own_words=own_words, elsewhere=elsewhere).words
