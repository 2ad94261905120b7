"""The same passage cited twice, by both reviewers for one: it is one piece of evidence.

It is the same where everything that readers weigh is the same: source, words, place, figures, what
it is held to show, and how far it holds. Where two people see it differently it stays two pieces.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

from verification.models import Evidence

ALIKE = (
    "source_id", "kind", "answers", "stance", "hand", "measures_otherwise", "population", "place",
    "page", "row_head", "column_head", "held_with", "held_on", "held_how",
)  # fmt: skip


def passage_of(item: Evidence) -> Hashable:
    """Equal for the same passage of one source, in whichever copy. What is confidential or
    calculated, and what is withdrawn, is its own. Figures are to be prefetched."""
    if item.is_confidential or item.is_calculation or item.is_withdrawn:
        return item.pk
    return (
        *(getattr(item, name) for name in ALIKE),
        " ".join(item.excerpt.split()),
        tuple(sorted(item.scope.items())),
        tuple(figure.held for figure in item.figures.all()),
    )


def grouped(evidence: Iterable[Evidence]) -> list[list[Evidence]]:
    """The pieces, those of one passage together, in the order of the first of each."""
    groups: dict[Hashable, list[Evidence]] = {}
    for item in evidence:
        groups.setdefault(passage_of(item), []).append(item)
    return list(groups.values())


def as_one(evidence: Iterable[Evidence], origins: Mapping[int, int]) -> dict[int, int]:
    """The origins of the pieces, one for each passage: that of the piece that says what it
    repeats, where one does."""
    return {
        item.pk: origins[(next(filter(is_copy, group), group[0])).pk]
        for group in grouped(evidence)
        for item in group
    }


def is_copy(item: Evidence) -> bool:
    return item.derives_from_id is not None
