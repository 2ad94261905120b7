"""One number of another: odds, ratios, fractions that are spoken as one writes them."""

from __future__ import annotations

from ..lexicons.units import TIMES
from .before import hedge_after
from .fractions import ratio as divided
from .lexemes import ADJECTIVE, NOUN, Lexeme, low, peek
from .measures import unit_after
from .nouns import counted_after
from .phrase import Amount, Phrase
from .place import Place, number_at
from .rough import MULTIPLE
from .words import IN_DIGITS, read_number


def odds(place: Place, amount: Amount) -> Phrase | None:
    """As in "1 in 5", "three out of four people": the first for every so many of the second."""
    lexemes, at = place.lexemes, amount.last
    if amount.unit or not amount.number.is_one_value or amount.number.rule == MULTIPLE:
        return None  # "scored |twice in 34 matches"
    small = amount.number.low <= 10 or low(lexemes, at + 1) == "every"
    if low(lexemes, at) == "in" and small:
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
    hedged = hedge_after(lexemes, whole.last) is not None  # "1 in 4 or more |a fair share"
    if not hedged and (counted := counted_after(lexemes, whole.last, of=True)):
        phrase.counted, phrase.spoken, phrase.last = counted.name, counted.spoken, counted.at
    return phrase


def one_in(place: Place, amount: Amount) -> Phrase | None:
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


def over(place: Place, amount: Amount) -> Phrase | None:
    """As in "one over twenty": a fraction spoken as one writes it; above one only where that is
    all there is, "20 over 8"."""
    if amount.unit or low(place.lexemes, amount.last) != "over":
        return None
    under = number_at(place, amount.last + 1)
    if under is None or under.unit or not under.number.low:
        return None
    if under.number.low <= amount.number.low and not place.is_all(amount.first, under.last):
        return None
    value = divided(amount.number.low, under.number.low)
    phrase = Phrase(amount.first, under.last, value, value, "proportion")
    phrase.note("fraction", amount.first, under.last)
    return phrase


def ratio(place: Place, amount: Amount) -> Phrase | None:
    """As in "3:1", "a ratio of 3 to 1", "outnumbered 3-to-1"."""
    lexemes, at = place.lexemes, amount.last
    joint = low(lexemes, at)
    if amount.unit or not amount.number.is_one_value:
        return None
    if joint == ":" and lexemes[at].glued and peek(lexemes, at + 1).glued:
        start = at + 1
    elif joint == "-" and low(lexemes, at + 1) == "to" and low(lexemes, at + 2) == "-":
        start = at + 3
    elif joint == "to" or (joint == "-" and near(lexemes, amount.first, _RATIO)):
        start = at + 1
    else:
        return None
    under = number_at(place, start)
    if under is None or under.unit or not under.number.is_one_value or under.low <= 0:
        return None
    falls = under.low < amount.low
    if joint != ":" and not (falls and (under.low == 1 or near(lexemes, amount.first, _RATIO))):
        return None
    phrase = Phrase(amount.first, under.last, amount.low, amount.low, "ratio")
    phrase.per = f"{under.low:f}"
    phrase.note("ratio", amount.first, under.last)
    return phrase


def near(lexemes: list[Lexeme], at: int, words: frozenset[str], reach: int = 8) -> bool:
    return any(one.low in words for one in lexemes[max(0, at - reach) : at])


_RATIO = frozenset(
    "ratio odds outnumbered outnumber outnumbers margin outspent outspend outsold".split()  # noqa: SIM905
)
