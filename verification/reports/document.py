"""A report as plain values: built once from the database, rendered many ways.

With ``exporting``, the only file here that queries. Everything a reader is shown comes from the
payload, so that a report can be rendered years later as it was known when it was published.
Shape::

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
from collections import defaultdict
from decimal import Decimal
from typing import Any

from claims.anchoring import Standing
from claims.models import AbstractQuantity
from claims.quantities import Change, Comparator, Held, Nature, Quantity
from claims.quantities.descent import Loss
from verification.citing.read_as import read_as
from verification.models import (
    ClaimReview,
    Contact,
    Evidence,
    Finding,
    Rating,
    Verdict,
    WasItSaid,
)
from verification.numbers import departure_of_verdict, origins_among
from verification.own_evidence import read_steps
from verification.provenance.independence import all_cited, losses_between
from verification.provenance.passages import grouped, is_copy
from verification.requirements import that_counted

WHAT_WE_KNOW = "What we know so far"
NOT_SAID = "Not said"
FIGURE_COLUMNS = (
    "text", "comparator", "unit", "counted", "nature", "change", "per", "as_of", "population",
    "place",
)  # fmt: skip


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
            "departure": departure_values(review, verdict, findings),
            "writer": verdict.writer.name,
            "text_sha256": verdict.text_sha256,
        },
        "scale": {
            "name": review.scale.name,
            "version": review.scale.version,
            "ratings": [rating_values(rating) for rating in review.scale.ratings.on_the_keys()],
        },
        "was_it_said": verdict.was_it_said,
        "evidence": evidence_values(evidence, stakes_in(review), all_cited(review)),
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


def departure_values(
    review: ClaimReview, verdict: Verdict, findings: list[Finding]
) -> dict[str, str] | None:
    sentence = departure_of_verdict(review, verdict.rating, findings)
    return {"sentence": sentence, "because": verdict.departs_because} if sentence else None


def rating_values(rating: Rating) -> dict[str, Any]:
    return {
        "slug": rating.slug,
        "label": rating.label,
        "definition": rating.definition,
        "position": rating.position,
    }


def figure_values(figure: AbstractQuantity) -> dict[str, Any]:
    return {
        **{column: str(getattr(figure, column)) for column in FIGURE_COLUMNS},
        "low": None if figure.low is None else f"{figure.low:f}",
        "high": None if figure.high is None else f"{figure.high:f}",
    }


def held_of(values: dict[str, Any]) -> Held:
    """The same with whom and where it holds for; reports made before that was kept say neither."""
    return Held(quantity_of(values), values.get("population", ""), values.get("place", ""))


def quantity_of(values: dict[str, Any]) -> Quantity:
    """A figure of a payload as the quantity it was made from."""
    return Quantity(
        text=values["text"],
        low=None if values["low"] is None else Decimal(values["low"]),
        high=None if values["high"] is None else Decimal(values["high"]),
        comparator=Comparator(values["comparator"]),
        unit=values["unit"],
        counted=values["counted"],
        nature=Nature(values["nature"]),
        change=Change(values["change"]),
        per=values["per"],
        as_of=values["as_of"],
    )


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


def stakes_in(review: ClaimReview) -> dict[int, str]:
    """What each source has at stake in the claim, by the source's key."""
    stakes: dict[int, list[str]] = defaultdict(list)
    for interest in review.interests.standing():
        stakes[interest.source_id].append(interest.words)
    return {source: "; ".join(dict.fromkeys(words)) for source, words in stakes.items()}


def evidence_values(
    evidence: list[Evidence], stakes: dict[int, str], among: list[Evidence]
) -> list[dict[str, Any]]:
    """Numbered from 1 in the order cited; ``derives_from`` and ``origin`` are such numbers.
    The origin is the first piece that goes back to the same publisher: a publisher cited twice,
    or repeated by others, is one independent source.
    ``among`` is all that was cited on the claim: lines also go through what is withdrawn.
    Lines of evidence only, no internals.

    A passage that was cited twice stands once, by its first number; ``also`` holds its others and
    ``cited_by`` the names, so that every number that a text refers to keeps its meaning.
    ``repeats`` stands where it copies a piece that is not among these. Neither key is there
    where it says nothing.

    Beside these, ``kind`` is in words, ``page``, ``row`` and ``column`` say where it stands,
    ``population`` and ``place`` for whom and where it holds, ``read_as`` the figures that the
    excerpt alone does not say, in words, ``held`` with whom, when and how an
    interview was held, and ``calculation`` how an own one was made (see ``calculation_values``).
    ``standing`` is "present" where the excerpt was proved to stand in the saved copy, "gone" where
    it does not, "" without a copy; ``copy`` is how that came, "saved copy" of a page that the desk
    fetched, "uploaded file" or "pasted text"; ``losses`` is what its figures lost of those of the
    piece it derives from: ``[{"kind", "was", "became", "sentence"}]``.
    Of confidential evidence only the name stands there: ``shown_as`` in the source's place."""
    own_number = {item.pk: index for index, item in enumerate(evidence, start=1)}
    groups = grouped(evidence)
    number = {item.pk: own_number[group[0].pk] for group in groups for item in group}
    by_id = {item.pk: item for item in evidence}
    origins = origins_among(evidence, among)
    values = []
    for group in groups:
        item = next((each for each in group if each.snapshot_id), group[0])
        copy = next(filter(is_copy, group), item)
        above = copy.derives_from_id or 0
        values.append(
            {
                "number": number[item.pk],
                "stance": item.stance,
                "answers": item.answers,
                "hand": item.get_hand_display(),
                "kind": item.get_kind_display(),
                "derives_from": number.get(above),
                "origin": number[origins[item.pk]],
                "losses": [loss_values(loss) for loss in losses_between(copy, by_id.get(above))],
                "confidential": item.is_confidential,
                **({"repeats": True} if above and above not in number else {}),
                **(named_only(item) if item.is_confidential else shown(item, number, stakes)),
                **(cited_twice(group, own_number) if len(group) > 1 else {}),
            }
        )
    return values


