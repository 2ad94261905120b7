"""What a figure counts or measures, once its number is read: noun, unit behind a noun, age."""

from __future__ import annotations

from claims.quantities import Comparator

from ..lexicons.titles import CALLINGS
from ..lexicons.units import AMOUNTS, TIMES, UNIT_PHRASES
from .before import factor_before, hedge_before
from .fractions import RULE as FRACTION
from .fractions import ratio
from .lemmas import UNCHANGED, singular
from .lexemes import NOUN, PROPER, VERB, Lexeme, low, peek, spelled
from .measures import age_after, per_after, per_behind_of, unit_after
from .nouns import Counted, counted_after
from .phrase import Amount, Phrase
from .rough import MULTIPLE, MULTIPLIED, POSSESSIVES, TEN
from .rough import RULE as ROUGH

OLDEST = 110
# From here on a number behind a name may be an age.
YOUNGEST_NAMED = 18
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "their"})
_BEFORE_PLACES = frozenset("in at of from near to into around outside on for and , (".split())  # noqa: SIM905
_WHO = frozenset({"who", "he", "she"})
_PASSING = frozenset("in on this last next when while and or are were is was have has who die dies died".split())  # noqa: SIM905
# Before a number these belong to what is counted: "the top |three seeds".
_WHICH_OF_ALL = frozenset({"top", "bottom", "leading", "previous"})
# Who is "over 70" by age, as a lemma.
_OF_AN_AGE = frozenset(
    """
    them those anyone everyone anybody everybody people person man men woman women child children
    adult boy girl driver voter patient resident worker pensioner player girls suspect victim
    defendant teenager student pupil passenger pedestrian cyclist motorist gunman attacker striker
    midfielder defender goalkeeper winger singer
    """.split()  # noqa: SIM905
)
INCHES_IN_A_FOOT = 12
# Behind a hyphen these say how exact the number is, and what is counted comes after them.
_HYPHENATED_HEDGES = frozenset({"strong", "odd", "plus", "something", "some", "ish"})


def say_what_counts(lexemes: list[Lexeme], phrase: Phrase, amount: Amount) -> None:
    """Fill in unit, noun and denominator of a phrase from the words around it."""
    for rule in RULES:
        if rule(lexemes, phrase, amount):
            break
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


def _age(lexemes: list[Lexeme], phrase: Phrase, amount: Amount) -> bool:
    """As in "at the age of 44", "aged 44", "Ana Ruiz, 44, has", "in her fifties", "44 yo"."""
    if phrase.unit not in ("", "year") or phrase.counted or phrase.per:
        return False
    hedge = _before_hedge(lexemes, phrase.first)
    before = low(lexemes, hedge - 1)
    who_is = before in ("is", "was", "turned", "turns") and low(lexemes, hedge - 2) in _WHO
    in_tens = amount.number.rule == TEN and before in POSSESSIVES
    said_so = in_tens or any(_is_said_an_age(lexemes, at) for at in (phrase.first, hedge))
    said_so = said_so or _turned(lexemes, phrase) or _of_people(lexemes, phrase, hedge)
    short = "".join(one.low for one in lexemes[phrase.last : phrase.last + 3])
    if not phrase.unit and low(lexemes, phrase.last) == "yo":
        phrase.last += 1
    elif not phrase.unit and short in ("y/o", "y.o"):
        phrase.last += 3
    elif not said_so and (phrase.unit or not _in_apposition(lexemes, phrase, told=who_is)):
        return False
    phrase.unit = "year of age"
    phrase.note("age", phrase.first, phrase.last)
    return True


def _is_said_an_age(lexemes: list[Lexeme], first: int) -> bool:
    """As in "aged |44", "the age of |44", "as young as |six"."""
    if spelled(lexemes, max(0, first - 3), first).lower() in ("as young as", "as old as"):
        return True
    before = low(lexemes, first - 1)
    of_age = before == "of" and low(lexemes, first - 2) in ("age", "ages")
    return of_age or before in ("aged", "ages", "age")


def _before_hedge(lexemes: list[Lexeme], first: int) -> int:
    """Where the hedge before this lexeme starts, "aged |over 80"; the lexeme itself without one."""
    hedge = hedge_before(lexemes, first)
    return hedge[0] if hedge else first


