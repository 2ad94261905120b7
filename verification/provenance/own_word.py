"""Evidence that is the claimant's own word: it cannot bear out what they said.

Independence counts origins. A piece that goes back to the claimant alone, be it published by them
or repeated from them, is the claim once more. It stands with the rest, and is no independent
source until somebody says which other evidence it repeats: then it goes back to that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from verification.models import Evidence
from verification.provenance.independence import citations_of
from verification.provenance.lineage import publishers_of
from verification.provenance.passages import grouped
from verification.provenance.speaker import publishers_called, speaks_to_the_matter


def own_words(
    evidence: Sequence[Evidence], among: Iterable[Evidence], speaker: str
) -> frozenset[int]:
    """The keys of the pieces that go back to the claimant alone, on the question "Is it so?".

    ``among`` is all that lines of descent may go through. Whom confidential evidence is from is
    not told by what repeats it: a line that leads there ends with a piece nobody is named for. A
    passage that two people cited is the claimant's word unless one of them says what it repeats.
    """
    given = {item.pk for item in evidence}
    through = [item for item in among if item.pk not in given and not item.is_confidential]
    theirs = publishers_called(speaker, (*evidence, *through))
    if not theirs:
        return frozenset()
    goes_back_to = publishers_of(citations_of(evidence), citations_of(through))
    own = {
        item.pk
        for item in evidence
        if speaks_to_the_matter(item)
        and goes_back_to[item.pk]
        and theirs.issuperset(goes_back_to[item.pk])
    }
    return frozenset(
        item.pk
        for group in grouped(evidence)
        if own.issuperset(i.pk for i in group)
        for item in group
    )
