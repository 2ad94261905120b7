"""Fractions: "two-thirds", "half a million", "3/4", "2½", "one twenty-fifth"."""

from __future__ import annotations

from decimal import Decimal, localcontext

from ..lexicons.changes import CHANGE_ADVERBS, CHANGE_NOUNS, CHANGE_WORDS, COMPARATIVES
from ..lexicons.numbers import (
    DENOMINATORS,
    ONES,
    ORDINAL_ONES,
    QUARTERED,
    SCALE_ORDINALS,
    SCALES,
    SMALL,
    TENS,
    VULGAR,
)
from ..lexicons.units import UNIT_PHRASES
from .adding import Sum
from .lexemes import ADJECTIVE, NOUN, PROPER, Lexeme, low, peek
from .numbers import MOST_DIGITS, Number, exactly, read_scale

RULE = "fraction"
# "in the first half": which half of a match or a year, and no amount.
_WHICH_HALF = frozenset("first second other better opening latter final each".split())  # noqa: SIM905
_BEHIND_HALF = frozenset("of the its their his her our all that".split())  # noqa: SIM905
_SMALL_UNDERS = frozenset({"2", "3", "4", "5", "8", "16", "32"})
# The second is the fraction slash, which parts nothing but fractions.
SLASHES = ("/", "\u2044")
# With these a headline opens that has no room for an article: "Third of pupils miss school".
_OPENING_PARTS = frozenset("third quarter fifth tenth".split())  # noqa: SIM905
Part = tuple[Decimal, int]
"""A value and the lexeme behind it."""


def ratio(over: Decimal | int, under: Decimal | int) -> Decimal:
    """A fraction to 28 digits."""
    with localcontext() as context:
        context.prec = MOST_DIGITS
        return Decimal(over) / Decimal(under)


def mixed_part(lexemes: list[Lexeme], at: int) -> Part | None:
    """The "½" of "2½", the "1/2" of "1 1/2" and of "1-1/2"."""
    if at < len(lexemes) and lexemes[at].text in VULGAR:
        return ratio(*VULGAR[lexemes[at].text]), at + 1
    if low(lexemes, at) == "-" and lexemes[at].glued and peek(lexemes, at + 1).glued:
        at += 1
    elif at < len(lexemes) and lexemes[at].glued:
        return None
    part = slashed(lexemes, at) if at < len(lexemes) else None
    return part if part and part[0] < 1 else None


def slashed(lexemes: list[Lexeme], at: int) -> Part | None:
    """Fractions with a slash: "3/4", "7/12", "3/2", "2/3rds"; not "12/25/2019", "120/80"."""
    slash, under = peek(lexemes, at + 1), peek(lexemes, at + 2)
    if slash.text not in SLASHES or not (slash.glued and under.glued):
        return None
    over = lexemes[at].text
    if not (over.isdecimal() and under.text.isdecimal()) or low(lexemes, at + 3) == "/":
        return None
    if not _may_be_a_fraction(int(over), under.text) or low(lexemes, at - 1) in _BEFORE_A_DAY:
        return None
    ending = peek(lexemes, at + 3)
    return ratio(int(over), int(under.text)), at + 3 + (ending.glued and ending.low in _ENDINGS)


_BEFORE_A_DAY = frozenset({"on", "since", "until"})
_ENDINGS = frozenset("rd rds th ths nd nds st".split())  # noqa: SIM905


def _may_be_a_fraction(over: int, under: str) -> bool:
    """Whether people write such a fraction: a proper one in small numbers or in powers of ten, or
    one a little above a whole ("3/2", "22/7")."""
    whole = int(under)
    if under.startswith("0") or over == 0:
        return False
    if over < whole:
        return whole <= 100 or under.strip("0") == "1" or whole.bit_count() == 1
    return whole < over < 8 * whole and over < 100 and whole <= 16


