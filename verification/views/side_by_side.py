"""Two findings beside each other: what each says and rests on, and where they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from verification.agreement import differing
from verification.models import Evidence, Finding
from verification.operations.findings import answer_of

from .weighing import EvidenceLine


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of one's evidence; ``differs`` says in words how the other's is different."""

    line: EvidenceLine
    differs: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One finding as it stands beside the other. ``lacks`` are the sources that only the other
    one cites; ``departs`` says how its rating departs from what its own evidence says."""

    finding: Finding
    is_mine: bool
    pieces: tuple[Piece, ...]
    lacks: tuple[str, ...] = ()
    departs: str = ""


def differ_in(findings: Sequence[Finding]) -> frozenset[str]:
    """The answers that are not the same in all findings, to be lit."""
    return differing([answer_of(finding) for finding in findings])


def sides_of(
    findings: Sequence[Finding],
    lines: Sequence[EvidenceLine],
    *,
    me: int,
    departs: Mapping[int, str],
) -> tuple[Side, ...]:
    """``findings`` are a round's submitted ones; of ``lines`` those that stand are taken.
    ``departs`` has a sentence, or none, by each finding's id."""
    of_each = {
        finding.pk: [
            line
            for line in lines
            if line.evidence.finding_id == finding.pk and not line.evidence.is_withdrawn
        ]
        for finding in findings
    }
    sides = []
    for finding in findings:
        others = [other for other in findings if other.pk != finding.pk]
        theirs = [line.evidence for other in others for line in of_each[other.pk]]
        mine = [line.evidence for line in of_each[finding.pk]]
        whose = others[0].reviewer.name if others else ""
        sides.append(
            Side(
                finding,
                is_mine=finding.reviewer_id == me,
                pieces=tuple(
                    Piece(line, how_it_differs(line.evidence, theirs, whose) if others else "")
                    for line in of_each[finding.pk]
                ),
                lacks=only_in(theirs, mine),
                departs=departs.get(finding.pk, ""),
            )
        )
    return tuple(sides)


def how_it_differs(item: Evidence, theirs: Sequence[Evidence], whose: str) -> str:
    """Held against the other's evidence of the same source, if there is any."""
    alike = [other for other in theirs if other.source_id == item.source_id]
    if not alike:
        return f"not cited by {whose}"
    stances = {other.stance: other.get_stance_display() for other in alike}
    if item.stance in stances:
        return ""
    return f"for {whose}: {' and '.join(stances.values())}"


def only_in(theirs: Sequence[Evidence], mine: Sequence[Evidence]) -> tuple[str, ...]:
    known = {item.source_id for item in mine}
    return tuple(dict.fromkeys(i.source.name for i in theirs if i.source_id not in known))
