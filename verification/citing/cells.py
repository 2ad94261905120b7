"""The figure in a table's cell, with what its heads say outright: the scale and unit in
"Cost (US$ million)", what is counted in "Number of people", the year "2024". What is written over
the whole table is a head of each cell, the last that is asked.

Nothing is guessed: a head that does not say it leaves the figure a bare number. No Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from claims.nlp import read_figures
from claims.nlp.dates import DATE
from claims.nlp.lexicons.holding import PEOPLE
from claims.nlp.reading import Figure

JOINT = " · "
YEAR = re.compile(r"(?:1[0-9]|20|21)[0-9]{2}")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]")
_AFTER_COMMA = re.compile(r",\s+([^,]{1,40})$")
_COUNTED = re.compile(r"^(?:number|numbers|no\.|count|total) of (.{2,60})$", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<![\w.,])(?:[’']000s?|000s)\b")
_SCALE = re.compile(r"\b(?:in )?(thousand|million|billion|trillion|mn|bn)s?\b", re.IGNORECASE)
_SHORT = {"mn": "million", "bn": "billion"}
_PER_CENT = re.compile(r"^(?:%|per ?cent|percentages?|percent)$", re.IGNORECASE)
_CURRENCY = re.compile(r"^(?:US\$|A\$|C\$|[$€£¥]|USD|EUR|GBP|JPY|CHF)$")
_TABLE_NUMBER = re.compile(
    r"^(?:table|tab\.|figure|fig\.)\s+[\w.-]*\d[\w-]*[.:]?\s+", re.IGNORECASE
)
_YEARS = re.compile(r"\b(?:years?|dates?|periods?|seasons?)\b", re.IGNORECASE)
_YEARS_ALONE = re.compile(
    r"(?:years?|since|from|to|until|in|when|founded|established|built|opened|closed|born|died|"
    r"joined|elected|created|launched|updated)",
    re.IGNORECASE,
)
COLUMN, ROW, CAPTION = range(3)  # the nearest first


@dataclass(frozen=True, slots=True)
class Heads:
    """What a cell stands beside and under, what is written over its table, and whether its column
    holds nothing but years."""

    row: str = ""
    column: str = ""
    caption: str = ""
    in_years: bool = False

    @property
    def above(self) -> str:
        """The column's head behind what is written over the table: "Unemployment, % · 2025"."""
        return JOINT.join(head for head in (self.caption, self.column) if head)


class Said(NamedTuple):
    """What some words of a head say: a scale, a measure, or both. ``rank`` is 0 for what says it
    outright, else 1; ``head`` is which one it stands in."""

    scale: str
    measure: str
    is_unit: bool
    rank: int
    head: int


def figures_of_cell(text: str, heads: Heads) -> tuple[Figure, ...]:
    """The cell's figures; a bare number takes what a head says of it, the column's first."""
    figures = read_figures(text) or _four_digits(text, heads)
    if len(figures) != 1:
        return figures
    figure = _measured(figures[0], text, heads)
    for head in (heads.column, heads.row, heads.caption):
        figure = _dated(figure, head)
    return (figure,)


def _four_digits(text: str, heads: Heads) -> tuple[Figure, ...]:
    """ "1840", which a text means for a year, as a number, where the cell's heads speak of none."""
    if not YEAR.fullmatch(text) or _is_year(heads):
        return ()
    (figure,) = read_figures(f"{text[0]},{text[1:]}")
    return (replace(figure, end=len(text), quantity=replace(figure.quantity, text=text)),)


def _is_year(heads: Heads) -> bool:
    """Whether four digits are a year: under "since" or "Year built"; among nothing but years,
    unless their head names what they count; and where no head says anything."""
    if not (heads.row or heads.column):
        return True
    names = [head.split(JOINT)[-1].strip() for head in (heads.column, heads.row)]
    if any(_YEARS_ALONE.fullmatch(name) for name in names):
        return True
    if _names_measure(heads.column):
        return False
    if any(_YEARS.search(name) for name in names):
        return True
    return heads.in_years and not _counts(heads.column)


def _measured(figure: Figure, text: str, heads: Heads) -> Figure:
    quantity = figure.quantity
    if quantity.unit or quantity.counted:
        return figure
    number = text[figure.start : figure.end]
    number = f"{number[0]},{number[1:]}" if YEAR.fullmatch(number) else number
    for phrase in _phrases(number, sorted(_said_over(heads), key=lambda said: said.rank)):
        read = read_figures(phrase)
        if len(read) == 1 and read[0].end - read[0].start == len(phrase):
            as_written = replace(read[0].quantity, text=quantity.text, as_of=quantity.as_of)
            return replace(figure, quantity=as_written)
    return figure


