"""Measuring a reader against gold: how many figures and claimants it reads right.

Gold and reading are records as :mod:`claims.nlp.door` writes them. A figure's value is right where
both bounds are; its unit where any of the names the reading gives it (unit, counted noun, the two
with their denominator) is gold's; its comparator where direction, else bound, is the same, as in
"up", "more than" or "about". A claimant is right where the words that name them overlap, or end
in the same name. No Django here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from claims.quantities import canonical_unit

Record = dict[str, Any]
Spans = list[list[int]]

# What a comparator comes to: one of these for how the bounds are meant.
BOUND = {
    "about": "~",
    "more_than": ">",
    "at_least": ">",
    "less_than": "<",
    "at_most": "<",
}
SHOWN = 80  # code points of a claim's words
NAME = re.compile(r"[^\W\d_][\w'’-]*")
PARTS = ("value", "value+unit", "value+comparator", "value+unit+comparator", "ranges", "claimant")


@dataclass(slots=True)
class Rate:
    """Right ones, of those that were read and of those in gold."""

    right: int = 0
    read: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.read + self.gold
        return 2 * self.right / both if both else 0.0

    def plain(self) -> dict[str, float | int]:
        rounded = {
            name: round(100 * getattr(self, name), 1) for name in ("precision", "recall", "f1")
        }
        return {**rounded, "right": self.right, "read": self.read, "gold": self.gold}


@dataclass(slots=True)
class Misread:
    """What went wrong in one text, in a word, with gold's side and the reading's."""

    id: Any
    what: str
    gold: str
    read: str
    where: str = ""  # of which claim, by its words


@dataclass(slots=True)
class Scores:
    """The rates by part, and every misreading. ``ratio`` is the share right of all that was to be
    read, or was read where there is nothing: figures in value, unit and comparator, and each
    claim's claimant."""

    texts: int = 0
    rates: dict[str, Rate] = field(default_factory=lambda: {part: Rate() for part in PARTS})
    misread: list[Misread] = field(default_factory=list)
    right: int = 0
    whole: int = 0

    @property
    def ratio(self) -> float:
        return round(self.right / self.whole, 4) if self.whole else 0.0


def score(pairs: Iterable[tuple[Record, Record]]) -> Scores:
    """Gold records, each with the reading of its text, in one pass."""
    scores = Scores()
    for gold, read in pairs:
        scores.texts += 1
        _score_figures(gold, read, scores)
        _score_claimants(gold, read, scores)
    return scores


def _score_figures(gold: Record, read: Record, scores: Scores) -> None:
    mine, theirs = gold.get("quantities") or [], read.get("quantities") or []
    pairs = list(_paired(mine, theirs))
    _count(scores.rates["value"], len(pairs), len(theirs), len(mine))
    fine = dict.fromkeys(PARTS[1:4], 0)
    for one, other in pairs:
        unit, comparator = same_unit(one, other), same_comparator(one, other)
        fine["value+unit"] += unit
        fine["value+comparator"] += comparator
        fine["value+unit+comparator"] += unit and comparator
        if not (unit and comparator):
            what = "unit" if not unit else "comparator"
            scores.misread.append(Misread(gold["id"], what, _words(one), _words(other)))
    for part, right in fine.items():
        _count(scores.rates[part], right, len(theirs), len(mine))
    ranges = sum(_is_range(one) for one, _ in pairs)
    _count(scores.rates["ranges"], ranges, sum(map(_is_range, theirs)), sum(map(_is_range, mine)))
    matched = {id(one) for pair in pairs for one in pair}
    missed = [one for one in mine if id(one) not in matched]
    spurious = [one for one in theirs if id(one) not in matched]
    for one in missed:
        there = [other for other in spurious if _overlap([_place(one)], [_place(other)])]
        what, read_as = ("value", _words(there[0])) if there else ("missed", "")
        spurious = [other for other in spurious if not there or other is not there[0]]
        scores.misread.append(Misread(gold["id"], what, _words(one), read_as))
    scores.misread += [Misread(gold["id"], "no figure", "", _words(one)) for one in spurious]
    scores.right += fine["value+unit+comparator"]
    scores.whole += len(mine) + len(spurious)


def _score_claimants(gold: Record, read: Record, scores: Scores) -> None:
    """For each of gold's claims, who is given as saying it where its first figure stands."""
    text = gold["text"]
    rate = scores.rates["claimant"]
    for claim in gold.get("claims") or []:
        at = _anchor(claim, gold)
        said = [_said_at(record, at) for record in (gold, read)]
        mine, theirs = (one.get("source") or [] for one in said)
        right = same_source(mine, theirs, text)
        _count(rate, right and bool(mine), bool(theirs), bool(mine))
        scores.right += right
        scores.whole += 1
        if not right:
            wanted, found = (_who(one, text) for one in said)
            words = " ".join(text[claim["start"] : claim["end"]].split())
            short = words if len(words) <= SHOWN else f"{words[:SHOWN]}…"
            scores.misread.append(Misread(gold["id"], "claimant", wanted, found, f"of “{short}”"))


