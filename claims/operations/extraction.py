"""Reading a document: the worker's verb, safe to run twice, at once, or halfway."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from claims import nlp
from claims.models import (
    Appearance,
    Claim,
    Claimant,
    ClaimEvent,
    ClaimVerb,
    Document,
    DocumentVerb,
    ExtractionRun,
    Figure,
)
from claims.states import RunState
from newsroom.dispatch import send_task
from newsroom.leases import lease_renewed

logger = logging.getLogger(__name__)
READABLE_LANGUAGE = "en"
MAX_ATTEMPTS = 5


def extract_claims(run_id: int) -> bool:
    """Read the run's document and write what was found, once; ``False`` if there was nothing to
    do because another worker has it or it is over.

    The reading itself happens outside any transaction, under a lease that a second thread
    renews. Everything found is written in one transaction, and only by the attempt that still
    holds the run: a worker killed halfway leaves nothing, one that was given up writes nothing.
    """
    with transaction.atomic():
        attempt = ExtractionRun.objects.take(run_id)
    if attempt is None:
        return False
    run = ExtractionRun.objects.select_related("document__snapshot").get(pk=run_id)
    text = run.document.snapshot.text
    with lease_renewed(lambda: ExtractionRun.objects.renew(run_id, attempt)):
        language = nlp.detect_language(text)
        if language != READABLE_LANGUAGE:
            return leave_unread(run, attempt, language)
        reading = nlp.read(
            text,
            model=settings.SPACY_MODEL or None,
            scorer=chosen_scorer(),
            on_progress=lambda done, total: note_progress(run_id, attempt, done, total),
        )
    return write_reading(run, attempt, reading)


def chosen_scorer() -> nlp.Scorer | None:
    """The desk's own scorer if it has one. A broken file costs the order, never the reading."""
    if not settings.CHECKWORTHINESS_MODEL:
        return None
    try:
        return nlp.load_scorer(settings.CHECKWORTHINESS_MODEL)
    except nlp.BadScorer as error:
        logger.warning("Claims are sorted by the shipped scorer: %s", error)
        return None


def note_progress(run_id: int, attempt: int, done: int, total: int) -> None:
    ExtractionRun.objects.held(run_id, attempt).update(done=done, total=total)


@transaction.atomic
def leave_unread(run: ExtractionRun, attempt: int, language: str) -> bool:
    """Store which language it seems to be; the document stays, claims can be entered by hand."""
    if not finish(run, attempt, RunState.UNREAD):
        return False
    Document.objects.filter(pk=run.document_id).update(language=language)
    run.document.record(DocumentVerb.NOT_READ, language=language)
    return True


@transaction.atomic
def write_reading(run: ExtractionRun, attempt: int, reading: nlp.Reading) -> bool:
    """Write claims, their places and figures, and one history line each."""
    if not finish(
        run,
        attempt,
        RunState.DONE,
        done=run.total,
        pipeline=reading.pipeline,
        version=reading.version,
        model=reading.model,
    ):
        return False
    document = run.document
    claims = Claim.objects.bulk_create([claim_row(run, found) for found in reading.claims])
    Appearance.objects.bulk_create(
        [
            Appearance.at(document.snapshot, found.start, found.end, claim=claim)
            for claim, found in zip(claims, reading.claims, strict=True)
        ]
    )
    claim_of: dict[tuple[int, int], Claim] = {}
    for claim, found in zip(claims, reading.claims, strict=True):
        for figure in found.figures:
            claim_of.setdefault((figure.start, figure.end), claim)
    Figure.objects.bulk_create(
        [
            Figure.as_read(
                figure,
                snapshot=document.snapshot,
                claim=claim_of.get((figure.start, figure.end)),
            )
            for figure in reading.figures
        ]
    )
    ClaimEvent.objects.bulk_create(
        [ClaimEvent(claim=claim, verb=ClaimVerb.DETECTED) for claim in claims]
    )
    document.record(DocumentVerb.READ, claims=len(claims), figures=len(reading.figures))
    return True


def claim_row(run: ExtractionRun, found: nlp.ReadClaim) -> Claim:
    attribution = found.attribution
    return Claim(
        document=run.document,
        run=run,
        statement=found.statement,
        kind=found.kind,
        claimant=(
            Claimant.objects.named(attribution.name, attribution.source_kind)
            if attribution
            else None
        ),
        attribution=attribution.kind if attribution else "own",
        chain=chain_of(found),
        mood=found.mood,
        rule=found.rule[:200],
        checkworthiness=found.score,
        reasons=list(found.reasons),
    )


def chain_of(found: nlp.ReadClaim) -> list[dict[str, Any]]:
    """Who says it and who passed it on, as ``Claim.chain`` keeps it."""
    chain = found.chain or ((found.attribution,) if found.attribution else ())
    return [
        {
            "name": one.name[:200],
            "kind": one.source_kind,
            "how": one.kind,
            "rule": one.rule,
            "source": [list(span) for span in one.source],
            "cue": list(one.cue) if one.cue else None,
            "content": [list(span) for span in one.content],
        }
        for one in chain
    ]


def finish(run: ExtractionRun, attempt: int, state: RunState, **columns: object) -> bool:
    """End the run if this attempt still holds it: a conditional update, so only one ends it."""
    return bool(
        ExtractionRun.objects.held(run.pk, attempt).update(
            state=state, finished_at=timezone.now(), lease_until=None, **columns
        )
    )


def sweep() -> int:
    """Find readings that nobody is doing and ring the bell again; give up on those that have
    killed every worker that took them. Answers how many bells were rung."""
    rung = 0
    for run in ExtractionRun.objects.awaiting_worker().select_related("document")[:200]:
        if run.attempt >= MAX_ATTEMPTS:
            give_up(run)
        elif send_task("claims.extract", run.pk):
            rung += 1
    return rung


@transaction.atomic
def give_up(run: ExtractionRun) -> None:
    ended = (
        ExtractionRun.objects.filter(pk=run.pk, attempt=run.attempt)
        .awaiting_worker()
        .update(
            state=RunState.FAILED,
            finished_at=timezone.now(),
            lease_until=None,
            error=f"The worker stopped {MAX_ATTEMPTS} times while reading this text.",
        )
    )
    if ended:
        logger.error("Reading of document %s was given up", run.document_id)
        run.document.record(DocumentVerb.READING_FAILED, attempts=run.attempt)
