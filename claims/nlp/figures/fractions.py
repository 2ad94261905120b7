"""Fractions: "two-thirds", "half a million", "3/4", "2½", "one twenty-fifth"."""

from __future__ import annotations

from decimal import Decimal, localcontext

from ..lexicons.numbers import DENOMINATORS, ONES, ORDINAL_ONES, SCALES, SMALL, TENS, VULGAR
from .lexemes import ADJECTIVE, NOUN, PROPER, Lexeme, low, peek
from .numbers import MOST_DIGITS, Number, exactly, read_scale

RULE = "fraction"
# "in the first half": which half of a match or a year, and no amount.
_WHICH_HALF = frozenset("first second other better opening latter final each".split())  # noqa: SIM905
_BEHIND_HALF = frozenset("of the its their his her our all that".split())  # noqa: SIM905
_SMALL_UNDERS = frozenset({"2", "3", "4", "5", "8", "16", "32"})
# The second is the fraction slash, which parts nothing but fractions.
SLASHES = ("/", "\u2044")
Part = tuple[Decimal, int]
"""A value and the lexeme behind it."""


def ratio(over: Decimal | int, under: Decimal | int) -> Decimal:
    """A fraction to 28 digits."""
    with localcontext() as context:
        context.prec = MOST_DIGITS
        return Decimal(over) / Decimal(under)


def vulgar_part(lexemes: list[Lexeme], at: int) -> Part | None:
    """The "½" of "2½", the "1/2" of "1 1/2"."""
    if at < len(lexemes) and lexemes[at].text in VULGAR:
        return ratio(*VULGAR[lexemes[at].text]), at + 1
    if at < len(lexemes) and not lexemes[at].glued:
        return slashed(lexemes, at)
    return None


def slashed(lexemes: list[Lexeme], at: int) -> Part | None:
    """Small proper fractions with a slash: "3/4"; not "9/11" or "12/25/2019"."""
    slash, under = peek(lexemes, at + 1), peek(lexemes, at + 2)
    if slash.text not in SLASHES or not under.glued or low(lexemes, at + 3) == "/":
        return None
    over = lexemes[at].text
    if not (over.isdigit() and under.text.isdigit()) or max(len(over), len(under.text)) > 4:
        return None
    if slash.text == "/" and (len(over) > 2 or under.text not in _SMALL_UNDERS):
        return None
    proper = 0 < int(over) < int(under.text)
    return (ratio(int(over), int(under.text)), at + 3) if proper else None


def in_words(lexemes: list[Lexeme], at: int) -> Part | None:
    """As in "a half", "one third", "three-quarters", "two hundredths", "three twenty-firsts"."""
    if low(lexemes, at) == "half":
        return Decimal("0.5"), at + 1
    for over, here in _overs(lexemes, at):
        here += low(lexemes, here) == "-"
        if under := _under(lexemes, here, many=over != 1):
            return ratio(over, under[0]), under[1]
    return None


def _overs(lexemes: list[Lexeme], at: int) -> list[tuple[int, int]]:
    """What may stand over the line, the longest reading first: "twenty-one", "twenty"."""
    word = low(lexemes, at)
    if word in ("a", "an"):
        return [(1, at + 1)]
    if word not in SMALL or SMALL[word] == 0:
        return []
    found = [(SMALL[word], at + 1)]
    if word in TENS:
        ones = at + 1 + (low(lexemes, at + 1) == "-")
        if (one := low(lexemes, ones)) in ONES:
            found.insert(0, (SMALL[word] + ONES[one], ones + 1))
    return found


def parts_after(lexemes: list[Lexeme], at: int) -> tuple[int, int] | None:
    """The "trillionths" of "a hundred trillionths": what so many are parts of, and its end."""
    found = _under(lexemes, at, many=True)
    return found if found and found[0] not in (2, 4) else None


def _under(lexemes: list[Lexeme], at: int, *, many: bool) -> tuple[int, int] | None:
    """The denominator that starts here, an ordinal, in the plural where there are many parts."""
    word = low(lexemes, at)
    if word in TENS:
        last = at + 1 + (low(lexemes, at + 1) == "-")
        ones = low(lexemes, last)
        single = ones.removesuffix("s")
        if single in ORDINAL_ONES and ones.endswith("s") == many:
            return TENS[word] + ORDINAL_ONES[single], last + 1
        return None
    single = word.removesuffix("s")
    if single in DENOMINATORS and word.endswith("s") == many:
        return DENOMINATORS[single], at + 1
    return None


def and_a_part(lexemes: list[Lexeme], at: int) -> Part | None:
    """As in "and a half", "and three quarters", "and 1/4", from the "and" on."""
    if low(lexemes, at) != "and" or at + 1 >= len(lexemes):
        return None
    return in_words(lexemes, at + 1) or slashed(lexemes, at + 1)


def read_fraction(lexemes: list[Lexeme], at: int) -> Number | None:
    """As in "two-thirds", "a third of", "half", "half a million", "a quarter of"."""
    word = low(lexemes, at)
    if word == "half":
        return _half(lexemes, at)
    if word == "quarter" and low(lexemes, at + 1) in SCALES:
        scale = SCALES[lexemes[at + 1].low]
        return exactly(at, at + 2, scale / 4, RULE, scale)
    part = in_words(lexemes, at)
    if not part or _is_an_ordinal(lexemes, at, part[1]):
        return None
    value, last = part
    scale, last = read_scale(lexemes, last)
    if scale != 1:
        return exactly(at, last, value * scale, RULE, scale)
    of_a = (low(lexemes, last), low(lexemes, last + 1)) == ("of", "a")
    if of_a and low(lexemes, last + 2) in SCALES:
        scale = SCALES[lexemes[last + 2].low]
        return exactly(at, last + 3, value * scale, RULE, scale)
    return exactly(at, last, value, RULE)


def _is_an_ordinal(lexemes: list[Lexeme], at: int, last: int) -> bool:
    """As in "a third man", "a quarter later", "one fifth column", "three quarter-finals"."""
    word, name, following = low(lexemes, at), lexemes[last - 1].low, peek(lexemes, last)
    hyphenated = low(lexemes, last - 2) == "-"
    if word in ("a", "an", "one") and following.low != "of" and not hyphenated:
        noun = following.tag in (NOUN, ADJECTIVE, PROPER)
        if noun or (word != "one" and name in ("quarter", "fourth", "fifth", "second")):
            return True
    if name == "quarters" and word != "three":
        return True  # of a year or a match: "for two quarters"
    return following.low == "-" and low(lexemes, last + 1) in ("final", "finals", "back")


def _half(lexemes: list[Lexeme], at: int) -> Number | None:
    half = Decimal("0.5")
    previous, following = low(lexemes, at - 1), low(lexemes, at + 1)
    if following in ("a", "an") and low(lexemes, at + 2) in SCALES:
        scale = SCALES[lexemes[at + 2].low]
        return exactly(at, at + 3, half * scale, RULE, scale)
    if following in SCALES:
        scale = SCALES[following]
        return exactly(at, at + 2, half * scale, RULE, scale)
    if following in ("a", "an"):
        return exactly(at, at + 2, half, RULE)
    if previous in _WHICH_HALF:
        return None
    first = at - 1 if previous in ("a", "one") else at
    behind = peek(lexemes, at + 1)
    noun = first < at and behind.tag == NOUN
    if following in _BEHIND_HALF or behind.plural or noun:
        return exactly(first, at + 1, half, RULE)
    return None
