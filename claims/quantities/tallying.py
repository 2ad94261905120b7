"""What all the evidence together says about one claimed figure."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from .comparing import Comparison, Relation, compare
from .counting_once import all_of, count_once, own_words_told
from .numerals import percent_words, points_words
from .scope import Held, suggest_scope
from .sentences import times_words

MOST_REASONS = 3  # that a sentence names; the table names them all


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of evidence: how it compares, where it comes from, whether its reservations
    (if it has any) were explained by the reviewer.

    ``origin`` is equal for all that goes back to one source, which has one vote; what only
    ``repeats`` another piece has no part in it where the source itself speaks. ``own_word``: it is
    the claimant's, who has no vote. ``otherwise`` says in words what else it measures. Entries of
    one ``passage``, which two people cited, are one.
    """

    comparison: Comparison
    origin: str | int
    explained: bool = False
    repeats: bool = False
    otherwise: str = ""
    passage: Hashable = None
    own_word: bool = False

    @property
    def counts(self) -> bool:
        """Whether it can speak for its source."""
        comparison = self.comparison
        reserved = comparison.reservations and not self.explained
        return comparison.comparable and not reserved and not self.own_word


class Vote(StrEnum):
    """What the comparable figures of one source say together. The order is that of a sentence."""

    INSIDE = "inside"
    OVERLAPS = "overlaps"
    BELOW = "below"
    ABOVE = "above"
    AROUND = "around"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of independent, comparable sources by what they say, with a sentence.

    ``around`` have figures below what was claimed and others above it, ``both`` some that touch it
    and others that do not. ``copies`` only repeat another piece, ``further`` ones are of a source
    that has its vote already; neither counts again. ``own_words`` are the claimant's and never
    count.
    """

    inside: int = 0
    overlaps: int = 0
    below: int = 0
    above: int = 0
    around: int = 0
    both: int = 0
    copies: int = 0
    further: int = 0
    own_words: int = 0
    unexplained: int = 0
    not_comparable: int = 0
    sentence: str = ""

    @property
    def touching(self) -> int:
        return self.inside + self.overlaps

    @property
    def apart(self) -> int:
        return self.below + self.above + self.around

    @property
    def comparable(self) -> int:
        return self.touching + self.apart + self.both


def fitting(
    claimed: Held, found: Sequence[Held], *, answers: Mapping[str, str] | None = None
) -> list[tuple[Held, Comparison]]:
    """The figures of one piece of evidence that can be compared with the claimed one, those with
    the fewest reservations first and else as they stand: the first is the one that counts. Where
    none can be compared, the first figure alone, with the reason; nothing where there is none.

    ``answers`` is what the reviewer set of the evidence's scope ("same", "different", "unknown" by
    respect); the rest is suggested by the words of the figures.
    """
    compared = [(one, weigh(claimed, one, answers=answers)) for one in found]
    comparable = [pair for pair in compared if pair[1].comparable]
    return sorted(comparable, key=lambda pair: len(pair[1].reservations)) or compared[:1]


def weigh(claimed: Held, found: Held, *, answers: Mapping[str, str] | None = None) -> Comparison:
    """Compare two figures with what their own words, or a reviewer, say of whom and where they
    hold for."""
    scope = suggest_scope(claimed, found).with_answers(answers or {})
    return compare(claimed.quantity, found.quantity, scope=scope)


def tally(entries: Iterable[Entry]) -> Tally:
    """Give each source one vote, and leave out what is not comparable or not yet explained. The
    order of the entries makes no difference.

    "Of 3 comparable, independent sources 2 lie inside what was claimed and 1 lies 6 % below its
    lower end." The first part names what was claimed; only those after it may say "it".
    """
    entries = _passages(entries)
    comparable = [entry for entry in entries if entry.comparison.comparable]
    incomparable = [entry for entry in entries if not entry.comparison.comparable]
    own_words = [entry for entry in comparable if entry.own_word]
    usable = [entry for entry in comparable if entry.counts]
    unexplained = [each for each in comparable if not each.own_word and not each.counts]
    voices = _voices(usable)
    by_vote = {vote: [each for each in voices if vote_of(each) is vote] for vote in Vote}
    counted = count_once((entry.origin, entry.repeats) for entry in usable)
    remarks = [
        own_words_told(len(own_words)),
        counted.not_again("figure"),
        _not_explained(unexplained),
        _elsewhere(incomparable),
    ]
    return Tally(
        **{vote.value: len(each) for vote, each in by_vote.items()},
        copies=counted.copies,
        further=counted.further,
        own_words=len(own_words),
        unexplained=len(unexplained),
        not_comparable=len(incomparable),
        sentence=" ".join(
            [_sentence(by_vote, counted.sources), *(f"{words}." for words in remarks if words)]
        ),
    )


def vote_of(comparisons: Iterable[Comparison]) -> Vote:
    """What the figures of one source say: of some inside and some overlapping, that they
    overlap; else none is preferred to another."""
    relations = {comparison.relation for comparison in comparisons}
    touching = relations & {Relation.INSIDE, Relation.OVERLAPS}
    if len(relations) == 1:
        return Vote(relations.pop().value)
    if touching == relations:
        return Vote.OVERLAPS
    return Vote.BOTH if touching else Vote.AROUND


def _passages(entries: Iterable[Entry]) -> list[Entry]:
    """Those of one passage as one: explained, or a copy, where one of them says so."""
    found: dict[Hashable, Entry] = {}
    for at, entry in enumerate(entries):
        key = (at,) if entry.passage is None else (None, entry.passage)
        other = found.setdefault(key, entry)
        found[key] = replace(
            other,
            explained=other.explained or entry.explained,
            repeats=other.repeats or entry.repeats,
            own_word=other.own_word and entry.own_word,
        )
    return list(found.values())


def _voices(usable: Iterable[Entry]) -> list[list[Comparison]]:
    """The comparisons that speak for each source: its own, or where there is none its copies'."""
    of_origin: dict[str | int, list[Entry]] = {}
    for entry in usable:
        of_origin.setdefault(entry.origin, []).append(entry)
    return [
        [entry.comparison for entry in entries if not entry.repeats]
        or [entry.comparison for entry in entries]
        for entries in of_origin.values()
    ]


