"""A report as plain values: built once from the database, rendered many ways.

With ``evidence_values`` and ``exporting``, the only file here that queries. Everything a reader is
shown comes from the payload, so that a report can be rendered years later as it was known when it
was published. Shape::

    {"version", "claim": {"id", "statement", "kind", "claimant": {"name", "kind"} | None,
     "attribution", "topic", "figures": [figure]}, "appearance": {"exact", "prefix", "suffix",
     "start", "end", "sha256"}, "document": {"title", "outlet", "url", "published_on", "purpose",
     "language"}, "verdict": {"rating": rating | None, "label", "conclusion", "explanation",
     "said_explanation", "departure": {"sentence", "because"} | None, "writer", "text_sha256"},
     "scale": {"name", "version", "ratings": [rating]}, "was_it_said": str,
     "evidence": [evidence], "contacts": [contact],
     "how": {"policy", "reviewers": [name], "agreement", "signed_off_by", "signed_off_at",
     "waiver", "waivers": [{"requirement", "words", "reason", "for", "by"}]}}

Times are ISO 8601, numbers of figures are strings with all their digits. ``was_it_said`` is one
of ``WasItSaid``, or empty where it was no question; ``departure`` says how the rating departs from
what the report's own evidence says, and why.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from verification.models import (
    ClaimReview,
    Contact,
    Evidence,
    Finding,
    Rating,
    Verdict,
    WasItSaid,
)
from verification.numbers import departure_of_verdict
from verification.provenance.independence import all_cited
from verification.provenance.speaker import speaker_of
from verification.requirements import that_counted

from .evidence_values import evidence_values, stakes_in
from .values import figure_values, iso

WHAT_WE_KNOW = "What we know so far"
NOT_SAID = "Not said"


def build(
    review: ClaimReview,
    verdict: Verdict,
    *,
    version: int,
    signature: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The payload of the review's report, as of now; ``signature`` stands for the sign-off where
    there is none yet (see ``signing.to_be_signed``)."""
    claim = review.claim
    findings = list(
        review.findings.submitted()
        .filter(round=verdict.round)
        .select_related("reviewer", "rating", "assignment")
        .order_by("assignment__role")
    )
    evidence = list(
        Evidence.objects.filter(finding__in=findings)
        .standing()
        .with_detail()
        .with_proof()
        .order_by("id")
    )
    among = all_cited(review)
    departs = departure_of_verdict(review, verdict.rating, findings, evidence, among)
    return {
        "version": version,
        "claim": {
            "id": claim.pk,
            "statement": claim.statement,
            "kind": claim.kind,
            "claimant": (
                {"name": claim.claimant.name, "kind": claim.claimant.kind}
                if claim.claimant
                else None
            ),
            "attribution": claim.attribution,
            "topic": claim.topic.name if claim.topic else "",
            "figures": [figure_values(figure) for figure in claim.figures.all()],
        },
        "appearance": appearance_values(review),
        "document": {
            "title": claim.document.title,
            "outlet": claim.document.outlet,
            "url": claim.document.url,
            "published_on": iso(claim.document.published_on),
            "purpose": claim.document.purpose,
            "language": claim.document.language,
        },
        "verdict": {
            "rating": rating_values(verdict.rating) if verdict.rating else None,
            "label": label_of(review, verdict),
            "conclusion": verdict.conclusion,
            "explanation": verdict.explanation,
            "said_explanation": verdict.said_explanation,
            "departure": departure_values(departs, verdict),
            "writer": verdict.writer.name,
            "text_sha256": verdict.text_sha256,
        },
        "scale": {
            "name": review.scale.name,
            "version": review.scale.version,
            "ratings": [rating_values(rating) for rating in review.scale.ratings.on_the_keys()],
        },
        "was_it_said": verdict.was_it_said,
        "evidence": evidence_values(
            evidence,
            stakes_in(review),
            among,
            speaker=speaker_of(review.claim),
        ),
        "contacts": [
            contact_values(contact) for contact in review.contacts.all() if not contact.is_cancelled
        ],
        "how": {
            **how_it_was_checked(review, verdict, findings),
            **(signature_values(verdict) if signature is None else signature),
        },
    }


def digest(payload: dict[str, Any]) -> str:
    """SHA-256 of the payload's canonical JSON (sorted keys, no spaces, UTF-8)."""
    canonical = json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def label_of(review: ClaimReview, verdict: Verdict) -> str:
    """The rating's word, or why there is none."""
    if verdict.rating:
        return verdict.rating.label
    if verdict.was_it_said == WasItSaid.NO:
        return NOT_SAID
    if not review.claim.is_rated:
        return f"Not rated: {review.claim.kind_in_words}"
    return WHAT_WE_KNOW


def departure_values(sentence: str, verdict: Verdict) -> dict[str, str] | None:
    return {"sentence": sentence, "because": verdict.departs_because} if sentence else None


def rating_values(rating: Rating) -> dict[str, Any]:
    return {
        "slug": rating.slug,
        "label": rating.label,
        "definition": rating.definition,
        "position": rating.position,
    }


def appearance_values(review: ClaimReview) -> dict[str, Any] | None:
    place = review.claim.appearance
    if place is None:
        return None
    return {
        "exact": place.exact,
        "prefix": place.prefix,
        "suffix": place.suffix,
        "start": place.start,
        "end": place.end,
        "sha256": place.snapshot.sha256,
    }


def contact_values(contact: Contact) -> dict[str, Any]:
    return {
        "whom": contact.whom,
        "question": contact.question,
        "asked_at": iso(contact.asked_at),
        "answer": contact.answer,
        "answered_at": iso(contact.answered_at),
    }


def how_it_was_checked(
    review: ClaimReview, verdict: Verdict, findings: list[Finding]
) -> dict[str, Any]:
    settlement = review.settlement
    if settlement:
        agreement = settlement.get_how_display()
    else:
        agreement = "the findings agreed" if len(findings) > 1 else "one reviewer"
    return {
        "policy": str(review.policy),
        "reviewers": [finding.reviewer.name for finding in findings],
        "agreement": agreement,
        "waivers": waiver_values(review, findings, verdict.round),
    }


def signature_values(verdict: Verdict) -> dict[str, Any]:
    return {
        "signed_off_by": verdict.sign_off.editor.name,
        "signed_off_at": iso(verdict.sign_off.at),
        "waiver": verdict.sign_off.waiver,
    }


def waiver_values(review: ClaimReview, findings: list[Finding], round: int) -> list[dict[str, Any]]:
    """What a finding could not have been handed in without: ``for`` whose work, or "": the
    claim's; ``by`` which editor, and why."""
    return [
        {
            "requirement": waiver.requirement,
            "words": str(waiver),
            "reason": waiver.reason,
            "for": waiver.assignment.reviewer.name if waiver.assignment else "",
            "by": waiver.decided_by.name if waiver.decided_by else "",
        }
        for waiver in that_counted(review, findings, round)
    ]
