"""Cardinals, in digits with their scale or in words; and the one door to all kinds of number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal, DecimalException, localcontext

from ..lexicons.numbers import ONES, SCALES, SMALL, TENS, VULGAR
from .fractions import and_a_part, parts_after, ratio, read_fraction, slashed, vulgar_part
from .lexemes import Lexeme, low, peek
from .numbers import LARGEST, MOST_DIGITS, Number, exactly, is_kept, plain_value, read_scale
from .rough import read_multiple, read_part_of_ten, read_rough

IN_WORDS = "number in words"
IN_DIGITS = "digits"


def read_number(lexemes: list[Lexeme], at: int) -> Number | None:
    """The longest number that starts at this lexeme, or None where there is none, or one that
    no quantity can keep."""
    number = _any_number(lexemes, at)
    return number if number and is_kept(number.low) and is_kept(number.high) else None


def _any_number(lexemes: list[Lexeme], at: int) -> Number | None:
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
    mixed = vulgar_part(lexemes, last) if lexeme.text.isdigit() else None
    if mixed:
        value, last, rule = value + mixed[0], mixed[1], "fraction"
    elif part := slashed(lexemes, at):
        value, last, rule = part[0], part[1], "fraction"
    elif power := _power(lexemes, last, value):
        value, last, rule = power[0], power[1], "power"
    elif lexeme.text.isdigit() and (part := and_a_part(lexemes, last)):
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
        return value + smaller[0], smaller[1]
    if scale < 100 or low(lexemes, at) != "and":
        return value, at
    if part := and_a_part(lexemes, at):
        return value + part[0] * scale, part[1]
    following = peek(lexemes, at + 1)
    if following.text.isdigit() and 0 < int(following.text[:3]) < 100 and scale == 100:
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
    if not (exponent.glued and exponent.text.isdigit()) or len(exponent.text) > 2 or not base:
        return None
    try:
        with localcontext() as context:
            context.prec = MOST_DIGITS
            return base ** int(exponent.text if sign != "-" else f"-{exponent.text}"), at + 1
    except DecimalException:
        return None


def _smaller_in_digits(
    lexemes: list[Lexeme], at: int, scale: Decimal
) -> tuple[Decimal, int] | None:
    """The "3 hundred" of "4 thousand 3 hundred", and where it ends."""
    lexeme = peek(lexemes, at)
    value = plain_value(lexeme.text) if lexeme.kind == "num" else None
    if value is None:
        return None
    step, last = read_scale(lexemes, at + 1)
    return (value * step, last) if 1 < step < scale and value * step < scale else None


@dataclass(slots=True)
class _Sum:
    """A cardinal in words while it is read: "two hundred", then "and twelve", then "thousand"."""

    total: Decimal = Decimal(0)
    current: Decimal | None = None
    scale: Decimal = Decimal(1)
    rank: Decimal = field(default_factory=lambda: Decimal(10) ** 18)
    begun: bool = False

    @property
    def value(self) -> Decimal:
        return self.total + (self.current or 0)

    def take(self, word: str) -> bool:
        """Add a number word; False where it cannot go on the number so far."""
        if word in SMALL:
            taken = self._take_small(Decimal(SMALL[word]))
        elif word == "hundred":
            taken = self._take_hundred()
        elif word in SCALES:
            taken = self._take_scale(SCALES[word])
        else:
            taken = False
        self.begun = self.begun or taken
        return taken

    def _take_small(self, value: Decimal) -> bool:
        now = self.current
        if now is None:
            self.current = value
        elif (now > 0 and now % 100 == 0) or (0 < value < 10 and now % 10 == 0 and now % 100 >= 20):
            self.current = now + value
        else:
            return False
        return True

    def _take_hundred(self) -> bool:
        if self.current is None or self.current >= 100:
            return False
        self.current, self.scale = self.current * 100, Decimal(100)
        return True

    def _take_scale(self, step: Decimal) -> bool:
        if self.value * step > LARGEST:
            return False
        if self.current is None:
            if not self.begun:
                return False
            self.total *= step
        elif step < self.rank:
            self.total, self.current, self.rank = self.total + self.current * step, None, step
        else:
            self.total, self.current = (self.total + self.current) * step, None
        self.scale = step
        return True

    @property
    def allows_and(self) -> bool:
        return self.scale > 1 or (self.current is not None and self.current >= 100)


def _cardinal(lexemes: list[Lexeme], at: int) -> Number | None:
    """As in "sixty-five", "a hundred", "two and a half million", "six point five"."""
    read, here, last = _Sum(), at, at
    if low(lexemes, at) in ("a", "an"):
        if low(lexemes, at + 1) not in SCALES:
            return None
        read.current, here = Decimal(1), at + 1
    while here < len(lexemes):
        step = _joint(lexemes, here, read) if last > at else 0
        if step is None or not read.take(low(lexemes, here + step)):
            break
        here = last = here + step + 1
    if last == at:
        return _bare_scale(lexemes, at)
    scale = read.scale if read.scale > 1 and read.value % read.scale == 0 else Decimal(1)
    if parts := parts_after(lexemes, last):
        return exactly(at, parts[1], ratio(read.value, parts[0]), "fraction")
    value, last, scale = _with_part(lexemes, last, read.value, scale)
    return exactly(at, last, value, IN_WORDS, scale)


# "two hundred and one of them was": two figures.
_ONE_OF_MORE = frozenset({"of", "other", "more", "another", "was", "is", "in"})


def _joint(lexemes: list[Lexeme], at: int, read: _Sum) -> int | None:
    """How many lexemes to step over before the next number word; None where the number ends."""
    lexeme = lexemes[at]
    if lexeme.text == "-":
        joins = lexeme.glued and (low(lexemes, at + 1) in SMALL or low(lexemes, at + 1) in SCALES)
        return 1 if joins else None
    if lexeme.low != "and":
        return 0
    following = low(lexemes, at + 1)
    if not read.allows_and or and_a_part(lexemes, at) or following not in SMALL:
        return None
    if following == "one" and low(lexemes, at + 2) in _ONE_OF_MORE:
        return None
    return 1


def _bare_scale(lexemes: list[Lexeme], at: int) -> Number | None:
    """As in "hundred thousand dollars" and "thousand of times", without an article."""
    word, following = low(lexemes, at), low(lexemes, at + 1)
    if word in ("hundred", "thousand") and following in SCALES:
        scale, last = read_scale(lexemes, at)
        return exactly(at, last, scale, IN_WORDS, scale)
    if word in ("hundred", "thousand", "million") and following == "of":
        return exactly(at, at + 1, SCALES[word], IN_WORDS, SCALES[word])
    return None


def _with_part(
    lexemes: list[Lexeme], at: int, value: Decimal, scale: Decimal
) -> tuple[Decimal, int, Decimal]:
    """Add "point five" or "and a half", and the scale behind it; value, end, scale."""
    if low(lexemes, at) == "point" and low(lexemes, at + 1) in SMALL:
        digits, here = _spoken_digits(lexemes, at + 1)
        times, here = read_scale(lexemes, here)
        return (value + Decimal(f"0.{digits}")) * times, here, times
    if part := and_a_part(lexemes, at):
        step, end = read_scale(lexemes, part[1])
        if 1 < step < scale:
            return value + part[0] * step, end, Decimal(1)  # "two billion and a quarter million"
        if scale > 1:
            return (value / scale + part[0]) * scale, part[1], scale
        times, here = read_scale(lexemes, part[1])
        return (value + part[0]) * times, here, times
    return value, at, scale


def _spoken_digits(lexemes: list[Lexeme], at: int) -> tuple[str, int]:
    """The digits behind a spoken point: "two five", "twenty-five"."""
    digits = ""
    while low(lexemes, at) in SMALL and len(digits) < 12:
        word = lexemes[at].low
        digits += str(SMALL[word])
        at += 1
        if word in TENS:
            at += low(lexemes, at) == "-"
            if low(lexemes, at) in ONES:
                digits = digits[:-1]
    return digits, at


Reader = Callable[[list[Lexeme], int], Number | None]
READERS: tuple[Reader, ...] = (
    read_part_of_ten,
    read_rough,
    read_multiple,
    read_fraction,
    _cardinal,
)
