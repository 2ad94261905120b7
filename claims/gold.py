"""The desk's own gold: text whose reading people accepted or corrected, in a form to score against.

A record holds one sentence, or a few where what belongs together runs over them. It is there only
where all of it was decided on: each figure belongs to a claim that somebody accepted or corrected,
and who says so can be found in these very words. Nothing here writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from django.db.models import Exists, OuterRef, Q

from claims.models import Claim, Correction, Document, Figure
from claims.nlp.door import number_of
from claims.quantities import plural
from claims.reader import sentences
from claims.states import ClaimState

KEPT = (ClaimState.ACCEPTED, ClaimState.SENT)
LONGEST = 3_000  # code points; what runs further apart cannot be read from one record

Record = dict[str, Any]
Span = tuple[int, int]


def gold_of(documents: Iterable[Document]) -> Iterator[Record]:
    for document in documents:
        yield from Decided(document).records()


def documents_with_gold() -> Iterator[Document]:
    """Those somebody accepted or corrected a claim of, one at a time: texts are long."""
    claims = Claim.objects.filter(document=OuterRef("pk"))
    corrected = Correction.objects.filter(claim__document=OuterRef("pk"))
    return (
        Document.objects.filter(Q(Exists(claims.filter(state__in=KEPT))) | Q(Exists(corrected)))
        .select_related("snapshot")
        .order_by("pk")
        .iterator(chunk_size=20)
    )


class Decided:
    """What was decided about one document, and the records that come of it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.snapshot.text
        corrected = set(
            Correction.objects.standing()
            .filter(claim__document=document)
            .values_list("claim_id", flat=True)
        )
        claims = document.claims.select_related("claimant").prefetch_related("appearances")
        self.claims = [claim for claim in claims if claim.appearance]
        self.decided = {
            claim.pk for claim in self.claims if claim.state in KEPT or claim.pk in corrected
        }
        figures = Figure.objects.filter(snapshot=document.snapshot_id, start__isnull=False)
        self.figures = list(figures.filter(Q(claim=None) | Q(claim__document=document)))

    def records(self) -> Iterator[Record]:
        for unit in self._units():
            record = self._record(unit)
            if record is not None:
                yield record

    def _units(self) -> list[Span]:
        """The sentences, joined where a decided claim, a figure of it or whoever says it runs
        over their ends."""
        runs = [self._run_of(claim) for claim in self.claims if claim.pk in self.decided]
        spans = list(sentences(self.text))
        if not spans:
            return []
        cuts = [spans[0][0]]
        for before, after in pairwise(spans):
            if not any(low < after[0] and high > before[1] for low, high in runs):
                cuts.append(after[0])
        return list(pairwise([*cuts, len(self.text)]))

    def _run_of(self, claim: Claim) -> Span:
        place = claim.appearance
        assert place is not None  # claims without a place were left out
        own = [(f.start, f.end) for f in self.figures if f.claim_id == claim.pk]
        named = [(start, end) for link in claim.chain for start, end in link["source"]]
        spans = [(place.start, place.end), *own, *named]
        return min(start for start, _ in spans), max(end for _, end in spans)

    def _record(self, unit: Span) -> Record | None:
        """The unit with its gold, or ``None`` where something in it is open."""
        start, end = unit
        end = start + len(self.text[start:end].rstrip())
        claims = [claim for claim in self.claims if _touches(claim, start, end)]
        figures = [figure for figure in self.figures if figure.start < end and figure.end > start]
        if not claims or end - start > LONGEST:
            return None
        if any(claim.pk not in self.decided for claim in claims):
            return None
        if any(figure.claim_id not in self.decided for figure in figures):
            return None
        if any(claim.claimant and not _is_named(claim) for claim in claims):
            return None
        quantities = _by_place(figures)
        if quantities is None:
            return None
        said = _Attributions(start, end, claims, figures)
        lines = [
            {
                "start": max(claim.appearance.start, start) - start,
                "end": min(claim.appearance.end, end) - start,
                "statement": claim.statement,
                "kind": claim.kind,
                "mood": claim.mood,
                "quantities": [
                    index
                    for index, (place, _) in enumerate(quantities)
                    if any(f.claim_id == claim.pk and (f.start, f.end) == place for f in figures)
                ],
                "attributions": said.of(claim),
            }
            for claim in claims
        ]
        return {
            "id": f"{self.document.pk}-{start}",
            "text": self.text[start:end],
            "quantities": [_quantity(figure, start) for _, figure in quantities],
            "attributions": said.records,
            "claims": lines,
        }


