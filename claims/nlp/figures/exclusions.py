"""Numbers that are no quantities, by what stands around them: years, labels, names, idioms.

A table of named questions about one number among its lexemes; what shape alone tells is in
:mod:`.masks`.
"""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

from collections.abc import Callable

from ..lexicons.currencies import PREFIXES
from ..lexicons.hedges import BEFORE
from ..lexicons.names import (
    INDICES,
    LABELS,
    ONE_IDIOMS_AFTER,
    ONE_IDIOMS_BEFORE,
    SHY_LABELS,
    STREETS,
    YEAR_BEFORE,
)
from ..lexicons.numbers import DENOMINATORS, ORDINAL_ONES, SCALE_ORDINALS, SMALL
from ..lexicons.signs import SIGNS
from ..lexicons.units import TIMES, UNIT_PHRASES
from .counting import YOUNGEST_NAMED, is_age_in_passing
from .lexemes import ADJECTIVE, NOUN, PROPER, Lexeme, low, peek
from .numbers import Number

HEDGES = frozenset((phrase,) for phrase in (*BEFORE, "than", "least", "most"))
_NOUNS = (NOUN, ADJECTIVE, PROPER)
_ABBREVIATED_LABELS = frozenset("no nos vol fig art sec pp ch para".split())
_YEAR_OF_TIME = frozenset("in since the during by until".split())
_RANKS = frozenset("top bottom big other final".split())
_DASHES = ("-", "–")
_JOINTS_BEHIND = frozenset("on by for in and sided".split())
_JOINTS_AHEAD = _JOINTS_BEHIND | {"a"}
EMERGENCY = frozenset({"911", "999", "112"})
LONGEST_UNGROUPED = 15


def excluded(lexemes: list[Lexeme], number: Number) -> str:
    """Why this number is no quantity, or the empty string."""
    for reason, holds in QUESTIONS:
        if holds(lexemes, number):
            return reason
    return ""


def _bare_integer(lexemes: list[Lexeme], number: Number) -> str:
    """The digits, where the number is digits alone, with no grouping, decimal or scale."""
    lexeme = lexemes[number.first]
    alone = number.last == number.first + 1 and lexeme.kind == "num"
    return lexeme.text if alone and lexeme.text.isdecimal() else ""


def _unit_or_sign_follows(lexemes: list[Lexeme], at: int) -> bool:
    following = peek(lexemes, at)
    if (following.text in SIGNS and following.glued) or following.text == "%":
        return True
    pair = (following.low, low(lexemes, at + 1))
    return (following.low,) in UNIT_PHRASES or pair in UNIT_PHRASES


