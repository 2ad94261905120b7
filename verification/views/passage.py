"""A claim in the text it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Value
from django.db.models.functions import Greatest, Substr

from claims.models import Claim, Figure
from claims.quantities import Comparator, Nature, figure_words, plural, said_once

BEFORE, AFTER = 700, 900
NEXT_PARAGRAPH = 260
# What browsers send of a pasted text ends its lines with a carriage return as well.
LINE_END = r"(?:\r\n|\r(?!\n)|\n)"
BLANK_LINE = re.compile(rf"{LINE_END}[^\S\r\n]*{LINE_END}\s*")
HOW_MEANT = {
    Comparator.BETWEEN: "range",
    Comparator.ABOUT: "about",
    Comparator.MORE_THAN: "more than",
    Comparator.AT_LEAST: "at least",
    Comparator.LESS_THAN: "less than",
    Comparator.AT_MOST: "at most",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of text; ``is_figure`` where it is a figure, to be marked."""

    text: str
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """The paragraph around the quote: what stands before it, the quote, what stands after; and
    the beginning of the next paragraph."""

    before: str
    quote: list[Stretch]
    after: str
    onward: str


def passage_of(claim: Claim) -> Passage | None:
    """The claim's first place with its surroundings. Only the stretch around it is read from the
    database, whatever the length of the document."""
    place = (
        claim.appearances.annotate(
            around=Substr(
                "snapshot__text",
                Greatest(F("start") - Value(BEFORE), Value(0)) + 1,
                F("end") - F("start") + BEFORE + AFTER,
            )
        )
        .defer("snapshot__text")
        .order_by("start", "id")
        .first()
    )
    if place is None:
        return None
    offset = max(place.start - BEFORE, 0)
    start, end = place.start - offset, place.end - offset
    before, after = place.around[:start], place.around[end:]
    *earlier, head = BLANK_LINE.split(before)
    if offset and not earlier:
        head = f"… {head.partition(' ')[2]}"
    tail, *rest = BLANK_LINE.split(after, maxsplit=1)
    is_cut = len(after) == AFTER
    if is_cut and not rest:
        tail = cut_short(tail, AFTER - 1)
    onward = " ".join("".join(rest).split())
    onward = cut_short(onward, min(NEXT_PARAGRAPH, len(onward) - is_cut))
    spans = [
        (figure.start - place.start, figure.end - place.start)
        for figure in claim.figures.all()
        if figure.start is not None and figure.snapshot_id == place.snapshot_id
    ]
    return Passage(head.lstrip(), stretches(place.exact, spans), tail.rstrip(), onward)


def cut_short(text: str, most: int) -> str:
    """After a whole word, with an ellipsis, where it is longer than that."""
    return text if len(text) <= most else f"{text[: max(most, 0)].rpartition(' ')[0]} …"


def stretches(text: str, spans: Iterable[tuple[int, int]]) -> list[Stretch]:
    """The text cut at the figures' offsets; what lies outside the text or overlaps is left out."""
    parts, at = [], 0
    for start, end in sorted(spans):
        if start < at or end > len(text) or start >= end:
            continue
        if start > at:
            parts.append(Stretch(text[at:start]))
        parts.append(Stretch(text[start:end], is_figure=True))
        at = end
    if at < len(text):
        parts.append(Stretch(text[at:]))
    return parts


def chip_parts(figure: Figure) -> list[str]:
    """A figure in parts: amount and unit, what is counted, per what, of whom, where, as of when,
    how meant."""
    quantity = figure.value
    comparator = Comparator(quantity.comparator)
    nature = "difference" if quantity.nature is Nature.DIFFERENCE else ""
    amount = figure_words(quantity, counted=False)
    parts = (
        plural(quantity.counted) if quantity.counted else "",
        figure.population,
        figure.place,
        quantity.as_of,
        nature,
        HOW_MEANT.get(comparator, ""),
    )
    return [amount, *said_once(amount, parts)]
