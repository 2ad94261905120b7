"""Correcting what was read: a figure, who says so, of what kind a claim is. Each step is one line
of history, can be undone, and keeps what the reader had read beside what the person says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from claims import nlp
from claims.errors import IllegalTransition, NothingToDo, NotSo, Overtaken
from claims.models import (
    AttributionKind,
    Claim,
    Claimant,
    ClaimPart,
    ClaimVerb,
    Correction,
    Figure,
    NoFigure,
)
from claims.quantities import Quantity
from claims.states import ClaimState
from newsroom.accounts.models import User

from .keeping import (
    FIGURE_COLUMNS,
    Plain,
    Span,
    change_of,
    keep,
    keep_parts,
    parts_of,
    plain_figure,
    plain_part,
    put_figure,
    refuse_unseen,
)
from .mentions import chain_said, words_followed, words_in, words_naming
from .triage import EDITABLE, lock_for_triage, lock_in_order, restorable


@transaction.atomic
def correct_figure(
    figure: Figure,
    quantity: Quantity,
    *,
    by: User,
    words: str = "",
    near: int | None = None,
    population: str = "",
    place: str = "",
    seen: str | None = None,
) -> Claim:
    """Say what a figure is. ``words`` are those of the text that it stands in, where they are
    more or fewer than what was read. ``seen`` is what ``seen_of`` made of its ``plain_figure``
    when the person opened the form."""
    claim, figure = lock_figure(figure, by)
    before = plain_figure(figure)
    refuse_unseen(before, seen)
    span = (figure.start or 0, figure.end or 0)
    absorbed: list[Change] = []
    if words.strip() in ("", figure.text):
        words = words_followed(claim, figure, quantity.text)
    if words.strip() and words.strip() != figure.text:
        span = words_in(claim, words, near=figure.start if near is None else near)
        refuse_overlap(claim, span, but=figure)
        _, absorbed = absorb(claim, span, even_exactly=True)
    say(figure, claim, span, quantity, population, place)
    after = plain_figure(figure)
    if after | {"steps": None} == before | {"steps": None}:
        return claim
    figure.save(update_fields=list(FIGURE_COLUMNS))
    kept = keep(
        claim,
        ClaimPart.FIGURE,
        by=by,
        read=before if before["steps"] else None,
        said=after,
        figure=figure.pk,
        span=span,
    )
    own = (figure.pk, before, after)
    note(claim, kept, by, was=before["text"], now=figure.words, changes=[own, *absorbed])
    return claim


@transaction.atomic
def take_off_figure(
    figure: Figure, *, by: User, why: str = NoFigure.OTHER, seen: str | None = None
) -> Claim:
    """Say that it is no figure at all. Its row goes; what was read stays in the correction."""
    claim, figure = lock_figure(figure, by)
    before = plain_figure(figure)
    refuse_unseen(before, seen)
    key = figure.pk
    figure.delete()
    kept = keep(
        claim,
        ClaimPart.FIGURE,
        by=by,
        read=before if before["steps"] else None,
        said=None,
        figure=key,
        span=(figure.start, figure.end),
        why=why,
    )
    now = f"“{before['text']}” is no figure, but {NoFigure(why).label}"
    own = (key, before | {"claim_id": claim.pk}, None)
    note(claim, kept, by, now=now, changes=[own])
    return claim


@transaction.atomic
def add_figure(
    claim: Claim,
    words: str,
    quantity: Quantity | None = None,
    *,
    by: User,
    near: int | None = None,
    population: str = "",
    place: str = "",
) -> Claim:
    """Add a figure that was missed, by its words in the claim's sentence. Without a quantity the
    reader reads the words. ``near`` is the code point they were selected at."""
    claim = lock_for_triage(claim, by)
    span = words_in(claim, words, near=near)
    refuse_overlap(claim, span)
    if quantity is None:
        read = read_one(words)
        quantity = read.quantity
        population, place = population or read.population, place or read.place
    free, absorbed = absorb(claim, span)
    before = plain_figure(free) | {"claim_id": None} if free else None
    figure = free or Figure(snapshot_id=claim.document.snapshot_id)
    figure.claim = claim
    say(figure, claim, span, quantity, population, place)
    figure.save()
    after = plain_figure(figure)
    kept = keep(
        claim, ClaimPart.FIGURE, by=by, read=before, said=after, figure=figure.pk, span=span
    )
    own = (figure.pk, before, after | {"claim_id": claim.pk})
    note(claim, kept, by, what="a missed figure", now=figure.words, changes=[own, *absorbed])
    return claim


@transaction.atomic
def move_figure(figure: Figure, to: Claim, *, by: User, seen: str | None = None) -> Claim:
    """Give a figure to the claim of the same document that it belongs to."""
    if figure.claim_id is None or figure.claim_id == to.pk:
        raise NothingToDo("The figure belongs to this claim already. Nothing was changed.")
    lock_in_order((figure.claim_id, to.pk))
    claim, figure = lock_figure(figure, by)
    to = lock_for_triage(to, by)
    refuse_unseen(plain_figure(figure), seen)
    if to.document_id != claim.document_id:
        raise NothingToDo("A figure only moves within its document. Nothing was changed.")
    if to.state not in (ClaimState.DETECTED, ClaimState.ACCEPTED):
        raise IllegalTransition(
            f"The other claim is {to.get_state_display()}; give the figure to one that is kept."
        )
    refuse_overlap(to, (figure.start or 0, figure.end or 0))
    figure.claim = to
    figure.save(update_fields=["claim"])
    kept = keep(
        claim,
        ClaimPart.BELONGS,
        by=by,
        read={"claim": claim.pk},
        said={"claim": to.pk},
        figure=figure.pk,
        span=(figure.start, figure.end),
    )
    own = (figure.pk, {"claim_id": claim.pk}, {"claim_id": to.pk})
    now = f"{figure.words} belongs to “{to.statement[:80]}”"
    note(claim, kept, by, what="where a figure belongs", now=now, changes=[own])
    to.record(ClaimVerb.GIVEN, actor=by, figure=figure.pk, claim=claim.pk)
    return claim


@transaction.atomic
def correct_claimant(
    claim: Claim,
    *,
    by: User,
    name: str = "",
    kind: str = Claimant.Kind.PERSON,
    how: str = AttributionKind.INDIRECT,
    words: str = "",
    passed_on_by: Sequence[str] = (),
    seen: str | None = None,
) -> Claim:
    """Say who says so, how, and through whom, from the inside out; without a name it is the
    document's own voice. ``words`` are those of the text that name them ("the minister"); without
    them the name is looked for near the claim."""
    claim = lock_for_triage(claim, by)
    refuse_unseen(plain_part(claim, ClaimPart.CLAIMANT), seen)
    before, parts = restorable(claim), parts_of(claim)
    claimant = Claimant.objects.named(name, kind)
    how = how if claimant else AttributionKind.OWN
    change_of_kind = None
    if claimant and claimant.kind != kind:
        change_of_kind = {"key": claimant.pk, "before": claimant.kind, "after": kind}
        claimant.kind = kind
        claimant.save(update_fields=["kind"])
    same = (claimant, how, list(passed_on_by)) == (
        claim.claimant, claim.attribution, claim.passed_on_by,
    )  # fmt: skip
    if same and not change_of_kind and words.strip() in ("", words_naming(claim)):
        return claim
    chain = chain_said(claim, claimant, how, words, passed_on_by) if claimant else []
    claim.claimant, claim.attribution, claim.chain = claimant, how, chain
    claim.save(update_fields=list(EDITABLE))
    kept = keep_parts(claim, parts, by=by)
    claim.record(
        ClaimVerb.CORRECTED,
        actor=by,
        before=before,
        corrections=[correction.pk for correction in kept],
        what="who says so",
        now=claim.who_in_full,
        claimant_kind=change_of_kind,
    )
    return claim


@transaction.atomic
def correct_kind(claim: Claim, *, by: User, kind: str, mood: str, seen: str | None = None) -> Claim:
    """Say of what kind a claim is, and whether it asserts, asks, wishes or predicts."""
    claim = lock_for_triage(claim, by)
    before, parts = restorable(claim), parts_of(claim)
    refuse_unseen(parts[ClaimPart.KIND] | parts[ClaimPart.MOOD], seen)
    if (claim.kind, claim.mood) == (kind, mood):
        return claim
    claim.kind, claim.mood = kind, mood
    claim.save(update_fields=list(EDITABLE))
    kept = keep_parts(claim, parts, by=by)
    claim.record(
        ClaimVerb.CORRECTED,
        actor=by,
        before=before,
        corrections=[correction.pk for correction in kept],
        what="the kind",
        now=f"{claim.get_kind_display()}, {claim.get_mood_display()}",
    )
    return claim


Change = tuple[int, Plain | None, Plain | None]


def lock_figure(figure: Figure, by: User) -> tuple[Claim, Figure]:
    """The figure and its claim, fresh and locked. All that is done to a figure is done under its
    claim's lock."""
    claim = lock_for_triage(Claim(pk=figure.claim_id), by)
    row = Figure.objects.select_for_update().filter(pk=figure.pk, claim=claim).first()
    if row is None:
        raise Overtaken(
            "This figure is no longer part of the claim: somebody took it off or moved it "
            "meanwhile. Nothing was changed."
        )
    return claim, row


