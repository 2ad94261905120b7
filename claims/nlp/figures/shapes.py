"""The shapes in which numbers make one quantity: odds, ratios, scores, tolerances, sums of units,
ranges. A table of rules, tried in order on the amount that was just read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.quantities import Comparator, Nature
from claims.quantities import canonical_unit as canonical
from claims.quantities.conversion import convert
from claims.quantities.measures import measure_of

from ..lexicons.currencies import HAVE_CENTS, WHOLES
from ..lexicons.names import SCORE_WORDS_AFTER, SCORE_WORDS_BEFORE
from ..lexicons.units import TIMES
from .before import hedge_before
from .fractions import ratio as divided
from .lexemes import ADJECTIVE, NOUN, Lexeme, low, peek
from .masks import Masked
from .measures import POUND, STERLING, unit_after
from .nouns import counted_after
from .phrase import Amount, Phrase, amount_of, open_end
from .ranges import ranged
from .words import IN_DIGITS, IN_WORDS, read_number


@dataclass(frozen=True, slots=True)
class Place:
    """Where an amount was read: the lexemes, what is taken already, what is masked."""

    lexemes: list[Lexeme]
    done: int
    masked: Masked


def shape_of(place: Place, amount: Amount) -> Phrase:
    """The quantity that begins with this amount: a shape of several numbers, or itself."""
    for _, rule in SHAPES:
        if phrase := rule(place, amount):
            return phrase
    return single(amount)


def single(amount: Amount) -> Phrase:
    comparator = Comparator.EXACT if amount.number.is_one_value else Comparator.BETWEEN
    phrase = Phrase(
        amount.first, amount.last, amount.low, amount.high, amount.unit, amount.spoken, comparator
    )
    phrase.note(amount.number.rule, amount.number.first, amount.number.last)
    if amount.at_least and phrase.is_one_value:
        open_end(phrase, Comparator.AT_LEAST)
        phrase.note("hedge +", amount.number.last, amount.number.last + 1)
    return phrase


def _odds(place: Place, amount: Amount) -> Phrase | None:
    """As in "1 in 5", "three out of four people": the first for every so many of the second."""
    lexemes, at = place.lexemes, amount.last
    if amount.unit or not amount.number.is_one_value:
        return None
    if low(lexemes, at) == "in" and amount.number.low <= 10:
        start = at + 1
    elif (low(lexemes, at), low(lexemes, at + 1)) in (("out", "of"), ("of", "every")):
        start = at + 2
    elif [low(lexemes, at + step) for step in range(3)] in (["-", "of", "-"], ["-", "in", "-"]):
        start = at + 3
    else:
        return None
    start += low(lexemes, start) == "every"
    whole = read_number(lexemes, start) if start < len(lexemes) else None
    if whole is None or whole.first != start or not whole.is_one_value:
        return None
    if whole.low <= amount.number.low or whole.low != whole.low.to_integral_value():
        return None
    every = low(lexemes, start - 1) == "every"
    if unit_after(lexemes, whole.last) and not every:
        return None
    if 1900 < whole.low < 2100 and whole.rule == IN_DIGITS:
        return None
    phrase = Phrase(amount.first, whole.last, amount.low, amount.low, per=f"{whole.low:f}")
    phrase.note("odds", amount.first, whole.last)
    if counted := counted_after(lexemes, whole.last, of=True):
        phrase.counted, phrase.spoken, phrase.last = counted.name, counted.spoken, counted.at
    return phrase


def _one_in(place: Place, amount: Amount) -> Phrase | None:
    """As in "one hospital in eight": the noun before what it is one of."""
    lexemes, noun = place.lexemes, amount.last
    words = amount.number.rule != IN_DIGITS and amount.low == amount.high == 1 and not amount.unit
    thing = peek(lexemes, noun)
    if not words or thing.tag != NOUN or thing.plural or low(lexemes, noun + 1) != "in":
        return None
    whole = read_number(lexemes, noun + 2) if noun + 2 < len(lexemes) else None
    if whole is None or not whole.is_one_value or whole.low < 2 or whole.rule == IN_DIGITS:
        return None
    if peek(lexemes, whole.last).tag in (NOUN, ADJECTIVE) or thing.low in TIMES:
        return None  # "one goal in four games"
    phrase = Phrase(amount.first, whole.last, amount.low, amount.low, per=f"{whole.low:f}")
    phrase.counted = phrase.spoken = thing.lemma or thing.low
    phrase.note("odds", amount.first, whole.last)
    return phrase


def _over(place: Place, amount: Amount) -> Phrase | None:
    """As in "one over twenty": a fraction spoken as one writes it."""
    if amount.unit or low(place.lexemes, amount.last) != "over":
        return None
    under = _number_at(place, amount.last + 1)
    if under is None or under.number.low <= amount.number.low or under.unit:
        return None
    value = divided(amount.number.low, under.number.low)
    phrase = Phrase(amount.first, under.last, value, value, "proportion")
    phrase.note("fraction", amount.first, under.last)
    return phrase


def _ratio(place: Place, amount: Amount) -> Phrase | None:
    """As in "3:1", "a ratio of 3 to 1", "outnumbered 3-to-1"."""
    lexemes, at = place.lexemes, amount.last
    joint = low(lexemes, at)
    if amount.unit or not amount.number.is_one_value:
        return None
    if joint == ":" and lexemes[at].glued and peek(lexemes, at + 1).glued:
        start = at + 1
    elif joint == "-" and low(lexemes, at + 1) == "to" and low(lexemes, at + 2) == "-":
        start = at + 3
    elif joint == "to" or (joint == "-" and _near(lexemes, amount.first, _RATIO)):
        start = at + 1
    else:
        return None
    under = _number_at(place, start)
    if under is None or under.unit or not under.number.is_one_value or under.low <= 0:
        return None
    falls = under.low < amount.low
    if joint != ":" and not (falls and (under.low == 1 or _near(lexemes, amount.first, _RATIO))):
        return None
    phrase = Phrase(amount.first, under.last, amount.low, amount.low, "ratio")
    phrase.per = f"{under.low:f}"
    phrase.note("ratio", amount.first, under.last)
    return phrase


_RATIO = frozenset(
    "ratio odds outnumbered outnumber outnumbers margin outspent outspend outsold".split()  # noqa: SIM905
)


def _near(lexemes: list[Lexeme], at: int, words: frozenset[str], reach: int = 8) -> bool:
    return any(one.low in words for one in lexemes[max(0, at - reach) : at])


def _score(place: Place, amount: Amount) -> Phrase | None:
    """As in "won 3-1", "a 9-2 lead", "voted 19 to 15": two numbers beside a word for a result."""
    lexemes, at = place.lexemes, amount.last
    joint = low(lexemes, at)
    glued = joint in ("-", "–") and lexemes[at].glued and peek(lexemes, at + 1).glued
    if amount.unit or not (glued or joint == "to") or amount.number.rule != IN_DIGITS:
        return None
    other = _number_at(place, at + 1)
    if other is None or other.unit or other.number.rule != IN_DIGITS or other.low > 1000:
        return None
    if joint == "to" and (other.low >= amount.low or low(lexemes, amount.first - 1) == "from"):
        return None
    after = low(lexemes, other.last) in SCORE_WORDS_AFTER
    reach = 18 if glued and _follows_a_pair(place, amount) else 6
    before = _near(lexemes, amount.first, SCORE_WORDS_BEFORE, reach)
    if not after and (not before or _rises_with_a_noun(lexemes, amount, other)):
        return None
    lowest, highest = sorted((amount.low, other.low))
    comparator = Comparator.EXACT if lowest == highest else Comparator.BETWEEN
    phrase = Phrase(amount.first, other.last, lowest, highest, "score", comparator=comparator)
    phrase.note("score", amount.first, other.last)
    return phrase


def _follows_a_pair(place: Place, amount: Amount) -> bool:
    """As in "won 6-4, 6-3 and 7-6": right behind two more numbers."""
    at = amount.first - 1
    joined = low(place.lexemes, at) in (",", "and") and place.done >= at
    ended = place.lexemes[at - 3 : at]
    return joined and [one.kind for one in ended] == ["num", "mark", "num"]


def _rises_with_a_noun(lexemes: list[Lexeme], amount: Amount, other: Amount) -> bool:
    """As in "won 10-15 seats": a range of a thing counted, and no result."""
    return other.low > amount.low and counted_after(lexemes, other.last) is not None


def _tolerance(place: Place, amount: Amount) -> Phrase | None:
    """As in "42 ± 2", "42 plus or minus 2"."""
    width = _plus_minus(place.lexemes, amount.last)
    if not width or not amount.number.is_one_value:
        return None
    by = _number_at(place, width)
    if by is None or (amount.unit and by.unit and amount.unit != by.unit):
        return None
    phrase = Phrase(
        amount.first,
        by.last,
        amount.low - by.number.high,
        amount.high + by.number.high,
        amount.unit or by.unit,
        amount.spoken or by.spoken,
        Comparator.BETWEEN,
    )
    phrase.note("tolerance", amount.first, by.last)
    return phrase


def _plus_minus(lexemes: list[Lexeme], at: int) -> int:
    """The lexeme behind a "±" that starts here, or 0."""
    if low(lexemes, at) in ("±", "+/-"):
        return at + 1
    words = tuple(low(lexemes, at + step) for step in range(3))
    if words == ("plus", "or", "minus"):
        return at + 3
    return at + 3 if words == ("+", "/", "-") else 0


def _margin(place: Place, amount: Amount) -> Phrase | None:
    """As in "±3 points", "plus or minus 3 points": so much either way."""
    lexemes, first = place.lexemes, amount.first
    for length in (1, 3):
        start = first - length
        if start >= place.done and start >= 0 and _plus_minus(lexemes, start) == first:
            width = amount.number.high
            phrase = single(amount)
            phrase.first, phrase.low, phrase.high = start, -width, width
            phrase.comparator, phrase.nature = Comparator.BETWEEN, Nature.DIFFERENCE
            phrase.note("tolerance", start, first)
            return phrase
    return None


def _one_and_a_half(place: Place, amount: Amount) -> Phrase | None:
    """As in "a minute and a half", read from its "a half" back."""
    lexemes, first = place.lexemes, amount.first
    start = first - 3
    if amount.number.low != Decimal("0.5") or low(lexemes, first - 1) != "and":
        return None
    if start < place.done or low(lexemes, start) not in ("a", "an"):
        return None
    unit = unit_after(lexemes, start + 1)
    if unit is None or unit.at != first - 1:
        return None
    phrase = Phrase(start, amount.last, Decimal("1.5"), Decimal("1.5"), unit.name, unit.spoken)
    phrase.note("one and a half", start, amount.last)
    return phrase


def _sum_of_units(place: Place, amount: Amount) -> Phrase | None:
    """As in "thirteen dollars and forty-five cents", "6 ft 2 in", "2 hours 30 minutes"."""
    if not amount.unit or not amount.number.is_one_value or amount.number.scale != 1:
        return None
    total, last, unit = amount.number.low, amount.last, amount.unit
    while (part := _smaller(place, last, unit)) is not None:
        if (amount.unit, part.unit) == (POUND, "penny"):
            amount.unit = STERLING
        share = _in_unit(part, amount.unit)
        if share is None or share >= 1:
            break
        total, last, unit = total + share, part.last, part.unit
    if last == amount.last:
        return None
    value = -total if amount.negative else total
    phrase = Phrase(amount.first, last, value, value, amount.unit, amount.spoken)
    phrase.note("sum of units", amount.first, last)
    return phrase


# Larger units that are said together with smaller ones: "6 ft 2 in", "2 hours 30 minutes".
_TOPS = frozenset({"hour", "minute", "foot", "pound", "stone", "metre", "mile"})
_CENTS = {whole: part for part, whole in WHOLES.items()}
_SUMS = frozenset({"time", "length", "mass"})


def _smaller(place: Place, at: int, unit: str) -> Amount | None:
    """An amount in a smaller unit of the same dimension right behind, perhaps after "and"."""
    start = at + (low(place.lexemes, at) == "and")
    part = _number_at(place, start)
    if part is None or not part.number.is_one_value:
        return None
    if unit == "foot" and not part.unit:
        _read_inches(place.lexemes, part, at)
    if not part.unit and unit in _CENTS:
        _read_cents(place.lexemes, part, at, unit)
    if unit == "hour" and part.unit == "metre":
        part.unit = "minute"  # the "15m" of "2h 15m"
    return part if part.unit not in ("", unit) else None


def _read_inches(lexemes: list[Lexeme], part: Amount, at: int) -> None:
    """As in "6 ft 2 in", "six foot two": feet in the singular need no word for the rest."""
    if low(lexemes, part.last) == "in":
        part.unit, part.last = "inch", part.last + 1
    elif low(lexemes, at - 1) == "foot" and part.first == at and part.number.low < 12:
        part.unit = "inch"


def _read_cents(lexemes: list[Lexeme], part: Amount, at: int, unit: str) -> None:
    """As in "thirteen dollars forty-five": the cents that nobody names."""
    spoken = part.number.rule == IN_WORDS and part.first == at and 0 < part.number.low < 100
    priced = low(lexemes, at) in ("a", "an", "per")  # "$4.95 a dozen"
    if spoken and not priced and peek(lexemes, part.last).kind != "word":
        part.unit = _CENTS[unit]


def _in_unit(part: Amount, unit: str) -> Decimal | None:
    """What the smaller amount is worth in the larger one's unit; None where it is no part of it."""
    if part.unit == "US cent" and unit.rpartition(" ")[2] in HAVE_CENTS:
        return part.number.low / 100
    if WHOLES.get(part.unit) == unit:
        return part.number.low / 100
    whole, small = measure_of(canonical(unit)), measure_of(canonical(part.unit))
    if whole.dimension != small.dimension or whole.dimension not in _SUMS:
        return None
    if whole == small or unit not in _TOPS:
        return None
    return convert(part.number.low, small, whole, difference=True)


