"""How exactly a number was meant: the interval that its way of writing implies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from .measures import measure_of
from .quantity import Comparator, Nature, Quantity
from .units import SHARES, canonical_unit

HEDGE_SHARE = Decimal("0.05")
HALF_A_POINT = Decimal("0.5")

SCALES = {
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "lakh": Decimal(10) ** 5,
    "million": Decimal(10) ** 6,
    "crore": Decimal(10) ** 7,
    "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
    "quadrillion": Decimal(10) ** 15,
    "dozen": Decimal(12),
    "score": Decimal(20),
    "k": Decimal(1000),
    "m": Decimal(10) ** 6,
    "mn": Decimal(10) ** 6,
    "mil": Decimal(10) ** 6,
    "mln": Decimal(10) ** 6,
    "b": Decimal(10) ** 9,
    "bn": Decimal(10) ** 9,
    "bln": Decimal(10) ** 9,
    "tn": Decimal(10) ** 12,
    "trn": Decimal(10) ** 12,
}
_WORD_SCALES = {name: scale for name, scale in SCALES.items() if len(name) > 3}
_DIGITS = re.compile(
    r"\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?|\d*\.\d+|\d+",
)
_SCALE_WORD = re.compile(
    r"(?<![a-z])(" + "|".join(sorted(SCALES, key=len, reverse=True)) + r")s?(?![a-z])"
)
_NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "  # noqa: SIM905
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty "
    "ninety".split()
)
_FRACTION = re.compile(
    r"\b(half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)"
    r"\b|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅛]|\d\s*[/\u2044]\s*\d"
)
# "Doubled", "twice": a number in words of which no last digit was written.
_MULTIPLE = re.compile(
    r"\b(?:(?:doubl|tripl|trebl|quadrupl|quintupl|halv)(?:es?|ed|ing)|twice|thrice)\b"
)
_VAGUE = re.compile(r"\b(dozens|scores|hundreds|thousands|millions|billions|trillions)\b")
_HEDGED = re.compile(
    r"[~≈]|\b(about|around|roughly|approximately|approx|circa|ca|some|nearly|almost|an estimated|"
    r"estimated|or so|more or less|close to|in the region of|in the order of)\b"
)
_DOWNWARD = re.compile(r"\b(nearly|almost)\b")


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of Decimals in one unit; ``None`` is an open end."""

    low: Decimal | None
    high: Decimal | None

    def holds(self, other: Interval) -> bool:
        """Whether all of ``other`` lies in this interval."""
        low_fits = self.low is None or (other.low is not None and other.low >= self.low)
        high_fits = self.high is None or (other.high is not None and other.high <= self.high)
        return low_fits and high_fits

    def touches(self, other: Interval) -> bool:
        """Whether the two share a value; that is the same asked either way."""
        return not self.lies_below(other) and not other.lies_below(self)

    def lies_below(self, other: Interval) -> bool:
        """Whether every value of this one is smaller than every value of ``other``."""
        return self.high is not None and other.low is not None and self.high < other.low

    def edge_with(self, other: Interval) -> Decimal | None:
        """The one value that the two share, if it is only one."""
        if self.high is not None and self.high == other.low:
            return self.high
        if self.low is not None and self.low == other.high:
            return self.low
        return None

    def mapped(self, function: Callable[[Decimal], Decimal]) -> Interval:
        """Both bounds put through a rising function."""
        return Interval(
            None if self.low is None else function(self.low),
            None if self.high is None else function(self.high),
        )

    def flipped(self) -> Interval:
        """The mirror image at zero."""
        return Interval(
            None if self.high is None else -self.high, None if self.low is None else -self.low
        )

    @property
    def width(self) -> Decimal | None:
        """High less low; ``None`` where an end is open."""
        if self.low is None or self.high is None:
            return None
        return self.high - self.low


def stated(quantity: Quantity) -> Interval:
    """The bounds as they were said. A transition has two: see :func:`end_of_transition`."""
    return Interval(quantity.low, quantity.high)


def implied(quantity: Quantity, *, hedge_share: Decimal = HEDGE_SHARE) -> Interval:
    """The stated bounds, widened by half a unit of the last digit written or by the hedge's share.

    The larger of the two counts; "nearly" and "almost" widen downwards only. The result is in
    the quantity's own unit. "1.4 million" is 1,350,000 to 1,450,000; "half" is 0.495 to 0.505.
    """
    words = quantity.text.casefold()
    hedged = is_hedged(quantity)

    def slack(bound: Decimal) -> Decimal:
        by_hedge = abs(bound) * hedge_share if hedged else Decimal(0)
        return max(half_of_last_digit(quantity, bound), by_hedge)

    low = None if quantity.low is None else quantity.low - slack(quantity.low)
    if quantity.high is None or _DOWNWARD.search(words):
        return Interval(low, quantity.high)
    return Interval(low, quantity.high + slack(quantity.high))