def cited_twice(group: list[Evidence], own_number: dict[int, int]) -> dict[str, Any]:
    """What those who cited one passage said of it each in their words, and who they are."""
    explained = dict.fromkeys(item.scope_explained for item in group if item.scope_explained)
    return {
        "also": [own_number[item.pk] for item in group[1:]],
        "cited_by": list(dict.fromkeys(item.cited_by.name for item in group)),
        "scope_explained": " ".join(explained),
        "as_of": iso(next((item.as_of for item in group if item.as_of), None)),
        "url": next((item.url for item in group if item.url), ""),
    }


def shown(item: Evidence, number: dict[int, int], stakes: dict[int, str]) -> dict[str, Any]:
    interests = (stakes.get(item.source_id), item.source.interest)
    return {
        "source": {
            "name": item.source.name,
            "kind": item.source.get_kind_display(),
            "tier": item.source.get_tier_display(),
            "interest": "; ".join(interest for interest in interests if interest),
            "homepage": item.source.homepage,
        },
        "excerpt": item.excerpt,
        "url": item.url,
        "as_of": iso(item.as_of),
        "measures_otherwise": item.measures_otherwise,
        "scope": item.scope,
        "scope_explained": item.scope_explained,
        "page": item.page,
        "row": item.row_head,
        "column": item.column_head,
        "population": item.population,
        "place": item.place,
        "held": held_values(item),
        "calculation": calculation_values(item, number),
        "sha256": item.snapshot.sha256 if item.snapshot else "",
        "copy": str(item.snapshot.came.label) if item.snapshot else "",
        "standing": standing_of(item),
        "figures": [figure_values(figure) for figure in item.figures.all()],
        "read_as": []
        if item.is_calculation
        else read_as(item.excerpt, [figure.words for figure in item.figures.all()]),
    }


def named_only(item: Evidence) -> dict[str, Any]:
    """What readers are told of confidential evidence: a name, and how good the source is."""
    return {
        "source": {
            "name": item.shown_as,
            "kind": item.source.get_kind_display(),
            "tier": item.source.get_tier_display(),
            "interest": "",
            "homepage": "",
        },
        "excerpt": "",
        "url": "",
        "as_of": None,
        "measures_otherwise": "",
        "scope": {},
        "scope_explained": "",
        "page": "",
        "row": "",
        "column": "",
        "population": "",
        "place": "",
        "held": None,
        "calculation": None,
        "sha256": "",
        "copy": "",
        "standing": "",
        "figures": [],
        "read_as": [],
    }


def standing_of(item: Evidence) -> str:
    """Of rows asked for ``with_proof``."""
    if not item.snapshot:
        return ""
    return str(Standing.PRESENT if item.is_in_copy else Standing.GONE)


def loss_values(loss: Loss) -> dict[str, str]:
    return {
        "kind": str(loss.kind),
        "was": loss.origin.text,
        "became": loss.copy.text,
        "sentence": loss.sentence,
    }


def held_values(item: Evidence) -> dict[str, Any] | None:
    if not item.held_with:
        return None
    return {"with": item.held_with, "on": iso(item.held_on), "how": item.held_how}


def calculation_values(item: Evidence, number: dict[int, int]) -> dict[str, Any] | None:
    """``{"formula", "steps": [sentence], "inputs": [{"letter", "number", "source"}]}``; an input
    that is not among the report's evidence has no number."""
    if not item.is_calculation:
        return None
    stored = read_steps(item.steps)
    return {
        "formula": stored.formula if stored else "",
        "steps": list(stored.steps) if stored else [],
        "inputs": [
            {
                "letter": entry.letter,
                "number": number.get(entry.evidence_id),
                "source": entry.evidence.source.name,
            }
            for entry in item.inputs.all()
        ],
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


def iso(moment: Any) -> str | None:
    return moment.isoformat() if moment else None