def digits_over(lexemes: list[Lexeme], at: int) -> Part | None:
    """As in "3 fifths", "100 millionths", "3 quarters of": digits over a word."""
    over = lexemes[at].text
    if not over.isdecimal() or len(over) > 6:
        return None
    here = at + 1 + (low(lexemes, at + 1) == "-")
    under = _under(lexemes, here, many=int(over) != 1)
    if under is None:
        return None
    within = low(lexemes, at - 1) == "and" or low(lexemes, under[1]) == "of"
    if (under[0] in (2, 4) and not within) or _are_wholes(int(over), under[0]):
        return None  # "3 quarters" of a year
    return ratio(int(over), under[0]), under[1]


def in_words(lexemes: list[Lexeme], at: int) -> Part | None:
    """As in "a half", "one third", "three-quarters", "two hundredths", "three twenty-firsts"."""
    if low(lexemes, at) == "half":
        return Decimal("0.5"), at + 1
    for over, here in _overs(lexemes, at):
        here += low(lexemes, here) == "-"
        if (under := _under(lexemes, here, many=over != 1)) and not _are_wholes(over, under[0]):
            return ratio(over, under[0]), under[1]
    return None


def _are_wholes(over: int, under: int) -> bool:
    """As in "two halves", "four quarters": so many parts of a match, and no number."""
    return over > 1 and over % under == 0


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
            longer = (SMALL[word] + ONES[one], ones + 1)
            # "thirty one-hundredths" has two readings, "thirty-one hundredths" has one
            joined_behind = ones == at + 1 and low(lexemes, ones + 1) == "-"
            found = [longer, *found] if joined_behind else [longer]
    return found


def parts_after(lexemes: list[Lexeme], at: int) -> tuple[int, int] | None:
    """The "trillionths" of "a hundred trillionths", the "thirty-fifths" of "one hundred
    thirty-fifths": what so many are parts of, and its end."""
    at += low(lexemes, at) == "-"
    found = _under(lexemes, at, many=True)
    return found if found and found[0] not in (2, 4) else None


def opens_denominator(lexemes: list[Lexeme], at: int) -> bool:
    """Whether what stands here is a denominator in one word, "twenty-fifths", and no more of the
    number before it."""
    joined = low(lexemes, at + 1) == "-" and lexemes[at + 1].glued
    return joined and _under(lexemes, at, many=True) is not None


def _under(lexemes: list[Lexeme], at: int, *, many: bool) -> tuple[int, int] | None:
    """The denominator that starts here, an ordinal, in the plural where there are many parts:
    "fifth", "twenty-firsts", "one-hundredths", "ten thousandth", "one hundred fifth"."""
    read, here, hyphen = Sum(), at, False
    if low(lexemes, at) in SCALES:
        read.current = Decimal(1)  # the "hundred" of "a hundred-thousandth"
    while here < min(len(lexemes), at + 8):
        word = lexemes[here].low
        single = word.removesuffix("s")
        if word.endswith("s") == many and (single in DENOMINATORS or single in ORDINAL_ONES):
            if here == at:
                return (DENOMINATORS[single], at + 1) if single in DENOMINATORS else None
            told_apart = not many or hyphen or lexemes[at].low in (*ONES, *TENS)
            value = _closed(read, single, begins=lexemes[at].low) if told_apart else None
            return (value, here + 1) if value else None
        hyphen = word == "-" and lexemes[here].glued
        if not (hyphen or (word == "and" and read.begun) or read.take(word)):
            return None
        here += 1
    return None


def _closed(read: Sum, ordinal: str, *, begins: str) -> int | None:
    """What an ordinal of several words is worth that ends in this one."""
    if ordinal in SCALE_ORDINALS:
        return int(read.value or 1) * SCALE_ORDINALS[ordinal]
    value = DENOMINATORS.get(ordinal) or ORDINAL_ONES[ordinal]
    taken = begins in SMALL and read.add(Decimal(value))
    return int(read.value) if taken else None


def and_a_part(lexemes: list[Lexeme], at: int) -> Part | None:
    """As in "and a half", "and three quarters", "and 1/4", "and 3 fifths", from the "and" on."""
    if low(lexemes, at) != "and" or at + 1 >= len(lexemes):
        return None
    readers = (in_words, slashed, digits_over)
    parts = (read(lexemes, at + 1) for read in readers)
    return next((part for part in parts if part and part[0] < 1), None)


