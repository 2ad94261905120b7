"""What stands around a number: hedge, sign and currency before it; unit, rate and noun after."""

from __future__ import annotations

from dataclasses import dataclass

from claims.quantities import Comparator

from ..lexicons.grammar import EMPTY_MODIFIERS
from ..lexicons.hedges import AFTER, BEFORE
from ..lexicons.units import (
    CURRENCIES,
    CURRENCY_PREFIXES,
    CURRENCY_SUFFIXES,
    LONGEST_UNIT,
    PERIODS,
    SHARES,
    SHY_SIGNS,
    SIGNS,
    TIMES,
    UNIT_PHRASES,
    WEIGHT_WORDS,
)
from .lemmas import singular
from .lexemes import ADJECTIVE, ADVERB, NOUN, PROPER, VERB, Lexeme
from .numbers import plain_value

_BEFORE = {tuple(phrase.replace(".", " .").split()): how for phrase, how in BEFORE.items()}
_BEFORE |= {tuple(phrase.split()): how for phrase, how in BEFORE.items()}
_AFTER = {tuple(phrase.split()): how for phrase, how in AFTER.items()}
_LONGEST_BEFORE = max(len(phrase) for phrase in _BEFORE)
_LONGEST_AFTER = max(len(phrase) for phrase in _AFTER)
_DOLLARS = frozenset(
    {
        "us",
        "u.s",
        "u.s.",
        "a",
        "au",
        "c",
        "ca",
        "nz",
        "hk",
        "s",
        "r",
        "nt",
        "usd",
        "nzd",
        "aud",
        "cad",
    }
)


@dataclass(frozen=True, slots=True)
class Found:
    """Something read up to (or from) lexeme ``at``."""

    at: int
    name: str


def _low(lexemes: list[Lexeme], at: int) -> str:
    return lexemes[at].low if 0 <= at < len(lexemes) else ""


def hedge_before(lexemes: list[Lexeme], first: int) -> tuple[int, Comparator] | None:
    """The longest hedge that ends right before this lexeme: where it starts, what it means."""
    for length in range(min(_LONGEST_BEFORE, first), 0, -1):
        words = tuple(lexeme.low for lexeme in lexemes[first - length : first])
        if words in _BEFORE:
            return first - length, _BEFORE[words]
    return None


def hedge_after(lexemes: list[Lexeme], last: int) -> tuple[int, Comparator] | None:
    """The longest hedge from this lexeme on: where it ends, what it means."""
    for length in range(min(_LONGEST_AFTER, len(lexemes) - last), 0, -1):
        words = tuple(lexeme.low for lexeme in lexemes[last : last + length])
        if words in _AFTER:
            if words == ("plus",) and last + 1 < len(lexemes) and lexemes[last + 1].kind == "num":
                return None
            return last + length, _AFTER[words]
    return None


def sign_before(lexemes: list[Lexeme], first: int) -> int | None:
    """Where a minus begins that belongs to the number at ``first``, or None."""
    if first < 1:
        return None
    previous = lexemes[first - 1]
    if previous.low in ("minus", "negative"):
        return first - 1
    if previous.text == "-" and first > 1 and lexemes[first - 2].low in ("minus", "negative"):
        return first - 2
    if previous.text in ("-", "−") and lexemes[first].glued:
        free = first == 1 or (not previous.glued and lexemes[first - 2].kind != "num")
        if free or lexemes[first - 2].kind == "sign" or lexemes[first - 2].text == "(":
            return first - 1
    return None


