"""The evidence of a report as plain values, each passage once, with where it comes from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict
from typing import Any

from claims.anchoring import Standing
from claims.quantities.descent import Loss
from verification.citing.read_as import read_as
from verification.models import ClaimReview, Evidence
from verification.numbers import origins_among
from verification.own_evidence import read_steps
from verification.provenance.independence import losses_between
from verification.provenance.own_word import own_words
from verification.provenance.passages import grouped, is_copy

from .values import figure_values, iso


def stakes_in(review: ClaimReview) -> dict[int, str]:
    """What each source has at stake in the claim, by the source's key."""
    stakes: dict[int, list[str]] = defaultdict(list)
    for interest in review.interests.standing():
        stakes[interest.source_id].append(interest.words)
    return {source: "; ".join(dict.fromkeys(words)) for source, words in stakes.items()}


def evidence_values(
    evidence: list[Evidence], stakes: dict[int, str], among: list[Evidence], *, speaker: str = ""
) -> list[dict[str, Any]]:
    """Numbered from 1 in the order cited; ``derives_from`` and ``origin`` are such numbers.
    The origin is the first piece that goes back to the same publisher: a publisher cited twice,
    or repeated by others, is one independent source.
    ``among`` is all that was cited on the claim: lines also go through what is withdrawn.
    Lines of evidence only, no internals.

    A passage that was cited twice stands once, by its first number; ``also`` holds its others and
    ``cited_by`` the names, so that every number that a text refers to keeps its meaning.
    ``repeats`` stands where it copies a piece that is not among these, ``own_word`` where it goes
    back to the ``speaker`` alone, who makes the claim, ``explained_since`` why it counts in the
    words of whoever worded the verdict: ``[{"by", "words"}]``. None of these keys is there where
    it says nothing. ``scope_explained`` is in the words of its reviewers alone.

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
    # Of confidential evidence nothing tells who it is from.
    own = own_words([item for item in evidence if not item.is_confidential], among, speaker)
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
                **({"own_word": True} if item.pk in own else {}),
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
        **said_since(group),
    }


def said_since(group: list[Evidence]) -> dict[str, Any]:
    """Why a passage counts, as said after it was handed in: each sentence with whose it is."""
    said = dict.fromkeys(item.explained_since for item in group if item.explained_since)
    return {"explained_since": [asdict(each) for each in said]} if said else {}


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
        **said_since([item]),
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
