"""What a figure counts or measures, once its number is read: noun, unit behind a noun, age."""

from __future__ import annotations

from claims.quantities import Comparator

from ..lexicons.changes import COMPARATIVES, COMPARED_AFTER
from ..lexicons.units import AMOUNTS, TIMES, UNIT_PHRASES
from .aged import aged
from .before import factor_before
from .compared import more_of
from .fractions import RULE as FRACTION
from .fractions import is_as_many, ratio
from .lemmas import UNCHANGED, singular
from .lexemes import NOUN, VERB, Lexeme, low, peek, spelled
from .measures import age_after, per_after, per_behind_of, unit_after
from .nouns import Counted, counted_after
from .phrase import Amount, Phrase
from .rough import MULTIPLE, MULTIPLIED
from .rough import RULE as ROUGH

# Before a number these belong to what is counted: "the top |three seeds".
_WHICH_OF_ALL = frozenset({"top", "bottom", "leading", "previous"})
INCHES_IN_A_FOOT = 12
# Behind a hyphen these say how exact the number is, and what is counted comes after them.
_HYPHENATED_HEDGES = frozenset({"strong", "odd", "plus", "something", "some", "ish"})


def say_what_counts(lexemes: list[Lexeme], phrase: Phrase, amount: Amount) -> None:
    """Fill in unit, noun and denominator of a phrase from the words around it."""
    for rule in RULES:
        if rule(lexemes, phrase, amount):
            break
    if phrase.unit in ("percent", "times") and (counted := more_of(lexemes, phrase)):
        phrase.counted = counted.name
        phrase.note("more or less of a noun", phrase.last, counted.at)
    _say_per(lexemes, phrase)


def _say_per(lexemes: list[Lexeme], phrase: Phrase) -> None:
    if phrase.per:
        return
    if found := per_after(lexemes, phrase.last):
        phrase.note("rate", phrase.last, found.at)
        phrase.per, phrase.last = found.name, found.at
    elif phrase.unit and (found := per_behind_of(lexemes, phrase.last)):
        phrase.note("rate", phrase.last, found.at)
        phrase.per = found.name


def _hyphenated(lexemes: list[Lexeme], phrase: Phrase, amount: Amount) -> bool:
    """As in "65-member", "three-day", "12-year-old", "500-odd people": the one word."""
    hyphen, word = peek(lexemes, phrase.last), peek(lexemes, phrase.last + 1)
    if phrase.unit or hyphen.text not in ("-", "‑") or not (hyphen.glued and word.glued):
        return False
    if word.kind != "word":
        return False
    at = phrase.last + 1
    if unit := unit_after(lexemes, at, scaled=amount.number.scale >= 1000):
        phrase.unit, phrase.spoken, phrase.last = unit.name, unit.spoken, unit.at
        phrase.note(f"hyphenated unit {unit.name}", at, unit.at)
        _grow_old(lexemes, phrase)
        _add_inches(lexemes, phrase)
    elif word.low in _HYPHENATED_HEDGES:
        _hedge_by_hyphen(lexemes, phrase, at)
    elif word.low == "fold":
        phrase.unit, phrase.last = "times", at + 1
        phrase.note("multiplier", at, at + 1)
    else:
        phrase.counted, phrase.spoken, phrase.last = singular(word.low), word.text, at + 1
        phrase.note("hyphenated noun", at, at + 1)
    return True


def _add_inches(lexemes: list[Lexeme], phrase: Phrase) -> None:
    """The "7" of "6-foot-7"."""
    inches = peek(lexemes, phrase.last + 1)
    joined = low(lexemes, phrase.last) == "-" and lexemes[phrase.last].glued and inches.glued
    if phrase.unit != "foot" or phrase.low is None or not joined or not inches.text.isdecimal():
        return
    if int(inches.text) < INCHES_IN_A_FOOT:
        phrase.low = phrase.high = phrase.low + ratio(int(inches.text), INCHES_IN_A_FOOT)
        phrase.note("sum of units", phrase.first, phrase.last + 2)
        phrase.last += 2


def _hedge_by_hyphen(lexemes: list[Lexeme], phrase: Phrase, at: int) -> None:
    word = lexemes[at].low
    phrase.last = at + 1
    if word in ("odd", "something", "some", "ish"):
        phrase.comparator = Comparator.ABOUT
        phrase.note(f"hedge {word}", at, at + 1)
    if word == "plus":
        phrase.comparator, phrase.high = Comparator.AT_LEAST, None
        phrase.note(f"hedge {word}", at, at + 1)
    if counted := counted_after(lexemes, at + 1):
        _count(phrase, counted)


def _grow_old(lexemes: list[Lexeme], phrase: Phrase) -> bool:
    """Turn "12 years" into an age where "old" or "of age" follows."""
    end = age_after(lexemes, phrase.last) if phrase.unit in TIMES else None
    if end is None:
        return False
    phrase.note("age", phrase.last, end)
    phrase.unit, phrase.spoken, phrase.last = f"{phrase.unit} of age", "", end
    return True


def _measured(lexemes: list[Lexeme], phrase: Phrase, amount: Amount) -> bool:
    """A unit stands behind the number already: an age, or a share of something."""
    if not phrase.unit:
        return False
    if _grow_old(lexemes, phrase):
        return True
    if phrase.unit != "percent" or low(lexemes, phrase.last) != "of":
        return True
    if counted := _output(lexemes, phrase) or counted_after(lexemes, phrase.last, of=True):
        # The phrase itself ends before what the share is of: "60 per cent of voters".
        phrase.counted = counted.name
        phrase.note("share of a noun", phrase.last, counted.at)
    return True