def currency_before(lexemes: list[Lexeme], first: int) -> Found | None:
    """As in "$", "US$", "US $", "GBP", "Rs" right before the number."""
    if first < 1:
        return None
    previous = lexemes[first - 1]
    if previous.text in CURRENCY_PREFIXES and previous.kind == "sign":
        opener = lexemes[first - 2] if first > 1 else None
        if opener is not None and opener.low in _DOLLARS and previous.text == "$":
            if opener.glued and first > 2 and lexemes[first - 3].text == "-":
                return Found(first - 1, CURRENCY_PREFIXES["$"])
            if previous.glued or opener.low not in ("a", "s", "r"):
                name = opener.text.upper().replace(".", "").removesuffix("D") + "$"
                return Found(first - 2, CURRENCY_PREFIXES.get(name, CURRENCY_PREFIXES["$"]))
        return Found(first - 1, CURRENCY_PREFIXES[previous.text])
    if previous.kind == "word" and previous.text in CURRENCY_PREFIXES:
        return Found(first - 1, CURRENCY_PREFIXES[previous.text])
    return None


def unit_after(lexemes: list[Lexeme], at: int) -> Found | None:
    """The unit that starts here, in words or as a sign, with where it ends."""
    if at >= len(lexemes):
        return None
    if at + 2 < len(lexemes) and lexemes[at + 1].text == "/" and lexemes[at + 1].glued:
        joined = f"{lexemes[at].text}/{lexemes[at + 2].text}"
        if joined in SIGNS:
            return Found(at + 3, SIGNS[joined])
    here = lexemes[at]
    if here.text in CURRENCY_SUFFIXES and (here.kind != "word" or here.text != "p" or here.glued):
        return Found(at + 1, CURRENCY_SUFFIXES[here.text])
    for length in range(min(LONGEST_UNIT, len(lexemes) - at), 0, -1):
        words = tuple(lexeme.low for lexeme in lexemes[at : at + length])
        if words in UNIT_PHRASES:
            return Found(at + length, _weight_or_money(lexemes, at, UNIT_PHRASES[words]))
    for length in (2, 1):
        joined = "".join(lexeme.text for lexeme in lexemes[at : at + length])
        tight = length == 1 or (at + 1 < len(lexemes) and lexemes[at + 1].glued)
        if joined == "s" and "." not in lexemes[at - 1].text:
            continue
        if joined in SIGNS and tight and (joined not in SHY_SIGNS or _may_be_sign(lexemes, at)):
            return Found(at + length, SIGNS[joined])
    return None


def _may_be_sign(lexemes: list[Lexeme], at: int) -> bool:
    if lexemes[at].glued:
        return True
    following = lexemes[at + 1] if at + 1 < len(lexemes) else None
    if following is not None and following.text == "-":
        return False
    return following is None or following.kind == "mark" or following.tag not in (NOUN, PROPER)


def _weight_or_money(lexemes: list[Lexeme], at: int, unit: str) -> str:
    if unit != "pound sterling" or not lexemes[at].low.startswith("pound"):
        return unit
    near = {lexeme.low for lexeme in lexemes[max(0, at - 10) : at + 8]}
    return "pound" if near & WEIGHT_WORDS or _low(lexemes, at + 1) == "of" else unit


def per_after(lexemes: list[Lexeme], at: int) -> Found | None:
    """A rate's denominator: "per 100,000 people", "a day", "each year", "/week"."""
    opener = _low(lexemes, at)
    following = _low(lexemes, at + 1)
    if opener in ("per", "/") or (opener, following) == ("for", "every"):
        start = at + (2 if opener == "for" else 1)
        return _denominator(lexemes, start, loose=opener == "per")
    if opener in ("a", "an", "each", "every") and singular(following) in PERIODS | SHARES:
        beyond = _low(lexemes, at + 2)
        if beyond in ("ago", "after", "before", "earlier", "later", "from", "-", "old"):
            return None
        return Found(at + 2, following)
    return None


