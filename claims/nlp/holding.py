"""What a figure holds for: the date or period, who is counted or asked, and the place.

Only words of the figure's own clause count, the nearest first, and a figure may have none. All
works on plain text; a sentence's ``Bonds`` add what a parse knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from claims.quantities import Nature

from .dates import DATE, dates_in
from .lexicons import holding as words
from .reading import Figure, Span, Step

AS_OF, POPULATION, PLACE = "as of", "population", "place"
LONGEST = 120  # characters of any of the three
# Without a parse, a date or place holds for a figure this near, with no mark in between.
NEAR = 60
# How far apart two figures may stand that the same words behind them hold for.
BESIDE = 30


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that some figure may hold for, and what of them is kept ("in 2015": "2015")."""

    start: int
    end: int
    kept: Span
    fronted: bool = False


class Bonds(Protocol):
    """What ties words to figures, where a sentence has been parsed."""

    def together(self, phrase: Phrase, figure: Figure) -> bool:
        """Whether both belong to one clause, or the phrase to the whole sentence."""
        ...

    def places(self, start: int, end: int) -> list[Span]:
        """The names of places in a passage."""
        ...

    def reach(self, at: int, noun: int) -> int:
        """Where a phrase ends that opens at ``at`` and belongs to the noun that ends at ``noun``;
        ``at`` itself where it belongs to something else."""
        ...


def _plural(noun: str) -> str:
    if noun in words.IRREGULAR_PLURALS:
        return words.IRREGULAR_PLURALS[noun]
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "ch", "sh")) else f"{noun}s"


_AGO = re.compile(r"\s(?:ago|earlier|before|later|from now)\b")
_NAMED_DAY = re.compile(rf"{words.MONTH}|{words.WEEKDAY}")
_MULTIPLIED = re.compile(r" (?:the|that|those|its|their|his|her) (?:[\w’'-]+ ){0,3}")
_COMPARING = re.compile(words.COMPARING, re.IGNORECASE)
_NEW_CONJUNCT = re.compile(r"(?:\b(?:and|but|while)|[,;–—])\s*$")
_SAYING = re.compile(r"\b(?:said|says|say|told|announced|reported|according)\b")
# "Firms founded in 2010 employ 300": what was, not when it held.
_PARTICIPLE = re.compile(r"\w(?:ed|ing|born) $")
_MARK = re.compile(r"[,;:()–—|\n]|\. ")
_LEADING = re.compile(r"\W*(?:(?:And|But|So|Yet|Meanwhile|However),? )?")
_NAMES = "|".join(sorted(map(re.escape, words.PLACES), key=len, reverse=True))
_PLACE_NAME = re.compile(rf"\b(?:{_NAMES})(?![\w-])")
_BEFORE_PLACE = re.compile(rf"\b(?i:{words.PLACE_OPENERS}) (?P<kept>{words.PLACE_MODIFIERS})$")
_BETWEEN_PLACES = re.compile(r"(?:,|,? and|,? or) (?:the )?")
_PLURALS = "|".join(sorted({_plural(noun) for noun in words.PEOPLE} | {"adult population"}))
_PEOPLE = rf"(?:[A-Za-z][\w'’-]* ){{0,3}}?(?i:{_PLURALS})\b"
_SHARE_OF = re.compile(
    rf"\s?(?:of|[Aa]mong) (?:all (?:of )?)?(?:(?:the|its|their|his|her|our|these|those) )?"
    rf"(?P<who>{_PEOPLE})"
)
_AMONG = re.compile(r"\b[Aa]mong\b")
_NARROWS = {
    True: re.compile(rf" (?={words.NARROWING_A_SHARE} )"),
    False: re.compile(rf" (?={words.NARROWING} )"),
}
_AGED = re.compile(words.AGED)
_FROM_PLACES = re.compile(
    rf"(?:from|in|across|born in|living in) {words.PLACE_MODIFIERS}"
    r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,2}"
    rf"(?:(?:, | and |, and )(?:(?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?"
    rf"|{words.PLACE_MODIFIERS}{words.AREAS}\b)){{0,3}}"
)
_REST_OF_A_LIST = re.compile(r"(?:, [^,]+)*,? and [^,]+")
_SPEAKS = re.compile(r" (?:said|says|say|told)\b")
_SHARES = frozenset({"percent", "proportion"})


