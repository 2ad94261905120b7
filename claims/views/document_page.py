"""One document, put together for whoever reads it: the text with its claims marked, the cards
beside it, and how far its triage is. A long text comes in parts, so that no page grows with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.forms import AddClaimForm, PageFilter
from claims.models import (
    Appearance,
    Claim,
    ClaimEvent,
    ClaimVerb,
    Document,
    DocumentEvent,
    DocumentVerb,
    Figure,
)
from claims.operations.triage import UNDOABLE
from claims.reader import Span, paragraphs, parts, sentence_around
from claims.states import ClaimState

from .chips import FigureChip, WhoChip, figure_chip, kind_corrected_by, standing, who_chip
from .counting import triage_counts
from .reading_state import ReadingState, may_wait_for_ever

MARKS = {
    ClaimState.DETECTED: "",
    ClaimState.ACCEPTED: "mark-done",
    ClaimState.DISMISSED: "mark-dropped",
    ClaimState.SENT: "mark-sent",
}
SEGMENTS = (("", "All claims"), ("figures", "With figures"), ("open", "To triage"))
CARDS = {
    ClaimState.ACCEPTED: "tcard-done",
    ClaimState.DISMISSED: "tcard-dropped",
    ClaimState.MERGED: "tcard-dropped",
    ClaimState.SENT: "tcard-sent",
}


@dataclass(slots=True)
class Card:
    """A claim as its card shows it, and its number in reading order."""

    claim: Claim
    number: int
    figures: list[FigureChip] = field(default_factory=list)
    who: WhoChip | None = None
    kind_corrected_by: str = ""
    history: list[ClaimEvent] = field(default_factory=list)
    into: Card | None = None

    @property
    def pk(self) -> int:
        return self.claim.pk

    @property
    def mark(self) -> str:
        if self.claim.state == ClaimState.DETECTED and self.claim.worth_checking == "low":
            return "mark-low"
        return MARKS.get(ClaimState(self.claim.state), "")

    @property
    def css(self) -> str:
        return CARDS.get(ClaimState(self.claim.state), "")

    @property
    def kept(self) -> Card:
        """The card this one is shown as in the text: where a merged claim ended up."""
        card, seen = self, {self.pk}
        while card.into and card.into.pk not in seen:
            card = card.into
            seen.add(card.pk)
        return card

    @property
    def is_open(self) -> bool:
        return self.claim.state == ClaimState.DETECTED

    @property
    def can_accept(self) -> bool:
        return self.claim.state in (ClaimState.DETECTED, ClaimState.DISMISSED)

    @property
    def can_dismiss(self) -> bool:
        return self.claim.state in (ClaimState.DETECTED, ClaimState.ACCEPTED)

    @property
    def can_undo(self) -> bool:
        """Whether a step of triage stands that was not taken back."""
        if self.claim.is_locked:
            return False
        undone = {e.data.get("undid") for e in self.history if e.verb == ClaimVerb.UNDONE}
        return any(e.verb in UNDOABLE and e.pk not in undone for e in self.history)


def show_document(
    request: HttpRequest,
    document: Document,
    *,
    add_form: AddClaimForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; ``add_form`` is a refused form, to be shown as it was typed."""
    wanted = PageFilter(request.GET)
    wanted.is_valid()
    text = document.snapshot.text
    all_parts = parts(text)
    number = part_wanted(document, all_parts, wanted.cleaned_data)
    start, end = all_parts[number - 1]
    claims = claims_of(document, start, end)
    figures = figures_of(document, claims, start, end)
    cards = cards_of(document, claims, figures, text, start)
    show = wanted.cleaned_data.get("show", "")
    may_triage = request.user.has_perm("claims.triage_document", document)
    counts = triage_counts([document.pk])[document.pk]
    reading = ReadingState(document.latest_run, document.language)
    context = {
        "nav": "documents",
        "document": document,
        "text_parts": marked_text(text, figures, cards, start, end),
        "part": number,
        "parts": len(all_parts),
        "show": show,
        "cards": [card for card in cards if fits(card, show)],
        "all_cards": len(cards),
        "counts": counts,
        "tally": Tally.of(document),
        "reading": reading,
        "no_worker": may_wait_for_ever(reading),
        "may_triage": may_triage,
        "may_export_gold": request.user.has_perm("claims.export_gold"),
        "add_form": add_form or AddClaimForm(initial=proposal(document, wanted.cleaned_data)),
        "add_open": bool(add_form or wanted.cleaned_data.get("figure")),
        "history": told(document.events.select_related("actor")),
        "segments": SEGMENTS,
    }
    return render(request, "claims/document.html", context, status=status)


def fits(card: Card, show: str) -> bool:
    if show == "figures":
        return bool(card.figures)
    return card.is_open if show == "open" else True


def part_wanted(
    document: Document, all_parts: list[tuple[int, int]], wanted: dict[str, Any]
) -> int:
    """The number of the part asked for, or of the one where the claim asked for stands."""
    number = wanted.get("part") or 1
    if wanted.get("claim") and len(all_parts) > 1:
        place = Appearance.objects.filter(claim=wanted["claim"], claim__document=document).first()
        if place:
            number = 1 + sum(end <= place.start for _, end in all_parts)
    return min(number, len(all_parts))


