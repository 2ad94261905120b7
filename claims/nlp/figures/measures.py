"""What a number is measured in: the unit behind it, the denominator of a rate, an age."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ..lexicons.currencies import HEADS, SUFFIXES, WHOLES
from ..lexicons.currencies import MONEY as MONEY
from ..lexicons.numbers import SCALES
from ..lexicons.signs import FOLDED_SIGNS, LONGEST_SIGN, SHY_SIGNS, SIGNS
from ..lexicons.units import (
    HOW_OFTEN,
    LONGEST_UNIT,
    MONEY_WORDS,
    PERIODS,
    SHARE_SIGNS,
    SHARES,
    SHY_WORDS,
    UNIT_PHRASES,
)
from .before import WRITTEN_LOW, Found
from .fractions import SLASHES
from .lemmas import singular
from .lexemes import ADJECTIVE, NOUN, PROPER, Lexeme, low, peek, spelled
from .nouns import counted_after
from .numbers import is_kept, plain_value, read_scale

POUND, STERLING = "pound", "pound sterling"
# What is said in words that mean one thing only, in the singular.
_SAID_ONCE = {POUND: "lb", "penny": "penny"}
_NOT_A_RATE = frozenset("ago after before earlier later from - old".split())  # noqa: SIM905
_LETTERS = re.compile(r"[A-Za-zµμΩ°%]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that ends before lexeme ``at``: its canonical name, and as the text says it where
    it does so in words."""

    at: int
    name: str
    spoken: str = ""


def unit_after(lexemes: list[Lexeme], at: int, *, scaled: bool = False) -> Unit | None:
    """The unit that starts here, in words or as a sign.

    ``scaled`` tells that a scale stands before it: "2 million pounds" are money.
    """
    if at >= len(lexemes):
        return None
    found = (
        _bracketed(lexemes, at)
        or _joined(lexemes, at)
        or _money_sign(lexemes, at)
        or _in_words(lexemes, at, scaled)
        or _some_dollars(lexemes, at)
        or _sign(lexemes, at)
        or _foot_or_inch(lexemes, at)
    )
    return _with_point(lexemes, found) if found else None


def _with_point(lexemes: list[Lexeme], unit: Unit) -> Unit:
    """Over the point of an abbreviation inside a sentence ("6 ft. 2 in. tall"), and before the one
    that ends it."""
    last, point = lexemes[unit.at - 1], peek(lexemes, unit.at)
    if last.text == "." and unit.at == len(lexemes):
        return Unit(unit.at - 1, unit.name, unit.spoken)
    beyond = peek(lexemes, unit.at + 1)
    goes_on = beyond.kind == "num" or beyond.text.islower() or beyond.text in (",", ")")
    if point.text == "." and point.glued and last.kind == "word" and len(last.text) < 4 and goes_on:
        return Unit(unit.at + 1, unit.name, unit.spoken)
    return unit


def _bracketed(lexemes: list[Lexeme], at: int) -> Unit | None:
    """As in "20 (kg)", in a table's cell."""
    if lexemes[at].text not in ("(", "[", "{") or at + 1 >= len(lexemes):
        return None
    unit = _sign(lexemes, at + 1) or _in_words(lexemes, at + 1, scaled=False)
    closes = unit is not None and low(lexemes, unit.at) in (")", "]", "}")
    return Unit(unit.at + 1, unit.name, unit.spoken) if unit and closes else None


def _joined(lexemes: list[Lexeme], at: int) -> Unit | None:
    """As in "km/h", which is one unit, and "A/cm2", which is two."""
    slash = at + 1
    top = _sign(lexemes, at)
    if top is not None:
        slash = top.at
    if low(lexemes, slash) != "/" or not lexemes[slash].glued:
        return None
    for end in (slash + 4, slash + 3, slash + 2):
        whole = spelled(lexemes, at, end) if end <= len(lexemes) else ""
        if whole in SIGNS:
            return Unit(end, SIGNS[whole], whole)
    under = _sign(lexemes, slash + 1)
    if top is None or under is None or not lexemes[slash + 1].glued:
        return None
    spoken = spelled(lexemes, at, under.at)
    return Unit(under.at, f"{top.name} per {under.name}", spoken)