def _number_at(place: Place, at: int) -> Amount | None:
    """The amount that starts exactly here."""
    if at >= len(place.lexemes):
        return None
    for step in range(3):
        number = read_number(place.lexemes, at + step) if at + step < len(place.lexemes) else None
        if number:
            if place.masked.end_at(place.lexemes[number.first].start):
                return None
            amount = amount_of(place.lexemes, number, at)
            return amount if amount.first == at else None
    return None


def _range(place: Place, amount: Amount) -> Phrase | None:
    return ranged(place.lexemes, amount, place.done, lambda at: _right_end(place, at))


def _right_end(place: Place, at: int) -> Amount | None:
    """The upper end of a range: an amount, perhaps behind a hedge."""
    if amount := _number_at(place, at):
        return amount
    for step in range(1, 4):
        amount = _number_at(place, at + step)
        if amount and (hedge := hedge_before(place.lexemes, amount.first)) and hedge[0] == at:
            return replace(amount, first=at)
    return None


Shape = Callable[[Place, Amount], Phrase | None]
SHAPES: tuple[tuple[str, Shape], ...] = (
    ("odds", _odds),
    ("odds", _one_in),
    ("fraction", _over),
    ("ratio", _ratio),
    ("score", _score),
    ("tolerance", _tolerance),
    ("margin", _margin),
    ("one and a half", _one_and_a_half),
    ("sum of units", _sum_of_units),
    ("range", _range),
)
