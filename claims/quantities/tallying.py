"""What all the evidence together says about one claimed figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .comparing import Comparison, Relation, compare
from .scope import Held, suggest_scope
from .sentences import times_words
from .wording import percent_words


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of evidence: how it compares, where it comes from, whether its reservations
    (if it has any) were explained by the reviewer.

    ``origin`` is equal for copies of one origin, which count once.
    """

    comparison: Comparison
    origin: str | int
    explained: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of independent, comparable sources by relation, with a sentence."""

    inside: int
    overlaps: int
    below: int
    above: int
    copies: int
    unexplained: int
    not_comparable: int
    sentence: str

    @property
    def comparable(self) -> int:
        return self.inside + self.overlaps + self.below + self.above


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
    """Count each origin once, and leave out what is not comparable or not yet explained.

    "Of 3 comparable, independent sources 2 lie inside what was claimed and 1 lies 6 % below its
    lower end." The first part names what was claimed; only those after it may say "it".
    """
    entries = list(entries)
    usable = [entry for entry in entries if _usable(entry)]
    first_of = {entry.origin: entry.comparison for entry in reversed(usable)}
    counted = [first_of[origin] for origin in dict.fromkeys(entry.origin for entry in usable)]
    by_relation = {
        relation: [c for c in counted if c.relation is relation] for relation in Relation
    }
    incomparable = sum(not entry.comparison.comparable for entry in entries)
    unexplained = len(entries) - len(usable) - incomparable
    copies = len(usable) - len(counted)
    sentence = _sentence(by_relation, len(counted))
    remarks = _remarks(copies, unexplained, incomparable)
    return Tally(
        len(by_relation[Relation.INSIDE]),
        len(by_relation[Relation.OVERLAPS]),
        len(by_relation[Relation.BELOW]),
        len(by_relation[Relation.ABOVE]),
        copies,
        unexplained,
        incomparable,
        " ".join([sentence, *remarks]),
    )


def _usable(entry: Entry) -> bool:
    comparison = entry.comparison
    return comparison.comparable and (entry.explained or not comparison.reservations)


def _sentence(by_relation: dict[Relation, list[Comparison]], count: int) -> str:
    if not count:
        return "There is no comparable, independent source yet."
    parts: list[str] = []
    for relation in Relation:
        if comparisons := by_relation[relation]:
            parts.append(_part(relation, comparisons, named=bool(parts)))
    joined = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    if count == 1:
        return f"The one comparable, independent source {joined.removeprefix('1 ')}."
    return f"Of {count} comparable, independent sources {joined}."


def _part(relation: Relation, comparisons: list[Comparison], *, named: bool) -> str:
    """``named``: an earlier part has said "what was claimed"."""
    number = len(comparisons)
    if relation is Relation.INSIDE:
        return f"{number} {_verb(number, 'lies', 'lie')} inside what was claimed"
    if relation is Relation.OVERLAPS:
        claimed = "it" if named else "what was claimed"
        verb = _verb(number, "overlaps", "overlap")
        return f"{number} {verb} {claimed} without lying wholly inside"
    times = sorted(c.times for c in comparisons if c.times is not None)
    if len(times) == number:
        words = _span(times_words(times[0]), times_words(times[-1]), " times")
        return f"{number} {_verb(number, 'is', 'are')} {words} {_of_end(comparisons, named)}"
    return f"{number} {_verb(number, 'lies', 'lie')} {_how_far(comparisons, relation, named)}"


def _of_end(comparisons: list[Comparison], named: bool) -> str:
    ends = {comparison.end for comparison in comparisons}
    if len(ends) > 1 or ends == {"figure"}:
        return "it" if named else "what was claimed"
    end = ends.pop()
    return f"its {end}" if named else f"the {end} of what was claimed"


def _span(least: str, most: str, after: str) -> str:
    return least if least == most else f"{least.removesuffix(after)} to {most}"


def _how_far(comparisons: list[Comparison], relation: Relation, named: bool) -> str:
    end = _of_end(comparisons, named)
    distances = sorted(c.distance for c in comparisons if c.distance is not None)
    if len(distances) < len(comparisons):
        return f"{relation.value} {end}"
    span = _span(percent_words(distances[0]), percent_words(distances[-1]), " %")
    return f"{span} {relation.value} {end}"


def _verb(number: int, singular: str, plural: str) -> str:
    return singular if number == 1 else plural


def _remarks(copies: int, unexplained: int, incomparable: int) -> list[str]:
    remarks = []
    if copies:
        word = _verb(copies, "copies", "copy")
        remarks.append(f"{copies} more only {word} one of them.")
    if unexplained:
        word = _verb(unexplained, "has a reservation", "have reservations")
        remarks.append(f"{unexplained} {word} that nobody has explained yet, so not counted.")
    if incomparable:
        remarks.append(
            f"{incomparable} {_verb(incomparable, 'measures', 'measure')} something else."
        )
    return remarks