def _may_be_an_age(lexemes: list[Lexeme], phrase: Phrase) -> bool:
    """A whole number up to 110 with neither unit nor noun."""
    whole = phrase.low is not None and phrase.low == phrase.low.to_integral_value()
    fits = whole and phrase.is_one_value and 0 < (phrase.low or 0) <= OLDEST
    behind = peek(lexemes, phrase.last)
    ends = behind.kind == "none" or behind.text in (",", ".", ")", ";") or behind.low in _PASSING
    return fits and not phrase.unit and ends


def _turned(lexemes: list[Lexeme], phrase: Phrase) -> bool:
    """As in "the keeper turned 39 in May"; not in "it turned 39 away"."""
    turned = low(lexemes, phrase.first - 1) in ("turned", "turns", "turning")
    return turned and _may_be_an_age(lexemes, phrase)


def _of_people(lexemes: list[Lexeme], phrase: Phrase, first: int) -> bool:
    """As in "most of them over 70", "children under five"."""
    bound = low(lexemes, first) in ("over", "under", "above", "below") and first < phrase.first
    at = first - 1
    while low(lexemes, at) in ("is", "are", "was", "were", "be", "will"):
        at -= 1
    who = low(lexemes, at)
    return bound and singular(who) in _OF_AN_AGE and _may_be_an_age(lexemes, phrase)


def _in_apposition(lexemes: list[Lexeme], phrase: Phrase, *, told: bool) -> bool:
    """As in "Ana Ruiz, 44, has" and "who is 44,": a whole number up to 110 before a mark, and
    behind a name and a comma unless a word has ``told`` that it is an age."""
    at = phrase.first
    if not phrase.is_one_value or phrase.low is None or not 0 < phrase.low <= OLDEST:
        return False
    closed = phrase.last >= len(lexemes) or lexemes[phrase.last].text in (",", ")", ".")
    if told or not closed:
        return (told and closed) or is_age_in_passing(lexemes, at)
    if _is_of_a_person(lexemes, at):
        return True
    opened = peek(lexemes, at - 1).text in (",", "(") and peek(lexemes, at - 2).tag == PROPER
    named = at <= 3 or peek(lexemes, at - 3).tag == PROPER or _is_surname(lexemes, phrase)
    adult = peek(lexemes, at - 1).text == "," or phrase.low >= YOUNGEST_NAMED
    return opened and named and adult and lexemes[at].kind == "num"


def _is_surname(lexemes: list[Lexeme], phrase: Phrase) -> bool:
    """As in "heard that Smith, 27, drove": one name behind no preposition, and commas around."""
    commas = low(lexemes, phrase.first - 1) == "," and low(lexemes, phrase.last) == ","
    grown = phrase.low is not None and phrase.low >= YOUNGEST_NAMED
    behind = low(lexemes, phrase.first - 3)
    return commas and grown and behind not in _BEFORE_PLACES


def _is_of_a_person(lexemes: list[Lexeme], at: int) -> bool:
    """As in "the suspect, 19, faces", "a retired teacher, 71,": between commas, behind one person."""
    who = peek(lexemes, at - 2)
    commas = low(lexemes, at - 1) == "," and low(lexemes, at + 1) == ","
    one = not who.plural and (who.low in CALLINGS or who.low in _OF_AN_AGE)
    article = any(low(lexemes, at - back) in _ARTICLES for back in (3, 4))
    return commas and one and article and lexemes[at].kind == "num"


# Behind an age that stands between a name and its verb with no commas: "Ana Ruiz 44 has".
_VERBS_OF_PERSONS = frozenset("has had is was said says told who".split())  # noqa: SIM905


def is_age_in_passing(lexemes: list[Lexeme], at: int) -> bool:
    """As in "Ana Ruiz 44 has run it", where the commas were lost."""
    names = [peek(lexemes, at - 2), peek(lexemes, at - 1)]
    digits = peek(lexemes, at).text
    named = all(one.tag == PROPER and one.text.istitle() for one in names)
    grown = len(digits) == 2 and digits.isdecimal() and int(digits) >= YOUNGEST_NAMED
    return named and grown and low(lexemes, at + 1) in _VERBS_OF_PERSONS


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
    counted = counted_after(lexemes, phrase.last, of=of)
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


def _is_an_amount(lexemes: list[Lexeme], phrase: Phrase, counted: Counted) -> bool:
    """As in "the 980 million |forecast", "a 20,000 |limit": the noun says what the number is for."""
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


RULES = (_hyphenated, _age, _measured, _multiplied, _counted)
