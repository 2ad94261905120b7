"""Rows of evidence as what ``lineage`` counts, and what that says in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.quantities.descent import Loss, lost_along
from verification.models import ClaimReview, Evidence
from verification.provenance.lineage import Citation, publishers_of
from verification.provenance.speaker import publishers_called, speaks_to_the_matter

MOST_NAMED = 3


def citation_of(evidence: Evidence) -> Citation:
    inputs = evidence.inputs.all() if evidence.is_calculation else None
    return Citation(
        evidence.pk,
        evidence.source_id,
        evidence.derives_from_id,
        None if inputs is None else tuple(entry.evidence_id for entry in inputs),
    )


def citations_of(evidence: Iterable[Evidence]) -> list[Citation]:
    """In the order given; their ``inputs`` are to be prefetched."""
    return [citation_of(item) for item in evidence]


def all_cited(review: ClaimReview) -> list[Evidence]:
    """Everything cited on the claim, withdrawn too, with what lineage needs: in two queries."""
    rows = Evidence.objects.filter(review=review).select_related("source")
    return list(rows.prefetch_related("inputs"))


def losses_between(copy: Evidence, origin: Evidence | None) -> tuple[Loss, ...]:
    """What the figures lost on the way; nothing is told of what may not be shown."""
    if origin is None or copy.is_confidential or origin.is_confidential:
        return ()
    return lost_along(
        [figure.value for figure in origin.figures.all()],
        [figure.value for figure in copy.figures.all()],
    )


@dataclass(frozen=True, slots=True)
class Independence:
    """How many pieces stand, to how many independent origins they go back, and the names of all
    that they go back to. ``has_own_word``: that of who made the claim is among these and is no
    independent one."""

    cited: int
    origins: int
    names: tuple[str, ...]
    has_own_word: bool = False

    def has(self, needed: int) -> bool:
        return self.origins >= needed

    def told_against(self, needed: int) -> str:
        """ "2 independent origins; yours go back to 1"."""
        wanted = f"{needed} independent origin{'' if needed == 1 else 's'}"
        besides = " besides the claimant’s own word" if self.has_own_word else ""
        return f"{wanted}; yours go back to {self.origins or 'none'}{besides}"

    @property
    def way_out(self) -> str:
        """By which evidence more origins are met: "evidence that does not go back to …"."""
        if not self.names:
            return "evidence from a source of its own"
        names = list(self.names[:MOST_NAMED])
        return f"evidence that does not go back to {' or '.join(names)}"


def independence_of(
    evidence: Sequence[Evidence], among: Iterable[Evidence] = (), *, speaker: str = ""
) -> Independence:
    """Of the pieces that stand. ``among`` are all that lines may go through, withdrawn too;
    ``speaker`` is who makes the claim, whose word on the matter is no independent origin."""
    standing = [item for item in evidence if not item.is_withdrawn]
    counted = {item.pk for item in standing}
    others = [item for item in among if item.pk not in counted]
    citations, through = citations_of(standing), citations_of(others)
    name_of = {("source", item.source_id): item.source.name for item in (*others, *standing)}
    goes_back_to = publishers_of(citations, through)
    theirs = publishers_called(speaker, (*others, *standing))
    independent = {
        publisher
        for item in standing
        for publisher in goes_back_to[item.pk]
        if publisher not in theirs or not speaks_to_the_matter(item)
    }
    publishers = dict.fromkeys(one for each in goes_back_to.values() for one in each)
    return Independence(
        cited=len(standing),
        origins=len(independent),
        names=tuple(name_of[one] for one in publishers if one in name_of),
        has_own_word=not independent.issuperset(publishers),
    )
