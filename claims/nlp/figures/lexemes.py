"""A sentence cut into lexemes: digits, words, signs, each with a coarse word class.

spaCy's tokens differ with what surrounds a number ("1.2m", "£3tn", "65-member"); the finder
needs the same cut everywhere, so it makes its own and only borrows word classes and lemmas
where a tagged sentence is at hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from ..lexicons.changes import PAST_MOVES
from ..lexicons.grammar import ADJECTIVE_ENDINGS, FUNCTION_WORDS, NOT_PLURAL, PLAIN_ADJECTIVES
from ..lexicons.hedges import BEFORE
from ..lexicons.numbers import DENOMINATORS, ONES, SCALES, SMALL, TENS, VULGAR
from ..lexicons.units import TIMES, UNIT_PHRASES
from .lemmas import singular

SUPERSCRIPTS = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹", "-+0123456789")
RAISED = frozenset("^⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹")
# One lexeme however large the power is: one that is too large to be read is left whole.
POWER_OF_TEN = r"10(?:\^[+-]?[0-9]+(?:[.,][0-9]+)*|[⁻⁺]?[⁰¹²³⁴-⁹]+)"
# How digits are written, the longer form first. Each is one alternative of the pattern below.
DIGITS = (
    # powers of ten: "1.3e6", "1.3 x 10^6"
    r"(?<![0-9A-Za-z])[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]+(?![0-9A-Za-z])",
    rf"(?<![0-9A-Za-z])[0-9]+(?:\.[0-9]+)?\s?[x×·*]\s?{POWER_OF_TEN}",
    rf"(?<![0-9A-Za-z.,]){POWER_OF_TEN}",
    # grouped by points, at least twice, as other languages do it: "1.234.567,8"
    r"(?<![0-9A-Za-z.,])[0-9]{1,3}(?:\.[0-9]{3}){2}(?![0-9.])(?:,[0-9]+)?",
    # grouped by commas, by Indian lakhs, by apostrophes, by (thin) spaces
    r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?",
    r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9])(?:\.[0-9]+)?",
    r"(?<![0-9A-Za-z'’])[0-9]{1,3}(?:['’][0-9]{3})+(?![0-9])",
    r"[0-9]{1,3}(?:[\u00a0\u202f\u2009][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?",
    # by spaces with a decimal part, which only a second group proves: "1 234 567.5"
    r"(?<![0-9A-Za-z.,])[1-9][0-9]{0,2}(?: [0-9]{3}){2,}\.[0-9]+(?![0-9A-Za-z-]|[.,][0-9])",
    r"(?<![0-9A-Za-z.,])[1-9][0-9]{0,2}(?: [0-9]{3})+(?![0-9A-Za-z-]|[.,][0-9])",
    # set with a space behind the comma, which only three noughts prove: "80, 000"
    r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3})*, 000(?![0-9,])",
    # a decimal part behind a point, or, alone, behind a comma: "5,5"
    r"[0-9]+\.[0-9]+",
    r"(?<![0-9A-Za-z.,])[0-9]+,[0-9]{1,2}(?![0-9A-Za-z-]|,[0-9])",
    r"(?<![0-9A-Za-z])\.[0-9]+",
    r"[0-9]+",
)
LEXEME = re.compile(
    rf"(?P<num>{'|'.join(DIGITS)})"
    r"|(?P<word>(?:U\.S\.|[^\W\d_]+(?:['’][^\W\d_]+)*)(?:(?<=\b[A-Z])\.)?)"
    rf"|(?P<sign>[$£¥¢֏؋৳฿៛₠-⃀﷼%‰°º²³±{''.join(VULGAR)}])"
    r"|(?P<mark>>=|<=|=>|=<|\+/-|--+|\.{2,}|\S)"
)

NOUN, PROPER, ADJECTIVE, VERB, ADVERB, OTHER = "NOUN", "PROPN", "ADJ", "VERB", "ADV", "X"
# Behind a hyphen that a typesetter set apart these still belong to the number: "28 - year - old".
_HYPHENATES = frozenset(
    {*TIMES, *DENOMINATORS, *(word + "s" for word in DENOMINATORS), "old", "percent"}
)


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
NOTHING = Lexeme(0, 0, "", "", "none", False)


def cut(text: str, start: int, end: int) -> list[Lexeme]:
    """The lexemes of ``text[start:end]``, untagged."""
    found: list[Lexeme] = []
    last = -1
    for match in LEXEME.finditer(text, start, end):
        piece = match.group()
        kind = match.lastgroup or "mark"
        begins = match.start()
        found.append(Lexeme(begins, match.end(), piece, piece.lower(), kind, begins == last))
        last = match.end()
    if found and found[-1].end == end and len(found[-1].text) == 2 and found[-1].text[1] == ".":
        found[-1] = _without_point(found[-1])
    _part_letters_from_codes(found)
    _join_hyphens(found)
    return _without_inner_hyphens(found)


def _without_point(last: Lexeme) -> Lexeme:
    """The "C" of a sentence that ends in "5 °C."."""
    text = last.text[0]
    return Lexeme(last.start, last.end - 1, text, text.lower(), last.kind, last.glued)


# Currencies that are written with a scale before the code: "30 MEUR", "5 kUSD".
_SCALED_CODES = frozenset("EUR USD GBP SEK NOK DKK CHF".split())  # noqa: SIM905


def _part_letters_from_codes(lexemes: list[Lexeme]) -> None:
    """Make two lexemes of "MEUR" behind a number: a scale and a currency."""
    for at in range(len(lexemes) - 1, 0, -1):
        one = lexemes[at]
        scaled = one.text[:1] in ("M", "k", "B") and one.text[1:] in _SCALED_CODES
        if scaled and lexemes[at - 1].kind == "num":
            cut_at = one.start + 1
            scale = Lexeme(one.start, cut_at, one.text[0], one.low[0], one.kind, one.glued)
            code = Lexeme(cut_at, one.end, one.text[1:], one.low[1:], one.kind, True)
            lexemes[at : at + 1] = [scale, code]


def _join_hyphens(lexemes: list[Lexeme]) -> None:
    """Take a hyphen set apart for one that is not, where a number stands before and a word that
    often follows it behind: "28 - year - old", "one - third"."""
    for at in range(1, len(lexemes) - 1):
        hyphen, before, after = lexemes[at], lexemes[at - 1], lexemes[at + 1]
        if hyphen.text != "-" or after.glued:
            continue
        counts = before.kind == "num" or before.low in SMALL or before.low in TIMES
        in_one_number = before.low in TENS and after.low in ONES
        if in_one_number or (counts and after.low in _HYPHENATES):
            hyphen.glued = after.glued = True


# What an "and" or an "a" with hyphens on either side joins to one number.
_PARTS = frozenset({*SMALL, *SCALES, *DENOMINATORS, "quarters"})


def _without_inner_hyphens(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Without the hyphens of "two-and-a-half", "half-a-million", "one-hundred-and-five", so that
    these read as they do without them."""
    dropped: set[int] = set()
    for at in range(2, len(lexemes) - 2):
        word, before, after = lexemes[at], lexemes[at - 2].low, lexemes[at + 2].low
        if word.low not in ("and", "a") or lexemes[at + 1].text != "-" or not word.glued:
            continue
        opened = lexemes[at - 1].text == "-" and before in _PARTS
        within = before == "and" and at - 1 in dropped
        if (opened or within) and (after in _PARTS or after == "a"):
            dropped.update((at - 1, at + 1))
    return [one for at, one in enumerate(lexemes) if at not in dropped]


