"""Why a piece of evidence does not count in what the numbers say: told beside the piece itself.

The tally's sentence names the reasons and the pieces only by their number; a reader who has come
to a piece is told there. Plain values only, from the report's payload.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from claims.quantities import Comparison
from verification.number_lines import Line

from .evidence_words import on_the_saying

Item = dict[str, Any]


def reasons(
    items: Sequence[Item],
    compared: Mapping[int, Sequence[Comparison]],
    lines: Sequence[Line] = (),
) -> dict[int, str]:
    """The reason by the number of each piece that does not count, as a sentence. ``compared`` has
    how each piece stands on each of the number lines, by its number; it is empty where there is
    no line. A source has its vote on each of the ``lines``: what is its first piece on one of them
    counts there, whatever the source says elsewhere."""
    told: dict[int, str] = {}
    spoken_for: dict[int, int] = {}
    firsts = firsts_of(lines)
    for item in items:
        number, origin = item["number"], item["origin"]
        why = reason(item, compared)
        if not why and not item.get("calculation") and not repeats(item):
            first = spoken_for.setdefault(origin, number)
            there = firsts.get(number, [first])
            if number not in there:
                why = f"Of the same source as [{there[0]}], so it does not count again."
        if why:
            told[number] = why
    return told


def firsts_of(lines: Iterable[Line]) -> dict[int, list[int]]:
    """By the number of each piece that counts on some line: the number of the first piece of its
    source there, for each of these lines."""
    firsts: dict[int, list[int]] = {}
    for line in lines:
        of_origin: dict[str | int, int] = {}
        for number, entry in zip(line.keys, line.entries, strict=True):
            if entry.counts and not entry.repeats:
                first = of_origin.setdefault(entry.origin, number)
                firsts.setdefault(number, []).append(first)
    return firsts


def on_another_figure(pieces: Iterable[tuple[int, int]], lines: Iterable[Line]) -> int:
    """Of pieces as (number, origin), how many further ones of a source count all the same: it has
    a vote on each line, and they are its first there."""
    firsts = firsts_of(lines)
    opening = [origin for number, origin in pieces if number in firsts.get(number, ())]
    return len(opening) - len(set(opening))


def reason(item: Item, compared: Mapping[int, Sequence[Comparison]]) -> str:
    """What it says itself, whatever the others say."""
    if item.get("own_word"):
        return "The claimant’s own word, so it does not count as an independent source."
    if item["derives_from"]:
        return f"Repeats [{item['derives_from']}], so it does not count again."
    if item["measures_otherwise"]:
        return f"Measures something else, so it does not count: {item['measures_otherwise']}."
    if not compared or on_the_saying(item) or item.get("confidential"):
        return ""
    found = compared.get(item["number"], ())
    if not found:
        return "It has no figure to compare, so it does not count in what the numbers say."
    if any(counts(one, item) for one in found):
        return ""
    reserved = next((one for one in found if one.comparable), None)
    if reserved is None:
        return f"Not compared: {lower(found[0].reason)}"
    words = "; ".join(each.words for each in reserved.reservations)
    return f"It does not count in what the numbers say: {words}."


def counts(comparison: Comparison, item: Item) -> bool:
    return comparison.comparable and (bool(explained(item)) or not comparison.reservations)


def explained(item: Item) -> str:
    """Why it counts all the same, whoever says so."""
    since = (each["words"] for each in item.get("explained_since", ()))
    return " ".join(filter(None, (item.get("scope_explained"), *since)))


def repeats(item: Item) -> bool:
    """Whether it only copies another piece, be that shown here or not."""
    return item["derives_from"] is not None or item.get("repeats", False)


def with_a_vote(items: Iterable[Item], lines: Sequence[Line]) -> str:
    """How many of the independent sources the numbers are from, or "" where that is all of them:
    beside the count of all, so that the two do not seem to contradict each other."""
    cited = [item for item in items if not item.get("calculation") and not item.get("own_word")]
    sources = {item["origin"] for item in cited}
    voting = {origin for line in lines for origin in line.origins_counted}
    if not lines or not voting or len(voting & sources) == len(sources):
        return ""
    number = len(voting & sources)
    have = "has" if number == 1 else "have"
    return f"{number} of these {len(sources)} sources {have} a figure that the numbers count"


def lower(sentence: str) -> str:
    """To go on with after a colon."""
    return sentence[:1].lower() + sentence[1:]
