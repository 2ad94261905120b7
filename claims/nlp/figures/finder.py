"""From a sentence to its figures: find numbers, drop what is none, read what stands around."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from claims.quantities import Change, Comparator, Nature, Quantity

from ..lexicons.numbers import MONEY_SUFFIXES, NUMBER_WORDS, VULGAR
from ..lexicons.units import CURRENCIES, TIMES, UNIT_PHRASES
from ..reading import Figure, Step
from .changes import change_of, verb_of_change
from .exclusions import Masked, excluded
from .lemmas import singular
from .lexemes import PROPER, Lexeme, Tagger, cut, tag_by_rules
from .numbers import Number, read_number
from .phrases import (
    age_after,
    counted_after,
    currency_before,
    hedge_after,
    hedge_before,
    per_after,
    sign_before,
    unit_after,
)

TRIGGER = re.compile(
    rf"[0-9{''.join(VULGAR)}]|\b(?:{'|'.join(sorted(NUMBER_WORDS))})\b", re.IGNORECASE
)
DASHES = ("-", "–", "—", "−")
LONGEST_PHRASE = 400


@dataclass(slots=True)
class _Part:
    """A number with its own sign, currency and unit: one end of a range, or all of it."""

    number: Number
    first: int
    last: int
    unit: str = ""
    negative: bool = False

    @property
    def low(self) -> Decimal:
        return -self.number.high if self.negative else self.number.low

    @property
    def high(self) -> Decimal:
        return -self.number.low if self.negative else self.number.high


@dataclass(slots=True)
class _Phrase:
    """A figure in the making: bounds so far, the lexemes it covers, the rules that made it."""

    first: int
    last: int
    low: Decimal | None
    high: Decimal | None
    unit: str
    comparator: Comparator = Comparator.EXACT
    nature: Nature = Nature.LEVEL
    change: Change = Change.NONE
    counted: str = ""
    per: str = ""
    rules: list[str] = field(default_factory=list)


def find_figures(text: str, start: int, end: int, tagger: Tagger = tag_by_rules) -> list[Figure]:
    """The figures of the sentence ``text[start:end]``, in order, not overlapping.

    ``tagger`` fills in word classes and lemmas; the default needs no model.
    """
    if not TRIGGER.search(text, start, end):
        return []
    lexemes = cut(text, start, end)
    tagger(lexemes)
    masked = Masked(text, start, end)
    found: list[Figure] = []
    at = done = 0
    while at < len(lexemes):
        lexeme = lexemes[at]
        if covered := masked.end_at(lexeme.start):
            at = done = _after(lexemes, at, covered)
            continue
        number = read_number(lexemes, at)
        if number is None or number.first < done or masked.end_at(lexemes[number.last - 1].start):
            at += 1
            continue
        if excluded(lexemes, number) and not _proportion_after(lexemes, number.last):
            at = done = number.last
            continue
        phrase = _phrase(lexemes, number, done, masked)
        figure = _figure(text, lexemes, phrase)
        if figure:
            found.append(figure)
        at = done = max(phrase.last, number.last)
    return found


def _after(lexemes: list[Lexeme], at: int, offset: int) -> int:
    while at < len(lexemes) and lexemes[at].start < offset:
        at += 1
    return at


def _low(lexemes: list[Lexeme], at: int) -> str:
    return lexemes[at].low if 0 <= at < len(lexemes) else ""


def _figure(text: str, lexemes: list[Lexeme], phrase: _Phrase) -> Figure | None:
    start, end = lexemes[phrase.first].start, lexemes[phrase.last - 1].end
    if end - start > LONGEST_PHRASE:
        return None
    quantity = Quantity(
        text=text[start:end],
        low=phrase.low,
        high=phrase.high,
        comparator=phrase.comparator,
        unit=phrase.unit,
        counted=phrase.counted,
        nature=phrase.nature,
        change=phrase.change,
        per=phrase.per,
    )
    steps = tuple(Step(rule, start, end) for rule in phrase.rules)
    return Figure(start, end, quantity, steps)


def _phrase(lexemes: list[Lexeme], number: Number, done: int, masked: Masked) -> _Phrase:
    part = _part(lexemes, number, done)
    phrase = _odds(lexemes, part) or _range(lexemes, part, done, masked)
    if phrase is None:
        comparator = Comparator.BETWEEN if part.low != part.high else Comparator.EXACT
        phrase = _Phrase(part.first, part.last, part.low, part.high, part.unit, comparator)
        phrase.rules.append(number.rule)
    if phrase.unit:
        phrase.rules.append(f"unit {phrase.unit}")
    _what_is_counted(lexemes, phrase, number)
    if per := per_after(lexemes, phrase.last):
        phrase.per, phrase.last = per.name, per.at
        phrase.rules.append("rate")
    _hedge(lexemes, phrase, done)
    if phrase.nature is Nature.LEVEL:
        phrase.nature, phrase.change = change_of(
            lexemes, phrase.first, phrase.last, has_unit=bool(phrase.unit)
        )
    if phrase.change is not Change.NONE:
        phrase.rules.append(f"moved {phrase.change}")
    return phrase


def _part(lexemes: list[Lexeme], number: Number, done: int) -> _Part:
    first, unit = number.first, ""
    negative = False
    if (sign := sign_before(lexemes, first)) is not None and sign >= done:
        first, negative = sign, True
    if (money := currency_before(lexemes, first)) and money.at >= done:
        first, unit = money.at, money.name
        if not negative and (sign := sign_before(lexemes, first)) is not None and sign >= done:
            first, negative = sign, True
    number = _short_scale(lexemes, number, money=bool(unit))
    last = number.last
    if (not unit and (found := unit_after(lexemes, last))) or (
        unit and (found := unit_after(lexemes, last)) and found.name in CURRENCIES
    ):
        unit, last = found.name, found.at
    return _Part(number, first, last, unit, negative)


def _short_scale(lexemes: list[Lexeme], number: Number, *, money: bool) -> Number:
    """The "m" of "£3m" and of "1.2 m people", which elsewhere is a metre."""
    at = number.last
    word = _low(lexemes, at)
    if word not in MONEY_SUFFIXES or number.scale != 1 or lexemes[at - 1].kind != "num":
        return number
    following = lexemes[at + 1] if at + 1 < len(lexemes) else None
    if not money:
        scales = word == "m" or lexemes[at].text == "B"
        counted = counted_after(lexemes, at + 1) if scales else None
        counts = counted is not None and lexemes[counted.at - 1].plural
        if not counts or (following and (following.low,) in UNIT_PHRASES):
            return number
    elif not (lexemes[at].glued or following is None or following.kind == "mark"):
        return number
    scaled = number.times(MONEY_SUFFIXES[word])
    return replace(scaled, last=at + 1, rule=number.rule + " with scale")


def _proportion_after(lexemes: list[Lexeme], at: int) -> bool:
    return (_low(lexemes, at), _low(lexemes, at + 1)) == ("out", "of")


def _odds(lexemes: list[Lexeme], part: _Part) -> _Phrase | None:
    """As in "1 in 5", "three out of four people": the first for every so many of the second."""
    if part.unit or part.number.low != part.number.high:
        return None
    at = part.last
    if _low(lexemes, at) == "in" and part.number.low <= 10:
        start = at + 1
    elif _proportion_after(lexemes, at):
        start = at + 2
    else:
        return None
    if _low(lexemes, start) == "every":
        start += 1
    whole = read_number(lexemes, start) if start < len(lexemes) else None
    if whole is None or whole.first != start or whole.low != whole.high:
        return None
    if whole.low <= part.number.low or whole.low != whole.low.to_integral_value():
        return None
    if unit_after(lexemes, whole.last) or (1900 < whole.low < 2100 and whole.rule == "digits"):
        return None
    phrase = _Phrase(part.first, whole.last, part.low, part.low, "", rules=["odds"])
    phrase.per = f"{whole.low:f}"
    if counted := counted_after(lexemes, whole.last, of=True):
        phrase.counted, phrase.last = counted.name, counted.at
    return phrase


def _range(lexemes: list[Lexeme], left: _Part, done: int, masked: Masked) -> _Phrase | None:
    """As in "5,000 to 7,000", "between 20 and 30", "$2 to $4 million", "20–30 per cent"."""
    if left.number.rule == "multiplier":
        return None
    opener = _low(lexemes, left.first - 1) if left.first > done else ""
    at = left.last
    connector = _low(lexemes, at)
    if connector in DASHES:
        joined = at + 1 < len(lexemes) and lexemes[at].glued == lexemes[at + 1].glued
        if not joined or (connector == "—" and not lexemes[at].glued):
            return None
        if _low(lexemes, at + 1) == "to" and _low(lexemes, at + 2) == connector:
            at += 2
    elif not (
        connector in ("to", "~")
        or (connector == "and" and opener == "between")
        or (connector == "or" and left.number.low < 20 and not left.unit)
    ):
        return None
    right = _right_end(lexemes, at + 1, masked)
    if right is None or (left.unit and right.unit and left.unit != right.unit):
        return None
    if connector == "to" and opener != "from" and _is_move(lexemes, left, right):
        return None
    number = left.number
    if number.scale == 1 and right.number.scale > 1 and number.low < right.number.mantissa:
        left = replace(left, number=number.times(right.number.scale))
    verb = opener == "from" and verb_of_change(lexemes, left.first - 1, 8)
    if left.low > right.high and not verb and opener != "from":
        return None
    if connector == "or" and not (
        right.low - left.low <= max(left.low, Decimal(1)) and right.low < 100
    ):
        return None
    bounds = sorted((left.low, right.high))
    phrase = _Phrase(
        left.first, right.last, bounds[0], bounds[1], left.unit or right.unit, Comparator.BETWEEN
    )
    phrase.rules.append(f"range of {number.rule}")
    if opener in ("between", "from"):
        phrase.first -= 1
    if verb:
        phrase.low, phrase.high, phrase.nature = left.low, right.high, Nature.TRANSITION
        phrase.comparator = Comparator.EXACT
        phrase.change = Change.UP if right.high > left.low else Change.DOWN
        phrase.rules.append("transition")
    return phrase


def _is_move(lexemes: list[Lexeme], left: _Part, right: _Part) -> bool:
    """As in "rose 0.7 percent to 6,327" and "up by $3 to $9": a change and then a level."""
    if left.last > left.number.last and left.unit != right.unit:
        return True
    moved = left.unit and verb_of_change(lexemes, left.first, 3) is not None
    return bool(moved and left.unit == right.unit and right.number.low > left.number.high)


def _right_end(lexemes: list[Lexeme], at: int, masked: Masked) -> _Part | None:
    """The upper end of a range: a number, perhaps behind a sign, a currency or a hedge."""
    for skip in range(4):
        if at + skip >= len(lexemes):
            return None
        number = read_number(lexemes, at + skip)
        if number and not masked.end_at(lexemes[number.first].start):
            part = _part(lexemes, number, at)
            bare = skip == 0 or part.first == at
            hedged = skip > 0 and hedge_before(lexemes, part.first)
            if hedged and hedged[0] == at:
                bare = True
            return part if bare else None
    return None


def _what_is_counted(lexemes: list[Lexeme], phrase: _Phrase, number: Number) -> None:
    """The noun, or the age, behind the number; with a hyphen ("65-member") the one word."""
    at = phrase.last
    hyphen = _low(lexemes, at) == "-" and lexemes[at].glued and at + 1 < len(lexemes)
    if hyphen and lexemes[at + 1].glued and lexemes[at + 1].kind == "word" and not phrase.unit:
        _hyphenated(lexemes, phrase, at + 1)
        return
    of_age = (_low(lexemes, phrase.first - 2), _low(lexemes, phrase.first - 1)) == ("age", "of")
    if of_age and phrase.unit in ("", "year"):
        phrase.unit = "year of age"
        return
    if not phrase.unit and _low(lexemes, at) in ("yo", "y.o"):
        phrase.unit, phrase.last = "year of age", at + 1
        return
    if phrase.unit in TIMES and (end := age_after(lexemes, at)):
        phrase.unit, phrase.last = f"{phrase.unit} of age", end
        phrase.rules.append("age")
        return
    if phrase.unit:
        phrase.counted = _share_of(lexemes, at, phrase.unit)
        return
    if not phrase.counted and _age_in_apposition(lexemes, phrase):
        phrase.unit = "year of age"
        phrase.rules.append("age in apposition")
        return
    if phrase.counted or phrase.per:
        return
    if number.rule == "multiplier":
        phrase.unit = "times"
        return
    of = number.rule in ("rough number", "fraction") or "half" in _low(lexemes, number.first)
    if counted := counted_after(lexemes, at, of=of):
        beyond_of = at + 1 if _low(lexemes, at) == "of" else at
        if of and (unit := unit_after(lexemes, beyond_of)):
            phrase.unit, phrase.last = unit.name, unit.at
            phrase.rules.append(f"unit {unit.name}")
            return
        phrase.counted, phrase.last = counted.name, counted.at
        phrase.rules.append("counted noun")
    if phrase.low is not None and number.rule == "fraction" and 0 < phrase.low < 1:
        phrase.unit = "proportion"


def _share_of(lexemes: list[Lexeme], at: int, unit: str) -> str:
    """What a share is of: "60 per cent of voters". The phrase itself ends before it."""
    if unit != "percent" or _low(lexemes, at) != "of":
        return ""
    counted = counted_after(lexemes, at, of=True)
    return counted.name if counted else ""


def _hyphenated(lexemes: list[Lexeme], phrase: _Phrase, at: int) -> None:
    word = lexemes[at]
    if unit := unit_after(lexemes, at):
        phrase.unit, phrase.last = unit.name, unit.at
        phrase.rules.append(f"hyphenated unit {unit.name}")
        if unit.name in TIMES and (end := age_after(lexemes, unit.at)):
            phrase.unit, phrase.last = f"{unit.name} of age", end
            phrase.rules.append("age")
        return
    if word.low in ("strong", "odd", "plus", "something"):
        phrase.last = at + 1
        if word.low == "odd":
            phrase.comparator = Comparator.ABOUT
        if word.low == "plus":
            phrase.comparator, phrase.high = Comparator.AT_LEAST, None
        if counted := counted_after(lexemes, at + 1):
            phrase.counted, phrase.last = counted.name, counted.at
        return
    if word.low == "fold":
        phrase.unit, phrase.last = "times", at + 1
        return
    phrase.counted, phrase.last = singular(word.low), at + 1
    phrase.rules.append("hyphenated noun")


def _age_in_apposition(lexemes: list[Lexeme], phrase: _Phrase) -> bool:
    """As in "Ana Ruiz, 44, has": a whole number up to 110 between a name and a comma."""
    at = phrase.first
    if _low(lexemes, at - 1) == "aged":
        return True
    if at < 2 or phrase.low != phrase.high or phrase.low is None or not 0 < phrase.low <= 110:
        return False
    closed = phrase.last >= len(lexemes) or lexemes[phrase.last].text in (",", ")", ".")
    opened = lexemes[at - 1].text in (",", "(") and lexemes[at - 2].tag == PROPER
    name = opened and at > 2 and lexemes[at - 3].tag == PROPER
    adult = lexemes[at - 1].text == "," or phrase.low >= 18
    return bool(closed and name and adult and lexemes[at].kind == "num")


def _hedge(lexemes: list[Lexeme], phrase: _Phrase, done: int) -> None:
    """Comparators before and after; they open an end unless the figure is a range already."""
    before = hedge_before(lexemes, phrase.first)
    after = hedge_after(lexemes, phrase.last)
    comparator = None
    if before and before[0] >= done:
        phrase.first, comparator = before
    if after:
        phrase.last = after[0]
        comparator = comparator or after[1]
    if comparator is None:
        return
    words = lexemes[phrase.first : phrase.last]
    phrase.rules.append(f"hedge {words[0].low if before else words[-1].low}")
    if phrase.low != phrase.high:
        return
    phrase.comparator = comparator
    if comparator in (Comparator.MORE_THAN, Comparator.AT_LEAST):
        phrase.high = None
    elif comparator in (Comparator.LESS_THAN, Comparator.AT_MOST):
        phrase.low = None