def say(
    figure: Figure, claim: Claim, span: Span, quantity: Quantity, population: str, place: str
) -> None:
    """Put what a person says into the figure's row."""
    text = claim.document.snapshot.text[span[0] : span[1]]
    said = Figure.of(replace(quantity, text=text))
    values = {column: getattr(said, column) for column in FIGURE_COLUMNS}
    values |= {
        "start": span[0],
        "end": span[1],
        "population": population.strip()[:200],
        "place": place.strip()[:200],
        "steps": [],
    }
    put_figure(figure, values)


def note(
    claim: Claim,
    kept: Correction,
    by: User,
    *,
    changes: Sequence[Change],
    now: str,
    was: str = "",
    what: str = "the figure",
) -> None:
    """The history line of a step on a figure, with what an undo needs."""
    claim.record(
        ClaimVerb.CORRECTED,
        actor=by,
        before=restorable(claim),
        corrections=[kept.pk],
        figures=[change_of(*change) for change in changes],
        what=f"{what} “{was}”" if was else what,
        now=now,
    )


def read_one(words: str) -> nlp.Figure:
    """The one figure that the reader finds in words that somebody typed."""
    found = nlp.read_figures(" ".join(words.split()))
    if len(found) == 1:
        return found[0]
    if found:
        raise NotSo(
            f"There are {len(found)} figures in these words. Give one; the others can be added "
            "after it."
        )
    raise NotSo(
        "The reader finds no figure in these words. Write it as in “5,000 to 7,000 people”, or "
        "fill in its parts below."
    )


def refuse_overlap(claim: Claim, span: Span, but: Figure | None = None) -> None:
    start, end = span
    others = claim.figures.filter(start__lt=end, end__gt=start)
    other = others.exclude(pk=but.pk).first() if but else others.first()
    if other:
        raise NothingToDo(
            f"“{other.text}” is a figure of this claim already. Correct that one instead."
        )


def absorb(
    claim: Claim, span: Span, *, even_exactly: bool = False
) -> tuple[Figure | None, list[Change]]:
    """What the reader took for figures of no claim within these words: the one that stands at
    exactly this place, to be made the claim's, and the others, which go, as changes to note."""
    rows = Figure.objects.select_for_update().filter(
        snapshot=claim.document.snapshot_id, claim=None, start__lt=span[1], end__gt=span[0]
    )
    same: Figure | None = None
    changes: list[Change] = []
    for row in rows:
        if (row.start, row.end) == span and not even_exactly:
            same = row
            continue
        changes.append((row.pk, plain_figure(row) | {"claim_id": None}, None))
        row.delete()
    return same, changes
