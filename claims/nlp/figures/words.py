"""Cardinals, in digits with their scale or in words; and the one door to all kinds of number."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, DecimalException, localcontext

from ..lexicons.numbers import ONES, SCALES, SMALL, SPOKEN_NOUGHTS, TENS, VULGAR
from .adding import Sum
from .fractions import (
    and_a_part,
    digits_over,
    mixed_part,
    opens_denominator,
    parts_after,
    ratio,
    read_fraction,
    slashed,
)
from .lexemes import NOUN, Lexeme, low, peek
from .numbers import BEYOND, MOST_DIGITS, Number, exactly, plain_value, read_scale
from .rough import read_multiple, read_part_of_ten, read_rough

IN_WORDS = "number in words"
IN_DIGITS = "digits"


def read_number(lexemes: list[Lexeme], at: int) -> Number | None:
    """The longest number that starts at this lexeme, or None where there is none, or one that
    no quantity can keep."""
    number = any_number(lexemes, at)
    return number if number and number.is_kept else None


def any_number(lexemes: list[Lexeme], at: int) -> Number | None:
    """The same with those that no quantity can keep: of these no part is a number either."""
    lexeme = lexemes[at]
    if lexeme.kind == "num" or lexeme.text in VULGAR:
        return read_part_of_ten(lexemes, at) or _digits(lexemes, at)
    if lexeme.kind != "word":
        return None
    for read in READERS:
        if number := read(lexemes, at):
            return number
    return None


def _digits(lexemes: list[Lexeme], at: int) -> Number | None:
    lexeme, last, rule = lexemes[at], at + 1, IN_DIGITS
    if lexeme.text in VULGAR:
        value: Decimal | None = ratio(*VULGAR[lexeme.text])
        rule = "fraction"
    else:
        value = plain_value(lexeme.text)
    if value is None:
        return None
    mixed = mixed_part(lexemes, last) if lexeme.text.isdecimal() else None
    if mixed:
        value, last, rule = value + mixed[0], mixed[1], "fraction"
    elif part := slashed(lexemes, at) or digits_over(lexemes, at):
        value, last, rule = part[0], part[1], "fraction"
    elif power := _power(lexemes, last, value):
        value, last, rule = power[0], power[1], "power"
    elif lexeme.text.isdecimal() and (part := and_a_part(lexemes, last)):
        value, last, rule = value + part[0], part[1], "fraction"
    scale, last = read_scale(lexemes, last)
    if scale != 1:
        rule += " with scale"
        value, last = _with_tail(lexemes, last, value * scale, scale)
    return exactly(at, last, value, rule, scale)


def _with_tail(
    lexemes: list[Lexeme], at: int, value: Decimal, scale: Decimal
) -> tuple[Decimal, int]:
    """Add the "and twenty-one" of "3 hundred and twenty-one", the "and a half" of "3 million"."""
    if smaller := _smaller_in_digits(lexemes, at, scale):
        more, last, step = smaller
        return _with_tail(lexemes, last, value + more, step)
    if scale < 100 or low(lexemes, at) != "and":
        return value, at
    if part := and_a_part(lexemes, at):
        return value + part[0] * scale, part[1]
    following = peek(lexemes, at + 1)
    if following.text.isdecimal() and 0 < int(following.text[:3]) < 100 and scale == 100:
        return value + Decimal(following.text), at + 2
    tail = _cardinal(lexemes, at + 1) if following.low in SMALL else None
    if tail and tail.low < min(scale, Decimal(1000)):
        return value + tail.low, tail.last
    return value, at


def _power(lexemes: list[Lexeme], at: int, base: Decimal) -> tuple[Decimal, int] | None:
    """The "^10" of "2^10", the "^-1" of "2.5^-1": the power, and where it ends."""
    if low(lexemes, at) != "^" or not lexemes[at].glued:
        return None
    sign, at = low(lexemes, at + 1), at + 1 + (low(lexemes, at + 1) in ("-", "+", "--"))
    exponent = peek(lexemes, at)
    if not exponent.glued or exponent.kind != "num" or not base:
        return None
    if not exponent.text.isdecimal() or len(exponent.text) > 2:
        return BEYOND, at + 1
    try:
        with localcontext() as context:
            context.prec = MOST_DIGITS
            return base ** int(exponent.text if sign != "-" else f"-{exponent.text}"), at + 1
    except DecimalException:
        return BEYOND, at + 1


def _smaller_in_digits(
    lexemes: list[Lexeme], at: int, scale: Decimal
) -> tuple[Decimal, int, Decimal] | None:
    """The "3 hundred" of "4 thousand 3 hundred", where it ends, and its scale."""
    lexeme = peek(lexemes, at)
    value = plain_value(lexeme.text) if lexeme.kind == "num" else None
    if value is None:
        return None
    step, last = read_scale(lexemes, at + 1)
    return (value * step, last, step) if 1 < step < scale and value * step < scale else None


def _cardinal(lexemes: list[Lexeme], at: int) -> Number | None:
    """As in "sixty-five", "a hundred", "two and a half million", "six point five"."""
    read, here, last = Sum(), at, at
    if low(lexemes, at) in ("a", "an"):
        if low(lexemes, at + 1) not in SCALES:
            return None
        read.current, here = Decimal(1), at + 1
    elif _leaves_out_one(lexemes, at):
        read.current = Decimal(1)
    while here < len(lexemes):
        step = _joint(lexemes, here, read) if last > at else 0
        if step is None or (last > at and opens_denominator(lexemes, here + step)):
            break
        if not read.take(low(lexemes, here + step)):
            break
        here = last = here + step + 1
    if last == at:
        return _bare_scale(lexemes, at)
    scale = read.scale if read.scale > 1 and read.value % read.scale == 0 else Decimal(1)
    if parts := parts_after(lexemes, last):
        return exactly(at, parts[1], ratio(read.value, parts[0]), "fraction")
    value, last, scale = _with_part(lexemes, last, read.value, scale)
    shy, last = read_scale(lexemes, last) if scale == 1 and read.value == value else (1, last)
    return exactly(at, last, value * shy, IN_WORDS, scale * shy)


def _leaves_out_one(lexemes: list[Lexeme], at: int) -> bool:
    """As in "hundred and fifty people": a scale that goes on, with no word before it."""
    word, before = low(lexemes, at), peek(lexemes, at - 1)
    goes_on = low(lexemes, at + 1) == "and" and low(lexemes, at + 2) in SMALL
    free = before.low not in ("several", "few", "couple", "many", "per") and before.kind != "num"
    return word in ("hundred", "thousand") and goes_on and free and low(lexemes, at + 2) != "one"


# "two hundred and one of them was": two figures.
_ONE_OF_MORE = frozenset({"of", "other", "more", "another", "was", "is", "in"})


def _joint(lexemes: list[Lexeme], at: int, read: Sum) -> int | None:
    """How many lexemes to step over before the next number word; None where the number ends."""
    lexeme = lexemes[at]
    if lexeme.text == "-":
        joins = lexeme.glued and (low(lexemes, at + 1) in SMALL or low(lexemes, at + 1) in SCALES)
        return 1 if joins else None
    if lexeme.text == ",":
        return 1 if _goes_on_behind_comma(lexemes, at + 1, read) else None
    if lexeme.low != "and":
        return 0
    following = low(lexemes, at + 1)
    if _tens_and_ones(lexemes, at, read):
        return 1
    if not read.allows_and or and_a_part(lexemes, at) or following not in SMALL:
        return None
    if not _is_smaller_behind(lexemes, at + 1, read):
        return None
    if following == "one" and low(lexemes, at + 2) in _ONE_OF_MORE:
        return None
    return 1


def _tens_and_ones(lexemes: list[Lexeme], at: int, read: Sum) -> bool:
    """As in "forty |and seven and one eighth": tens and ones of one number, which only a part
    behind them proves."""
    tens = read.current is not None and read.current % 100 in TENS.values()
    ones = ONES.get(low(lexemes, at + 1), 0) > 0
    return tens and ones and and_a_part(lexemes, at + 2) is not None


def _is_smaller_behind(lexemes: list[Lexeme], at: int, read: Sum) -> bool:
    """Whether the words behind an "and" are the smaller part of one number, and no second one as in
    "between two hundred and |three hundred", "two million and |three million"."""
    while low(lexemes, at) in SMALL or low(lexemes, at) == "-":
        at += 1
    if read.current is None:
        return read_scale(lexemes, at)[0] < read.scale
    return low(lexemes, at) != "hundred" and read.current % 100 == 0


def _goes_on_behind_comma(lexemes: list[Lexeme], at: int, read: Sum) -> bool:
    """As in "two thousand, six hundred and four": behind thousands, a smaller scale."""
    if read.scale < 1000 or read.current is not None or low(lexemes, at) not in SMALL:
        return False
    tail = _cardinal(lexemes, at)
    scaled = any(one.low in SCALES for one in lexemes[at + 1 : tail.last]) if tail else False
    return bool(tail and scaled and tail.low < read.scale <= tail.low * 1000)


def _bare_scale(lexemes: list[Lexeme], at: int) -> Number | None:
    """As in "hundred thousand dollars", "thousand of times" and "thousand pounds", without an
    article."""
    word, following = low(lexemes, at), low(lexemes, at + 1)
    if word in ("hundred", "thousand") and following in SCALES:
        scale, last = read_scale(lexemes, at)
        return exactly(at, last, scale, IN_WORDS, scale)
    if word in ("hundred", "thousand", "million") and following == "of":
        return exactly(at, at + 1, SCALES[word], IN_WORDS, SCALES[word])
    if word in ("hundred", "thousand", "million") and _counts_alone(lexemes, at):
        return exactly(at, at + 1, SCALES[word], IN_WORDS, SCALES[word])
    return None


_COUNTED_BEFORE = frozenset("several few couple many per every each half a an - million".split())  # noqa: SIM905


def _counts_alone(lexemes: list[Lexeme], at: int) -> bool:
    """As in "thousand pounds", "hundred percent", where the article was left out."""
    before, behind = peek(lexemes, at - 1), peek(lexemes, at + 1)
    if before.kind == "num" or before.low in _COUNTED_BEFORE or before.low in SMALL:
        return False
    if behind.low in ("percent", "per"):
        return behind.low == "percent" or low(lexemes, at + 2) == "cent"
    return behind.tag == NOUN and behind.plural and behind.text.islower()


def _with_part(
    lexemes: list[Lexeme], at: int, value: Decimal, scale: Decimal
) -> tuple[Decimal, int, Decimal]:
    """Add "point five" or "and a half", and the scale behind it; value, end, scale."""
    if digits := _spoken_digits(lexemes, at):
        fraction, here = digits
        times, here = read_scale(lexemes, here)
        return (value + fraction) * times, here, times
    if part := and_a_part(lexemes, at):
        step, end = read_scale(lexemes, part[1])
        if 1 < step < scale:
            return value + part[0] * step, end, Decimal(1)  # "two billion and a quarter million"
        if scale > 1 and scale != 100:
            return (value / scale + part[0]) * scale, part[1], scale
        times, here = read_scale(lexemes, part[1])
        return (value + part[0]) * times, here, times
    return value, at, scale


def _spoken_digits(lexemes: list[Lexeme], at: int) -> tuple[Decimal, int] | None:
    """The "point two five", "point twenty-five", "point oh five" that stands here, and its end."""
    if low(lexemes, at) != "point":
        return None
    at += 1
    digits = ""
    while len(digits) < 12:
        word = low(lexemes, at)
        if word in SPOKEN_NOUGHTS:
            digits += "0"
        elif word in SMALL:
            digits += str(SMALL[word])
        else:
            break
        at += 1
        if word in TENS:
            at += low(lexemes, at) == "-"
            if low(lexemes, at) in ONES:
                digits = digits[:-1]
    return (Decimal(f"0.{digits}"), at) if digits else None


# Before "point five" these tell that it is a number, as does a percent behind it.
_BEFORE_POINT = frozenset("minus negative plus by about only just under over than".split())  # noqa: SIM905


def _below_one(lexemes: list[Lexeme], at: int) -> Number | None:
    """As in "point five percent", "minus point two", "oh point seven"."""
    nought = low(lexemes, at) in SPOKEN_NOUGHTS
    found = _spoken_digits(lexemes, at + nought)
    if found is None:
        return None
    value, last = found
    following = peek(lexemes, last)
    shared = following.low in ("percent", "per", "percentage", "%", "of")
    alone = at == 0 and following.kind in ("none", "mark")
    if nought or shared or alone or low(lexemes, at - 1) in _BEFORE_POINT:
        scale, last = read_scale(lexemes, last)
        return exactly(at, last, value * scale, IN_WORDS, scale)
    return None


Reader = Callable[[list[Lexeme], int], Number | None]
READERS: tuple[Reader, ...] = (
    read_part_of_ten,
    read_rough,
    read_multiple,
    read_fraction,
    _below_one,
    _cardinal,
)