def _count(rate: Rate, right: int, read: int, gold: int) -> None:
    rate.right += right
    rate.read += read
    rate.gold += gold


# -- figures -------------------------------------------------------------------------------------


def _paired(mine: list[Record], theirs: list[Record]) -> Iterator[tuple[Record, Record]]:
    """Figures with the same value, one to one; of several, those that agree in most."""
    pairs = sorted(
        (
            (-_likeness(one, other), i, j)
            for i, one in enumerate(mine)
            for j, other in enumerate(theirs)
            if same_value(one, other)
        ),
    )
    taken_mine: set[int] = set()
    taken_theirs: set[int] = set()
    for _, i, j in pairs:
        if i not in taken_mine and j not in taken_theirs:
            taken_mine.add(i)
            taken_theirs.add(j)
            yield mine[i], theirs[j]


def _likeness(one: Record, other: Record) -> int:
    overlap = _overlap([_place(one)], [_place(other)]) if "start" in one else 0
    return 4 * same_unit(one, other) + 2 * same_comparator(one, other) + (overlap > 0)


def same_value(one: Record, other: Record) -> bool:
    mine, theirs = _bounds(one), _bounds(other)
    return all(math.isclose(a, b, rel_tol=1e-9) for a, b in zip(mine, theirs, strict=True))


def _bounds(quantity: Record) -> tuple[float, float]:
    """Both bounds, the lower first; an open end counts as the other one."""
    given = [bound for bound in (quantity["low"], quantity["high"]) if bound is not None]
    return (float(min(given)), float(max(given))) if given else (math.nan, math.nan)


def _is_range(quantity: Record) -> bool:
    low, high = _bounds(quantity)
    return low != high


def same_unit(gold: Record, read: Record) -> bool:
    """Whether one of the names that the reading gives is gold's; a bare number has none."""
    wanted = [gold.get("unit"), gold.get("unit_surface")]
    given = [*(read.get(key) for key in ("unit", "unit_norm", "counted")), _unit(read)]
    return bool(_names(wanted) & _names(given))


def _names(names: Iterable[str | None]) -> set[str]:
    return {canonical_unit(name).casefold() for name in names if name} or {""}


def _unit(quantity: Record) -> str:
    """The unit or what is counted, with the denominator: "person per 100000 person"."""
    unit, per = quantity.get("unit") or quantity.get("counted") or "", quantity.get("per")
    return f"{unit} per {per}" if unit and per and " per " not in unit else unit


def same_comparator(one: Record, other: Record) -> bool:
    return _meant(one) == _meant(other)


def _meant(quantity: Record) -> str:
    change = quantity.get("change") or "none"
    return change if change != "none" else BOUND.get(quantity.get("comparator") or "", "=")


def _words(quantity: Record) -> str:
    low, high = quantity["low"], quantity["high"]
    amount = f"{low}" if low == high else f"{low} to {high}"
    return (
        f"{_meant(quantity)} {amount} {_unit(quantity)}".strip()
        + f" (“{quantity.get('text', '')}”)"
    )


# -- claimants -----------------------------------------------------------------------------------


def _anchor(claim: Record, gold: Record) -> int:
    figures = [gold["quantities"][index]["start"] for index in claim.get("quantities") or []]
    return min(figures, default=claim["start"])


def _said_at(record: Record, at: int) -> Record:
    """The narrowest attribution over this place; empty for the own voice."""
    over = [
        one
        for one in record.get("attributions") or []
        if one.get("source") and any(start <= at < end for start, end in one["content"])
    ]
    return min(over, key=lambda one: sum(e - s for s, e in one["content"]), default={})


def same_source(mine: Spans, theirs: Spans, text: str) -> bool:
    if not mine or not theirs:
        return not mine and not theirs
    if _overlap(mine, theirs):
        return True
    names = [_last_name(spans, text) for spans in (mine, theirs)]
    return bool(names[0]) and names[0] == names[1]


def _overlap(mine: Spans, theirs: Spans) -> int:
    return sum(max(0, min(e, f) - max(s, c)) for s, e in mine for c, f in theirs)


def _place(quantity: Record) -> list[int]:
    return [quantity.get("start") or 0, quantity.get("end") or 0]


def _named(spans: Spans, text: str) -> str:
    return " … ".join(text[start:end] for start, end in spans) or "own voice"


def _who(said: Record, text: str) -> str:
    """The name, and the words that stand for it where these are others: "Ada Lund (“she”)"."""
    words, name = _named(said.get("source") or [], text), said.get("name")
    return f"{name} (“{words}”)" if name and name != words else words


def _last_name(spans: Spans, text: str) -> str:
    names = [word for word in NAME.findall(_named(spans, text)) if word[0].isupper()]
    return names[-1].casefold() if names else ""