def _sentence(by_vote: Mapping[Vote, list[list[Comparison]]], count: int) -> str:
    if not count:
        return "There is no comparable, independent source yet."
    if count > 1 and (
        only := next((vote for vote, of in by_vote.items() if len(of) == count), None)
    ):
        said = _part(only, by_vote[only], named=False).removeprefix(f"{count} ")
        return f"{all_of(count)} comparable, independent sources {said}."
    parts: list[str] = []
    for vote, sources in by_vote.items():
        if sources:
            parts.append(_part(vote, sources, named=bool(parts)))
    joined = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    if count == 1:
        return f"The one comparable, independent source {joined.removeprefix('1 ')}."
    return f"Of {count} comparable, independent sources {joined}."


def _part(vote: Vote, sources: list[list[Comparison]], *, named: bool) -> str:
    """``named``: an earlier part has said "what was claimed"."""
    number = len(sources)
    claimed = "it" if named else "what was claimed"
    if vote is Vote.INSIDE:
        return f"{number} {_verb(number, 'lies', 'lie')} inside what was claimed"
    if vote is Vote.OVERLAPS:
        verb = _verb(number, "overlaps", "overlap")
        return f"{number} {verb} {claimed} without lying wholly inside"
    if vote is Vote.AROUND:
        verb, figures = _verb(number, "lies", "lie"), "with one figure below and another above"
        return f"{number} {verb} on both sides of {claimed}, {figures}"
    if vote is Vote.BOTH:
        says = f"{_verb(number, 'says', 'say')} both"
        return f"{number} {says}: one figure lies inside or overlaps {claimed}, another does not"
    comparisons = [comparison for each in sources for comparison in each]
    times = sorted(c.times for c in comparisons if c.times is not None)
    if len(times) == len(comparisons):
        words = _span(times_words(times[0]), times_words(times[-1]), " times")
        return f"{number} {_verb(number, 'is', 'are')} {words} {_of_end(comparisons, named)}"
    return f"{number} {_verb(number, 'lies', 'lie')} {_how_far(comparisons, vote, named)}"


def _of_end(comparisons: list[Comparison], named: bool) -> str:
    ends = {comparison.end for comparison in comparisons}
    if len(ends) > 1 or ends == {"figure"}:
        return "it" if named else "what was claimed"
    end = ends.pop()
    return f"its {end}" if named else f"the {end} of what was claimed"


def _span(least: str, most: str, after: str) -> str:
    return least if least == most else f"{least.removesuffix(after)} to {most}"


def _how_far(comparisons: list[Comparison], vote: Vote, named: bool) -> str:
    end = _of_end(comparisons, named)
    points = sorted(c.points for c in comparisons if c.points is not None)
    if len(points) == len(comparisons):
        least, most = points_words(points[0]), points_words(points[-1])
        span = most if least == most else f"{least.partition(' ')[0]} to {most}"
        return f"{span} {vote.value} {end}"
    distances = sorted(c.distance for c in comparisons if c.distance is not None)
    if len(distances) < len(comparisons):
        return f"{vote.value} {end}"
    span = _span(percent_words(distances[0]), percent_words(distances[-1]), " %")
    return f"{span} {vote.value} {end}"


def _verb(number: int, singular: str, plural: str) -> str:
    return singular if number == 1 else plural


def _not_explained(entries: Sequence[Entry]) -> str:
    """ "1 does not count: another period"."""
    if not entries:
        return ""
    words = {each.words for entry in entries for each in entry.comparison.reservations}
    verb = _verb(len(entries), "does", "do")
    return f"{len(entries)} {verb} not count: {'; '.join(sorted(words))}"


def _elsewhere(entries: Sequence[Entry]) -> str:
    """ "1 measures something else and does not count: Ferries only"."""
    if not entries:
        return ""
    one = len(entries) == 1
    said = f"{len(entries)} measure{'s' if one else ''} something else and do{'es' if one else ''}"
    words = sorted({entry.otherwise.rstrip(" .") for entry in entries if entry.otherwise})
    told = f": {'; '.join(words)}" if 0 < len(words) <= MOST_REASONS else ""
    return f"{said} not count{told}"