def held(
    text: str, start: int, end: int, figures: Sequence[Figure], bonds: Bonds | None = None
) -> list[Figure]:
    """The figures of the sentence ``text[start:end]`` with what they hold for, step by step."""
    if not figures:
        return []
    dates = list(_dates(text, start, end))
    names = bonds.places(start, end) if bonds else []
    places = list(_places(text, start, end, names))
    among = list(_groups(text, start, end, bonds))
    found = [
        figure
        if _AGO.match(text, figure.end, end)
        else _held(text, figure, figures, dates, places, among, bonds)
        for figure in figures
    ]
    # "Five years" in "the past five years", and the ages of those who are counted, are scope.
    scopes = [
        (step.start, step.end)
        for figure in found
        for step in figure.steps
        if step.rule in (AS_OF, POPULATION)
    ]
    scopes += [(date.start, date.end) for date in dates]
    return [
        plain if _inside(plain, scopes) else figure
        for plain, figure in zip(figures, found, strict=True)
    ]


def _inside(figure: Figure, scopes: list[Span]) -> bool:
    return any(start < figure.start and figure.end <= end for start, end in scopes)


def _held(
    text: str,
    figure: Figure,
    figures: Sequence[Figure],
    dates: list[Phrase],
    places: list[Phrase],
    among: list[Phrase],
    bonds: Bonds | None,
) -> Figure:
    date = _nearest(text, figure, figures, dates, bonds)
    if figure.quantity.nature is Nature.TRANSITION and _has_own(figure, dates):
        # "To $5m in 2020 from $4m in 2015": each end holds for a year of its own.
        date = None
    place = _nearest(text, figure, figures, places, bonds)
    who = _population(text, figure, bonds) or _nearest(text, figure, figures, among, bonds)
    steps = [
        Step(rule, phrase.start, phrase.end)
        for rule, phrase in ((AS_OF, date), (POPULATION, who), (PLACE, place))
        if phrase is not None
    ]
    if not steps:
        return figure
    quantity = figure.quantity
    if date is not None:
        quantity = replace(quantity, as_of=_in_a_sentence(_kept(text, date)))
    return replace(
        figure,
        quantity=quantity,
        steps=(*figure.steps, *steps),
        population=_kept(text, who) if who else "",
        place=_kept(text, place) if place else "",
    )


def _has_own(figure: Figure, dates: list[Phrase]) -> bool:
    return any(figure.start < date.start and date.end <= figure.end for date in dates)


def _kept(text: str, phrase: Phrase) -> str:
    return " ".join(text[slice(*phrase.kept)].split())[:LONGEST]


def _in_a_sentence(date: str) -> str:
    """ "Since January" as it stands within a sentence."""
    return date if _NAMED_DAY.match(date) else date[0].lower() + date[1:]


def _phrase(text: str, sentence: int, span: Span, kept: Span) -> Phrase:
    opening = _LEADING.match(text, sentence)
    fronted = opening is not None and span[0] <= opening.end()
    return Phrase(*span, kept, fronted)


def _dates(text: str, start: int, end: int) -> Iterator[Phrase]:
    for span, kept in dates_in(text, start, end):
        yield _phrase(text, start, span, kept)


def _places(text: str, start: int, end: int, names: list[Span]) -> Iterator[Phrase]:
    """As in "in Russia", "across the north of Wales", "in Ohio, Utah and Maine"."""
    known = sorted({*names, *(match.span() for match in _PLACE_NAME.finditer(text, start, end))})
    last = start
    for at, (low, high) in enumerate(known):
        opener = _BEFORE_PLACE.search(text, max(start, low - 50), low)
        if low < last or opener is None:
            continue
        for next_low, next_high in known[at + 1 :]:
            if next_low >= high and not _joined(text, high, next_low, next_high):
                break
            high = max(high, next_high)
        last = high
        yield _phrase(text, start, (opener.start(), high), (opener.start("kept"), high))


def _joined(text: str, end: int, start: int, last: int) -> bool:
    """Whether a place goes on, in a list or to its country: "in Paris, Spain won" does not."""
    if not _BETWEEN_PLACES.fullmatch(text, end, start):
        return False
    return "," not in text[end:start] or not re.match(r"[’']s| (?!and |or )", text[last : last + 5])


def _groups(text: str, start: int, end: int, bonds: Bonds | None) -> Iterator[Phrase]:
    """As in "among women aged 25 to 34"."""
    for opener in _AMONG.finditer(text, start, end):
        match = _SHARE_OF.match(text, opener.start(), end)
        if match is None:
            continue
        last = _narrowed(text, match.end(), bonds, share=True)
        yield _phrase(text, start, (match.start(), last), (match.start("who"), last))