def end_of_transition(quantity: Quantity, bound: Decimal, *, hedge_share: Decimal) -> Interval:
    """The implied interval of one end of "from 40 to 50"."""
    slack = half_of_last_digit(quantity, bound)
    if is_hedged(quantity):
        slack = max(slack, abs(bound) * hedge_share)
    return Interval(bound - slack, bound + slack)


def is_hedged(quantity: Quantity) -> bool:
    """Whether the figure was said to be approximate, by its comparator or in its words."""
    if quantity.comparator is Comparator.ABOUT:
        return not _VAGUE.search(quantity.text.casefold())
    return bool(_HEDGED.search(quantity.text.casefold()))


def half_of_last_digit(quantity: Quantity, bound: Decimal) -> Decimal:
    """Half a unit of the last digit that the text writes for this bound, in the quantity's unit.

    Words count like digits: "five thousand" is written to the thousand, "sixty-five" to the one.
    A share written as a fraction, or a multiple in one word, ("half", "1 in 5", "doubled") is good
    to half a percentage point, or to half a part where the parts are finer. "Hundreds" writes no
    digit. Where the text does not hold the number (typed in by hand, say), the bound's own digits
    decide.
    """
    words = quantity.text.casefold()
    fraction = _fraction_slack(quantity, words)
    if fraction is not None:
        return fraction
    if _VAGUE.search(words) and not _DIGITS.search(words):
        return Decimal(0)
    step = _step_in_digits(words, abs(bound))
    if step is None:
        step = _step_in_words(words, abs(bound))
    return (step if step is not None else _own_step(bound)) / 2


def _fraction_slack(quantity: Quantity, words: str) -> Decimal | None:
    measure = measure_of(quantity.unit, per=quantity.per, counted=quantity.counted)
    if measure.top == "proportion" and measure.over > 1 and not quantity.unit:
        return min(Decimal("0.005") * measure.over, HALF_A_POINT)
    unit = canonical_unit(quantity.unit)
    in_words = _FRACTION.search(words) or _MULTIPLE.search(words)
    if unit in SHARES and in_words and "." not in words:
        return HALF_A_POINT / SHARES[unit]
    return None


def _step_in_digits(words: str, bound: Decimal) -> Decimal | None:
    written = list(_numbers(words))
    scales = [Decimal(1), *_scales(words)]
    if not bound:
        scales.reverse()  # any scale fits a zero: "0.0 million" is written to 100,000
    for scale in scales:
        for value, step in written:
            if value * scale == bound:
                return step * scale
    return None


def _numbers(words: str) -> Iterator[tuple[Decimal, Decimal]]:
    """Each number in digits with the size of its last digit: "1.40" is (1.40, 0.01)."""
    for match in _DIGITS.finditer(words):
        value = Decimal(re.sub(r"[,\u00a0\u2009\u202f]", "", match[0]))
        yield value, Decimal(1).scaleb(int(value.as_tuple().exponent))


def _scales(words: str) -> list[Decimal]:
    """What "hundred", "k" or "bn" in the text may multiply a number with."""
    spaced = re.sub(r"(?<=\d)(?=[a-z])", " ", words)
    single = {SCALES[match[1]] for match in _SCALE_WORD.finditer(spaced)}
    return sorted(single | {one * two for one in single for two in single - {one}})


def _step_in_words(words: str, bound: Decimal) -> Decimal | None:
    """The unit that a number in words is written to, or None where the text has none."""
    tokens = [_singular(token) for token in re.findall(r"[a-z]+", words)]
    if _FRACTION.search(words):
        scales = [_WORD_SCALES[token] for token in tokens if token in _WORD_SCALES]
        return max(scales) / 10 if scales else None
    chains = [chain for chain in _closing_scales(tokens) if not bound % chain]
    if chains:
        return max(chains)
    return Decimal(1) if _NUMBER_WORDS.intersection(tokens) else None


def _singular(token: str) -> str:
    return token[:-1] if token.endswith("s") and token[:-1] in _WORD_SCALES else token


def _closing_scales(tokens: list[str]) -> Iterator[Decimal]:
    """Runs of scale words that end a number: "hundred thousand" of "two hundred thousand men".

    In "five thousand two hundred" only the hundred ends it.
    """
    run = Decimal(1)
    for index, token in enumerate(tokens):
        after = tokens[index + 1] if index + 1 < len(tokens) else ""
        run = run * _WORD_SCALES[token] if token in _WORD_SCALES else Decimal(1)
        if run > 1 and after not in _WORD_SCALES and after not in _NUMBER_WORDS | {"and"}:
            yield run


def _own_step(bound: Decimal) -> Decimal:
    exponent = int(bound.normalize().as_tuple().exponent)
    return Decimal(1).scaleb(min(exponent, 0))


def is_transition(quantity: Quantity) -> bool:
    """Whether both ends are given of a "from … to …"."""
    return quantity.nature is Nature.TRANSITION and None not in (quantity.low, quantity.high)
