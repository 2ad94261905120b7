"""What people type for a figure: a number in any grouping, bounds by how they are meant, and
nouns in the singular.

Raises ``ValueError`` with a sentence for a person; no Django and no database.
"""

from __future__ import annotations

import re
from decimal import Decimal

from claims import nlp
from claims.nlp.figures.lemmas import singular
from claims.quantities import Comparator, Nature, Quantity

LONGEST = 60
DIGITS = 28  # what a quantity promises to keep
SCALES = {
    "": 0,
    "hundred": 2,
    "thousand": 3, "k": 3,
    "million": 6, "mio": 6, "mn": 6, "m": 6,
    "billion": 9, "bn": 9, "b": 9,
    "trillion": 12, "tn": 12,
}  # fmt: skip
_TYPED = re.compile(r"([-+−–]?)\s*([0-9][0-9.,'’_\s]*|[.,][0-9]+)\s*([a-z]*)", re.IGNORECASE)
# Groups of three from the right, or two as in "1,00,000"; a mark that groups stands more than
# once or has three digits behind it.
_GROUPED = re.compile(r"[0-9]{1,3}(?:([,.'’_ ])[0-9]{2,3})(?:\1[0-9]{2,3})*")
_AMOUNT = re.compile(r"([0-9][0-9.,'’ ]*)\s*(.*)")

_NUMBER = re.compile(r"[0-9](?:[0-9.,'’\u00a0\u202f]*[0-9])?")

UPWARDS = {Comparator.MORE_THAN, Comparator.AT_LEAST}
DOWNWARDS = {Comparator.LESS_THAN, Comparator.AT_MOST}

Bounds = tuple[Decimal | None, Decimal | None, Comparator]


def number_of(typed: str) -> Decimal:
    """ "5,000", "5 000", "5'000", "1.2 million", "−3.2", "3,2" and "five thousand" as a number."""
    said = " ".join(typed.split())
    if len(said) > LONGEST:
        raise ValueError("This is too long for a number.")
    match = _TYPED.fullmatch(said)
    if match is None or match[3].lower() not in SCALES:
        return _read_as_words(said)
    value = Decimal(_plain(match[2].strip())).scaleb(SCALES[match[3].lower()])
    if len(value.as_tuple().digits) > DIGITS or abs(value.adjusted()) > DIGITS:
        raise ValueError(f"A figure has at most {DIGITS} digits.")
    value = Decimal(f"{value:f}")
    return value if match[1] in ("", "+") else -value


def _plain(number: str) -> str:
    """The digits with at most one decimal point."""
    whole, mark, broken = number, "", ""
    if "," in number and "." in number:
        last = max(number.rfind(","), number.rfind("."))
        whole, mark, broken = number[:last], ".", number[last + 1 :]
    elif re.fullmatch(r"[0-9]*[.][0-9]+", number):
        whole, mark, broken = number.partition(".")
    elif re.fullmatch(r"[0-9]*,[0-9]{1,2}", number):
        whole, _, broken = number.partition(",")
        mark = "."
    if not broken.isdigit() and mark:
        raise ValueError("This is no number. Write it as in 5,000 or 1.2 million.")
    if whole and not whole.isdigit():
        grouped = _GROUPED.fullmatch(whole)
        if grouped is None or not re.search(r"[0-9]{3}$", whole):
            raise ValueError("This is no number. Write it as in 5,000 or 1.2 million.")
        whole = re.sub(r"[^0-9]", "", whole)
    return f"{whole or 0}.{broken}" if mark else whole


def _read_as_words(said: str) -> Decimal:
    """A number in words; it must be all that was typed, so that "--5" is not taken for 5."""
    found = nlp.read_figures(said)
    if len(found) == 1 and found[0].end - found[0].start == len(said):
        quantity = found[0].quantity
        alone = not quantity.counted and quantity.unit in ("", "proportion", "times")
        if alone and quantity.low is not None and quantity.low == quantity.high:
            return quantity.low
    raise ValueError("This is no number. Write it as in 5,000 or 1.2 million.")


def bounds_of(
    low: Decimal | None, high: Decimal | None, comparator: Comparator, nature: Nature
) -> Bounds:
    """The bounds as a quantity keeps them. One number is enough for one value and for an open
    end, whichever of the two fields it was typed into."""
    if low is None and high is None:
        raise ValueError("Give at least one number, or say that it is no figure at all.")
    if nature is Nature.TRANSITION:
        if low is None or high is None:
            raise ValueError("A transition goes from one number to another: give both.")
        return low, high, comparator
    if comparator in UPWARDS | DOWNWARDS:
        if low is not None and high is not None and low != high:
            raise ValueError(
                "More than, at least, less than and at most leave one end open: give one number, "
                "or say that it is between the two."
            )
        end = low if low is not None else high
        return (end, None, comparator) if comparator in UPWARDS else (None, end, comparator)
    if comparator is Comparator.BETWEEN and (low is None or high is None):
        raise ValueError("Between needs two numbers. For one number choose exactly or about.")
    low, high = (high if low is None else low), (low if high is None else high)
    if low is not None and high is not None and low > high:
        raise ValueError("The lower number is above the higher one. Change the two about.")
    if comparator is Comparator.EXACT and low != high:
        comparator = Comparator.BETWEEN
    return low, high, comparator


def noun_phrase(typed: str) -> str:
    """ "Residential burglaries" as it is counted: by the singular of its last word."""
    *modifiers, last = " ".join(typed.split()).rsplit(" ", 1)
    return " ".join([*modifiers, singular(last.lower()) if last.islower() else last])


def denominator(typed: str) -> str:
    """ "100,000 people" as a rate keeps it: "100000 person"."""
    amount = _AMOUNT.fullmatch(" ".join(typed.split()))
    if amount is None:
        return noun_phrase(typed)
    try:
        number = f"{number_of(amount[1].strip()):f}"
    except ValueError:
        return " ".join(typed.split())
    return f"{number} {noun_phrase(amount[2])}".strip()


def number_typed(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():,f}"


def other_numbers(words: str, quantity: Quantity) -> bool:
    """Whether the quantity has a number that the words do not give. Only digits that count are
    compared, so "1.2" and 1.2 million are no contradiction, nor "half" and 50 %."""
    given = {digits_of(number) for number in _NUMBER.findall(words)}
    for read in nlp.read_figures(words):
        given |= digits_in(read.quantity)
    return bool(given) and not digits_in(quantity) <= given


def digits_in(quantity: Quantity) -> set[str]:
    return {digits_of(f"{b:f}") for b in (quantity.low, quantity.high) if b is not None}


def digits_of(number: str) -> str:
    """The significant digits: "12" of "1.2", "1,200,000" and "0.012"."""
    return re.sub(r"[^0-9]", "", number).strip("0")