def _population(text: str, figure: Figure, bonds: Bonds | None) -> Phrase | None:
    """Of whom it is a share, or what narrows down the people it counts."""
    quantity = figure.quantity
    if quantity.unit in _SHARES:
        match = _SHARE_OF.match(text, figure.end) or _SHARE_OF.search(
            text, figure.start, figure.end
        )
        if match is None:
            return None
        start, last = match.start("who"), _narrowed(text, match.end(), bonds, share=True)
        return Phrase(start, last, (start, last))
    head = quantity.counted.split(" ")[-1].lower()
    if head not in words.PEOPLE:
        return None
    last = _narrowed(text, figure.end, bonds, share=bool(quantity.per))
    if last == figure.end:
        return None
    count = len(quantity.counted.split())
    noun = re.search(rf"(?:\S+\s+){{{count - 1}}}\S+$", text[figure.start : figure.end])
    start = figure.start + noun.start() if noun else figure.end
    return Phrase(start, last, (start, last))


def _narrowed(text: str, noun: int, bonds: Bonds | None, *, share: bool) -> int:
    """Where the words end that narrow down the people named up to ``noun``."""
    match = _NARROWS[share].match(text, noun)
    if match is None or DATE.match(text, match.end()):
        return noun
    if aged := _AGED.match(text, match.end()):
        return aged.end()
    if bonds is not None:
        last = _over_a_list(text, match.end(), bonds.reach(match.end(), noun))
        opened = text.find(" ", match.end()) + 1
        for pattern in (_COMPARING, DATE):
            if stop := pattern.search(text, opened, last):
                last = stop.start() - 1
        return last if opened < last <= noun + LONGEST else noun
    named = _FROM_PLACES.match(text, match.end())
    return named.end() if named else noun


def _over_a_list(text: str, start: int, last: int) -> int:
    """Where "from Russia, Spain and the northern provinces" ends, which a parse cuts short at a
    comma; ``last`` where it is no list, or goes on to who says something."""
    named = _FROM_PLACES.match(text, start)
    if named is None or not start < last < named.end():
        return last
    listed = _REST_OF_A_LIST.fullmatch(text, last, named.end())
    return named.end() if listed and not _SPEAKS.match(text, named.end()) else last


def _nearest(
    text: str,
    figure: Figure,
    figures: Sequence[Figure],
    phrases: list[Phrase],
    bonds: Bonds | None,
) -> Phrase | None:
    """The phrase that holds for a figure: behind it, else before it, else fronted for all."""
    free = [p for p in phrases if p.start >= figure.end or p.end <= figure.start]
    behind = next((p for p in free if p.start >= figure.end), None)
    if behind and _follows(text, figure, behind, figures, bonds):
        return behind
    before = next((p for p in reversed(free) if p.end <= figure.start), None)
    if before and _leads(text, figure, before, figures, bonds):
        return before
    first = free[0] if free and free[0].fronted else None
    if first and first is not before and _leads(text, figure, first, figures, bonds):
        return first
    return None


def _is_multiple_of(text: str, figure: Figure, phrase: Phrase) -> bool:
    """Whether the phrase belongs to what a figure multiplies: "twice the fare of 2015"."""
    if figure.quantity.unit != "times" or phrase.start < figure.end:
        return False
    return bool(_MULTIPLIED.fullmatch(text, figure.end, phrase.start))


def _follows(
    text: str, figure: Figure, phrase: Phrase, figures: Sequence[Figure], bonds: Bonds | None
) -> bool:
    between = text[figure.end : phrase.start]
    if text[phrase.start - 1] == "(" and text[phrase.end : phrase.end + 1] == ")":
        return between == " ("
    if any(_is_multiple_of(text, one, phrase) for one in figures):
        return False
    if _COMPARING.search(between) or _NEW_CONJUNCT.search(between):
        return False
    # "40 nurses and 30 doctors in Spain": both, but none that stands further off.
    beyond = [other for other in figures if figure.end <= other.start < phrase.start]
    if beyond and beyond[0].start - figure.end > BESIDE:
        return False
    if bonds is not None:
        return bonds.together(phrase, figure)
    return not beyond and len(between) <= NEAR and not _MARK.search(between)


def _leads(
    text: str, figure: Figure, phrase: Phrase, figures: Sequence[Figure], bonds: Bonds | None
) -> bool:
    between = text[phrase.end : figure.start]
    if text[phrase.start - 1 : phrase.start] == "(":
        return False
    if _COMPARING.search(between):
        return False
    others = any(phrase.end <= other.start < figure.start for other in figures)
    if others and not phrase.fronted:
        return False
    if bonds is not None:
        return bonds.together(phrase, figure)
    if phrase.fronted:
        return not _SAYING.search(between)
    if _PARTICIPLE.search(text, max(0, phrase.start - 30), phrase.start):
        return False
    return len(between) <= NEAR and not _MARK.search(between)