def _money_sign(lexemes: list[Lexeme], at: int) -> Unit | None:
    here = lexemes[at]
    letter = len(here.text) == 1 and here.kind == "word"
    code = here.text.upper() if here.text.upper() in WRITTEN_LOW else here.text
    if code not in SUFFIXES or (letter and not here.glued):
        return None
    if here.text == "c" and low(lexemes, at + 1) not in ("", ".", ",", "a"):
        return None
    if here.kind == "sign" and peek(lexemes, at + 1).kind == "num" and not here.glued:
        # it belongs to the next number, "1 $10 bill", unless that has cents, "8 $ 45 cents"
        cents = UNIT_PHRASES.get((low(lexemes, at + 2),)) in WHOLES
        return Unit(at + 1, SUFFIXES[code]) if cents else None
    return Unit(at + 1, SUFFIXES[code])


def _in_words(lexemes: list[Lexeme], at: int, scaled: bool) -> Unit | None:
    for length in range(min(LONGEST_UNIT, len(lexemes) - at), 0, -1):
        words = tuple(lexeme.low for lexeme in lexemes[at : at + length])
        if words in UNIT_PHRASES and not _is_modifier(lexemes, at, length):
            name = UNIT_PHRASES[words]
            if name == STERLING and words[-1].startswith("pound"):
                name = _weight_or_money(lexemes, at, scaled)
            # "pounds" could be money again for whoever reads the words alone
            spoken = _SAID_ONCE.get(name) or spelled(lexemes, at, at + length)
            return Unit(at + length, name, spoken)
    return None


def _is_modifier(lexemes: list[Lexeme], at: int, length: int) -> bool:
    """As in "two cup finals": a unit's word in the singular that belongs to a noun behind it."""
    if length > 1 or lexemes[at].low not in SHY_WORDS or lexemes[at].glued:
        return False
    before, following = peek(lexemes, at - 1), peek(lexemes, at + 1)
    one = before.low in ("1", "one", "half", "quarter", "third") or low(lexemes, at - 2) in SLASHES
    return following.tag == NOUN and following.plural and not one


def _weight_or_money(lexemes: list[Lexeme], at: int, scaled: bool) -> str:
    near = {lexeme.low for lexeme in lexemes[max(0, at - 12) : at + 8]}
    if low(lexemes, at + 1) == "of" and not scaled:
        return POUND
    money = any(word in MONEY_WORDS or singular(word) in MONEY_WORDS for word in near)
    return STERLING if scaled or money or "£" in near else POUND


def _some_dollars(lexemes: list[Lexeme], at: int) -> Unit | None:
    """A currency named by its country: "Jamaican dollars", "old Turkish lira"."""
    country, head = lexemes[at], peek(lexemes, at + 1)
    plain = singular(head.low)
    if country.tag not in (ADJECTIVE, PROPER) or not country.text[0].isupper():
        return None
    if plain not in HEADS or head.kind != "word":
        return None
    return Unit(at + 2, f"{country.text} {plain}", f"{country.text} {head.low}")


def _sign(lexemes: list[Lexeme], at: int) -> Unit | None:
    for length in range(LONGEST_SIGN, 0, -1):
        pieces = lexemes[at : at + length]
        if len(pieces) < length or not all(piece.glued for piece in pieces[1:]):
            continue
        sign = "".join(piece.text for piece in pieces)
        before = peek(lexemes, at - 1)
        if sign == "s" and before.kind == "num" and "." not in before.text:
            continue
        name = SIGNS.get(sign) or (FOLDED_SIGNS.get(sign.casefold()) if length == 1 else None)
        if name and (sign not in SHY_SIGNS or _may_be_sign(lexemes, at)):
            return Unit(at + length, name, sign)
    return None


def _foot_or_inch(lexemes: list[Lexeme], at: int) -> Unit | None:
    """As in 30' and 6'2": a mark right behind a number that closes no quotation."""
    mark = lexemes[at]
    name = {"'": "foot", "\u2032": "foot", "\u2033": "inch"}.get(mark.text)
    if mark.text in ('"', "”", "''") and low(lexemes, at - 2) in ("'", "’", "\u2032"):
        name = "inch"
    elif mark.text == "’" and peek(lexemes, at + 1).glued and peek(lexemes, at + 1).kind == "num":
        name = "foot"
    if name is None or not mark.glued or peek(lexemes, at - 1).kind != "num":
        return None
    quoted = any(one.text in ("'", "‘") for one in lexemes[: at - 1])
    return None if quoted and mark.text == "'" else Unit(at + 1, name, name)