def _denominator(lexemes: list[Lexeme], at: int, *, loose: bool) -> Found | None:
    if at >= len(lexemes):
        return None
    lexeme = lexemes[at]
    if lexeme.kind == "num":
        value = plain_value(lexeme.text)
        counted = counted_after(lexemes, at + 1)
        if value is None:
            return None
        noun = counted.name if counted else ""
        return Found(counted.at if counted else at + 1, f"{value:f} {noun}".strip())
    if lexeme.low in ("cent", "se"):
        return None
    word = singular(lexeme.low)
    if (found := unit_after(lexemes, at)) and found.name not in CURRENCIES:
        return found
    if word in PERIODS | SHARES or (lexeme.low,) in UNIT_PHRASES:
        return Found(at + 1, UNIT_PHRASES.get((lexeme.low,), word))
    if loose and lexeme.tag == NOUN:
        return Found(at + 1, lexeme.lemma or word)
    return None


def age_after(lexemes: list[Lexeme], at: int) -> int | None:
    """Where "old", "-old", "of age" ends after a period of time, or None."""
    if _low(lexemes, at) in ("old", "young"):
        return at + 1
    if _low(lexemes, at) == "-" and _low(lexemes, at + 1) in ("old", "olds"):
        return at + 2
    if (_low(lexemes, at), _low(lexemes, at + 1)) == ("of", "age"):
        return at + 2
    return None


def counted_after(lexemes: list[Lexeme], at: int, *, of: bool = False) -> Found | None:
    """The noun phrase that is counted: its lemma with modifiers, and where it ends.

    ``of`` allows "of (the)" in between, as in "thousands of the city's homes".
    """
    here = at
    if here < len(lexemes) and lexemes[here].low == "of":
        if not of and _low(lexemes, here + 1) not in ("the", "its", "their", "his", "her", "our"):
            return None
        here += 1
    words: list[Lexeme] = []
    noun = -1
    while here < len(lexemes) and here - at < 9:
        lexeme = lexemes[here]
        if lexeme.text == "-" and lexeme.glued and words:
            here += 1
            continue
        if lexeme.kind != "word" or (lexeme.low in TIMES and noun >= 0):
            break
        joins = lexeme.low == "and" and noun < 0 and words and words[-1].tag == ADJECTIVE
        if joins and here + 1 < len(lexemes) and lexemes[here + 1].tag == ADJECTIVE:
            here += 1
            continue
        if lexeme.tag == ADVERB and noun < 0 and here + 1 < len(lexemes):
            if lexemes[here + 1].tag not in (ADJECTIVE, VERB):
                break
            here += 1
            continue
        if lexeme.low in EMPTY_MODIFIERS and noun < 0:
            here += 1
            continue
        if lexeme.low in ("'s", "’s") or lexeme.tag not in (NOUN, PROPER, ADJECTIVE, VERB):
            break
        if lexeme.tag == ADJECTIVE and noun >= 0:
            break
        if lexeme.tag == VERB and not (noun < 0 and lexeme.low.endswith(("ed", "ing", "en"))):
            break
        if lexeme.tag == PROPER and noun >= 0 and words[noun].plural:
            break
        words.append(lexeme)
        here += 1
        if lexeme.tag in (NOUN, PROPER):
            noun, end = len(words) - 1, here
            if lexeme.plural and lexeme.tag == NOUN and not _plural_goes_on(lexemes, here):
                break
    if noun < 0:
        return None
    head = words[noun]
    if head.tag == PROPER and not head.plural:
        return None
    modifiers = [word.text if word.tag == PROPER else word.low for word in words[:noun]]
    lemma = singular(head.low) if head.tag != PROPER else head.lemma or head.text
    if head.tag == NOUN and head.lemma and singular(head.low) == head.low and not head.plural:
        lemma = head.low
    return Found(end, " ".join([*modifiers, lemma]))


def _plural_goes_on(lexemes: list[Lexeme], at: int) -> bool:
    """Whether a plural is only a modifier: "sports clubs", "women drivers"."""
    return (
        at < len(lexemes)
        and lexemes[at].tag == NOUN
        and lexemes[at].plural
        and lexemes[at].kind == "word"
    )
