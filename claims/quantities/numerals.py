"""One number in words: with its scale word, as a percentage, behind a currency's sign."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal

MINUS = "\u2212"
BILLION = Decimal(10) ** 9
SCALE_WORDS = (
    (Decimal(10) ** 12, "trillion"),
    (BILLION, "billion"),
    (Decimal(10) ** 6, "million"),
)
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
SIGNIFICANT = 4  # digits of a number that was worked out; whole ones are never rounded
WRITTEN = 12  # more digits than that, with a fraction among them, nobody writes
ONE_DIGIT_BROKEN = re.compile(r"\.[0-9]$")


def number_words(value: Decimal) -> str:
    """One number for people: "5,000", "1.4 million", "−3.2", "0.0004".

    From a million up, a scale word stands in for the zeros where that loses nothing. Only beyond
    a thousand trillion, or below a millionth, powers of ten are used.
    """
    sign, size = (MINUS if value < 0 else ""), abs(value)
    if size >= Decimal(10) ** 18 or 0 < size < Decimal("0.000001"):
        return sign + _power_of_ten(size)
    size = _trimmed(size)
    for scale, word in SCALE_WORDS:
        if size >= scale:
            scaled = _trimmed(size / scale)
            if _digits_after_point(scaled) <= 3:
                return f"{sign}{scaled:,f} {word}"
            break
    return f"{sign}{size:,f}"


def _trimmed(value: Decimal) -> Decimal:
    """Without trailing zeros and without an exponent, to 12 significant digits where it has a
    broken part, so that a third stays readable."""
    if value == value.to_integral_value():
        return value.quantize(Decimal(1), context=Context(prec=60))
    short = Context(prec=12).plus(value).normalize()
    if int(short.as_tuple().exponent) <= 0:
        return short
    return short.quantize(Decimal(1), context=Context(prec=60))


def _digits_after_point(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))


def _power_of_ten(size: Decimal) -> str:
    exponent = size.adjusted()
    mantissa = Context(prec=4).plus(size.scaleb(-exponent)).normalize()
    return f"{mantissa:f} × 10{str(exponent).translate(SUPERSCRIPTS)}"


def percent_words(share: Decimal) -> str:
    """A share as a reader wants it: 0.0604 is "6 %", 0.0154 "1.5 %", 0.0019 "0.2 %"."""
    percent = abs(share) * 100
    if percent >= 10:
        places = Decimal(1)
    elif percent >= Decimal("0.1"):
        places = Decimal("0.1")
    else:
        places = Decimal(1).scaleb(percent.adjusted())
    if Decimal("99.5") <= percent < 100:
        if percent >= Decimal("99.95"):
            return "over 99.9 %"
        places = Decimal("0.1")
    rounded = percent.quantize(places, rounding=ROUND_HALF_UP, context=Context(prec=60))
    return f"{number_words(rounded)} %"


def points_words(points: Decimal) -> str:
    """How far two percentages lie apart: "2 percentage points", "0.4 percentage points"."""
    size = abs(points)
    places = (
        Decimal("0.1") if size >= Decimal("0.1") or not size else Decimal(1).scaleb(size.adjusted())
    )
    shown = size.quantize(places, rounding=ROUND_HALF_UP, context=Context(prec=60))
    return f"{number_words(shown)} percentage point{'' if shown == 1 else 's'}"


def rounded(value: Decimal) -> Decimal:
    """A number as it is shown: 100 ÷ 3 is 33.33. What somebody may have written stays as it is;
    only a fraction with more digits, which was worked out, is cut to four digits that count."""
    if len(value.as_tuple().digits) <= WRITTEN or value == value.to_integral_value():
        return value
    whole_digits = max(value.adjusted() + 1, 0)
    return Context(prec=max(SIGNIFICANT, whole_digits)).plus(value)


def money_first(words: str, money: str) -> str:
    """A currency sign before the number and behind its minus: "−$0.50"."""
    words = with_pennies(words) if money else words
    if words.startswith(MINUS):
        return f"{MINUS}{money}{words.removeprefix(MINUS)}"
    return f"{money}{words}"


def with_pennies(words: str) -> str:
    """Two digits after the point for an amount that has one, as prices are written."""
    return f"{words}0" if ONE_DIGIT_BROKEN.search(words) else words
