"""A report as plain values: built once from the database, rendered many ways.

With ``basis``, ``evidence_values`` and ``exporting``, the only file here that queries. Everything
a reader is shown comes from the payload, so that a report can be rendered years later as it was
known when it was published. Shape::

    {"version", "claim": {"id", "statement", "kind", "claimant": {"name", "kind"} | None,
     "attribution", "topic", "figures": [figure]}, "appearance": {"exact", "prefix", "suffix",
     "start", "end", "sha256"}, "document": {"title", "outlet", "url", "published_on", "purpose",
     "language"}, "verdict": {"rating": rating | None, "label", "conclusion", "explanation",
     "said_explanation", "departure": {"sentence", "because"} | None, "writer", "text_sha256"},
     "scale": {"name", "version", "ratings": [rating]}, "was_it_said": str,
     "evidence": [evidence], "lines": "by figure", "contacts": [contact],
     "how": {"policy", "reviewers": [name], "agreement", "signed_off_by", "signed_off_at",
     "waiver", "waivers": [{"requirement", "words", "reason", "for", "by"}]}}

Times are ISO 8601, numbers of figures are strings with all their digits. ``was_it_said`` is one
of ``WasItSaid``, or empty where it was no question; ``departure`` says how the rating departs from
what the report's own evidence says, and why. ``lines`` is the rule by which evidence stands on the
number lines of several figures (see ``verification.which_figure``): it is there only where the
claim has several, and not in reports from before there was one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from verification.models import ClaimReview, Contact, Rating, Verdict, Waiver, WasItSaid
from verification.numbers import found_to_depart
from verification.provenance.speaker import speaker_of
from verification.which_figure import BY_FIGURE

from .basis import Basis, basis_of
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
    basis: Basis | None = None,
) -> dict[str, Any]:
    """The payload of the review's report, as of now; ``signature`` stands for the sign-off where
    there is none yet (see ``signing.to_be_signed``), ``basis`` are its rows where they were read
    already."""
    claim = review.claim
    basis = basis or basis_of(review, verdict.round)
    figures = [figure_values(figure) for figure in claim.figures.all()]
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
            "figures": figures,
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
            "departure": departure_values(review, verdict, basis),
            "writer": verdict.writer.name,
            "text_sha256": verdict.text_sha256,
        },
        "scale": {
            "name": review.scale.name,
            "version": review.scale.version,
            "ratings": [rating_values(rating) for rating in basis.ratings],
        },
        "was_it_said": verdict.was_it_said,
        "evidence": evidence_values(
            basis.evidence,
            stakes_in(review),
            basis.among,
            speaker=speaker_of(review.claim),
        ),
        **({"lines": BY_FIGURE} if len(figures) > 1 else {}),
        "contacts": [
            contact_values(contact) for contact in review.contacts.all() if not contact.is_cancelled
        ],
        "how": {
            **how_it_was_checked(review, basis),
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


def departure_values(review: ClaimReview, verdict: Verdict, basis: Basis) -> dict[str, str] | None:
    """Confidential evidence is named to readers without its figures, so it does not count here."""
    rating = verdict.rating
    if rating is None or rating.position is None:
        return None
    shown = [item for item in basis.evidence if not item.is_confidential]
    sentence = found_to_depart(review, shown, basis.among, rating, scale=basis.ratings)
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


def how_it_was_checked(review: ClaimReview, basis: Basis) -> dict[str, Any]:
    if basis.settlement:
        agreement = basis.settlement.get_how_display()
    else:
        agreement = "the findings agreed" if len(basis.findings) > 1 else "one reviewer"
    return {
        "policy": str(review.policy),
        "reviewers": [finding.reviewer.name for finding in basis.findings],
        "agreement": agreement,
        "waivers": waiver_values(basis.waivers),
    }


def signature_values(verdict: Verdict) -> dict[str, Any]:
    return {
        "signed_off_by": verdict.sign_off.editor.name,
        "signed_off_at": iso(verdict.sign_off.at),
        "waiver": verdict.sign_off.waiver,
    }


def waiver_values(waivers: Sequence[Waiver]) -> list[dict[str, Any]]:
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
        for waiver in waivers
    ]
