"""The parts that were read of a claim, as chips: what each says, and from which words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from claims.models import AttributionKind, Claim, ClaimEvent, ClaimVerb, Figure
from claims.operations.keeping import put_figure
from claims.quantities import Change, Comparator, Nature, said_once

HOW_MEANT = {
    Comparator.ABOUT: "about",
    Comparator.BETWEEN: "range",
    Comparator.MORE_THAN: "more than",
    Comparator.AT_LEAST: "at least",
    Comparator.LESS_THAN: "less than",
    Comparator.AT_MOST: "at most",
}
GIVES = {Nature.DIFFERENCE: "difference", Nature.TRANSITION: "transition"}
GOES = {Change.UP: "up", Change.DOWN: "down"}


@dataclass(frozen=True, slots=True)
class Read:
    """Some rules, and the words they read."""

    rules: str
    words: str


@dataclass(slots=True)
class FigureChip:
    """A figure: its words, then how it is meant, where it goes, when, of whom and where."""

    key: int
    words: str
    parts: list[str] = field(default_factory=list)
    read_from: list[Read] = field(default_factory=list)
    corrected_by: str = ""
    moved_by: str = ""
    read_as: str = ""

    def __str__(self) -> str:
        return self.words


@dataclass(slots=True)
class WhoChip:
    words: str
    how: str
    read_from: list[Read] = field(default_factory=list)
    corrected_by: str = ""


def figure_chip(figure: Figure, text: str, history: Iterable[ClaimEvent]) -> FigureChip:
    chip = FigureChip(figure.pk, figure.words, parts_of(figure), read_from(figure.steps, text))
    for event in history:
        if event.verb == ClaimVerb.GIVEN and event.data.get("figure") == figure.pk:
            chip.moved_by = event.actor.name
    steps = [event for event in history if _is_about(event, figure.pk)]
    if steps:
        chip.corrected_by = steps[-1].actor.name
        before = next(c for c in steps[0].data["figures"] if c["key"] == figure.pk)["before"]
        if before and "text" in before:
            was = Figure()
            put_figure(was, {name: value for name, value in before.items() if name != "claim_id"})
            chip.read_as = was.words
            chip.read_from = read_from(was.steps, text)
    return chip


def _is_about(event: ClaimEvent, key: int) -> bool:
    return any(change["key"] == key for change in event.data.get("figures", ()))


def parts_of(figure: Figure) -> list[str]:
    """What the figure's words do not say, or say by a sign."""
    meant = HOW_MEANT.get(Comparator(figure.comparator), "")
    parts = (
        "" if figure.unit == "score" else meant,
        GIVES.get(Nature(figure.nature), ""),
        GOES.get(Change(figure.change), ""),
        figure.as_of,
        figure.population,
        figure.place,
    )
    return said_once(figure.words, parts)


def who_chip(claim: Claim, text: str, history: Iterable[ClaimEvent]) -> WhoChip:
    own = claim.claimant is None and claim.attribution == AttributionKind.OWN
    chip = WhoChip(claim.who_in_full, "" if own else claim.get_attribution_display())
    for link in claim.chain:
        chip.read_from += read_from(link_steps(link), text)
    for event in history:
        if event.data.get("what") == "who says so":
            chip.corrected_by = event.actor.name
    return chip


def kind_corrected_by(history: Iterable[ClaimEvent]) -> str:
    """Who said last of what kind the claim is, or how it is put; empty where it was only read."""
    by = ""
    for event in history:
        if event.data.get("what") == "the kind":
            by = event.actor.name
    return by


def link_steps(link: dict[str, Any]) -> list[list[Any]]:
    """How a link of a chain was read, in the shape of a figure's steps."""
    spans = [*link["source"], *([link["cue"]] if link["cue"] else [])]
    return [[link["rule"], *span] for span in spans] if link["rule"] else []


def read_from(steps: Iterable[list[Any]], text: str) -> list[Read]:
    """Which rules read which words: "range of digits, counted noun" from "40 ships"."""
    return [
        Read(", ".join(dict.fromkeys(rule for rule, *_ in rules)), text[start:end])
        for (start, end), rules in groupby(steps, key=lambda step: (step[1], step[2]))
        if start < end <= len(text)
    ]


def standing(history: list[ClaimEvent]) -> list[ClaimEvent]:
    """The corrections in a claim's history that were not undone, and the figures it was given."""
    undone = {event.data.get("undid") for event in history if event.verb == ClaimVerb.UNDONE}
    verbs = (ClaimVerb.CORRECTED, ClaimVerb.GIVEN)
    return [event for event in history if event.verb in verbs and event.pk not in undone]
