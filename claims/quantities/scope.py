"""What two figures are about, beside their numbers: the reservations a reviewer must explain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from .nouns import Likeness, likeness
from .quantity import Quantity


class Match(StrEnum):
    """Whether claim and evidence agree in one respect. Set by the reviewer."""

    SAME = "same"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


class Reservation(StrEnum):
    """Why a comparison must not be counted before a reviewer has explained it."""

    POPULATION = "population"
    PLACE = "place"
    PERIOD = "period"
    DEFINITION = "definition"
    STOCK_OR_FLOW = "stock_or_flow"
    FAR_WIDER = "far_wider"
    FAR_INSIDE = "far_inside"
    WHICH_FIGURE = "which_figure"

    @property
    def words(self) -> str:
        """The reservation as a reader sees it."""
        return _WORDS[self]


_WORDS = {
    Reservation.POPULATION: "another population",
    Reservation.PLACE: "another place",
    Reservation.PERIOD: "another period",
    Reservation.DEFINITION: "another definition",
    Reservation.STOCK_OR_FLOW: "a stock against a flow",
    Reservation.FAR_WIDER: "the evidence is far wider than the claim",
    Reservation.FAR_INSIDE: "far inside the open end of the claim",
    Reservation.WHICH_FIGURE: "not told which of the claimed figures it is about",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Whether population, place, period, definition and stock or flow are the same."""

    population: Match = Match.UNKNOWN
    place: Match = Match.UNKNOWN
    period: Match = Match.UNKNOWN
    definition: Match = Match.UNKNOWN
    stock_or_flow: Match = Match.UNKNOWN

    def with_answers(self, answers: Mapping[str, str]) -> Scope:
        """What a person has set, by respect, in the place of what was suggested."""
        return replace(self, **{name: Match(value) for name, value in answers.items()})

    def reservations(self) -> tuple[Reservation, ...]:
        """One for each respect in which they differ; what is unknown reserves nothing."""
        return tuple(
            Reservation(field.name)
            for field in fields(self)
            if getattr(self, field.name) is Match.DIFFERENT
        )


_MONTH = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_YEAR_SPAN = re.compile(
    r"(?<!\d)((?:1[5-9]|20)\d\d)\s*(?:-|–|/|to|until|till|through)\s*(\d{4}|\d{2})(?!\d)"
)
_BETWEEN_YEARS = re.compile(r"\bbetween\D*((?:1[5-9]|20)\d\d) and \D*((?:1[5-9]|20)\d\d)(?!\d)")
_OPEN_YEAR = re.compile(r"(?<!\d )\b(since|until|till|through)\b\D*((?:1[5-9]|20)\d\d)(?!\d)")
_FIRST_YEAR, _LAST_YEAR = 1500, 2200
# A period that takes in more than the months it names.
_PERIOD = re.compile(
    r"\b(?:since|by|between|from|to|until|till|through|months|quarter|half|year)\b"
)


@dataclass(frozen=True, slots=True)
class Held:
    """A figure with the people and the place that it holds for, as written; empty: not said."""

    quantity: Quantity
    population: str = ""
    place: str = ""


def suggest_scope(claimed: Held, found: Held) -> Scope:
    """What the figures' own words say about the scope, for a reviewer to confirm or change.

    Only explicit words count: the people, places and dates both figures carry, and the nouns that
    are counted. Whether both are a stock or a flow is never suggested; answered "same", a level and
    a difference are compared as two changes.
    """
    one, other = claimed.quantity, found.quantity
    narrower = likeness(one.counted, other.counted) is Likeness.NARROWER
    return Scope(
        population=match_words(claimed.population, found.population),
        place=match_words(claimed.place, found.place),
        period=_period_match(one.as_of, other.as_of),
        definition=Match.DIFFERENT if narrower else Match.UNKNOWN,
    )


_SMALL_WORDS = frozenset(("a", "an", "the", "in", "of", "at", "for", "on", "all", "their", "its"))


# What a population is narrowed by. Plain "adults" may well be those of the same country.
_NARROWED = re.compile(r"\b(?:from|in|of|under|over|aged|born|living|among|who|with|without)\b")
_LISTED = re.compile(r"\b(?:and|or)\b")
_PART_OF_PLACE = re.compile(
    r"\b(?:(?:north|south|east|west)\w*|central|rural|urban|mainland|part|parts|most|much)\b"
)


def match_words(one: str, two: str) -> Match:
    """Whether two populations or two places, as written, are the same: by their words, in any
    order. One that is a part of the other is another. Where one only says more than the other
    ("adults", "adults in England") nobody can tell whether it means more."""
    words, others = _telling(one), _telling(two)
    if not words or not others:
        return Match.UNKNOWN
    if words == others:
        return Match.SAME
    if words < others or others < words:
        return Match.DIFFERENT if is_part(one, two) else Match.UNKNOWN
    return Match.DIFFERENT


def is_part(one: str, two: str) -> bool:
    """Whether the words tell that one population or place is a part of the other, whichever: the
    longer lists more ("Norway and Sweden"), narrows what was narrowed already ("people from Norway
    aged 25 to 54"), or names a part of a place ("northern Norway")."""
    words, others = _telling(one), _telling(two)
    if not words or not others or not (words < others or others < words):
        return False
    less, more = (text.casefold() for text in ((one, two) if words < others else (two, one)))
    return bool(
        len(_LISTED.findall(more)) > len(_LISTED.findall(less))
        or _NARROWED.search(less)
        or _PART_OF_PLACE.search(more)
    )


def _telling(text: str) -> set[str]:
    return {word.strip(",;.") for word in text.casefold().split()} - _SMALL_WORDS


def _period_match(claimed: str, found: str) -> Match:
    one, two = (" ".join(words.casefold().split()) for words in (claimed, found))
    if not one or not two:
        return Match.UNKNOWN
    years, other_years = set(_years(one)), set(_years(two))
    if one == two and years:
        # Without a year ("last year", "May"), the same words mean another time in another text.
        return Match.SAME
    if years and other_years and not years & other_years:
        return Match.DIFFERENT
    months, other_months = set(_MONTH.findall(one)), set(_MONTH.findall(two))
    same_year = years == other_years and not (_PERIOD.search(one) or _PERIOD.search(two))
    if same_year and months and other_months and not months & other_months:
        return Match.DIFFERENT
    return Match.UNKNOWN


def _years(words: str) -> Iterator[int]:
    """All years that a period takes in, as far as it names any."""
    for opener, year in _OPEN_YEAR.findall(words):
        since = opener == "since"
        yield from range(int(year), _LAST_YEAR) if since else range(_FIRST_YEAR, int(year) + 1)
    for first, last in _BETWEEN_YEARS.findall(words):
        yield from range(int(first), int(last) + 1)
    for first, last in _YEAR_SPAN.findall(words):
        end = int(last) if len(last) == 4 else int(first[:2] + last)
        yield from range(int(first), min(end, int(first) + 200) + 1)
    yield from (int(year) for year in _YEAR.findall(words))
