"""Published verdicts for the tests of what is made from them."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import Any

from claims.models import Claim
from claims.states import ClaimState
from tests.factories import (
    DEPARTS,
    ClaimFactory,
    DocumentFactory,
    assigned,
    editor,
    fresh,
    open_review_for,
    rating,
    reviewer,
    with_evidence,
)
from verification.models import ClaimReview, Report, Verdict
from verification.operations.assignments import start_work
from verification.operations.findings import save_draft, submit_finding
from verification.operations.reports import publish
from verification.operations.signoff import sign_off
from verification.operations.verdicts import draft_verdict
from verification.reports.document import build, digest
from verification.reports.exporting import FORMATS, envelope_for, export
from verification.reports.selection import Selection
from verification.states import ReviewState


def drafted_verdict(
    slug: str | None = "true",
    *,
    document: dict[str, Any] | None = None,
    evidence: dict[str, Any] | None = None,
    conclusion: str = "It holds.",
    explanation: str = "Two registers say so [1].",
    said: str = "",
    said_reasons: str = "",
    **claim: Any,
) -> Verdict:
    """A verdict worked through by one reviewer, ready to be signed. ``slug`` is its rating,
    ``said`` the answer to "Was it said?", with ``said_reasons``; ``document``, ``evidence`` and
    ``claim`` are columns."""
    made = ClaimFactory(document=DocumentFactory(**(document or {})))
    Claim.objects.filter(pk=made.pk).update(state=ClaimState.SENT, **claim)
    review = open_review_for(Claim.objects.get(pk=made.pk))
    person = reviewer()
    assignment = assigned(review, person)
    start_work(assignment, by=person)
    with_evidence(assignment, **(evidence or {}))
    answer = rating(review, slug) if slug else None
    save_draft(
        assignment, by=person, rating=answer, reasons="Registers.", was_it_said=said,
        said_reasons=said_reasons, departs_because=DEPARTS,
    )  # fmt: skip
    submit_finding(assignment, by=person)
    verdict = draft_verdict(
        fresh(review), by=person, conclusion=conclusion, explanation=explanation,
        said_explanation=said_reasons, departs_because=DEPARTS,
    )  # fmt: skip
    return verdict


def signed_verdict(slug: str | None = "true", **rest: Any) -> Verdict:
    """Such a verdict signed by an editor with clean hands."""
    verdict = drafted_verdict(slug, **rest)
    sign_off(verdict, by=editor())
    return Verdict.objects.get(pk=verdict.pk)


def published_report(
    slug: str | None = "true", *, at: datetime | None = None, **rest: Any
) -> Report:
    """Such a verdict published; ``at`` a time of its own, since a report cannot be changed
    afterwards."""
    verdict = signed_verdict(slug, **rest)
    review = ClaimReview.objects.get(pk=verdict.review_id)
    if at is None:
        return publish(review, by=editor())
    payload = build(review, verdict, version=1)
    review.move_to(ReviewState.PUBLISHED)
    return Report.objects.create(
        review=review, verdict=verdict, version=1, is_public=not review.is_own_copy,
        payload=payload, sha256=digest(payload), published_at=at, published_by=editor(),
    )  # fmt: skip


def exported(kind: str, selection: Selection | None = None) -> str:
    envelope = envelope_for(selection or Selection())
    return b"".join(export(FORMATS[kind], envelope)).decode()


def rows_of(sheet: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(sheet.removeprefix("\ufeff"), newline="")))
