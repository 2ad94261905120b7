"""The value of a number, in digits or words: where it starts, where it ends, what it is worth."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from ..lexicons.numbers import PLURAL_SCALES, SCALE_SUFFIXES, SCALES, SHY_SCALES
from .lexemes import ADJECTIVE, NOUN, PROPER, RAISED, SUPERSCRIPTS, Lexeme, low, peek

MOST_DIGITS = 28
# Beyond these no number of a text is read: a quantity keeps 28 digits.
LARGEST = Decimal(10) ** (MOST_DIGITS - 1)
SMALLEST = 1 / LARGEST
BEYOND = Decimal("Infinity")  # what a power is worth that is not worked out
_BY_EXPONENT = re.compile(r"[0-9.]+[eE][+-]?[0-9]{1,2}")
_POWER_OF_TEN = re.compile(r"(?:([0-9.]+)\s?[x×·*]\s?)?10\^?([+-]?[0-9]{1,2})")
_BY_POINTS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2}(?:,[0-9]+)?")
_DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]{1,2}")


@dataclass(frozen=True, slots=True)
class Number:
    """``lexemes[first:last]`` are worth ``low`` to ``high``; ``rule`` says how that was read.

    ``scale`` is the power that was multiplied in (1 for none), so that a range can share it.
    """

    first: int
    last: int
    low: Decimal
    high: Decimal
    rule: str
    scale: Decimal = Decimal(1)

    @property
    def mantissa(self) -> Decimal:
        return self.low / self.scale

    @property
    def is_one_value(self) -> bool:
        return self.low == self.high

    @property
    def is_kept(self) -> bool:
        """Whether a quantity can keep both its ends."""
        return is_kept(self.low) and is_kept(self.high)

    def times(self, scale: Decimal) -> Number:
        """The same number with a scale multiplied in."""
        return replace(self, low=self.low * scale, high=self.high * scale, scale=scale)


def is_kept(value: Decimal) -> bool:
    """Whether a quantity can keep this value to its last digit before the point."""
    return value == 0 or SMALLEST <= abs(value) <= LARGEST


def exactly(first: int, last: int, value: Decimal, rule: str, scale: Decimal | int = 1) -> Number:
    """A number of one value."""
    return Number(first, last, value, value, rule, Decimal(scale))


def plain_value(text: str) -> Decimal | None:
    """Digits with their grouping taken out; None beyond 28 digits, which no claim needs, and for
    powers with more than two."""
    if not text.isdecimal() and (power := _POWER_OF_TEN.fullmatch(text.translate(SUPERSCRIPTS))):
        mantissa = power[1] or "1"
        return Decimal(f"{mantissa}e{power[2]}") if mantissa.count(".") < 2 else None
    if not RAISED.isdisjoint(text):
        return None
    if _BY_POINTS.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    if "e" in text or "E" in text:
        kept = len(text) <= MOST_DIGITS and _BY_EXPONENT.fullmatch(text)
        return Decimal(text) if kept else None
    if _DECIMAL_COMMA.fullmatch(text):
        text = text.replace(",", ".")
    bare = "".join(char for char in text if char in "0123456789.")
    if len(bare) > MOST_DIGITS or not bare.strip("."):
        return None
    return Decimal(bare)


def read_scale(lexemes: list[Lexeme], at: int) -> tuple[Decimal, int]:
    """The scale words or suffixes from here on, multiplied: "million", "bn", "lakh crore"."""
    scale, last = Decimal(1), at
    while last < len(lexemes) and last - at < 3:
        lexeme = lexemes[last]
        hyphen = lexeme.text == "-" and lexeme.glued and low(lexemes, last + 1) in SCALES
        here = last + 1 if hyphen else last
        word = lexemes[here].low
        if word in SCALES:
            scale *= SCALES[word]
        elif word in PLURAL_SCALES:
            scale *= PLURAL_SCALES[word]
        elif last == at and _is_suffix(lexemes, here):
            scale *= SCALE_SUFFIXES[word.rstrip(".")]
        elif last == at and _is_shy_scale(lexemes, here):
            scale *= SHY_SCALES[word]
        else:
            break
        last = here + 1
    return scale, last


def _is_suffix(lexemes: list[Lexeme], at: int) -> bool:
    """As in "4bn", "1.2 mn"; a "b" only where it touches digits with a point: "1.2b"."""
    word = lexemes[at].low.rstrip(".")
    if word == "b":
        before = peek(lexemes, at - 1)
        return lexemes[at].glued and "." in before.text and not peek(lexemes, at + 1).glued
    if word == "mil" and not lexemes[at].glued:
        return peek(lexemes, at - 2).kind == "sign"  # "$5 mil", but "a 5 mil sheet"
    return word in SCALE_SUFFIXES


def _is_shy_scale(lexemes: list[Lexeme], at: int) -> bool:
    """As in "ten grand", "5 gross of pens", "four score years"; not in "two grand pianos"."""
    word, following = lexemes[at], peek(lexemes, at + 1)
    if word.low not in SHY_SCALES or word.text != word.low:
        return False
    if word.low == "score":
        return peek(lexemes, at - 1).kind == "word" and (following.plural or following.low == "and")
    return following.tag not in (NOUN, ADJECTIVE, PROPER) and following.text != "-"
