"""Stretches of a sentence that hold digits and no quantity, by their shape alone: dates, years,
clock times, phone numbers, names. A table of named patterns, so that a reading can be explained.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from ..lexicons.currencies import CODES, SHY_PREFIXES

_MONTH = (
    r"(?:Jan(?:uary|\b)|Feb(?:ruary|\b)|Mar(?:ch|\b)|Apr(?:il|\b)|May\b|June?\b|July?\b|Aug(?:ust|\b)"
    r"|Sept?(?:ember|\b)|Oct(?:ober|\b)|Nov(?:ember|\b)|Dec(?:ember|\b))\.?"
)
# In lower case only where no other word is meant.
_LOW_MONTH = (
    r"(?:january|february|april|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|aug|sept|sep|oct|nov|dec)\s?\.|(?<=on )(?:may|march))"
)
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]|20|21)[0-9]{2}"
_DASH = r"\s{0,2}(?:[-–—/]|to|and|through|until|till)\s{0,2}"
_NOT_MORE = r"(?![0-9]|[.,][0-9])"
_CLOCK = r"(?:GMT|BST|CET|CEST|EST|EDT|PST|PDT|UTC)"
# Money that is glued to its digits, at any sum; by codes, which names have too ("PHP8"), only at
# larger ones; by a letter, only where a scale or a group proves it.
_MONEY = (
    r"GBP|USD|EUR|AUD|CAD|CHF|INR|CNY|RMB|JPY|RM|Rs|Rp|NZD|HKD|SGD|Tk|K?Sh|Ksh|[SND]Kr|SFr|Dhs?"
)
_CODES = "|".join(sorted(CODES))
_SHY_MONEY = "|".join(sorted(SHY_PREFIXES))

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
    ("a date", rf"\b{_LOW_MONTH}\s[0-3]?[0-9]\b(?:\s?,\s{_YEAR}\b)?{_NOT_MORE}"),
    (
        "a date",
        rf"(?<![0-9.,$£€])\b{_DAY}\s(?:{_LOW_MONTH}|(?:may|march)(?=\s(?:that|this|of|the|1|2|,)))"
        rf"(?:\s{_YEAR})?\b",
    ),
    ("a month", rf"\b{_MONTH},?\s{{1,2}}(?:of\s)?{_YEAR}\b{_NOT_MORE}"),
    ("a date", r"\b(?:[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}|[0-9]{4}-[0-9]{2}-[0-9]{2}|9/11)\b"),
    ("round the clock", r"\b24/7\b"),
    (
        "a clock time",
        r"\b[0-9]{1,2}(?:[:.][0-5][0-9]){0,2}\s?(?:(?:[ap]\.?\s?m\b\.?)|[AP]\.?M\b\.?)"
        r"|\b[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?\b"
        rf"|\b[0-9]{{1,2}}\s(?:o['’]clock|{_CLOCK}\b)"
        rf"|\b[0-9]{{1,2}}[.][0-5][0-9]\s?{_CLOCK}|\b[0-2][0-9][0-5][0-9]\s(?:hrs|{_CLOCK})\b",
    ),
    ("a period", rf"\b{_YEAR}\s?[-–—/]\s?(?:{_YEAR}|[0-9]{{2}})\b{_NOT_MORE}"),
    (
        "a period",
        rf"\b(?:between|from)\s{_YEAR}\s(?:and|to|until|till|through)\s{_YEAR}\b(?!\s\w+s\b)",
    ),
    ("a decade", r"(?<![\w.,$£€])['’‘]?(?:[0-9]{1,2}|[0-9]{3})?[0-9]0['’]?s\b"),
    ("a year", r"(?<![\w.,$£€])(?:1[6-9]|20)[0-9]{2}['’]?s\b"),
    (
        "an ordinal",
        r"(?<![\w.,/\u2044])[0-9]{0,3}(?:,[0-9]{3})*(?:(?<!1)(?:1st|2nd|3rd)|(?<=[0-9])th|1[123]th)s?\b",
    ),
    (
        "a year",
        r"(?<![0-9])['’][0-9]{2}\b(?![0-9%,.]?[0-9])"
        r"|\b(?:A\.?D\.?|B\.?C\.?(?:E\.?)?)\s[0-9]{1,4}\b|\b[0-9]{1,4}\s(?:A\.?D|B\.?C)\b",
    ),
    (
        "a version",
        r"(?<![\w$£€.])(?![0-9]{1,3}(?:\.[0-9]{3}){2}(?![0-9.]))[0-9]+(?:\.[0-9]+){2,}\b",
    ),
    ("a name", r"\b[0-9]{1,3}ers\b"),
    ("a standard", r"\b[2-6][GD]\b"),
    (
        "a phone number",
        r"\+[0-9]{1,3}[ .-]?(?:\([0-9]{1,5}\)[ .-]?)?[0-9]{2,5}(?:[ .-][0-9]{2,5}){1,4}\b"
        r"|\([0-9]{2,5}\)\s?[0-9]{3,4}[ -][0-9]{3,4}\b|\b[0-9]{3}[-.][0-9]{3}[-.][0-9]{4}\b"
        r"|\b(?:1-)?(?:[0-9]{3}-)?[0-9]{3}-[0-9]{4}\b"
        r"|\b0[0-9]{2,4} [0-9]{3,4} [0-9]{3,4}\b",
    ),
    (
        "a name",
        rf"\b(?!(?:{_MONEY})[0-9]|(?:{_CODES})[0-9,]*(?:[0-9]{{3}}|\.[0-9])"
        rf"|(?:{_SHY_MONEY})[0-9]+(?:\.[0-9]|,[0-9]{{3}}|[mb]|\s(?:m|b|tr)illion))"
        r"[A-Za-z]{1,20}[0-9][\w-]*"
        r"|\b(?!(?:minus|plus|sub|now|then|mid|under|over|pre|post|non|about|the|age|aged"
        r"|to|and|or|a|an|by|of)-)"
        r"[A-Za-z]{1,20}-[0-9]{1,4}[A-Za-z]?\b(?!-[a-z])(?![,.]?[0-9])",
    ),
    ("a name", r"\b[0-9]+(?!E[0-9]{1,2}\b)[A-Z]{1,3}[0-9]\w*|\b[0-9]+[xX](?!10[\^⁻⁰-⁹])[0-9]+\b"),
    ("a name", r"\b[0-9]+e[0-9]+[A-Za-z]\w*"),
    # "10 ^ 12", "10**12", "10^(12)", which are not worked out
    (
        "a power",
        r"(?<![\w.,])(?:[0-9][0-9.,]*\s?[x×·*]\s?)?[0-9][0-9.,]*"
        r"(?:\s\^\s?|\^\s|\^(?=\()|\*\*)\(?[-+]?[0-9][0-9.,]*",
    ),
    ("a reference", r"\[[0-9]{1,3}\]|§\s?[0-9]+(?:\.[0-9]+)*|№\s?[0-9]+"),
)
_COMBINED = re.compile("|".join(f"(?P<p{i}>{pattern})" for i, (_, pattern) in enumerate(PATTERNS)))
_LIST_MARKER = re.compile(r"[\[(]?[0-9]{1,3}[.)\]]\s{1,3}(?=\S)")
# "in his 50s", "the mid-50s": an age or a level, while "the 50s" is a decade.
_TEN = re.compile(r"[0-9]0s")
_NO_DECADE = re.compile(
    r"\b(?:his|her|their|my|your|our|low|lower|mid|middle|high|upper|early|late)[\s-]\$?$",
    re.IGNORECASE,
)


class Masked:
    """Where the patterns found what is no quantity, in one sentence."""

    def __init__(self, text: str, start: int, end: int) -> None:
        found = [
            match.span()
            for match in _COMBINED.finditer(text, start, end)
            if not _is_ten(text, match, start)
        ]
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


def _is_ten(text: str, match: re.Match[str], start: int) -> bool:
    if not _TEN.fullmatch(match.group()):
        return False
    return bool(_NO_DECADE.search(text[max(start, match.start() - 12) : match.start()]))