def _may_be_sign(lexemes: list[Lexeme], at: int) -> bool:
    if lexemes[at].glued:
        return True
    following = peek(lexemes, at + 1)
    if lexemes[at].text == "in":
        # "12 in." and "(0.8 in)", but never "12 in all"
        return following.text in (".", ")") and following.glued
    if following.text == "-":
        return False
    if lexemes[at].text in ("W", "V"):
        return True
    if lexemes[at].text in ("C", "F") and following.kind == "word" and following.text.islower():
        return not following.plural  # "12 C melting point", not "3 C students"
    return following.kind in ("none", "mark") or following.tag not in (NOUN, PROPER)


def per_after(lexemes: list[Lexeme], at: int) -> Found | None:
    """A rate's denominator: "per 100,000 people", "a day", "each year", "/week"."""
    at += low(lexemes, at) == "more"  # "300,000 more |every year"
    opener, following = low(lexemes, at), low(lexemes, at + 1)
    if opener in ("per", "/") or (opener, following) == ("for", "every"):
        start = at + (2 if opener == "for" else 1)
        touches = opener == "/" and lexemes[at].glued and peek(lexemes, start).glued
        return _denominator(lexemes, start, loose=opener == "per" or touches)
    if opener == "-" and following in ("a", "an") and low(lexemes, at + 2) == "-":
        return _denominator(lexemes, at + 3, loose=False)
    if opener in HOW_OFTEN and peek(lexemes, at + 1).tag not in (NOUN, ADJECTIVE):
        return Found(at + 1, HOW_OFTEN[opener])
    if opener in ("a", "an", "each", "every") and singular(following) in PERIODS | SHARES:
        if low(lexemes, at + 2) in _NOT_A_RATE:
            return None
        return Found(at + 2, following)
    if opener in ("a", "an") and following in SHARE_SIGNS:
        return Found(at + 2, SHARE_SIGNS[following])
    return None


def per_behind_of(lexemes: list[Lexeme], at: int) -> Found | None:
    """The same behind what is measured: "gallons of jet fuel a year"."""
    if low(lexemes, at) != "of":
        return None
    here = at + 1
    while here < at + 6 and peek(lexemes, here).tag in (NOUN, ADJECTIVE, PROPER):
        here += 1
    return per_after(lexemes, here) if here > at + 1 else None


def _denominator(lexemes: list[Lexeme], at: int, *, loose: bool) -> Found | None:
    lexeme = peek(lexemes, at)
    if lexeme.kind == "num" or lexeme.low in SCALES:
        return _so_many(lexemes, at)
    if lexeme.low in ("", "cent", "se"):
        return None
    word = singular(lexeme.low)
    if (found := unit_after(lexemes, at)) and found.name not in MONEY:
        return Found(found.at, found.name)
    if word in PERIODS | SHARES or (lexeme.low,) in UNIT_PHRASES:
        return Found(at + 1, UNIT_PHRASES.get((lexeme.low,), word))
    if loose and lexeme.tag in (NOUN, ADJECTIVE, PROPER) and lexeme.text.islower():
        return Found(at + 1, lexeme.lemma or word)
    return None


def _so_many(lexemes: list[Lexeme], at: int) -> Found | None:
    """The "100,000 people" of a rate."""
    digits = lexemes[at].kind == "num"
    value = plain_value(lexemes[at].text) if digits else Decimal(1)
    scale, end = read_scale(lexemes, at + digits)
    if value is None or not is_kept(value * scale):
        return None
    value *= scale
    if unit := unit_after(lexemes, end):
        return Found(unit.at, f"{value:f} {unit.name}")
    counted = counted_after(lexemes, end)
    noun = counted.name if counted else ""
    return Found(counted.at if counted else end, f"{value:f} {noun}".strip())


def age_after(lexemes: list[Lexeme], at: int) -> int | None:
    """Where "old", "-old", "of age" ends after a period of time, or None."""
    if low(lexemes, at) in ("old", "olds", "young"):
        return at + 1
    if low(lexemes, at) == "-" and low(lexemes, at + 1) in ("old", "olds"):
        return at + 2
    if (low(lexemes, at), low(lexemes, at + 1)) == ("of", "age"):
        return at + 2
    return None