def read_fraction(lexemes: list[Lexeme], at: int) -> Number | None:
    """As in "two-thirds", "a third of", "half", "half a million", "a quarter of"."""
    word = low(lexemes, at)
    if word == "half":
        return _half(lexemes, at)
    if word == "quarter":
        scale, last = _scale_of_part(lexemes, at + 1)
        if scale != 1:
            return exactly(at, last, scale / 4, RULE, scale)
        if low(lexemes, at + 1) == "point":
            return exactly(at, last, Decimal("0.25"), RULE)  # "cuts rates by quarter point"
    if at == 0 and word in _OPENING_PARTS and low(lexemes, 1) == "of" and peek(lexemes, 2).plural:
        return exactly(0, 1, ratio(1, DENOMINATORS[word]), RULE)
    if word == "quarter":
        return None
    part = in_words(lexemes, at)
    if not part or _is_an_ordinal(lexemes, at, part[1]):
        return None
    value, last = part
    scale, last = _scale_of_part(lexemes, last)
    if scale != 1:
        return exactly(at, last, value * scale, RULE, scale)
    return exactly(at, _of_one_percent(lexemes, last), value, RULE)


def _scale_of_part(lexemes: list[Lexeme], at: int) -> tuple[Decimal, int]:
    """The scale that a part is of: "a quarter million", "quarter-million", "half of a million"."""
    for opener in (["of", "a"], ["a"], ["-"], []):
        here = at + len(opener)
        if [low(lexemes, at + step) for step in range(len(opener))] != opener:
            continue
        if low(lexemes, here) in SCALES:
            return read_scale(lexemes, here)
    return Decimal(1), at


def _of_one_percent(lexemes: list[Lexeme], at: int) -> int:
    """The end of "of one" before a percent: "half of one percent" is half a percent."""
    one = low(lexemes, at) == "of" and low(lexemes, at + 1) in ("one", "1", "a")
    percent = low(lexemes, at + 2) in ("%", "percent", "percentage", "per")
    return at + 2 if one and percent else at


def _is_an_ordinal(lexemes: list[Lexeme], at: int, last: int) -> bool:
    """As in "a third man", "a quarter later", "one fifth column", "three quarter-finals"."""
    word, name, following = low(lexemes, at), lexemes[last - 1].low, peek(lexemes, last)
    hyphenated = low(lexemes, last - 2) == "-"
    if is_as_many(lexemes, last):
        return False  # "a third as many"
    if following.low == "to" and low(lexemes, last + 1) in ("a", "an", "one"):
        here = last + 2 + (low(lexemes, last + 2) == "-")
        return _under(lexemes, here, many=False) is None
    if name == "quarter" and ((following.low,) in UNIT_PHRASES or following.low in QUARTERED):
        return False  # "a quarter point", "a quarter mile", "a quarter turn"
    if name in ("quarter", "quarters") and _goes_on_a_unit(lexemes, at) and following.tag != NOUN:
        return False
    if word in ("a", "an", "one") and following.low != "of" and not hyphenated:
        if following.low in COMPARATIVES and name != "second" and _compares(lexemes, last):
            return False
        if following.low in ("above", "below") and name != "second":
            return False  # "still a quarter below its level"
        if name != "second" and _ends_a_move(lexemes, at, following):
            return False
        noun = following.tag in (NOUN, ADJECTIVE, PROPER)
        if not noun and says_by_how_much(lexemes, at):
            return False
        if noun or (word != "one" and name in ("quarter", "fourth", "fifth", "second")):
            return True
    if name == "quarters" and word != "three":
        return True  # of a year or a match: "for two quarters"
    return following.low == "-" and low(lexemes, last + 1) in ("final", "finals", "back")


def _goes_on_a_unit(lexemes: list[Lexeme], at: int) -> bool:
    """As in "an hour and |a quarter"."""
    one = low(lexemes, at - 3) in ("a", "an") and low(lexemes, at - 1) == "and"
    return one and (low(lexemes, at - 2),) in UNIT_PHRASES