class _Attributions:
    """The attributions of a unit, each once, whichever claims they carry."""

    def __init__(self, start: int, end: int, claims: list[Claim], figures: list[Figure]) -> None:
        self.start, self.end = start, end
        self.claims = {claim.pk: claim for claim in claims}
        self.figures = figures
        self.records: list[Record] = []

    def of(self, claim: Claim) -> list[int]:
        """The places of the claim's chain in the list, from the inside out."""
        if claim.claimant is None:
            return []
        records = [self._record(link, claim) for link in claim.chain]
        return [self._place(record) for record in records if record]

    def _record(self, link: Record, claim: Claim) -> Record | None:
        content = self._inside(self._content(link, claim))
        source = self._inside(link["source"])
        if not content or not source:
            return None
        return {
            "content": content,
            "source": source,
            "kind": link["how"],
            "name": link["name"],
            "source_kind": link["kind"],
        }

    def _content(self, link: Record, claim: Claim) -> list[Span]:
        """What the link carries: as it was read, with all figures of the claim, and without those
        that somebody else says or nobody."""
        place = claim.appearance
        assert place is not None  # claims without a place were left out
        spans = [(start, end) for start, end in link["content"]] or [(place.start, place.end)]
        for figure in self.figures:
            span = (figure.start or 0, figure.end or 0)
            if self._carries(link, self.claims.get(figure.claim_id)):
                covered = any(start <= span[0] and span[1] <= end for start, end in spans)
                spans += [] if covered or figure.claim_id != claim.pk else [span]
            else:
                spans = [piece for one in spans for piece in _without(one, span)]
        return sorted(spans)

    def _carries(self, link: Record, claim: Claim | None) -> bool:
        if claim is None or claim.claimant is None:
            return False
        return any(one["source"] == link["source"] for one in claim.chain)

    def _inside(self, spans: Iterable[Iterable[int]]) -> list[list[int]]:
        """What of the spans lies in the unit, counted from its start."""
        clipped = ((max(low, self.start), min(high, self.end)) for low, high in spans)
        return [[low - self.start, high - self.start] for low, high in clipped if low < high]

    def _place(self, record: Record) -> int:
        if record not in self.records:
            self.records.append(record)
        return self.records.index(record)


def _without(span: Span, hole: Span) -> list[Span]:
    """What is left of a span around a hole in it."""
    pieces = [(span[0], min(span[1], hole[0])), (max(span[0], hole[1]), span[1])]
    return [(start, end) for start, end in pieces if start < end]


def _touches(claim: Claim, start: int, end: int) -> bool:
    return any(place.start < end and place.end > start for place in claim.appearances.all())


def _is_named(claim: Claim) -> bool:
    """Whether the words are known that name who says it."""
    return bool(claim.chain and claim.chain[0]["source"])


def _by_place(figures: list[Figure]) -> list[tuple[Span, Figure]] | None:
    """Each place's figure in reading order; ``None`` where two claims carry different ones."""
    by_place: dict[Span, Figure] = {}
    for figure in figures:
        assert figure.start is not None
        assert figure.end is not None
        known = by_place.setdefault((figure.start, figure.end), figure)
        if _quantity(known, 0) != _quantity(figure, 0):
            return None
    places = sorted(by_place.items())
    if any(before[0][1] > after[0][0] for before, after in pairwise(places)):
        return None
    return places


def _quantity(figure: Figure, base: int) -> Record:
    """As the door writes it, but with what one would compare in ``unit``: the unit or the counted
    noun, and the denominator; ``unit_surface`` is the same in the plural."""
    assert figure.start is not None
    assert figure.end is not None
    unit = figure.unit or figure.counted
    per = f" per {figure.per}" if unit and figure.per else ""
    return {
        "start": figure.start - base,
        "end": figure.end - base,
        "text": figure.text,
        "low": number_of(figure.low),
        "high": number_of(figure.high),
        "comparator": figure.comparator,
        "nature": figure.nature,
        "change": figure.change,
        "unit": f"{unit}{per}",
        "unit_surface": f"{plural(unit)}{per}" if unit else "",
        "counted": figure.counted,
        "per": figure.per,
        "as_of": figure.as_of,
        "population": figure.population,
        "place": figure.place,
    }
