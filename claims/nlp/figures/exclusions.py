"""Numbers that are no quantities: dates, years, times, names, labels, list markers.

Two tables: patterns over the text of a sentence, and questions about one number among its
lexemes. Each entry is named, so that a reading can be explained.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from ..lexicons.hedges import BEFORE
from ..lexicons.names import (
    LABELS,
    ONE_IDIOMS_AFTER,
    ONE_IDIOMS_BEFORE,
    SHY_LABELS,
    YEAR_BEFORE,
)
from ..lexicons.units import CURRENCY_PREFIXES, SIGNS, TIMES, UNIT_PHRASES
from .lexemes import ADJECTIVE, NOUN, PROPER, Lexeme
from .numbers import Number

_MONTH = (
    r"(?:Jan(?:uary|\b)|Feb(?:ruary|\b)|Mar(?:ch|\b)|Apr(?:il|\b)|May\b|June?\b|July?\b|Aug(?:ust|\b)"
    r"|Sept?(?:ember|\b)|Oct(?:ober|\b)|Nov(?:ember|\b)|Dec(?:ember|\b))\.?"
)
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]|20|21)[0-9]{2}"
_DASH = r"\s{0,2}(?:[-–—/]|to|and|through|until|till)\s{0,2}"
_NOT_MORE = r"(?![0-9]|[.,][0-9])"

PATTERNS: tuple[tuple[str, str], ...] = (
    ("an address", r"https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w-]{1,64}\.\w+|[#@]\w+"),
    (
        "a date",
        rf"\b{_MONTH}\s{{1,2}}{_DAY}(?:{_DASH}(?:{_MONTH}\s)?{_DAY})?"
        rf"(?:,?\s{{1,2}}{_YEAR})?{_NOT_MORE}\b(?!%)",
    ),
    (
        "a date",
        rf"(?<![0-9.,$£€])\b{_DAY}(?:{_DASH}{_DAY})?(?:\s(?:of\s)?|-){_MONTH}"
        rf"(?:,?[\s-]{{1,2}}{_YEAR}\b)?(?![a-z])",
    ),
    (
        "a date",
        r"\b(?:january|february|april|june|july|august|september|october|november|december"
        r"|(?:jan|feb|mar|apr|aug|sept|sep|oct|nov|dec)\s?\.|(?<=on )(?:may|march))\s[0-3]?[0-9]\b"
        r"(?:\s?,\s(?:1[0-9]|20)[0-9]{2}\b)?(?![0-9]|[.,][0-9])",
    ),
    (
        "a score",
        r"(?<![\w.,$£€-])(?:(?P<same>[0-9]{1,3})[-–](?P=same)|[0-9]{1,3}[-–][0-9]{1,3}"
        r"(?=\s(?:win|loss|lead|victory|defeat|draw|record|vote|tie|thrashing|rout|up|down|thanks)\b))"
        r"(?![\w%-])",
    ),
    ("a month", rf"\b{_MONTH},?\s{{1,2}}(?:of\s)?{_YEAR}\b{_NOT_MORE}"),
    ("a date", r"\b(?:[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}|[0-9]{4}-[0-9]{2}-[0-9]{2}|9/11)\b"),
    ("round the clock", r"\b24/7\b"),
    (
        "a clock time",
        r"\b[0-9]{1,2}(?:[:.][0-5][0-9]){0,2}\s?(?:(?:[ap]\.?\s?m\b\.?)|[AP]\.?M\b\.?)"
        r"|\b[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?\b"
        r"|\b[0-9]{1,2}\s(?:o['’]clock|hrs\b|GMT|BST|CET|EST|EDT|PST|UTC)"
        r"|\b[0-9]{1,2}[.][0-5][0-9]\s?(?:GMT|BST|CET|EST|UTC)",
    ),
    ("a period", rf"\b{_YEAR}\s?[-–—/]\s?(?:{_YEAR}|[0-9]{{2}})\b{_NOT_MORE}"),
    (
        "a period",
        rf"\b(?:between|from)\s{_YEAR}\s(?:and|to|until|till|through)\s{_YEAR}\b(?!\s\w+s\b)",
    ),
    ("a decade", r"(?<![\w.,$£€])['’‘]?(?:[0-9]{1,2}|[0-9]{3})?[0-9]0['’]?s\b"),
    ("a year", r"(?<![\w.,$£€])(?:1[6-9]|20)[0-9]{2}['’]?s\b"),
    ("an ordinal", r"(?<![\w.,])[0-9]{1,3}(?:,[0-9]{3})*(?:st|nd|rd|th)s?\b"),
    (
        "a year",
        r"['’][0-9]{2}\b(?![0-9%,.]?[0-9])|\b(?:A\.?D\.?|B\.?C\.?(?:E\.?)?)\s[0-9]{1,4}\b|\b[0-9]{1,4}\s(?:A\.?D|B\.?C)\b",
    ),
    ("a version", r"(?<![\w$£€.])[0-9]+(?:\.[0-9]+){2,}\b"),
    ("a name", r"\b[0-9]{1,3}ers\b"),
    ("a standard", r"\b[2-6][GD]\b"),
    (
        "a phone number",
        r"\+[0-9]{1,3}[ .-]?(?:\([0-9]{1,5}\)[ .-]?)?[0-9]{2,5}(?:[ .-][0-9]{2,5}){1,4}\b"
        r"|\([0-9]{2,5}\)\s?[0-9]{3,4}[ -][0-9]{3,4}\b|\b[0-9]{3}[-.][0-9]{3}[-.][0-9]{4}\b"
        r"|\b[0-9]{3}-[0-9]{4}\b|\b0[0-9]{2,4} [0-9]{3,4} [0-9]{3,4}\b",
    ),
    (
        "a name",
        r"\b(?!(?:GBP|USD|EUR|AUD|CAD|CHF|INR|CNY|RMB|JPY|RM|Rs|NZD|HKD|SGD)[0-9])"
        r"[A-Za-z]{1,20}[0-9][\w-]*"
        r"|\b(?!(?:minus|plus|sub|now|then|mid)-)[A-Za-z]{1,20}-[0-9]{1,4}[A-Za-z]?\b(?!-[a-z])(?![,.]?[0-9])",
    ),
    ("a name", r"\b[0-9]+[A-Z]{1,3}[0-9]\w*|\b[0-9]+[xX][0-9]+\b"),
    ("a reference", r"\[[0-9]{1,3}\]|§\s?[0-9]+(?:\.[0-9]+)*|№\s?[0-9]+"),
)
_COMBINED = re.compile("|".join(f"(?P<p{i}>{pattern})" for i, (_, pattern) in enumerate(PATTERNS)))
_LIST_MARKER = re.compile(r"[\[(]?[0-9]{1,3}[.)\]]\s{1,3}(?=\S)")


HEDGES = frozenset((phrase,) for phrase in (*BEFORE, "than", "least", "most"))


class Masked:
    """Where the patterns found what is no quantity, in one sentence."""

    def __init__(self, text: str, start: int, end: int) -> None:
        found = [match.span() for match in _COMBINED.finditer(text, start, end)]
        marker = _LIST_MARKER.match(text, start, end)
        line_start = start == 0 or "\n" in text[max(0, start - 6) : start]
        if marker and line_start:
            found.insert(0, marker.span())
        self._starts = [span[0] for span in found]
        self._ends = [span[1] for span in found]

    def end_at(self, offset: int) -> int:
        """The end of the pattern that covers this offset, or 0."""
        at = bisect_right(self._starts, offset) - 1
        return self._ends[at] if at >= 0 and offset < self._ends[at] else 0


def excluded(lexemes: list[Lexeme], number: Number) -> str:
    """Why this number is no quantity, or the empty string."""
    for reason, holds in QUESTIONS:
        if holds(lexemes, number):
            return reason
    return ""


def _at(lexemes: list[Lexeme], at: int) -> Lexeme | None:
    return lexemes[at] if 0 <= at < len(lexemes) else None


def _low(lexemes: list[Lexeme], at: int) -> str:
    return lexemes[at].low if 0 <= at < len(lexemes) else ""


def _bare_integer(lexemes: list[Lexeme], number: Number) -> str:
    """The digits, where the number is digits alone, with no grouping, decimal or scale."""
    lexeme = lexemes[number.first]
    alone = number.last == number.first + 1 and lexeme.kind == "num"
    return lexeme.text if alone and lexeme.text.isdigit() else ""


def _unit_or_sign_follows(lexemes: list[Lexeme], at: int) -> bool:
    following = _at(lexemes, at)
    if following is None:
        return False
    if (following.text in SIGNS and following.glued) or following.text == "%":
        return True
    pair = (following.low, _low(lexemes, at + 1))
    return (following.low,) in UNIT_PHRASES or pair in UNIT_PHRASES


def _is_year(lexemes: list[Lexeme], number: Number) -> bool:
    digits = _bare_integer(lexemes, number)
    if len(digits) != 4 or not 1000 <= int(digits) <= 2199:
        return False
    before, after = _at(lexemes, number.first - 1), _at(lexemes, number.last)
    if before is not None and before.kind == "sign":
        return False
    if after is not None and after.text in ("-", "–") and after.glued:
        joined = _at(lexemes, number.last + 1)
        if joined is not None and joined.kind == "num":
            return len(joined.text) == 2 or joined.text[:2] in ("19", "20")
        return joined is None or joined.low not in {"member", "strong", *TIMES}
    if _unit_or_sign_follows(lexemes, number.last):
        return (
            _low(lexemes, number.first - 1)
            in {
                "in",
                "since",
                "the",
                "during",
                "by",
                "until",
            }
            and after is not None
            and after.text not in SIGNS
        )
    if before is not None and before.low in YEAR_BEFORE:
        round_number = int(digits) % 100 == 0 and int(digits) != 1900
        return not (round_number and after is not None and after.plural)
    if before is not None and (before.low,) in HEDGES and int(digits) % 100 == 0:
        return before.low in ("around", "circa") and int(digits) >= 1500
    if int(digits) < 1500:
        return after is None or after.tag not in (NOUN, ADJECTIVE, PROPER)
    if after is not None and after.tag in (NOUN, ADJECTIVE) and after.plural:
        return 1900 <= int(digits) <= 2040 and int(digits) % 100 != 0
    return True


def _is_label(lexemes: list[Lexeme], number: Number) -> bool:
    before = _at(lexemes, number.first - 1)
    if before is not None and before.text == "." and number.first > 1 and before.glued:
        before = lexemes[number.first - 2]
        if before.low not in ("no", "nos", "vol", "fig", "art", "sec", "pp", "ch"):
            return False
    if before is None or before.low not in LABELS or number.low != number.low.to_integral_value():
        return False
    if before.low in SHY_LABELS and not before.text[0].isupper():
        return False
    if _unit_or_sign_follows(lexemes, number.last):
        return False
    after = _at(lexemes, number.last)
    return not (before.low in SHY_LABELS and after is not None and after.plural)


def _is_named(lexemes: list[Lexeme], number: Number) -> bool:
    """A small bare number right after a proper name and before no noun: "Boeing 737"."""
    if not _bare_integer(lexemes, number) or _unit_or_sign_follows(lexemes, number.last):
        return False
    before, after = _at(lexemes, number.first - 1), _at(lexemes, number.last)
    if before is not None and before.text in CURRENCY_PREFIXES:
        return False
    if before is None or before.tag != PROPER or not before.text[0].isupper():
        return False
    if before.low.endswith("day") or (before.text.isupper() and before.text in ("US", "UK")):
        return False
    if after is not None and (after.plural or after.tag in (NOUN, ADJECTIVE)):
        return after.tag == PROPER
    return after is None or (
        after.text not in {"%", "-", "–"} and after.low not in {"to", "percent"}
    )


def _is_one_of_an_idiom(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "one" that counts nothing: "no one", "one another", "one of the best"."""
    if number.last != number.first + 1 or lexemes[number.first].low != "one":
        return False
    after = _at(lexemes, number.last)
    if _low(lexemes, number.first - 1) in ("minus", "negative", "plus"):
        return False
    if _low(lexemes, number.first - 1) in ONE_IDIOMS_BEFORE or after is None:
        return True
    if after.low == "in" or (after.low, _low(lexemes, number.last + 1)) == ("out", "of"):
        following = _at(lexemes, number.last + (1 if after.low == "in" else 2))
        return following is None or (following.kind != "num" and not _small(following.low))
    if after.low == "or" or after.low == "to" or after.text == "-":
        return not _small(_low(lexemes, number.last + 1)) and after.text != "-"
    if after.low in ("hand", "side") and _low(lexemes, number.first - 1) in ("on", "the", "to"):
        return True
    if after.low in ONE_IDIOMS_AFTER:
        return True
    return after.tag not in (NOUN, ADJECTIVE, PROPER) and after.low not in {"per", "percent"}


