"""Figures in words: short, exact enough to judge, and the same wherever a figure is shown."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal

from .factors import is_factor, is_multiple
from .measures import Measure, measure_of
from .nouns import in_number, plural
from .quantity import Change, Comparator, Nature, Quantity
from .units import SHARES, canonical_unit, dimension_of

MINUS = "\u2212"
DASH = " \u2013 "
BILLION = Decimal(10) ** 9
SCALE_WORDS = (
    (Decimal(10) ** 12, "trillion"),
    (BILLION, "billion"),
    (Decimal(10) ** 6, "million"),
)
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
MONEY_SIGNS = {
    "US dollar": "$",
    "euro": "€",
    "pound sterling": "£",
    "Japanese yen": "¥",
    "Chinese yuan": "CN¥",
    "Indian rupee": "₹",
    "Canadian dollar": "C$",
    "Australian dollar": "A$",
    "New Zealand dollar": "NZ$",
    "Hong Kong dollar": "HK$",
    "Singapore dollar": "S$",
}
SYMBOLS = {
    "percent": "%",
    "percentage point": "pp",
    "per mille": "‰",
    "degree Celsius": "°C",
    "degree Fahrenheit": "°F",
    "kelvin": "K",
    "kilometre": "km",
    "metre": "m",
    "centimetre": "cm",
    "millimetre": "mm",
    "square kilometre": "km²",
    "square metre": "m²",
    "cubic metre": "m³",
    "kilogram": "kg",
    "gram": "g",
    "milligram": "mg",
    "kilometre per hour": "km/h",
    "metre per second": "m/s",
    "mile per hour": "mph",
    "kilowatt hour": "kWh",
    "megawatt hour": "MWh",
    "gigawatt hour": "GWh",
    "terawatt hour": "TWh",
    "kilowatt": "kW",
    "megawatt": "MW",
    "gigawatt": "GW",
}
FRACTIONS = (
    (Decimal("0.5"), "half"),
    (Decimal(1) / 3, "a third"),
    (Decimal(2) / 3, "two thirds"),
    (Decimal("0.25"), "a quarter"),
    (Decimal("0.75"), "three quarters"),
    (Decimal("0.2"), "a fifth"),
    (Decimal("0.1"), "a tenth"),
)
# "Prices doubled" keeps its verb on a chip, where "+2 times" would read as three times as much.
MULTIPLYING = {
    Decimal("0.5"): ("halv", "halved"),
    Decimal(2): ("doubl", "doubled"),
    Decimal(3): ("tr", "tripled"),
    Decimal(4): ("quadrupl", "quadrupled"),
    Decimal(5): ("quintupl", "quintupled"),
}
LEADS_IN_WORDS = {"> ": "more than ", "< ": "less than ", "≈ ": "about "}
ZERO = Decimal(0)
SIGNIFICANT = 4  # digits of a number that was worked out; whole ones are never rounded
WRITTEN = 12  # more digits than that, with a fraction among them, nobody writes
NUMERAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")
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


def figure_words(quantity: Quantity, *, counted: bool = True) -> str:
    """The figure as it stands on chips, in tables and at the number line.

    "5,000 – 7,000 people", "65 members", "> 50 %", "−3.2 pp", "≈ 6,300 people", "up to 4,700",
    "$4 million", "1 in 5 children", "40 → 50", "7 to 2", "3–1", "doubled", "up 5-fold".
    ``counted=False`` leaves out what is counted.
    """
    whole = (
        _share_words(quantity, counted=counted)
        or _pair_words(quantity)
        or _factor_words(quantity, counted=counted)
    )
    if whole is not None:
        return whole
    unit, under = _unit_and_denominator(quantity)
    amounts = _amounts(quantity, unit)
    words = _sized(amounts, quantity, unit)
    noun = _counted_words(quantity, unit) if counted else ""
    return f"{words}{noun}{under}"


def _share_words(quantity: Quantity, *, counted: bool) -> str | None:
    """The words of "1 in 5" and "half", which are not a number with a unit after it."""
    measure = measure_of(quantity.unit, per=quantity.per, counted=quantity.counted)
    of_what = plural(quantity.counted) if quantity.counted and counted else ""
    if measure.top == "proportion" and not quantity.unit:
        amounts = _amounts(quantity, "")
        return f"{amounts} in {number_words(measure.over)}{' ' if of_what else ''}{of_what}"
    if measure.top != "proportion" or quantity.low is None or quantity.low != quantity.high:
        return None
    if quantity.nature is not Nature.LEVEL:
        return None
    for value, words in FRACTIONS:
        if abs(quantity.low - value) < Decimal("0.004") and "." not in quantity.text:
            lead = _lead(quantity)
            return f"{lead}{words}{' of ' if of_what else ''}{of_what}"
    return None


def _pair_words(quantity: Quantity) -> str | None:
    """The words of odds, a ratio and a score, which are two numbers and no unit."""
    if quantity.unit == "ratio" and NUMERAL.fullmatch(quantity.per or "1"):
        return f"{_amounts(quantity, '')} to {number_words(Decimal(quantity.per or 1))}"
    if quantity.unit != "score" or quantity.low is None or quantity.high is None:
        return None
    low, high = number_words(quantity.low), number_words(quantity.high)
    # In the order of the text; whoever won usually stands first.
    return f"{low}–{high}" if quantity.text.startswith(low) else f"{high}–{low}"


def _factor_words(quantity: Quantity, *, counted: bool) -> str | None:
    """The words of a change by a factor, in the verb it was said in if it has one."""
    if not is_factor(quantity):
        return None
    words, lead, only = quantity.text.casefold(), _lead(quantity), _single(quantity)
    noun = f" {plural(quantity.counted)}" if quantity.counted and counted else ""
    stem, verb = MULTIPLYING.get(only, ("", "")) if only is not None else ("", "")
    if stem and re.search(rf"\b{stem}\w*(?:ed|ing|es?)\b", words):
        return f"{LEADS_IN_WORDS.get(lead, lead)}{verb}{noun}"
    if only is None:
        assert quantity.low is not None  # two bounds that differ
        assert quantity.high is not None
        amount = _range(quantity.low, quantity.high, "")
    else:
        amount = number_words(only)
    unit = "-fold" if "fold" in words else " times"
    return f"{quantity.change.value} {lead}{amount}{unit}{noun}"


def _unit_and_denominator(quantity: Quantity) -> tuple[str, str]:
    unit = canonical_unit(quantity.unit)
    measure = measure_of(quantity.unit, per=quantity.per)
    if not measure.under and measure.over == 1:
        return unit, ""
    if unit in SYMBOLS and not quantity.per:
        return unit, ""
    return measure.top, _under_words(measure)


def _amounts(quantity: Quantity, unit: str) -> str:
    low, high = (_shown(bound, unit) for bound in (quantity.low, quantity.high))
    money = MONEY_SIGNS.get(unit, "")
    if quantity.nature is Nature.TRANSITION and low is not None and high is not None:
        return f"{_signed(low, money)} → {_signed(high, money)}"
    lead = _lead(quantity)
    if low is None or high is None or low == high:
        only = low if low is not None else high
        assert only is not None  # a quantity has at least one bound
        way = f"{quantity.change.value} " if lead and _is_directed(quantity) else ""
        return way + lead + _with_direction(only, quantity, money, bare=not lead)
    if _is_directed(quantity):
        return f"{quantity.change.value} {lead}{_range(abs(low), abs(high), money)}"
    return lead + _range(low, high, money)


def _shown(bound: Decimal | None, unit: str) -> Decimal | None:
    if bound is None:
        return None
    return rounded(bound * 100 if unit == "proportion" else bound)


def rounded(value: Decimal) -> Decimal:
    """A number as it is shown: 100 ÷ 3 is 33.33. What somebody may have written stays as it is;
    only a fraction with more digits, which was worked out, is cut to four digits that count."""
    if len(value.as_tuple().digits) <= WRITTEN or value == value.to_integral_value():
        return value
    whole_digits = max(value.adjusted() + 1, 0)
    return Context(prec=max(SIGNIFICANT, whole_digits)).plus(value)


def _range(low: Decimal, high: Decimal, money: str) -> str:
    low, high = min(low, high), max(low, high)
    first, last = number_words(low), number_words(high)
    number, _, scale = last.partition(" ")
    if scale and first.endswith(f" {scale}"):
        first = first.removesuffix(f" {scale}")
    joint = " to " if low < 0 else DASH
    last = f"{number} {scale}" if scale else _with_pennies(number) if money else number
    return f"{money_first(first, money)}{joint}{last}"


def money_first(words: str, money: str) -> str:
    """A currency sign before the number and behind its minus: "−$0.50"."""
    words = _with_pennies(words) if money else words
    if words.startswith(MINUS):
        return f"{MINUS}{money}{words.removeprefix(MINUS)}"
    return f"{money}{words}"


def _with_pennies(words: str) -> str:
    """Two digits after the point for an amount that has one, as prices are written."""
    return f"{words}0" if ONE_DIGIT_BROKEN.search(words) else words


def _signed(value: Decimal, money: str) -> str:
    return money_first(number_words(value), money)


def _with_direction(value: Decimal, quantity: Quantity, money: str, *, bare: bool) -> str:
    """A difference carries its sign, unless "up" or "down" stands before another word."""
    if not _is_directed(quantity):
        return _signed(value, money)
    size = money_first(number_words(abs(value)), money)
    if not bare:
        return size
    return f"{'+' if quantity.change is Change.UP else MINUS}{size}"


def _is_directed(quantity: Quantity) -> bool:
    return quantity.nature is Nature.DIFFERENCE and quantity.change is not Change.NONE


def _lead(quantity: Quantity) -> str:
    words = quantity.text.casefold()
    for hedge in ("nearly", "almost"):
        if hedge in words and None not in (quantity.low, quantity.high):
            return f"{hedge} "
    if quantity.high is None:
        return "> " if quantity.comparator is Comparator.MORE_THAN else "at least "
    if quantity.low is None:
        return "< " if quantity.comparator is Comparator.LESS_THAN else "up to "
    one_value = quantity.low == quantity.high
    return "≈ " if one_value and quantity.comparator is Comparator.ABOUT else ""


def _sized(amounts: str, quantity: Quantity, unit: str) -> str:
    """The amounts with their unit after them, unless the unit is money with a sign of its own."""
    if not unit or unit in MONEY_SIGNS:
        return amounts
    if unit == "proportion":
        return f"{amounts} %"
    if unit in SYMBOLS:
        return f"{amounts} {SYMBOLS[unit]}"
    if " per " in unit:
        return f"{amounts} {plural(unit)}"
    if unit.endswith(" of age"):
        return f"{amounts} {in_number(unit.removesuffix(' of age'), _single(quantity))} old"
    return f"{amounts} {in_number(unit, _single(quantity))}"


def _single(quantity: Quantity) -> Decimal | None:
    bounds = {bound for bound in (quantity.low, quantity.high) if bound is not None}
    return bounds.pop() if len(bounds) == 1 else None


def _counted_words(quantity: Quantity, unit: str) -> str:
    if not quantity.counted:
        return ""
    if not unit:
        return f" {in_number(quantity.counted, _single(quantity))}"
    if unit in SHARES or dimension_of(unit) in ("mass", "volume", "area", "length"):
        return f" of {plural(quantity.counted) if unit in SHARES else quantity.counted}"
    return ""


def unit_after(measure: Measure) -> str:
    """A measure behind a bare number: " km", " %", " US dollars per barrel", "" for a count."""
    if not measure.top:
        return _under_words(measure)
    top = SYMBOLS.get(measure.top) or plural(measure.top)
    return f" {top}{_under_words(measure)}"


def _under_words(measure: Measure) -> str:
    if not measure.under and measure.over == 1:
        return ""
    over = "" if measure.over == 1 else f"{number_words(measure.over)} "
    return f" per {over}{in_number(measure.under, measure.over)}".rstrip()


def unit_words(quantity: Quantity) -> str:
    """What the numbers on an axis count: "people", "percent", "US dollars per barrel"."""
    measure = measure_of(quantity.unit, per=quantity.per, counted=quantity.counted)
    if is_multiple(quantity):
        return f"times{_under_words(measure)}"
    if measure.top == "proportion" or canonical_unit(quantity.unit) in SHARES:
        of_what = f" of {plural(quantity.counted)}" if quantity.counted else ""
        return f"percent{of_what}"
    top = plural(measure.top) if measure.top else plural(quantity.counted)
    top = "percentage points" if measure.top == "percentage point" else top
    return f"{top}{_under_words(measure)}".strip()
