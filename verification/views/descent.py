"""The tree of what was cited: each origin, what repeats it, and what was lost on the way."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import SimpleLazyObject

from claims.quantities import count_once
from verification.models import Evidence, Finding, LineageDismissal
from verification.number_lines import Line
from verification.numbers import origins_among
from verification.provenance.independence import citations_of
from verification.provenance.lineage import tree_lines
from verification.provenance.passages import grouped, is_copy
from verification.provenance.suggesting import Suggestion, suggestions
from verification.reports.uncounted import on_another_figure

from .weighing import EvidenceLine

DEEPEST = 8  # levels that are drawn; what lies deeper stands beside its parent


@dataclass(slots=True)
class Twig:
    """A line of the tree and what stands below it."""

    line: EvidenceLine
    from_elsewhere: bool = False
    below: list[Twig] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tree:
    """``words`` counts everything cited, as readers are told; ``tops`` are the pieces that
    something goes back to, and ``alone`` is how many others neither repeat nor are repeated."""

    words: str
    tops: list[Twig]
    alone: int


def tree_of(
    lines: Sequence[EvidenceLine], among: Sequence[Evidence], number_lines: Sequence[Line] = ()
) -> Tree | None:
    """Of the evidence that stands; ``None`` where nothing comes from anything. On each of the
    ``number_lines`` a source has its vote."""
    standing = [line for line in lines if not line.evidence.is_withdrawn]
    of_id = {line.evidence.pk: line for line in standing}
    tops: list[Twig] = []
    path: list[Twig] = []
    for branch in tree_lines(citations_of(line.evidence for line in standing)):
        twig = Twig(of_id[branch.id], branch.from_elsewhere)
        depth = min(branch.depth, DEEPEST)
        (path[depth - 1].below if depth else tops).append(twig)
        path[depth:] = [twig]
    told = [twig for twig in tops if twig.below or twig.from_elsewhere]
    if not told:
        return None
    own = {line.evidence.pk for line in standing if line.is_own_word}
    words = counted_words([line.evidence for line in standing], among, own, number_lines)
    return Tree(words, told, len(tops) - len(told))


def counted_words(
    evidence: Sequence[Evidence],
    among: Sequence[Evidence],
    own: Collection[int] = (),
    number_lines: Sequence[Line] = (),
) -> str:
    """What was cited, once each; a passage that two people cited is one piece. ``own`` are the keys
    of what is the claimant's own word."""
    origins = origins_among(evidence, among)
    cited = [item for item in evidence if not item.is_calculation]
    groups = grouped(cited)
    pieces = [
        (origins[group[0].pk], any(map(is_copy, group)))
        for group in groups
        if group[0].pk not in own
    ]
    firsts = [(group[0].pk, origins[group[0].pk]) for group in groups]
    elsewhere = on_another_figure(firsts, number_lines)
    counted = count_once(
        pieces,
        sums=len(evidence) - len(cited),
        own_words=len(groups) - len(pieces),
        elsewhere=elsewhere,
    )
    return counted.words


def lineage_context(
    own: Finding | None,
    lines: Sequence[EvidenceLine],
    among: Sequence[Evidence],
    number_lines: Sequence[Line] = (),
) -> dict[str, Any]:
    """What the page shows of lineage; suggestions only to whoever can take them."""
    return {
        "tree": tree_of(lines, among, number_lines),
        "suggestions": suggested(own, [line.evidence for line in lines]),
        "pieces": [
            line.evidence
            for line in lines
            if not line.evidence.is_withdrawn and not line.evidence.is_withheld
        ],
    }


def suggested(own: Finding | None, evidence: Sequence[Evidence]) -> list[Suggestion]:
    if own is None or own.is_submitted:
        return []
    mine = [item.pk for item in evidence if item.finding_id == own.pk]
    pairs = LineageDismissal.objects.filter(first__in=mine) | LineageDismissal.objects.filter(
        second__in=mine
    )
    # Read only where there is something to suggest.
    dismissed = SimpleLazyObject(lambda: set(pairs.values_list("first_id", "second_id")))
    return suggestions(evidence, finding=own.pk, dismissed=dismissed)
