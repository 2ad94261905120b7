"""The figure in a table's cell, with what its heads say outright: the scale and unit in
"Cost (US$ million)", what is counted in "Number of people", the year "2024".

Nothing is guessed: a head that does not say it leaves the figure a bare number. No Django.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from claims.nlp import read_figures
from claims.nlp.dates import DATE
from claims.nlp.lexicons.holding import PEOPLE
from claims.nlp.reading import Figure

_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]")
_AFTER_COMMA = re.compile(r",\s+([^,]{1,40})$")
_COUNTED = re.compile(r"^(?:number|numbers|no\.|count|total) of (.{2,60})$", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<![\w.,])(?:[’']000s?|000s)\b")
_SCALE = re.compile(r"\b(thousand|million|billion|trillion|mn|bn)s?\b", re.IGNORECASE)
_SHORT = {"mn": "million", "bn": "billion"}
_PER_CENT = re.compile(r"^(?:%|per ?cent|percentages?|percent)$", re.IGNORECASE)
_CURRENCY = re.compile(r"^(?:US\$|A\$|C\$|[$€£¥]|USD|EUR|GBP|JPY|CHF)$")


def figures_of_cell(text: str, row_head: str, column_head: str) -> tuple[Figure, ...]:
    """The cell's figures; a bare number takes what a head says of it, the column's first."""
    figures = read_figures(text)
    if len(figures) != 1:
        return figures
    (figure,) = figures
    for head in (column_head, row_head):
        figure = _dated(_measured(figure, text, head), head)
    return (figure,)


def _measured(figure: Figure, text: str, head: str) -> Figure:
    quantity = figure.quantity
    if quantity.unit or quantity.counted or not head:
        return figure
    for words, outright in _told(head):
        phrase = _phrase(text[figure.start : figure.end], words, outright)
        read = read_figures(phrase) if phrase else ()
        if len(read) == 1 and read[0].end - read[0].start == len(phrase):
            as_written = replace(read[0].quantity, text=quantity.text, as_of=quantity.as_of)
            return replace(figure, quantity=as_written)
    return figure


@lru_cache(maxsize=2048)  # a table says its heads again for every cell
def _told(head: str) -> tuple[tuple[str, bool], ...]:
    """The words of a head that may say in what it counts, and whether they do so outright: what
    stands in brackets, behind a comma or after "number of" does."""
    said = [(words, True) for words in _BRACKETS.findall(head)[::-1]]
    for part in head.split(" · ")[::-1]:
        part = _BRACKETS.sub("", part).strip()
        if comma := _AFTER_COMMA.search(part):
            said.append((comma[1], True))
        counted = _COUNTED.match(part)
        said.append((counted[1], True) if counted else (part, " per " in part))
    return tuple(said)


def _phrase(number: str, words: str, outright: bool) -> str:
    """The number as a text would say it with these words: "5.3" and "US$ million" make
    "US$ 5.3 million". Empty for words that name no scale, no unit and nothing counted."""
    words = _THOUSANDS.sub("thousand", " ".join(words.split()))
    scale = _SCALE.search(words)
    rest = " ".join(_SCALE.sub("", words, count=1).split()).removeprefix("in ").strip()
    if _PER_CENT.match(rest):
        return "" if scale else f"{number} %"
    amount = number
    if scale:
        said = scale[1].lower()
        amount = f"{number} {_SHORT.get(said, said)}"
    if _CURRENCY.match(rest):
        return f"{rest} {amount}"
    if not rest:
        return amount if scale else ""
    rest = rest.removeprefix("of ")
    rest = rest if rest.isupper() else rest[0].lower() + rest[1:]
    return f"{amount} {rest}" if _is_measure(rest, outright) else ""


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
    return outright or bool(quantity.unit) or (noun in PEOPLE and in_plural)


def _dated(figure: Figure, head: str) -> Figure:
    if figure.quantity.as_of or not head:
        return figure
    for part in _BRACKETS.sub("", head).split(" · ")[::-1]:
        if DATE.fullmatch(part.strip()):
            return replace(figure, quantity=replace(figure.quantity, as_of=part.strip()))
    return figure