def _output(lexemes: list[Lexeme], phrase: Phrase) -> Counted | None:
    """The "GDP" of "2.1% of GDP"."""
    whole = peek(lexemes, phrase.last + 1)
    known = whole.text in ("GDP", "GNP", "GNI", "GSDP")
    at = phrase.last + 1
    return Counted(at + 1, whole.text, whole.text, at) if known else None


def _multiplied(lexemes: list[Lexeme], phrase: Phrase, amount: Amount) -> bool:
    """As in "twice", "three times the average", "6.5 times earnings"."""
    at = phrase.last
    if amount.number.rule in (MULTIPLE, MULTIPLIED):
        phrase.unit = "times"
        return True
    if not phrase.unit and not phrase.counted and factor_before(lexemes, phrase.first) is not None:
        phrase.unit = "times"
        phrase.note("factor", phrase.first, phrase.last)
        return True
    if low(lexemes, at) not in ("times", "x") or phrase.counted:
        return False
    if low(lexemes, at) == "x" and peek(lexemes, at + 1).kind == "num":
        return True  # "5 x 3 metres"
    phrase.unit, phrase.last = "times", at + 1
    phrase.note("multiplier", at, at + 1)
    return True


def _counted(lexemes: list[Lexeme], phrase: Phrase, amount: Amount) -> bool:
    """The noun behind the number; a unit that modifiers part from it: "340 swimming metres"."""
    if phrase.counted or phrase.per:
        return True
    rule = amount.number.rule
    of = rule in (ROUGH, FRACTION) or low(lexemes, phrase.first) == "half"
    compared = rule == FRACTION and _is_compared(lexemes, phrase.last)
    counted = None if compared else counted_after(lexemes, phrase.last, of=of)
    if rule == FRACTION and _part_of_one(lexemes, phrase):
        return True
    if counted and _is_an_amount(lexemes, phrase, counted):
        return True
    if counted and not _measured_by_noun(lexemes, phrase, counted):
        before = peek(lexemes, phrase.first - 1)
        _count(phrase, _first_of_compound(lexemes, phrase, counted))
        if before.low in _WHICH_OF_ALL:
            phrase.spoken = f"{before.text} {phrase.spoken}"
    if phrase.low is not None and rule == FRACTION and 0 < phrase.low < 1 and not phrase.unit:
        phrase.unit = "proportion"
        _say_of_whom(lexemes, phrase)
    return True


def _is_compared(lexemes: list[Lexeme], at: int) -> bool:
    """As in "a third |cheaper", "half |as many tickets": no noun that is counted comes next."""
    return low(lexemes, at) in COMPARATIVES.keys() - COMPARED_AFTER or is_as_many(lexemes, at)


def _is_an_amount(lexemes: list[Lexeme], phrase: Phrase, counted: Counted) -> bool:
    """As in "the 980 million |forecast", "a 20,000 |limit": the noun says what a number is for."""
    alone = counted.head == phrase.last and lexemes[counted.head].low in AMOUNTS
    return alone and phrase.low is not None and phrase.low > 1


def _say_of_whom(lexemes: list[Lexeme], phrase: Phrase) -> None:
    """As in "a third |of those screened": whom it is a share of, in the text's own words."""
    end = phrase.last + 3
    of_those = (low(lexemes, phrase.last), low(lexemes, phrase.last + 1)) == ("of", "those")
    if not phrase.counted and of_those and peek(lexemes, end - 1).tag == VERB:
        phrase.spoken = spelled(lexemes, phrase.last + 1, end)


def _part_of_one(lexemes: list[Lexeme], phrase: Phrase) -> bool:
    """As in "a tenth of a second": so much of one unit."""
    of_one = low(lexemes, phrase.last) == "of" and low(lexemes, phrase.last + 1) in ("a", "an")
    unit = unit_after(lexemes, phrase.last + 2) if of_one else None
    if unit is None:
        return False
    phrase.note(f"unit {unit.name}", phrase.last, unit.at)
    phrase.unit, phrase.spoken, phrase.last = unit.name, unit.spoken, unit.at
    return True


def _measured_by_noun(lexemes: list[Lexeme], phrase: Phrase, counted: Counted) -> bool:
    beyond_of = phrase.last + (low(lexemes, phrase.last) == "of")
    unit = unit_after(lexemes, beyond_of)
    if unit is None and (lexemes[counted.head].low,) in UNIT_PHRASES:
        unit = unit_after(lexemes, counted.head)
    if unit is None or (unit.name == "point" and lexemes[counted.head - 1].tag == NOUN):
        return False  # "two break points" are of a kind
    phrase.note(f"unit {unit.name}", phrase.last, unit.at)
    phrase.unit, phrase.spoken, phrase.last = unit.name, unit.spoken, unit.at
    return True


def _first_of_compound(lexemes: list[Lexeme], phrase: Phrase, counted: Counted) -> Counted:
    """The "page" of "a 12 page document": behind more than one, a singular counts no thing but
    belongs to the word before it, as a hyphen would say."""
    first, head = peek(lexemes, phrase.last), lexemes[counted.head]
    several = phrase.low is not None and phrase.low > 1 and phrase.is_one_value
    if not several or counted.head == phrase.last or head.plural or head.low in UNCHANGED:
        return counted
    singular_nouns = first.tag == NOUN and head.tag == NOUN and not first.plural
    if not singular_nouns or first.low in UNCHANGED:
        return counted
    return Counted(phrase.last + 1, singular(first.low), first.text, phrase.last)


def _count(phrase: Phrase, counted: Counted) -> None:
    phrase.note("counted noun", phrase.last, counted.at)
    phrase.counted, phrase.spoken, phrase.last = counted.name, counted.spoken, counted.at


RULES = (_hyphenated, aged, _measured, _multiplied, _counted)
