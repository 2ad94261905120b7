"""A figure in the making, and the amounts it is made of."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from claims.quantities import Change, Comparator, Nature, Quantity

from ..lexicons.currencies import CODES, MONEY
from ..lexicons.numbers import CELL_SUFFIXES, MONEY_SUFFIXES
from ..lexicons.units import COUNTED_IN_MILLIONS, MEASURED_IN_METRES, UNIT_PHRASES
from ..reading import Figure, Step
from .before import MONEY_NAMED_FIRST, currency_before, sign_before
from .lexemes import Lexeme, low, peek
from .measures import Unit, unit_after
from .nouns import counted_after
from .numbers import Number, read_scale

LONGEST = 400


@dataclass(slots=True)
class Amount:
    """A number with its own sign, currency and unit: one end of a range, or all of it."""

    number: Number
    first: int
    last: int
    unit: str = ""
    spoken: str = ""
    """The unit as the text says it, where it does so in words."""
    negative: bool = False
    at_least: bool = False
    """Whether a plus sign stands behind the digits: "20+ points"."""

    @property
    def low(self) -> Decimal:
        return -self.number.high if self.negative else self.number.low

    @property
    def high(self) -> Decimal:
        return -self.number.low if self.negative else self.number.high

    @property
    def has_unit_behind(self) -> bool:
        return self.last > self.number.last


@dataclass(slots=True)
class Phrase:
    """Bounds so far, the lexemes it covers, and which rule read what from which of them."""

    first: int
    last: int
    low: Decimal | None
    high: Decimal | None
    unit: str = ""
    spoken: str = ""
    comparator: Comparator = Comparator.EXACT
    nature: Nature = Nature.LEVEL
    change: Change = Change.NONE
    counted: str = ""
    per: str = ""
    steps: list[tuple[str, int, int]] = field(default_factory=list)

    def note(self, rule: str, first: int, last: int) -> None:
        """Say that a rule read ``lexemes[first:last]``."""
        self.steps.append((rule, first, last))

    @property
    def is_one_value(self) -> bool:
        return self.low == self.high

    @property
    def is_bare(self) -> bool:
        """Whether nothing says yet what it counts or is measured in."""
        return not (self.unit or self.counted or self.per)

    def figure(self, text: str, lexemes: list[Lexeme]) -> Figure | None:
        """The plain value, or None for a phrase longer than any figure."""
        start, end = lexemes[self.first].start, lexemes[self.last - 1].end
        if end - start > LONGEST:
            return None
        quantity = Quantity(
            text=text[start:end],
            low=self.low,
            high=self.high,
            comparator=self.comparator,
            unit=self.unit,
            counted=self.counted,
            nature=self.nature,
            change=self.change,
            per=self.per,
        )
        steps = tuple(
            Step(rule, lexemes[first].start, lexemes[last - 1].end)
            for rule, first, last in self.steps
        )
        return Figure(start, end, quantity, steps, spoken=self.spoken)


def open_end(phrase: Phrase, comparator: Comparator) -> None:
    """Set how the bounds are meant, and take away the one that is not given."""
    phrase.comparator = comparator
    if comparator in (Comparator.MORE_THAN, Comparator.AT_LEAST):
        phrase.high = None
    elif comparator in (Comparator.LESS_THAN, Comparator.AT_MOST):
        phrase.low = None


def amount_of(lexemes: list[Lexeme], number: Number, done: int) -> Amount:
    """A number with what belongs to it; nothing before lexeme ``done`` is taken."""
    first, unit, spoken, negative = number.first, "", "", False
    if (sign := sign_before(lexemes, first)) is not None and sign >= done:
        first, negative = sign, True
    if (money := currency_before(lexemes, first)) and money.at >= done:
        first, unit = money.at, money.name
        if not negative and (sign := sign_before(lexemes, first)) is not None and sign >= done:
            first, negative = sign, True
    number = _with_short_scale(lexemes, number, money=bool(unit))
    last = number.last
    at_least = low(lexemes, last) == "+" and lexemes[last].glued and _no_sum(lexemes, last + 1)
    last += at_least
    found = unit_after(lexemes, last, scaled=number.scale >= 1000)
    if found and first < number.first and low(lexemes, first) in MONEY_NAMED_FIRST:
        first, unit = number.first, ""  # "against the dollar |3 years ago"
    if found and (not unit or (found.name in MONEY and _closes(lexemes, found))):
        unit = _the_fuller(unit, found.name)
        spoken, last = found.spoken, found.at
        if found.name in MONEY and number.scale == 1:
            scale, last = read_scale(lexemes, last)  # "75 USD million"
            number = number.times(scale) if scale != 1 else number
    return Amount(number, first, last, unit, spoken, negative, at_least)


def _no_sum(lexemes: list[Lexeme], at: int) -> bool:
    """Whether behind a plus sign no second number stands, as in "2+2"."""
    return peek(lexemes, at).kind != "num"


def _closes(lexemes: list[Lexeme], found: Unit) -> bool:
    """Whether money behind the number repeats what stood before it, and does not open the next."""
    return peek(lexemes, found.at).kind != "num"


def _the_fuller(before: str, behind: str) -> str:
    """Of "$" and "Canadian dollars" the second says more; of "A$" and "dollars" the first."""
    return before if before and behind == "US dollar" else behind


def _with_short_scale(lexemes: list[Lexeme], number: Number, *, money: bool) -> Number:
    """The "m" of "£3m", of "1.2 m people" and of "8.4m tonnes", which elsewhere is a metre."""
    at = number.last
    word = low(lexemes, at)
    if number.scale == 1 and _closes_a_cell(lexemes, at):
        scaled = number.times(CELL_SUFFIXES[lexemes[at].text])
        return replace(scaled, last=at + 1, rule=number.rule + " with scale")
    if word not in MONEY_SUFFIXES or number.scale != 1 or lexemes[at - 1].kind != "num":
        return number
    following = peek(lexemes, at + 1)
    if money:
        scales = lexemes[at].glued or following.kind in ("none", "mark")
    else:
        scales = _scales_what_follows(lexemes, at)
    if not scales:
        return number
    scaled = number.times(MONEY_SUFFIXES[word])
    return replace(scaled, last=at + 1, rule=number.rule + " with scale")


def _closes_a_cell(lexemes: list[Lexeme], at: int) -> bool:
    """Whether a letter for a scale stands here behind a number, and nothing else in the line: the
    "4.2 M" of a table, and no "seat 4b"."""
    if at != len(lexemes) - 1 or any(one.kind == "word" for one in lexemes[:at]):
        return False
    letter = lexemes[at]
    return letter.text in CELL_SUFFIXES and (letter.glued or letter.text.isupper())


def _scales_what_follows(lexemes: list[Lexeme], at: int) -> bool:
    following = peek(lexemes, at + 1)
    letter = lexemes[at]
    hyphen = following.text == "-" and following.glued
    if following.text in CODES or (hyphen and UNIT_PHRASES.get((low(lexemes, at + 2),)) in MONEY):
        return True  # "30 M USD", "a 200m-euro fund"
    if letter.text in ("M", "B", "T") and letter.glued and following.kind != "word":
        return not following.glued
    if not (letter.low == "m" or letter.text == "B"):
        return False
    if (following.low,) in UNIT_PHRASES and following.low.endswith("s"):
        return True
    counted = counted_after(lexemes, at + 1)
    if counted is not None and lexemes[counted.head].plural:
        return True
    # "the population grew from 4.5m to 5m", but "a wall 4.5m high"
    near = {lexeme.low for lexeme in lexemes[max(0, at - 12) : at + 12]}
    return letter.glued and bool(near & COUNTED_IN_MILLIONS) and not near & MEASURED_IN_METRES