def _is_zero_led(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "007", "0845": a code."""
    digits = _bare_integer(lexemes, number)
    return len(digits) > 1 and digits[0] == "0" and digits.strip("0") != ""


def _is_a_model(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "900 Wagon 5s", "the Airbus 350s": a name in the plural."""
    behind = peek(lexemes, number.last)
    return bool(_bare_integer(lexemes, number)) and behind.text == "s" and behind.glued


def _is_bracketed(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "Ruiz (4)": a player's number, or a footnote's, right behind a name."""
    closed = low(lexemes, number.first - 1) == "(" and low(lexemes, number.last) == ")"
    digits = _bare_integer(lexemes, number)
    return (
        closed
        and digits != ""
        and number.low < YOUNGEST_NAMED
        and peek(lexemes, number.first - 2).tag == PROPER
    )


def _is_long_code(lexemes: list[Lexeme], number: Number) -> bool:
    """As in a post's number: more digits in a row than anybody writes ungrouped."""
    return len(_bare_integer(lexemes, number)) > LONGEST_UNGROUPED


def _is_year(lexemes: list[Lexeme], number: Number) -> bool:
    digits = _bare_integer(lexemes, number)
    if len(digits) != 4 or not 1000 <= int(digits) <= 2199:
        return False
    before, after = peek(lexemes, number.first - 1), peek(lexemes, number.last)
    if before.kind == "sign" or before.text in PREFIXES:
        return False
    if after.text in _DASHES and after.glued:
        joined = peek(lexemes, number.last + 1)
        if joined.kind == "num":
            return len(joined.text) == 2 or joined.text[:2] in ("19", "20")
        return joined.low not in {"member", "strong", *TIMES}
    if _unit_or_sign_follows(lexemes, number.last):
        return before.low in _YEAR_OF_TIME and after.text not in SIGNS
    if before.low in YEAR_BEFORE:
        round_number = int(digits) % 100 == 0 and int(digits) != 1900
        return not (round_number and after.plural)
    if (before.low,) in HEDGES and int(digits) % 100 == 0:
        return before.low in ("around", "circa") and int(digits) >= 1500
    if int(digits) < 1500:
        return False
    if after.tag in (NOUN, ADJECTIVE) and after.plural:
        return 1900 <= int(digits) <= 2040 and int(digits) % 100 != 0
    return True


def _is_label(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "Article 50", "No. 3", "Flight 93"."""
    before = peek(lexemes, number.first - 1)
    if before.text == "." and number.first > 1 and before.glued:
        before = lexemes[number.first - 2]
        if before.low not in _ABBREVIATED_LABELS:
            return False
    if before.low not in LABELS or number.low != number.low.to_integral_value():
        return False
    if before.low == "number":
        return not peek(lexemes, number.last).plural  # "the number 10 shirt"
    if before.low in SHY_LABELS and not before.text[0].isupper():
        return False
    if _unit_or_sign_follows(lexemes, number.last):
        return False
    return not (before.low in SHY_LABELS and peek(lexemes, number.last).plural)


def _is_index(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "S&P 500", "FTSE 100": an index that carries a number in its name."""
    before = low(lexemes, number.first - 1)
    if before == "p":
        return low(lexemes, number.first - 2) in {"&", "s"}
    return before in INDICES and bool(_bare_integer(lexemes, number))


def _is_named(lexemes: list[Lexeme], number: Number) -> bool:
    """A small bare number right after a proper name and before no noun: "Boeing 737"."""
    if not _bare_integer(lexemes, number) or _unit_or_sign_follows(lexemes, number.last):
        return False
    before, after = peek(lexemes, number.first - 1), peek(lexemes, number.last)
    initials = before.text.isupper() and 2 <= len(before.text) <= 4 and not _all_capitals(lexemes)
    if before.text in PREFIXES or not (initials or before.tag == PROPER):
        return False
    if not before.text[0].isupper():
        return False
    if before.low.endswith("day") or before.text in ("US", "UK"):
        return False
    if is_age_in_passing(lexemes, number.first):
        return False
    if after.plural or after.tag in (NOUN, ADJECTIVE):
        return after.tag == PROPER
    return after.text not in {"%", *_DASHES} and after.low not in {"to", "percent"}


def _is_part_of_a_name(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "10 Downing Street", "the 9 Ultra Plus", "six old 125 Otter planes": digits that open
    a run of capitals which counts nothing."""
    if not _bare_integer(lexemes, number):
        return False
    end = number.last
    while peek(lexemes, end).tag == PROPER and peek(lexemes, end).text[:1].isupper():
        end += 1
    run = lexemes[number.last : end]
    if not run or any(one.plural or one.text.endswith("s") for one in run):
        return False
    if _counted_already(lexemes, number.first):
        return True
    following = peek(lexemes, end)
    if following.tag in (NOUN, ADJECTIVE) or following.text in _DASHES:
        return False
    named_before = peek(lexemes, number.first - 1).tag == PROPER
    return len(run) > 1 or named_before


def _counted_already(lexemes: list[Lexeme], at: int) -> bool:
    """Whether only adjectives part this from a number before: "six old |125 Otter planes"."""
    here = at - 1
    while peek(lexemes, here).tag == ADJECTIVE:
        here -= 1
    before = peek(lexemes, here)
    return before.low in SMALL or before.kind == "num"


def _is_house_number(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "131 West 23rd Street"."""
    if not _bare_integer(lexemes, number):
        return False
    for at in range(number.last, number.last + 5):
        here = peek(lexemes, at)
        if here.low.rstrip(".") in STREETS and here.text[0].isupper():
            return at > number.last
        ordinal = here.kind == "num" or here.low in ("st", "nd", "rd", "th")
        if not ordinal and here.text != "." and not here.text[:1].isupper():
            return False
    return False


def _is_joined_by_hyphens(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "one-on-one", "two-by-four", "time-and-a-half", "the twenty-first"."""
    behind, word = peek(lexemes, number.last), peek(lexemes, number.last + 1)
    hyphenated = behind.text == "-" and behind.glued and word.glued
    inches = word.low == "in" and low(lexemes, number.last + 2) != "-"
    joint = word.low in _JOINTS_BEHIND and not inches
    if hyphenated and (joint or word.low in ORDINAL_ONES.keys() - {"second"}):
        return True
    ahead = peek(lexemes, number.first - 1)
    return (
        ahead.text == "-"
        and peek(lexemes, number.first).glued
        and (low(lexemes, number.first - 2) in _JOINTS_AHEAD)
    )


def _is_a_word_in_a_name(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "the Lucky Seven raid", "the Big Ten": a capitalised number word inside a sentence,
    beside another capital. In a headline, where every word has one, it counts."""
    first, last = lexemes[number.first], lexemes[number.last - 1]
    if first.kind != "word" or number.first == 0 or not first.text[0].isupper():
        return False
    if not last.text[0].isupper() or first.text.isupper() or _all_capitals(lexemes):
        return False
    before, after = peek(lexemes, number.first - 1), peek(lexemes, number.last)
    if before.kind != "word" and before.text not in _DASHES:
        return False
    return (before.kind == "word" and before.text[0].isupper() and number.first > 1) or (
        after.kind == "word" and after.text[0].isupper() and before.low in ("the", "a", "of")
    )


def _all_capitals(lexemes: list[Lexeme]) -> bool:
    """Whether most words of more than three letters have a capital, as in a headline; the first
    of a sentence has one anyway."""
    words = [one for one in lexemes[1:] if one.kind == "word" and len(one.text) > 3]
    return sum(one.text[0].isupper() for one in words) * 2 > len(words)


def _is_score(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "lost it 19-15", with no word of winning near: two bare numbers that do not rise."""
    digits, at = _bare_integer(lexemes, number), number.first
    for dash, first, second in ((at + 1, at, at + 2), (at - 1, at - 2, at)):
        if not digits or low(lexemes, dash) not in _DASHES or not lexemes[dash].glued:
            continue
        one, other = peek(lexemes, first), peek(lexemes, second)
        both = one.text.isdecimal() and other.text.isdecimal() and other.glued and len(one.text) < 4
        if both and int(one.text) >= int(other.text):
            return not _unit_or_sign_follows(lexemes, second + 1)
    return False


def _is_ranking(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "the bottom three" and "the other two": places, with no noun counted."""
    before, after = low(lexemes, number.first - 1), peek(lexemes, number.last)
    return before in _RANKS and number.last == number.first + 1 and after.tag not in _NOUNS


def _is_emergency(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "called 911", "a 999 operator", "an 800 number"."""
    digits = _bare_integer(lexemes, number)
    before, after = low(lexemes, number.first - 1), low(lexemes, number.last)
    if after in ("number", "numbers", "line", "hotline") and before in ("a", "an", "the"):
        return True
    called = before in ("call", "calls", "called", "calling", "dial", "dialed", "dialled", "to")
    return digits in EMERGENCY and (called or after.startswith(("call", "operator", "dispatch")))


_EACH = frozenset({"a", "an", "per", "every", "each"})


def _is_an_idiom(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "one" that counts nothing: "no one", "one another", "one of the best"."""
    if lexemes[number.first].low == "naught":
        return low(lexemes, number.first - 1) == "for"
    if number.last != number.first + 1 or lexemes[number.first].low != "one":
        return False
    before, after = low(lexemes, number.first - 1), peek(lexemes, number.last)
    if before in ("minus", "negative", "plus") or (before, after.low) == ("between", "and"):
        return False
    beyond = peek(lexemes, number.last + 1)
    if after.low in TIMES and beyond.low in _EACH and low(lexemes, number.last + 2) in TIMES:
        return False  # "one day a week"
    if after.text == "," and (beyond.low in SMALL or beyond.kind == "num"):
        return False  # "one, two, three"
    if before in ONE_IDIOMS_BEFORE or not after.text:
        return True
    if after.low == "in" or (after.low, beyond.low) == ("out", "of"):
        following = beyond if after.low == "in" else peek(lexemes, number.last + 2)
        return following.kind != "num" and following.low not in SMALL
    if after.low == "over":
        return beyond.kind != "num" and beyond.low not in SMALL
    if after.low in ("or", "to"):
        return beyond.low not in SMALL
    if after.text == "-":
        return False
    if after.low in ("hand", "side") and before in ("on", "the", "to"):
        return True
    if after.low in ONE_IDIOMS_AFTER:
        return True
    return after.tag not in _NOUNS and after.low not in {"per", "percent"}


def _is_an_ordinal(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "the one hundred fifth visitor", "the two thousandth page": words that end in one."""
    ordinal = low(lexemes, number.last)
    if lexemes[number.first].kind != "word" or not number.is_one_value or number.low < 2:
        return False
    if ordinal in SCALE_ORDINALS:
        return True
    ends_in_ones = ordinal in ORDINAL_ONES and number.low % 10 == 0 and number.low >= 20
    return ends_in_ones or (ordinal in DENOMINATORS and number.low % 100 == 0)


def _is_a_denominator(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "deaths per 100,000": what a rate of something else is for."""
    return low(lexemes, number.first - 1) == "per"


QUESTIONS: tuple[tuple[str, Callable[[list[Lexeme], Number], bool]], ...] = (
    ("a code", _is_zero_led),
    ("a code", _is_long_code),
    ("a name", _is_a_model),
    ("an address", _is_house_number),
    ("an idiom", _is_joined_by_hyphens),
    ("a year", _is_year),
    ("a label", _is_label),
    ("a label", _is_bracketed),
    ("an index", _is_index),
    ("a name", _is_named),
    ("a name", _is_part_of_a_name),
    ("a name", _is_a_word_in_a_name),
    ("a score", _is_score),
    ("a ranking", _is_ranking),
    ("a phone number", _is_emergency),
    ("an idiom", _is_an_idiom),
    ("an ordinal", _is_an_ordinal),
    ("a denominator", _is_a_denominator),
)
