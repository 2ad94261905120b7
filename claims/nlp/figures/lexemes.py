"""A sentence cut into lexemes: digits, words, signs, each with a coarse word class.

spaCy's tokens differ with what surrounds a number ("1.2m", "£3tn", "65-member"); the finder
needs the same cut everywhere, so it makes its own and only borrows word classes and lemmas
where a tagged sentence is at hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ..lexicons.grammar import ADJECTIVE_ENDINGS, FUNCTION_WORDS, NOT_PLURAL, PLAIN_ADJECTIVES
from .lemmas import singular

# Digits come grouped by commas, by Indian lakhs, by (thin) spaces, with a decimal part, or bare.
NUMBER = (
    r"(?<![0-9A-Za-z])[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]{1,2}(?![0-9A-Za-z])|"
    r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"
    r"|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9])(?:\.[0-9]+)?"
    r"|[0-9]{1,3}(?:[\u00a0\u202f\u2009][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?"
    r"|(?<![0-9A-Za-z.,])[1-9][0-9]{0,2}(?: [0-9]{3})+(?![0-9,.A-Za-z-])(?:\.[0-9]+)?"
    r"|[0-9]+\.[0-9]+"
    r"|(?<![0-9A-Za-z])\.[0-9]+"
    r"|[0-9]+"
)
LEXEME = re.compile(
    rf"(?P<num>{NUMBER})"
    r"|(?P<word>(?:U\.S\.|[^\W\d_]+(?:['’][^\W\d_]+)*)(?:(?<=\b[A-Z])\.)?)"
    r"|(?P<sign>[$£€¥₹₩₽₪₺₦₱₴₫₭₿%‰°½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞²³])"
    r"|(?P<mark>>=|<=|--+|\.{2,}|\S)"
)

NOUN, PROPER, ADJECTIVE, VERB, ADVERB, OTHER = "NOUN", "PROPN", "ADJ", "VERB", "ADV", "X"


@dataclass(slots=True)
class Lexeme:
    """One piece of the sentence; ``start`` and ``end`` are code points into the whole text."""

    start: int
    end: int
    text: str
    low: str
    kind: str
    glued: bool
    """No white space before it."""
    tag: str = ""
    lemma: str = ""
    plural: bool = False


Tagger = Callable[[list[Lexeme]], None]


def cut(text: str, start: int, end: int) -> list[Lexeme]:
    """The lexemes of ``text[start:end]``, untagged."""
    found: list[Lexeme] = []
    last = -1
    for match in LEXEME.finditer(text, start, end):
        piece = match.group()
        kind = match.lastgroup or "mark"
        found.append(
            Lexeme(
                start=match.start(),
                end=match.end(),
                text=piece,
                low=piece.lower(),
                kind=kind,
                glued=match.start() == last,
            )
        )
        last = match.end()
    return found


def tag_by_rules(lexemes: list[Lexeme]) -> None:
    """Word classes from closed lists and endings, for text that no model has tagged."""
    first = True
    for lexeme in lexemes:
        if lexeme.kind != "word":
            continue
        lexeme.tag = _word_class(lexeme, first)
        if lexeme.tag in (NOUN, PROPER):
            lexeme.plural = is_plural(lexeme.low)
            lexeme.lemma = singular(lexeme.low) if lexeme.tag == NOUN else lexeme.text
        first = False


def is_plural(word: str) -> bool:
    """Whether a noun looks like a plural."""
    if singular(word) != word:
        return True
    return word.endswith("s") and word not in NOT_PLURAL and not word.endswith(("ss", "us", "is"))


def _word_class(lexeme: Lexeme, first: bool) -> str:
    word = lexeme.low
    if word in FUNCTION_WORDS:
        return OTHER
    if word in PLAIN_ADJECTIVES:
        return ADJECTIVE
    if word.endswith("ly"):
        return ADVERB
    if lexeme.text[0].isupper() and not first:
        return PROPER
    if word.endswith("ed") and len(word) > 4:
        return VERB
    if word.endswith(ADJECTIVE_ENDINGS) and len(word) > 5:
        return ADJECTIVE
    return NOUN
