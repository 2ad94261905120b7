"""The value of a number, in digits or words: where it starts, where it ends, what it is worth."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from ..lexicons.numbers import (
    DENOMINATORS,
    MULTIPLIERS,
    ONES,
    ROUGH,
    ROUGH_TIMES,
    SCALE_SUFFIXES,
    SCALES,
    SMALL,
    TENS,
    VULGAR,
)
from .lexemes import ADJECTIVE, NOUN, PROPER, Lexeme

MOST_DIGITS = 28


@dataclass(frozen=True, slots=True)
class Number:
    """``lexemes[first:last]`` are worth ``low`` to ``high``; ``rule`` says how that was read.

    ``scale`` is the power that was multiplied in (1 for none), so that a range can share it.
    """

    first: int
    last: int
    low: Decimal
    high: Decimal
    rule: str
    scale: Decimal = Decimal(1)

    @property
    def mantissa(self) -> Decimal:
        return self.low / self.scale

    def times(self, scale: Decimal) -> Number:
        """The same number with a scale multiplied in."""
        return replace(self, low=self.low * scale, high=self.high * scale, scale=scale)


def read_number(lexemes: list[Lexeme], at: int) -> Number | None:
    """The longest number that starts at this lexeme, or None."""
    lexeme = lexemes[at]
    if lexeme.kind == "num" or lexeme.text in VULGAR:
        return _digits(lexemes, at)
    if lexeme.kind != "word":
        return None
    for read in (_rough, _multiplier, _fraction_in_words, _words):
        if number := read(lexemes, at):
            return number
    return None


def _word(lexemes: list[Lexeme], at: int) -> str:
    return lexemes[at].low if 0 <= at < len(lexemes) else ""


def plain_value(text: str) -> Decimal | None:
    """Digits with their grouping taken out; None beyond 28 digits, which no claim needs."""
    if "e" in text or "E" in text:
        return Decimal(text) if len(text) <= MOST_DIGITS else None
    bare = "".join(char for char in text if char in "0123456789.")
    if len(bare) > MOST_DIGITS or not bare.strip("."):
        return None
    return Decimal(bare)


def _digits(lexemes: list[Lexeme], at: int) -> Number | None:
    lexeme = lexemes[at]
    last = at + 1
    if lexeme.text in VULGAR:
        over, under = VULGAR[lexeme.text]
        value: Decimal | None = ratio(over, under)
        rule = "fraction"
    else:
        value = plain_value(lexeme.text)
        rule = "digits"
    if value is None:
        return None
    mixed = _vulgar_part(lexemes, last) if lexeme.text.isdigit() else None
    if mixed:
        value, last, rule = value + mixed[0], mixed[1], "fraction"
    elif over_under := _slash(lexemes, at):
        value, last, rule = over_under[0], over_under[1], "fraction"
    scale, last = read_scale(lexemes, last)
    if scale != 1:
        rule += " with scale"
        value = value * scale
        if scale == SCALES["hundred"] or scale >= 1000:
            low_part = _tail_in_words(lexemes, last, scale)
            if low_part:
                value, last = value + low_part[0], low_part[1]
    return Number(at, last, value, value, rule, scale)


def _vulgar_part(lexemes: list[Lexeme], at: int) -> tuple[Decimal, int] | None:
    """The "½" of "2½", the "1/2" of "1 1/2"."""
    if at < len(lexemes) and lexemes[at].text in VULGAR:
        return ratio(*VULGAR[lexemes[at].text]), at + 1
    if at < len(lexemes) and not lexemes[at].glued:
        return _slash(lexemes, at)
    return None


def _slash(lexemes: list[Lexeme], at: int) -> tuple[Decimal, int] | None:
    """Small proper fractions with a slash: "3/4"; not "9/11" or "12/25/2019"."""
    if at + 2 >= len(lexemes) or lexemes[at + 1].text != "/" or not lexemes[at + 2].glued:
        return None
    over, under = lexemes[at].text, lexemes[at + 2].text
    closed = at + 3 >= len(lexemes) or lexemes[at + 3].text != "/"
    small = over.isdigit() and len(over) < 3 and under in {"2", "3", "4", "5", "8", "16", "32"}
    if small and closed and 0 < int(over) < int(under):
        return ratio(int(over), int(under)), at + 3
    return None


def read_scale(lexemes: list[Lexeme], at: int) -> tuple[Decimal, int]:
    """The scale words or suffixes from here on, multiplied: "million", "bn", "lakh crore"."""
    scale, last = Decimal(1), at
    while last < len(lexemes) and last - at < 3:
        lexeme = lexemes[last]
        hyphen = lexeme.text == "-" and lexeme.glued and _word(lexemes, last + 1) in SCALES
        here = last + 1 if hyphen else last
        word = lexemes[here].low
        if word in SCALES:
            scale *= SCALES[word]
        elif last == at and word.rstrip(".") in SCALE_SUFFIXES and (lexeme.glued or word != "mil"):
            scale *= SCALE_SUFFIXES[word.rstrip(".")]
        else:
            break
        last = here + 1
    return scale, last


def _tail_in_words(lexemes: list[Lexeme], at: int, below: Decimal) -> tuple[Decimal, int] | None:
    """The "and twenty-one" of "3 hundred and twenty-one"."""
    here = at + 1 if _word(lexemes, at) == "and" else at
    if here >= len(lexemes) or here == at:
        return None
    if lexemes[here].text.isdigit() and len(lexemes[here].text) < 3 and below == 100:
        return Decimal(lexemes[here].text), here + 1
    if lexemes[here].low not in SMALL:
        return None
    tail = _words(lexemes, here)
    return (tail.low, tail.last) if tail and tail.low < min(below, Decimal(1000)) else None


def _words(lexemes: list[Lexeme], at: int) -> Number | None:
    """Cardinals in words: "sixty-five", "a hundred", "two and a half million", "six point five"."""
    total, current, last = Decimal(0), None, at
    rank = Decimal(10) ** 18
    scale = Decimal(1)
    here = at
    if _word(lexemes, at) in ("a", "an"):
        if _word(lexemes, at + 1) not in SCALES:
            return None
        current, here = Decimal(1), at + 1
    while here < len(lexemes):
        word = lexemes[here].low
        if lexemes[here].text == "-" and last > at and lexemes[here].glued:
            if _word(lexemes, here + 1) not in SMALL and _word(lexemes, here + 1) not in SCALES:
                break
            here += 1
            continue
        if word == "and" and last > at and (scale > 1 or (current and current >= 100)):
            half = _and_a_fraction(lexemes, here)
            if half:
                break
            if _word(lexemes, here + 1) not in SMALL:
                break
            if lexemes[here + 1].low == "one" and not lexemes[here - 1].low.endswith("hundred"):
                break
            here += 1
            continue
        if word in SMALL:
            value = Decimal(SMALL[word])
            if current is None:
                current = value
            elif (current % 100 == 0 and current > 0) or (
                value < 10 and value > 0 and current % 10 == 0 and current % 100 >= 20
            ):
                current += value
            else:
                break
        elif word == "hundred" and (current is not None and current < 100):
            current, scale = current * 100, Decimal(100)
        elif word in SCALES and word != "hundred" and (current is not None or last > at):
            step = SCALES[word]
            if current is None:
                total *= step
            elif step < rank:
                total, current, rank = total + current * step, None, step
            else:
                total, current = (total + current) * step, None
            scale = step
        else:
            break
        here += 1
        last = here
    if last == at:
        return _bare_scale(lexemes, at)
    value = total + (current or 0)
    scale = scale if scale > 1 and value % scale == 0 else Decimal(1)
    value, last, more = _decimal_or_fraction_tail(lexemes, last, value, scale)
    return Number(at, last, value, value, "number in words", more)


def _bare_scale(lexemes: list[Lexeme], at: int) -> Number | None:
    """As in "hundred thousand dollars" without an article."""
    if _word(lexemes, at) in ("hundred", "thousand") and _word(lexemes, at + 1) in SCALES:
        scale, last = read_scale(lexemes, at)
        return Number(at, last, scale, scale, "number in words", scale)
    return None


def _and_a_fraction(lexemes: list[Lexeme], at: int) -> tuple[Decimal, int] | None:
    """As in "and a half", "and three quarters", from the "and" on."""
    if _word(lexemes, at) != "and":
        return None
    part = _simple_fraction(lexemes, at + 1)
    return part


def _decimal_or_fraction_tail(
    lexemes: list[Lexeme], at: int, value: Decimal, scale: Decimal
) -> tuple[Decimal, int, Decimal]:
    if _word(lexemes, at) == "point" and _word(lexemes, at + 1) in SMALL:
        digits, here = "", at + 1
        while _word(lexemes, here) in SMALL and len(digits) < 12:
            word = lexemes[here].low
            digits += str(SMALL[word])
            here += 1
            if word in TENS:
                here += _low_is(lexemes, here, "-")
                if _word(lexemes, here) in ONES:
                    digits = digits[:-1]
        value += Decimal("0." + digits)
        times, here = read_scale(lexemes, here)
        return value * times, here, times
    if part := _and_a_fraction(lexemes, at):
        times, here = read_scale(lexemes, part[1])
        if scale > 1:
            return (value / scale + part[0]) * scale, part[1], scale
        return (value + part[0]) * times, here, times
    return value, at, scale


def _simple_fraction(lexemes: list[Lexeme], at: int) -> tuple[Decimal, int] | None:
    """As in "a half", "one third", "three-quarters": over, an optional hyphen, under."""
    word = _word(lexemes, at)
    if word == "half":
        return Decimal("0.5"), at + 1
    if word in ("a", "an"):
        over = 1
    elif word in SMALL and word not in TENS and SMALL[word] > 0:
        over = SMALL[word]
    else:
        return None
    here = at + 1 + _low_is(lexemes, at + 1, "-")
    part = _word(lexemes, here)
    single = part[:-1] if part.endswith("s") else part
    if single not in DENOMINATORS or (over > 1) != part.endswith("s"):
        return None
    return ratio(over, DENOMINATORS[single]), here + 1


def _low_is(lexemes: list[Lexeme], at: int, text: str) -> int:
    """1 where this lexeme is that text, else 0: how far to step over it."""
    return int(_word(lexemes, at) == text)


def ratio(over: int, under: int) -> Decimal:
    """A fraction to 28 digits."""
    with localcontext() as context:
        context.prec = MOST_DIGITS
        return Decimal(over) / Decimal(under)


def _fraction_in_words(lexemes: list[Lexeme], at: int) -> Number | None:
    """As in "two-thirds", "a third of", "half", "half a million", "a quarter of"."""
    word = _word(lexemes, at)
    if word == "half":
        return _half(lexemes, at)
    if word == "quarter" and _word(lexemes, at + 1) in SCALES:
        scale = SCALES[lexemes[at + 1].low]
        value = scale / 4
        return Number(at, at + 2, value, value, "fraction", scale)
    part = _simple_fraction(lexemes, at)
    if not part:
        return None
    value, last = part
    following = _word(lexemes, last)
    if value.as_tuple().digits and word in ("a", "an", "one") and following != "of":
        # "a third man", "a quarter later", "one fifth column": an ordinal or a season.
        name = lexemes[last - 1].low
        noun = last < len(lexemes) and lexemes[last].tag in (NOUN, ADJECTIVE, PROPER)
        if (name in ("quarter", "fourth", "fifth") and word != "one") or noun:
            return None
    if lexemes[last - 1].low == "quarters" and last - at == 2 and following in ("", ".", ","):
        return None
    if following == "of" and _word(lexemes, last + 1) == "a" and _word(lexemes, last + 2) in SCALES:
        scale = SCALES[lexemes[last + 2].low]
        return Number(at, last + 3, value * scale, value * scale, "fraction", scale)
    if following == "-" and _word(lexemes, last + 1) in ("final", "finals", "back"):
        return None
    return Number(at, last, value, value, "fraction")


def _half(lexemes: list[Lexeme], at: int) -> Number | None:
    half = Decimal("0.5")
    previous, following = _word(lexemes, at - 1), _word(lexemes, at + 1)
    if following in ("a", "an") and _word(lexemes, at + 2) in SCALES:
        scale = SCALES[lexemes[at + 2].low]
        return Number(at, at + 3, half * scale, half * scale, "fraction", scale)
    if following in SCALES:
        scale = SCALES[following]
        return Number(at, at + 2, half * scale, half * scale, "fraction", scale)
    if following in ("a", "an"):
        return Number(at, at + 2, half, half, "fraction")
    if previous in ("first", "second", "other", "better", "opening", "latter", "final", "each"):
        return None
    first = at - 1 if previous in ("a", "one") else at
    determiner = following in ("of", "the", "its", "their", "his", "her", "our", "all", "that")
    counted = at + 1 < len(lexemes) and lexemes[at + 1].plural
    noun = first < at and at + 1 < len(lexemes) and lexemes[at + 1].tag == NOUN
    found = determiner or counted or noun
    return Number(first, at + 1, half, half, "fraction") if found else None


def _rough(lexemes: list[Lexeme], at: int) -> Number | None:
    """As in "hundreds", "tens of thousands", "hundreds of thousands", "a couple of dozen"."""
    word = _word(lexemes, at)
    if word in ROUGH_TIMES and _word(lexemes, at + 1) == "of":
        beyond = _word(lexemes, at + 2)
        if beyond in ROUGH and beyond != "dozens":
            low, high = ROUGH_TIMES[word]
            scale = SCALES[beyond[:-1]]
            return Number(at, at + 3, low * scale, high * scale, "rough number", scale)
    if word in ROUGH and _word(lexemes, at - 1) != "of":
        low, high = ROUGH[word]
        return Number(at, at + 1, low, high, "rough number", low)
    return None


def _multiplier(lexemes: list[Lexeme], at: int) -> Number | None:
    word = _word(lexemes, at)
    if word in MULTIPLIERS:
        value = MULTIPLIERS[word]
        return Number(at, at + 1, value, value, "multiplier")
    if word.endswith("fold") and word[:-4] in SMALL:
        value = Decimal(SMALL[word[:-4]])
        return Number(at, at + 1, value, value, "multiplier")
    return None
