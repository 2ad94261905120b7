"""A cell's value as the spreadsheet shows it, by its number format.

Understood: decimals, grouped thousands, thousands and millions left out, percent, exponents,
currencies and other words in the format, sections for negative numbers, zero and text, and dates.
What is not understood (fractions, locales, conditions) is shown as a plain number or an ISO date.
Format codes: ECMA-376 part 1, 18.8.30 and 18.8.31.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

# Literal words, escaped signs, widths and colours; "[$€-407]" is a currency.
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)(?:-[^\]]*)?\]|\[[^\]]*\]')
_DIGITS = re.compile(r"[#0?](?:[#0?,]*[#0?])?(?:\.[#0?]*)?,*(?:E[+-]?0+)?|\.[#0?]+", re.IGNORECASE)
_SPACED = re.compile("(?<=[#0])[ \u00a0\u202f](?=[#0])")
_SECTION = re.compile(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*)(?:;|$)')
_DATE_CODE = re.compile(r"yyyy|yy|m{1,5}|d{1,4}|hh?|ss?(?:\.0+)?|AM/PM|A/P", re.IGNORECASE)
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MOST_DIGITS = 10  # that "General" shows behind the point and before it


def shown(value: Any, code: str) -> str:
    """``value`` as openpyxl read it, by the format ``code`` of its cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, code or "General")
    if isinstance(value, datetime | date | time):
        return _moment(value, code)
    if isinstance(value, timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(value)


def _number(value: float, code: str) -> str:
    try:
        number = Decimal(repr(value))
        if not number.is_finite():
            return str(value)
        return _by_section(number, code)
    except (InvalidOperation, OverflowError):
        return repr(value)


def _by_section(number: Decimal, code: str) -> str:
    sections = _SECTION.findall(code)[:4]
    while len(sections) > 1 and not sections[-1] and not code.endswith(";"):
        sections.pop()
    section, sign = sections[0], "-" if number < 0 else ""
    if number < 0 and len(sections) > 1:
        section, sign = sections[1], ""
    elif number == 0 and len(sections) > 2:
        section = sections[2]
    words, pattern = _apart(section)
    if "general" in pattern.lower() or pattern.strip() == "@" or not pattern.strip():
        return sign + _general(abs(number)) if not words or "@" in pattern else words[0]
    spaced = _SPACED.search(pattern) is not None
    pattern = _SPACED.sub(",", pattern)
    digits = _DIGITS.search(pattern)
    if digits is None:
        return _filled(pattern, words).strip()
    if "/" in pattern:  # fractions
        return sign + _general(abs(number))
    text = _by_digits(abs(number), digits[0], pattern.count("%"))
    if spaced:
        text = text.replace(",", "\u00a0")
    if not any(char in "123456789" for char in text):
        sign = ""
    before, after = pattern[: digits.start()], pattern[digits.end() :]
    return (sign + _filled(before, words) + text + _filled(after, words)).strip()


def _apart(section: str) -> tuple[list[str], str]:
    """The words of a section, and the section with U+E000 onwards in their places."""
    words: list[str] = []

    def put_by(match: re.Match[str]) -> str:
        word = match[1] or match[2] or match[3] or ""
        if not word:
            return ""
        words.append(word)
        return chr(0xE000 + len(words) - 1)

    return words, _QUOTED.sub(put_by, section)


def _filled(pattern: str, words: list[str]) -> str:
    return "".join(
        words[ord(char) - 0xE000] if 0 <= ord(char) - 0xE000 < len(words) else char
        for char in pattern
        if char not in "#?"
    )


def _by_digits(number: Decimal, digits: str, percents: int) -> str:
    """The number by a pattern such as ``#,##0.0`` or ``0.00E+00``; a comma behind the last digit
    leaves out thousands."""
    mantissa, mark, exponent = digits.upper().partition("E")
    shown_part = mantissa.rstrip(",")
    left_out = 3 * (len(mantissa) - len(shown_part))
    number = number.scaleb(2 * percents - left_out)
    power = number.adjusted() if mark and number else 0
    whole, _, broken = shown_part.partition(".")
    places = Decimal(1).scaleb(-len(broken))
    fixed = number.scaleb(-power).quantize(places, rounding=ROUND_HALF_UP)
    text = _optional_decimals(f"{fixed:,f}" if "," in whole else f"{fixed:f}", broken)
    if not mark:
        return text
    sign = "-" if power < 0 else "+" if "+" in exponent else ""
    return f"{text}E{sign}{abs(power):0{exponent.count('0')}}"


def _optional_decimals(text: str, broken: str) -> str:
    """ "0.##" shows no noughts at its end."""
    optional = len(broken) - len(broken.rstrip("#?"))
    while optional and text.endswith("0"):
        text, optional = text[:-1], optional - 1
    return text.rstrip(".") if "." in text else text


def _general(number: Decimal) -> str:
    """As "General" shows it in a cell that is wide enough."""
    if number and (number >= Decimal("1e21") or number < Decimal("1e-9")):
        return f"{float(number):.6g}"
    places = max(0, MOST_DIGITS - max(0, number.adjusted()))
    fixed = number.quantize(Decimal(1).scaleb(-min(places, MOST_DIGITS)), rounding=ROUND_HALF_UP)
    text = f"{fixed:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _moment(value: datetime | date | time, code: str) -> str:
    words, pattern = _apart(_SECTION.findall(code or "")[0])
    if not _DATE_CODE.search(pattern):
        return _iso(value)
    half_days = "AM/PM" in pattern.upper() or "A/P" in pattern.upper()
    codes = list(_DATE_CODE.finditer(pattern))
    pieces, done, told = [], 0, ""
    for place, match in enumerate(codes):
        following = codes[place + 1][0].lower() if place + 1 < len(codes) else ""
        name = match[0].lower()
        if name in ("m", "mm") and (told.startswith("h") or following.startswith("s")):
            name = f"minute{len(name)}"
        pieces += [_filled(pattern[done : match.start()], words), _piece(value, name, half_days)]
        done, told = match.end(), name
    pieces.append(_filled(pattern[done:], words))
    return "".join(pieces).split(";")[0].strip() or _iso(value)


def _iso(value: datetime | date | time) -> str:
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()


def _piece(value: datetime | date | time, name: str, half_days: bool) -> str:
    day = value if isinstance(value, date) else date(1900, 1, 1)
    moment = value if isinstance(value, datetime | time) else time()
    hour = (moment.hour % 12 or 12) if half_days else moment.hour
    month, weekday = MONTHS[day.month - 1], DAYS[day.weekday()]
    return {
        "yyyy": f"{day.year:04}", "yy": f"{day.year % 100:02}",
        "m": f"{day.month}", "mm": f"{day.month:02}",
        "mmm": month[:3], "mmmm": month, "mmmmm": month[0],
        "d": f"{day.day}", "dd": f"{day.day:02}", "ddd": weekday[:3], "dddd": weekday,
        "h": f"{hour}", "hh": f"{hour:02}",
        "minute1": f"{moment.minute}", "minute2": f"{moment.minute:02}",
        "s": f"{moment.second}", "ss": f"{moment.second:02}",
        "am/pm": "AM" if moment.hour < 12 else "PM", "a/p": "A" if moment.hour < 12 else "P",
    }.get(name, f"{moment.second:02}")  # fmt: skip