def claims_of(document: Document, start: int, end: int) -> list[Claim]:
    """The claims that begin in this part, in reading order."""
    here = Appearance.objects.filter(
        claim=OuterRef("pk"), snapshot=document.snapshot_id, start__gte=start, start__lt=end
    )
    claims = list(
        Claim.objects.filter(Exists(here), document=document)
        .select_related("claimant", "topic", "document")
        .prefetch_related("appearances")
    )
    claims.sort(key=lambda claim: (claim.appearance.start, claim.appearance.end, claim.pk))
    return claims


def figures_of(document: Document, claims: list[Claim], start: int, end: int) -> list[Figure]:
    """The figures that stand in this part or belong to one of its claims."""
    return list(
        Figure.objects.filter(
            Q(start__lt=end, end__gt=start) | Q(claim__in=[claim.pk for claim in claims]),
            snapshot=document.snapshot_id,
        )
    )


def cards_of(
    document: Document, claims: list[Claim], figures: list[Figure], text: str, start: int
) -> list[Card]:
    """The claims' cards, numbered through the whole document."""
    before = (
        Appearance.objects.filter(claim__document=document, start__lt=start)
        .values("claim")
        .distinct()
        .count()
        if start
        else 0
    )
    lines = lines_of(claims)
    corrected = {claim.pk: standing(lines[claim.pk]) for claim in claims}
    chips: defaultdict[int | None, list[FigureChip]] = defaultdict(list)
    for figure in figures:
        steps = corrected.get(figure.claim_id, [])
        chips[figure.claim_id].append(figure_chip(figure, text, steps))
    cards = {
        claim.pk: Card(
            claim,
            number,
            chips[claim.pk],
            who_chip(claim, text, corrected[claim.pk]),
            kind_corrected_by(corrected[claim.pk]),
            lines[claim.pk],
        )
        for number, claim in enumerate(claims, before + 1)
    }
    for card in cards.values():
        card.into = cards.get(card.claim.merged_into_id)
    return list(cards.values())


def lines_of(claims: Iterable[Claim]) -> defaultdict[int, list[ClaimEvent]]:
    """The history of each claim up to its review; what reviewers do is not told here."""
    lines: defaultdict[int, list[ClaimEvent]] = defaultdict(list)
    events = ClaimEvent.objects.filter(
        claim__in=[claim.pk for claim in claims], verb__in=ClaimVerb.values
    )
    for event in told(events.select_related("actor")):
        lines[event.claim_id].append(event)
    return lines


def told(events: Iterable[Any]) -> list[Any]:
    """Events with a ``sentence`` each, as the history component shows them."""
    events = list(events)
    for event in events:
        event.sentence = sentence_of(event)
    return events


def sentence_of(event: ClaimEvent | DocumentEvent) -> str:
    verbs = DocumentVerb if isinstance(event, DocumentEvent) else ClaimVerb
    words = verbs(event.verb).label if event.verb in verbs.values else event.verb
    if event.verb == ClaimVerb.CORRECTED and "now" in event.data:
        return f"{words} {event.data['what']}: {event.data['now']}"
    if event.verb == ClaimVerb.UNDONE and event.data.get("step") in ClaimVerb.values:
        return f"undid: {ClaimVerb(event.data['step']).label}"
    if event.verb == DocumentVerb.READ and "claims" in event.data:
        return f"{words}: {event.data['claims']} claims, {event.data['figures']} figures"
    return words


def marked_text(
    text: str, figures: list[Figure], cards: list[Card], start: int, end: int
) -> list[Any]:
    """Paragraphs of lines of runs for the template, each run with its card or a free figure.

    A merged claim lends its place to the claim that it says again.
    """
    by_key = {card.pk: card for card in cards}
    spans = [
        Span(place.start, place.end, card.kept.pk)
        for card in cards
        for place in card.claim.appearances.all()
    ]
    free = {figure.pk: figure for figure in figures if figure.claim_id is None}
    marks = [
        Span(figure.start, figure.end, figure.pk)
        for figure in figures
        if figure.start is not None and figure.start < end and figure.end > start
    ]
    return [
        [
            [
                {
                    "card": by_key[run.claims[0]] if run.claims else None,
                    "claims": " ".join(map(str, run.claims)),
                    "stretches": [
                        (stretch, free.get(stretch.figure) if stretch.figure else None)
                        for stretch in run.stretches
                    ],
                }
                for run in line
            ]
            for line in paragraph
        ]
        for paragraph in paragraphs(text, spans, marks, start=start, end=end)
    ]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the text's figures somebody has decided on. A figure that two claims carry is
    one figure of the text."""

    accounted: int
    total: int

    @classmethod
    def of(cls, document: Document) -> Tally:
        places = Figure.objects.filter(snapshot=document.snapshot_id).order_by()
        total, accounted = (
            found.values("start", "end").distinct().count()
            for found in (places, places.accounted_for())
        )
        return cls(accounted, total)


def proposal(document: Document, wanted: dict[str, Any]) -> dict[str, Any]:
    """What the form for a new claim starts with: the sentence of the figure that was asked for."""
    figure = Figure.objects.filter(
        pk=wanted.get("figure"), snapshot=document.snapshot_id, start__isnull=False
    ).first()
    if figure is None:
        return {}
    sentence = sentence_around(document.snapshot.text, figure.start, figure.end)
    return {"exact": sentence, "start": figure.start}
