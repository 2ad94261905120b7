"""From a sentence to its figures: find numbers, drop what is none, read what stands around."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.quantities import Change, Comparator, Nature

from ..lexicons.numbers import NUMBER_WORDS, VULGAR
from ..reading import Figure
from .before import hedge_after, hedge_before
from .changes import change_of
from .counting import say_what_counts
from .exclusions import excluded
from .lexemes import Lexeme, Tagger, cut, low, tag_by_rules
from .masks import Masked
from .numbers import Number
from .phrase import Phrase, amount_of
from .relating import relate
from .shapes import Place, shape_of
from .words import read_number

TRIGGER = re.compile(
    rf"[0-9{''.join(VULGAR)}]|\b(?:{'|'.join(sorted(NUMBER_WORDS))})\b", re.IGNORECASE
)


def find_figures(text: str, start: int, end: int, tagger: Tagger = tag_by_rules) -> list[Figure]:
    """The figures of the sentence ``text[start:end]``, in order, not overlapping.

    ``tagger`` fills in word classes and lemmas; the default needs no model.
    """
    if not TRIGGER.search(text, start, end):
        return []
    lexemes = cut(text, start, end)
    tagger(lexemes)
    phrases = relate(lexemes, list(_phrases(lexemes, Masked(text, start, end))))
    figures = (phrase.figure(text, lexemes) for phrase in phrases)
    return [figure for figure in figures if figure]


def _phrases(lexemes: list[Lexeme], masked: Masked) -> Iterator[Phrase]:
    at = done = 0
    while at < len(lexemes):
        if covered := masked.end_at(lexemes[at].start):
            at = done = _behind(lexemes, at, covered)
            continue
        number = read_number(lexemes, at)
        if number is None or number.first < done or masked.end_at(lexemes[number.last - 1].start):
            at += 1
            continue
        place = Place(lexemes, done, masked)
        phrase = _phrase(place, number)
        if phrase is None:
            at = done = number.last
            continue
        yield phrase
        at = done = max(phrase.last, number.last)


def _behind(lexemes: list[Lexeme], at: int, offset: int) -> int:
    while at < len(lexemes) and lexemes[at].start < offset:
        at += 1
    return at


# Shapes that prove a quantity whatever stands around it.
_PROVING = frozenset({"odds", "ratio", "score"})


def _phrase(place: Place, number: Number) -> Phrase | None:
    """The quantity that begins with this number, or None where it is no quantity."""
    lexemes = place.lexemes
    amount = amount_of(lexemes, number, place.done)
    phrase = shape_of(place, amount)
    if phrase.steps[-1][0] not in _PROVING and excluded(lexemes, number):
        return None
    if phrase.unit:
        phrase.note(f"unit {phrase.unit}", phrase.first, phrase.last)
    say_what_counts(lexemes, phrase, amount)
    _hedge(lexemes, phrase, place.done)
    _move(lexemes, phrase)
    return phrase


def _hedge(lexemes: list[Lexeme], phrase: Phrase, done: int) -> None:
    """Comparators before and after; they open an end unless the figure is a range already."""
    before = hedge_before(lexemes, phrase.first)
    after = hedge_after(lexemes, phrase.last)
    found: list[Comparator] = []
    if before and before[0] >= done:
        phrase.note(f"hedge {low(lexemes, before[0])}", before[0], phrase.first)
        phrase.first = before[0]
        found.append(before[1])
    if after:
        phrase.note(f"hedge {low(lexemes, after[0] - 1)}", phrase.last, after[0])
        phrase.last = after[0]
        found.append(after[1])
    # "about 500 or more": the bound says more than the "about".
    found.sort(key=lambda comparator: comparator is Comparator.ABOUT)
    if found and phrase.is_one_value:
        open_end(phrase, found[0])


def open_end(phrase: Phrase, comparator: Comparator) -> None:
    phrase.comparator = comparator
    if comparator in (Comparator.MORE_THAN, Comparator.AT_LEAST):
        phrase.high = None
    elif comparator in (Comparator.LESS_THAN, Comparator.AT_MOST):
        phrase.low = None


def _move(lexemes: list[Lexeme], phrase: Phrase) -> None:
    if phrase.nature is not Nature.LEVEL:
        return
    phrase.nature, phrase.change = change_of(
        lexemes, phrase.first, phrase.last, has_unit=bool(phrase.unit)
    )
    if phrase.change is not Change.NONE:
        phrase.note(f"moved {phrase.change}", phrase.first, phrase.last)
