"""From a sentence to its figures: find numbers, drop what is none, read what stands around."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.quantities import Change, Comparator, Nature

from ..lexicons.changes import APART_AFTER, CHANGE_WORDS, MOVING
from ..lexicons.currencies import MONEY
from ..lexicons.hedges import FOR_LONGER, LACKING, SIZES
from ..lexicons.numbers import NUMBER_WORDS, VULGAR
from ..lexicons.units import TIMES
from ..reading import Figure
from .before import hedge_after, hedge_before
from .changes import SHARES, change_of
from .counting import say_what_counts
from .exclusions import excluded
from .lexemes import ADVERB, Lexeme, Tagger, cut, join_groups, low, peek, tag_by_rules
from .masks import Masked
from .numbers import Number
from .phrase import Amount, Phrase, amount_of, open_end
from .place import Place
from .relating import relate
from .rough import MULTIPLIED
from .shapes import shape_of
from .words import any_number

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
    join_groups(lexemes)
    phrases = relate(lexemes, list(_phrases(lexemes, Masked(text, start, end))))
    figures = (phrase.figure(text, lexemes) for phrase in phrases)
    return [figure for figure in figures if figure]


def _phrases(lexemes: list[Lexeme], masked: Masked) -> Iterator[Phrase]:
    at = done = 0
    while at < len(lexemes):
        if covered := masked.end_at(lexemes[at].start):
            at = done = _behind(lexemes, at, covered)
            continue
        number = any_number(lexemes, at)
        if number and not number.is_kept:
            at = done = number.last
            continue
        if number is None or number.first < done or masked.end_at(lexemes[number.last - 1].start):
            at += 1
            continue
        amount = amount_of(lexemes, number, done)
        phrase = shape_of(Place(lexemes, done, masked), amount)
        if _counts(lexemes, number, phrase):
            _complete(lexemes, phrase, amount, done)
            yield phrase
            at = done = max(phrase.last, number.last)
        else:
            at = done = phrase.last if _is_glued(lexemes, phrase) else number.last


def _behind(lexemes: list[Lexeme], at: int, offset: int) -> int:
    while at < len(lexemes) and lexemes[at].start < offset:
        at += 1
    return at


# From here on one "crosses" a number and no bridges.
LARGE = 1000
# Shapes that prove a quantity whatever stands around it.
_PROVING = frozenset({"odds", "ratio", "score"})


def _counts(lexemes: list[Lexeme], number: Number, phrase: Phrase) -> bool:
    """Whether this is a quantity, and no date, name or label."""
    return phrase.steps[-1][0] in _PROVING or not excluded(lexemes, number)


def _is_glued(lexemes: list[Lexeme], phrase: Phrase) -> bool:
    """Whether the whole shape is one word, as in "Measure 4-712"."""
    return all(lexeme.glued for lexeme in lexemes[phrase.first + 1 : phrase.last])


def _complete(lexemes: list[Lexeme], phrase: Phrase, amount: Amount, done: int) -> None:
    """Read what stands around the number: unit, noun, hedge, change."""
    if phrase.unit:
        phrase.note(f"unit {phrase.unit}", phrase.first, phrase.last)
    core = phrase.last
    hedges = [*_hedged_behind(lexemes, phrase)]
    say_what_counts(lexemes, phrase, amount)
    hedges += [*_hedged_behind(lexemes, phrase), *_hedged_before(lexemes, phrase, done)]
    # "about 500 or more": the bound says more than the "about".
    hedges.sort(key=lambda comparator: comparator is Comparator.ABOUT)
    if hedges and phrase.is_one_value:
        open_end(phrase, hedges[0])
    if amount.number.rule == MULTIPLIED:
        phrase.nature = Nature.DIFFERENCE
        phrase.change = Change.UP if amount.number.low > 1 else Change.DOWN
    _move(lexemes, phrase, core)


def _hedged_behind(lexemes: list[Lexeme], phrase: Phrase) -> Iterator[Comparator]:
    """As in "500 or more", "40 or so barges": right behind the number, or behind its noun."""
    if found := hedge_after(lexemes, phrase.last):
        phrase.note(f"hedge {low(lexemes, found[0] - 1)}", phrase.last, found[0])
        phrase.last = found[0]
        yield found[1]


def _hedged_before(lexemes: list[Lexeme], phrase: Phrase, done: int) -> Iterator[Comparator]:
    found = hedge_before(lexemes, phrase.first)
    if found and found[0] >= done and not _means_otherwise(lexemes, found[0], phrase):
        phrase.note(f"hedge {low(lexemes, found[0])}", found[0], phrase.first)
        phrase.first = found[0]
        yield found[1]


def _means_otherwise(lexemes: list[Lexeme], at: int, phrase: Phrase) -> bool:
    """Whether a hedge's words are none here: "moved up to 17th", "bigger than 19 counties"."""
    word, before = low(lexemes, at), low(lexemes, at - 1)
    if word.startswith("cross"):
        # "crossed 40 per cent", but "crossed three bridges"
        return (phrase.low or 0) < LARGE and phrase.unit not in MONEY | SHARES
    if word == "short" and phrase.counted:
        return _is_lacking(lexemes, at)
    if word in APART_AFTER and before in ("point", "points"):
        return True  # "two points above 70"
    if word == "over" and low(lexemes, phrase.first) == "between":
        return True  # "hand over between $5 and $20"
    if word == "up":
        return before in MOVING or CHANGE_WORDS.get(before, Change.DOWN) is not Change.DOWN
    if word == "past":
        return before not in CHANGE_WORDS and before not in MOVING  # "the past 3 years"
    if word in ("min", "max") and (lexemes[at].text != word or peek(lexemes, at - 1).kind == "num"):
        return at > 0  # "5 min 30", "the Pro Max 256GB"
    if word == "over" and phrase.unit in TIMES:
        return before not in FOR_LONGER  # "cut by 5 billion over six years"
    return word in SIZES and bool(phrase.counted)


def _is_lacking(lexemes: list[Lexeme], at: int) -> bool:
    """As in "are |short of 7,000 nurses": so many are lacking. "Fell |short of 7,000 votes" is a
    bound."""
    here = at - 1
    while here > 0 and lexemes[here].tag == ADVERB:
        here -= 1
    return low(lexemes, here) in LACKING


def _move(lexemes: list[Lexeme], phrase: Phrase, core: int) -> None:
    if phrase.nature is not Nature.LEVEL or phrase.unit == "score":
        return
    phrase.nature, phrase.change = change_of(
        lexemes, phrase.first, phrase.last, core, unit=phrase.unit
    )
    if phrase.change is not Change.NONE:
        phrase.note(f"moved {phrase.change}", phrase.first, phrase.last)