# Before "12, 500 people" these tell that it is one number.
_BEFORE_A_SUM = frozenset(
    {phrase.split()[-1] for phrase in BEFORE} | {"is", "are", "was", "were"}
) - frozenset({"of", "at", "on", "to", "for"})


def join_groups(lexemes: list[Lexeme]) -> None:
    """Make one number of "12, 500 spectators", set with a space behind its comma, where a sign of
    money, a hedge or a verb stands before it and a noun behind. Needs word classes."""
    for at in range(len(lexemes) - 4, 0, -1):
        first, comma, group, noun = lexemes[at : at + 4]
        before = lexemes[at - 1]
        shaped = first.text.isdecimal() and len(first.text) < 4 and comma.text == ","
        shaped = shaped and comma.glued and not group.glued
        if not (shaped and group.text.replace(",", "").isdecimal() and len(group.text) % 4 == 3):
            continue
        proved = before.kind == "sign" or before.tag == VERB or before.low in _BEFORE_A_SUM
        if proved and (noun.plural or noun.low in SCALES or (noun.low,) in UNIT_PHRASES):
            text = f"{first.text},{group.text}"
            lexemes[at : at + 3] = [replace(first, end=group.end, text=text, low=text)]


def peek(lexemes: list[Lexeme], at: int) -> Lexeme:
    """The lexeme at that place; an empty one outside the sentence."""
    return lexemes[at] if 0 <= at < len(lexemes) else NOTHING


def low(lexemes: list[Lexeme], at: int) -> str:
    """The lexeme's text in lower case; empty outside the sentence."""
    return peek(lexemes, at).low


def spelled(lexemes: list[Lexeme], first: int, last: int) -> str:
    """``lexemes[first:last]`` as the text has them, with single spaces."""
    pieces = [lexemes[first].text]
    for lexeme in lexemes[first + 1 : last]:
        pieces.append(lexeme.text if lexeme.glued else f" {lexeme.text}")
    return "".join(pieces)


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
    if word in PAST_MOVES:
        return VERB
    if word.endswith("ed") and len(word) > 4:
        return VERB
    if word.endswith(ADJECTIVE_ENDINGS) and len(word) > 5:
        return ADJECTIVE
    return NOUN