def is_as_many(lexemes: list[Lexeme], at: int) -> bool:
    """As in "half |as many", "a third |as large as"."""
    if low(lexemes, at) != "as":
        return False
    return low(lexemes, at + 1) in ("many", "much") or low(lexemes, at + 2) == "as"


def _compares(lexemes: list[Lexeme], at: int) -> bool:
    """As in "a tenth |higher": by how much, and none of an order, "a third |longer strike"."""
    alone = peek(lexemes, at + 1).tag not in (NOUN, ADJECTIVE, PROPER)
    return alone or low(lexemes, at) in _SURELY_COMPARED


_SURELY_COMPARED = frozenset("higher lower more less fewer larger smaller bigger cheaper".split())  # noqa: SIM905
# Behind "a quarter" these tell when: "fell a quarter |later".
_WHEN = frozenset("later earlier ago before after".split())  # noqa: SIM905
_THESE = frozenset({"last", "this", "next"})


def _ends_a_move(lexemes: list[Lexeme], at: int, following: Lexeme) -> bool:
    """As in "a drop of nearly |a quarter", "fell |a fifth", "was down almost |a third"; not in
    "fell a third time", "a drop of a third kind"."""
    noun = following.tag in (NOUN, ADJECTIVE, PROPER) and following.low not in _THESE
    if noun or following.low in _WHEN or following.text == "-":
        return False
    before = _behind_hedges(lexemes, at)
    word, ahead = low(lexemes, before), low(lexemes, before - 1)
    if word == "of":
        before_in = [one.low for one in lexemes[max(0, before - 6) : before]]
        if "in" in before_in[1:]:
            ahead = before_in[before_in.index("in", 1) - 1]  # "a rise in fares |of a fifth"
        return ahead in CHANGE_NOUNS or ahead.removesuffix("s") in CHANGE_NOUNS
    return word in CHANGE_ADVERBS or (word in CHANGE_WORDS and lexemes[before].tag != NOUN)


_HEDGING = frozenset(
    "more less than nearly almost about around over roughly some just at least up to".split()  # noqa: SIM905
)


def says_by_how_much(lexemes: list[Lexeme], at: int) -> bool:
    """As in "grew by a quarter", "cut it by more than half": nothing else stands behind "by"."""
    return low(lexemes, _behind_hedges(lexemes, at)) == "by"


def _behind_hedges(lexemes: list[Lexeme], at: int) -> int:
    """Where the word stands before this lexeme and its hedges; a lone "up" is no hedge."""
    before = at - 1
    while before > 0 and at - before <= 4 and lexemes[before].low in _HEDGING:
        before -= 1
    hedged = low(lexemes, before + 1) == "up" and low(lexemes, before + 2) != "to"
    return before + 1 if hedged and before + 1 < at else before


def _half(lexemes: list[Lexeme], at: int) -> Number | None:
    half = Decimal("0.5")
    previous, following = low(lexemes, at - 1), low(lexemes, at + 1)
    scale, last = _scale_of_part(lexemes, at + 1)
    if scale != 1:
        first = at - 1 if previous == "a" else at
        return exactly(first, last, half * scale, RULE, scale)
    if at == 0 and [one.text for one in lexemes[1:]] in ([], ["."]):
        return exactly(at, at + 1, half, RULE)  # all there is in a table's cell
    if following in ("a", "an"):
        return exactly(at, at + 2, half, RULE)
    if previous in _WHICH_HALF:
        return None
    first = at - 1 if previous in ("a", "one") else at
    behind = peek(lexemes, at + 1)
    if is_as_many(lexemes, at + 1):
        return exactly(at, at + 1, half, RULE)
    noun = first < at and behind.tag == NOUN
    by = behind.tag not in (NOUN, ADJECTIVE, PROPER) and says_by_how_much(lexemes, first)
    by = by or _ends_a_move(lexemes, first, behind)
    if following in _BEHIND_HALF or behind.plural or noun or by:
        return exactly(first, _of_one_percent(lexemes, at + 1), half, RULE)
    return None