def _small(word: str) -> bool:
    return word in {
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty",
    }  # fmt: skip


def _is_zero_led(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "007", "0845": a code."""
    digits = _bare_integer(lexemes, number)
    return len(digits) > 1 and digits[0] == "0" and digits.strip("0") != ""


def _is_top_list(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "S&P 500", "FTSE 100": an index that carries a number in its name."""
    before = _low(lexemes, number.first - 1)
    return before in {
        "ftse",
        "nasdaq",
        "fortune",
        "nikkei",
        "cac",
        "dax",
        "russell",
        "p",
        "sp",
        "asx",
        "stoxx",
    } and (
        (bool(_bare_integer(lexemes, number)) and before != "p")
        or (before == "p" and _low(lexemes, number.first - 2) in {"&", "s"})
    )


def _is_score(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "voted 19-15": two bare numbers on a hyphen that fall, which no range does."""
    digits, at = _bare_integer(lexemes, number), number.first
    for here, first, second in ((at + 1, at, at + 2), (at - 1, at - 2, at)):
        if _low(lexemes, here) not in ("-", "–") or not lexemes[here].glued or not digits:
            continue
        one, other = _at(lexemes, first), _at(lexemes, second)
        if one is None or other is None or not other.glued or len(one.text) > 3:
            continue
        both = one.text.isdigit() and other.text.isdigit()
        if (
            both
            and int(one.text) > int(other.text)
            and not _unit_or_sign_follows(lexemes, second + 1)
        ):
            return True
    return False


def _is_ranking(lexemes: list[Lexeme], number: Number) -> bool:
    """As in "the bottom three" and "the other two": places, with no noun counted."""
    before, after = _low(lexemes, number.first - 1), _at(lexemes, number.last)
    if before not in {"top", "bottom", "big", "other", "final"} or number.last > number.first + 1:
        return False
    return after is None or after.tag not in (NOUN, ADJECTIVE, PROPER)


QUESTIONS: tuple[tuple[str, Callable[[list[Lexeme], Number], bool]], ...] = (
    ("a code", _is_zero_led),
    ("a year", _is_year),
    ("a label", _is_label),
    ("an index", _is_top_list),
    ("a name", _is_named),
    ("a score", _is_score),
    ("a ranking", _is_ranking),
    ("an idiom", _is_one_of_an_idiom),
)
