"""What addresses and verbs are tried with: their parts and what is typed, by a scene."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from claims.quantities import Quantity
from tests import scenes
from tests.factories import TEXT, SourceFactory, rating, with_evidence
from tests.scenes import Scene
from tests.verification.signing import signing

REASON = {"reason": "For the test."}
WORDS = {"conclusion": "It holds.", "explanation": "[1]"}
PERSON = {"name": "New Name", "email": "new@desk.example", "roles": ["reviewer"]}


def claim(s: Scene) -> list[Any]:
    return [s.claim.pk]


def document(s: Scene) -> list[Any]:
    return [s.document.pk]


def capture(s: Scene) -> list[Any]:
    return [s.capture.pk]


def source(s: Scene) -> list[Any]:
    return [s.source.pk]


def change(s: Scene) -> list[Any]:
    return [s.change.pk]


def why(s: Scene) -> dict[str, Any]:
    return {"reason": "For the test.", "meant": "on"}


def nothing(s: Scene) -> dict[str, Any]:
    return {}


def finding(s: Scene) -> dict[str, Any]:
    return {"version": 1, "rating": rating(s.review, "true").pk, "reasons": "Two registers."}


def wording(s: Scene) -> dict[str, Any]:
    return {**WORDS, "version": 0}


def settling(s: Scene) -> dict[str, Any]:
    return {"rating": rating(s.review, "half-true").pk, "reasons": "Both count."}


def the_verdict(s: Scene) -> dict[str, Any]:
    return signing(s.verdict, note="")


def suggested_words(s: Scene) -> dict[str, Any]:
    return {"verdict": s.verdict.pk, "conclusion": "It nearly holds.", "explanation": "So [1].",
            "note": "Say how near."}  # fmt: skip


def the_suggestion(s: Scene) -> list[Any]:
    return [s.claim.pk, s.suggestion.pk]


def source_columns(s: Scene) -> dict[str, Any]:
    return {"name": "A new register", "kind": "official", "tier": "1_primary"}


def bring_in(s: Scene) -> dict[str, Any]:
    return {"title": "An article", "text": TEXT, "purpose": "others_claims"}


def edited(s: Scene) -> dict[str, Any]:
    return {"statement": "It is so.", "kind": "number", "attribution": "own", "priority": "normal"}


def a_figure(s: Scene) -> list[Any]:
    return [s.claim.pk, s.claim.figures.get().pk]


def corrected(s: Scene) -> dict[str, Any]:
    return {"typed": "6,000 people", "comparator": "exact", "nature": "level", "change": "none"}


def passage(s: Scene) -> dict[str, Any]:
    return {"source": SourceFactory().pk, "stance": "supports", "hand": "first",
            "answers": "is_it_so", "excerpt": "Some 6,300 people."}  # fmt: skip


def talk(s: Scene) -> dict[str, Any]:
    return {**passage(s), "kind": "interview", "held_with": "Anna Berg", "held_on": "2026-01-05"}


def cited_figure(s: Scene) -> list[Any]:
    return [s.claim.pk, s.evidence.pk, s.evidence.figures.first().pk]


def evidence_of(s: Scene) -> list[Any]:
    return [s.claim.pk, s.evidence.pk]


def another(s: Scene) -> Any:
    """A further piece that ``own`` cites, each time from another source."""
    return with_evidence(s.assignment, excerpt="The register has 7,100 boats.")


def another_piece(s: Scene) -> dict[str, Any]:
    return {"other": another(s).pk}


def question(s: Scene) -> dict[str, Any]:
    return {"whom": "The mayor", "question": "How many?", "reply_by": scenes.soon()}


def contact(s: Scene) -> list[Any]:
    return [s.claim.pk, s.contact.pk]


def a_waiver(s: Scene) -> list[Any]:
    return [s.claim.pk, s.waiver.pk]


def waiving(s: Scene) -> dict[str, Any]:
    return {"requirement": "first_hand", "because": "It is not public.", **why(s)}


def time_asked(s: Scene) -> list[Any]:
    return [s.claim.pk, s.request.pk]


def a_table(s: Scene) -> dict[str, Any]:
    return {"table": ContentFile(b"Name,Kind,Tier\nCensus,data,reliable\n", "sources.csv")}


def an_upload(s: Scene) -> list[Any]:
    return [s.upload.pk]


def the_figure(s: Scene) -> Any:
    return s.claim.figures.get()


def six_thousand(s: Scene) -> Quantity:
    return Quantity(text="6,000", low=Decimal(6000), high=Decimal(6000))


def half_true(s: Scene) -> Any:
    return rating(s.review, "half-true")
