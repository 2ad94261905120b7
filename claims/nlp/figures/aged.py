"""Ages that no "old" tells: "aged 44", "Ana Ruiz, 44,", "children under five"."""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

from ..lexicons.titles import CALLINGS
from .before import hedge_before
from .lemmas import singular
from .lexemes import PROPER, Lexeme, low, peek, spelled
from .phrase import Amount, Phrase
from .rough import POSSESSIVES, TEN

OLDEST = 110
# From here on a number behind a name may be an age.
YOUNGEST_NAMED = 18
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "their"})
_BEFORE_PLACES = frozenset("in at of from near to into around outside on for and , (".split())
_WHO = frozenset({"who", "he", "she"})
_PASSING = frozenset(
    "in on this last next when while and or are were is was have has who die dies died".split()
)
# Who is "over 70" by age, as a lemma.
_OF_AN_AGE = frozenset(
    """
    them those anyone everyone anybody everybody people person man men woman women child children
    adult boy girl driver voter patient resident worker pensioner player girls suspect victim
    defendant teenager student pupil passenger pedestrian cyclist motorist gunman attacker striker
    midfielder defender goalkeeper winger singer
    """.split()
)


def aged(lexemes: list[Lexeme], phrase: Phrase, amount: Amount) -> bool:
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
    """As in "the suspect, 19, faces", "a retired teacher, 71,": commas around one age."""
    who = peek(lexemes, at - 2)
    commas = low(lexemes, at - 1) == "," and low(lexemes, at + 1) == ","
    one = not who.plural and (who.low in CALLINGS or who.low in _OF_AN_AGE)
    article = any(low(lexemes, at - back) in _ARTICLES for back in (3, 4))
    return commas and one and article and lexemes[at].kind == "num"


# Behind an age that stands between a name and its verb with no commas: "Ana Ruiz 44 has".
_VERBS_OF_PERSONS = frozenset("has had is was said says told who".split())


def is_age_in_passing(lexemes: list[Lexeme], at: int) -> bool:
    """As in "Ana Ruiz 44 has run it", where the commas were lost."""
    names = [peek(lexemes, at - 2), peek(lexemes, at - 1)]
    digits = peek(lexemes, at).text
    named = all(one.tag == PROPER and one.text.istitle() for one in names)
    grown = len(digits) == 2 and digits.isdecimal() and int(digits) >= YOUNGEST_NAMED
    return named and grown and low(lexemes, at + 1) in _VERBS_OF_PERSONS
