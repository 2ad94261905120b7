"""Who makes a claim, and which sources are that person or organisation."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claims.models import Claim
from verification.models import Evidence
from verification.models.evidence import Question
from verification.provenance.lineage import Publisher
from verification.registry.likeness import core_of

IN_BRACKETS = re.compile(r"\(([^()]*)\)")


def speaker_of(claim: Claim) -> str:
    """Who says so: the claimant, or the outlet of what a document says in its own voice."""
    return claim.claimant.name if claim.claimant else claim.document.outlet


def names_of(name: str) -> frozenset[str]:
    """By what somebody is known: "The Harbour Board (HB)" also as "Harbour Board" and "HB"."""
    forms = (name, IN_BRACKETS.sub(" ", name), *IN_BRACKETS.findall(name))
    return frozenset(core_of(form) for form in forms if form.strip())


def is_same(one: str, other: str) -> bool:
    """Whether two names are of the same person or organisation, as far as the words tell."""
    return bool(names_of(one) & names_of(other))


def publishers_called(speaker: str, evidence: Iterable[Evidence]) -> frozenset[Publisher]:
    """The sources among these that are the claimant."""
    if not speaker:
        return frozenset()
    sources = {item.source_id: item.source for item in evidence}
    return frozenset(
        ("source", key) for key, source in sources.items() if is_same(source.name, speaker)
    )


def speaks_to_the_matter(item: Evidence) -> bool:
    """Of whether something was said, the claimant's own page is the best evidence there is."""
    return item.answers == Question.IS_IT_SO