def _phrases(number: str, told: list[Said]) -> Iterator[str]:
    """The number as a text would say it with what is told: "5.3" and "US$ million" make
    "US$ 5.3 million"."""
    for said in told:
        if said.measure:
            scale = said.scale or _scale_for(said, told)
            amount = f"{number} {scale}".rstrip()
            yield (
                f"{said.measure} {amount}"
                if _CURRENCY.match(said.measure)
                else f"{amount} {said.measure}"
            )
    yield from (f"{number} {said.scale}" for said in told if said.scale and not said.measure)


def _scale_for(measure: Said, told: list[Said]) -> str:
    """The nearest scale that is told without a measure. A head that names a unit is not scaled by
    one farther away, and nothing scales a percentage."""
    if _PER_CENT.match(measure.measure):
        return ""
    farthest = measure.head if measure.is_unit else CAPTION
    scales = [said for said in told if said.scale and not said.measure and said.head <= farthest]
    return min(scales, key=lambda said: said.head).scale if scales else ""


def _said_over(heads: Heads) -> tuple[Said, ...]:
    told = ((COLUMN, heads.column), (ROW, heads.row), (CAPTION, heads.caption))
    return tuple(said for place, head in told if head for said in _told(head, place))


@lru_cache(maxsize=2048)  # a table says its heads again for every cell
def _told(head: str, place: int) -> tuple[Said, ...]:
    """What a head says of its numbers. What stands in brackets, behind a comma or after "number
    of" is said outright; of a whole table only a percentage is, where it has one subject."""
    found = [_said(words, place, True) for words in _BRACKETS.findall(head)[::-1]]
    for part in head.split(JOINT)[::-1]:
        part = _BRACKETS.sub("", part).strip()
        if place == CAPTION:
            part = _TABLE_NUMBER.sub("", part)
        if comma := _AFTER_COMMA.search(part):
            found.append(_said(comma[1], place, True))
            part = part[: comma.start()]
        counted = _COUNTED.match(part)
        found.append(
            _said(counted[1], place, True) if counted else _said(part, place, " per " in part)
        )
    several = place == CAPTION and " and " in head
    return tuple(said for said in found if said and not (several and _PER_CENT.match(said.measure)))


def _said(words: str, place: int, outright: bool) -> Said | None:
    """None for words that name no scale, no unit and nothing counted."""
    words = _THOUSANDS.sub("thousand", " ".join(words.split()))
    scale = _SCALE.search(words)
    rest = " ".join(_SCALE.sub("", words, count=1).split()).removeprefix("in ").strip()
    rest = rest.removeprefix("of ")
    amount = _SHORT.get(scale[1].lower(), scale[1].lower()) if scale else ""
    if not rest:
        return Said(amount, "", False, 0, place) if scale else None
    if _PER_CENT.match(rest):
        return None if scale else Said("", "%", True, 0, place)
    if _CURRENCY.match(rest):
        return Said(amount, rest, True, int(place == CAPTION), place)
    rest = _lowered(rest)
    if not _is_measure(rest, outright and place != CAPTION):
        return None
    is_unit = bool(read_figures(f"5 {rest}")[0].quantity.unit)
    rank = int(place == CAPTION or not (outright or is_unit))
    return Said(amount, rest, is_unit, rank, place)


def _names_measure(head: str) -> bool:
    return any(said.measure for said in _told(head, COLUMN))


def _counts(head: str) -> bool:
    """Whether a head names anything that one counts."""
    return _is_measure(_lowered(head.split(JOINT)[-1].strip()), True)


def _lowered(words: str) -> str:
    return words if words.isupper() else words[:1].lower() + words[1:]


@lru_cache(maxsize=2048)
def _is_measure(words: str, outright: bool) -> bool:
    """Whether the reader takes the words for a unit or for people; said outright, for anything
    that one counts."""
    read = read_figures(f"5 {words}")
    if len(read) != 1 or read[0].end != len(words) + 2:
        return False
    quantity = read[0].quantity
    noun = quantity.counted.split(" ")[-1]
    in_plural = not words.endswith(noun)
    is_unit = bool(quantity.unit) and len(words) > 1  # "H" beside a row is a name, no henry
    return outright or is_unit or (noun in PEOPLE and in_plural)


def _dated(figure: Figure, head: str) -> Figure:
    if figure.quantity.as_of or not head:
        return figure
    for part in _BRACKETS.sub("", head).split(JOINT)[::-1]:
        if DATE.fullmatch(part.strip()):
            return replace(figure, quantity=replace(figure.quantity, as_of=part.strip()))
    return figure
