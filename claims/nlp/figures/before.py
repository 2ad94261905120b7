"""What stands before a number, and the hedge that may stand behind it."""

from __future__ import annotations

from dataclasses import dataclass

from claims.quantities import Comparator

from ..lexicons.currencies import PREFIXES, SHY_PREFIXES
from ..lexicons.hedges import AFTER, BEFORE
from ..lexicons.numbers import MONEY_SUFFIXES, SCALE_SUFFIXES, SCALES, SMALL
from .lexemes import Lexeme, low, peek


@dataclass(frozen=True, slots=True)
class Found:
    """Something read up to (or from) lexeme ``at``."""

    at: int
    name: str


def _phrases(table: dict[str, Comparator]) -> dict[tuple[str, ...], Comparator]:
    """By lexemes; an abbreviation's point may be a lexeme of its own."""
    spaced = {tuple(phrase.replace(".", " .").split()): how for phrase, how in table.items()}
    return spaced | {tuple(phrase.split()): how for phrase, how in table.items()}


_BEFORE, _AFTER = _phrases(BEFORE), _phrases(AFTER)
_LONGEST_BEFORE = max(len(phrase) for phrase in _BEFORE)
_LONGEST_AFTER = max(len(phrase) for phrase in _AFTER)
# Letters before a dollar sign that say which dollar.
_DOLLARS = frozenset(
    "a c j us u.s u.s. au ca can cdn nz hk s r nt tt mex mx usd nzd aud cad".split()  # noqa: SIM905
)


# Behind "or more" these lead on to another bound: "and less or equal to 20".
_GOES_ON = frozenset({"than", "or", "equal"})
# Of these, the ones that are no word when a wire service sets them low and apart: "c $ 300".
_LOW_DOLLARS = frozenset({"c", "hk", "nz", "au", "nt", "us"})


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
            following = peek(lexemes, last + length)
            if (
                following.kind in ("num", "sign")
                or following.low in SMALL
                or following.low in _GOES_ON
            ):
                return None  # it belongs to the next number: "above 10 and below 20"
            return last + length, _AFTER[words]
    return None


def factor_before(lexemes: list[Lexeme], first: int) -> int | None:
    """Where "a factor of" starts right before this lexeme or the hedge before it, or None."""
    if hedge := hedge_before(lexemes, first):
        first = hedge[0]
    if (low(lexemes, first - 2), low(lexemes, first - 1)) != ("factor", "of"):
        return None
    return first - 2 - (low(lexemes, first - 3) == "a")


def sign_before(lexemes: list[Lexeme], first: int) -> int | None:
    """Where a minus begins that belongs to the number at ``first``, or None."""
    if first < 1:
        return None
    previous = lexemes[first - 1]
    if previous.low in ("minus", "negative"):
        plus = low(lexemes, first - 2) == "or" and low(lexemes, first - 3) == "plus"
        return None if plus else first - 1
    if previous.text == "-" and low(lexemes, first - 2) in ("minus", "negative"):
        return first - 2
    if previous.text in ("-", "−"):
        opens = first == 1
        if not lexemes[first].glued:
            # "- 5" alone in a cell; inside a sentence such a dash parts words.
            return 0 if opens else None
        before = peek(lexemes, first - 2)
        free = opens or (not previous.glued and before.kind != "num")
        if free or before.kind == "sign" or before.text == "(":
            return first - 1
    return None


def currency_before(lexemes: list[Lexeme], first: int) -> Found | None:
    """As in "$", "US$", "US $", "GBP", "Rs" right before the number."""
    if first < 1:
        return None
    previous = lexemes[first - 1]
    if previous.text == "." and previous.glued and low(lexemes, first - 2) == "rs":
        return Found(first - 2, PREFIXES["Rs"])
    if previous.kind == "sign" and previous.text in PREFIXES:
        if previous.text == "$" and (which := _which_dollar(lexemes, first - 1)):
            return which
        return Found(first - 1, PREFIXES[previous.text])
    if previous.text == "=" and previous.glued and low(lexemes, first - 2) == "y":
        return Found(first - 2, PREFIXES["¥"])  # as wire services without the sign write it
    if found := _named_first(lexemes, first):
        return found
    if previous.text in SHY_PREFIXES and previous.text != "PS" and not _is_a_sum(lexemes, first):
        return None
    if previous.kind == "word":
        code = previous.text if previous.text in PREFIXES else previous.text.upper()
        if code in PREFIXES and (code == previous.text or code in WRITTEN_LOW):
            return Found(first - 1, PREFIXES[code])
    return None


# Money that some countries name before the sum: "rupees 500 crore", "dollar 22.5 million".
MONEY_NAMED_FIRST = {
    form: name
    for name in (
        "US dollar",
        "euro",
        "Indian rupee",
        "Nigerian naira",
        "Malaysian sen",
        "Bangladeshi taka",
    )
    for form in (name.rpartition(" ")[2].lower(), name.rpartition(" ")[2].lower() + "s")
}


def _named_first(lexemes: list[Lexeme], first: int) -> Found | None:
    name, before = low(lexemes, first - 1), peek(lexemes, first - 2)
    if name not in MONEY_NAMED_FIRST or before.kind == "num" or before.low in {*SMALL, *SCALES}:
        return None
    return Found(first - 1, MONEY_NAMED_FIRST[name]) if _is_a_sum(lexemes, first) else None


def _is_a_sum(lexemes: list[Lexeme], first: int) -> bool:
    """Whether the digits here look like money: grouped, with a decimal part, or scaled."""
    digits, behind = peek(lexemes, first), peek(lexemes, first + 1)
    scaled = behind.low in SCALES or behind.low in SCALE_SUFFIXES or behind.low in MONEY_SUFFIXES
    return digits.kind == "num" and (not digits.text.isdecimal() or scaled)


# Codes that are no word of English even in lower case: "usd 20".
WRITTEN_LOW = frozenset("USD EUR GBP JPY RMB CNY INR AUD NZD HKD SGD CHF".split())  # noqa: SIM905


def _which_dollar(lexemes: list[Lexeme], sign: int) -> Found | None:
    """The letters before a dollar sign: "A$", "US $", "S $", "NZ$"."""
    letters = peek(lexemes, sign - 1)
    touches = lexemes[sign].glued
    if letters.low not in _DOLLARS or (letters.low == "a" and not touches):
        return None
    if not touches and letters.text.islower() and letters.low not in _LOW_DOLLARS:
        return None
    if letters.glued and peek(lexemes, sign - 2).text == "-":
        return None
    name = letters.text.upper().replace(".", "")
    name = name.removesuffix("D") if len(name) == 3 else name
    known = PREFIXES.get(f"{name}$") or PREFIXES.get(f"{name.capitalize()}$")
    return Found(sign - 1, known or PREFIXES["$"])
