"""What a policy asks of a finding before it is handed in.

One table: the check-list of the workspace, the verb that takes the finding, and the waivers of
what it asks all read the same lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from verification.models import (
    Assignment,
    ClaimReview,
    Evidence,
    Finding,
    Hand,
    Policy,
    Requirement,
    Waiver,
)
from verification.provenance.independence import Independence, all_cited, independence_of
from verification.provenance.speaker import speaker_of


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a finding has: its evidence that stands, to how many origins that goes back, and how
    many were asked for comment in its round."""

    evidence: Sequence[Evidence]
    independence: Independence
    asked_for_comment: int


@dataclass(frozen=True, slots=True)
class Way:
    """Where on the page it is done: what the link says, its anchor, and the key, if it has one."""

    words: str
    at: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement: how much a policy asks for (0: nothing) and how much there is; ``words``
    say it on the list, ``lacking`` in "Before you can submit, add …", ``why`` in a sentence of its
    own after it."""

    requirement: Requirement
    wanted: Callable[[Policy], int]
    given: Callable[[Gathered], int]
    words: Callable[[Need], str]
    lacking: Callable[[Need], str]
    way: Way
    why: Callable[[Need], str] = lambda need: ""


@dataclass(frozen=True, slots=True)
class Need:
    """A line of the table held against one finding; ``waiver`` is the one in force for it."""

    line: Line
    gathered: Gathered
    wanted: int
    waiver: Waiver | None = None

    @property
    def requirement(self) -> Requirement:
        return self.line.requirement

    @property
    def given(self) -> int:
        return self.line.given(self.gathered)

    @property
    def is_met(self) -> bool:
        return self.given >= self.wanted

    @property
    def is_open(self) -> bool:
        return not self.is_met and self.waiver is None

    @property
    def sentence(self) -> str:
        return self.line.words(self)

    @property
    def lacking(self) -> str:
        return self.line.lacking(self)

    @property
    def why(self) -> str:
        return self.line.why(self)


def pieces_lacking(need: Need) -> str:
    short = need.wanted - need.given
    return "a piece of evidence" if short == 1 else f"{short} pieces of evidence"


def origins_words(need: Need) -> str:
    if need.is_met:
        return f"Independent origins: {need.given} of {need.wanted} needed"
    told = need.gathered.independence
    return f"{told.told_against(need.wanted)}. Cite {told.way_out}"


LINES = (
    Line(
        Requirement.EVIDENCE,
        wanted=lambda policy: policy.evidence_needed,
        given=lambda gathered: len(gathered.evidence),
        words=lambda need: f"Evidence: {min(need.given, need.wanted)} of {need.wanted} needed",
        lacking=pieces_lacking,
        way=Way("Add evidence", "#evidence", "E"),
    ),
    Line(
        Requirement.ORIGINS,
        wanted=lambda policy: policy.origins_needed,
        given=lambda gathered: gathered.independence.origins,
        words=origins_words,
        lacking=lambda need: need.gathered.independence.way_out,
        why=lambda need: (
            f"The policy asks for {need.gathered.independence.told_against(need.wanted)}."
        ),
        way=Way("Add evidence of another origin", "#evidence", "E"),
    ),
    Line(
        Requirement.FIRST_HAND,
        wanted=lambda policy: int(policy.first_hand_needed),
        given=lambda gathered: sum(item.hand == Hand.FIRST for item in gathered.evidence),
        words=lambda need: "First-hand evidence",
        lacking=lambda need: "a piece of evidence that is first-hand",
        way=Way("Add first-hand evidence", "#evidence", "E"),
    ),
    Line(
        Requirement.COMMENT,
        wanted=lambda policy: int(policy.comment_needed),
        given=lambda gathered: gathered.asked_for_comment,
        words=lambda need: "Somebody asked for comment",
        lacking=lambda need: "a request for comment",
        way=Way("Ask for comment", "#contacts", "O"),
    ),
)


def needs_of(policy: Policy, gathered: Gathered, waivers: Iterable[Waiver] = ()) -> list[Need]:
    """What the policy asks for, in the table's order; ``waivers`` those in force for the work."""
    waived = {waiver.requirement: waiver for waiver in waivers}
    return [
        Need(line, gathered, wanted, waived.get(line.requirement))
        for line in LINES
        if (wanted := line.wanted(policy))
    ]


def needs_of_work(
    review: ClaimReview,
    work: Assignment,
    waivers: Iterable[Waiver] = (),
    standing: Sequence[Evidence] | None = None,
) -> list[Need]:
    """The same of the finding that somebody's work has come to, in a fixed number of queries.
    ``standing`` is its evidence, where it was read before."""
    if standing is None:
        evidence = Evidence.objects.filter(finding__assignment=work)
        standing = list(evidence.standing().with_detail().order_by("pk"))
    gathered = Gathered(
        evidence=standing,
        independence=independence_of(standing, all_cited(review), speaker=speaker_of(review.claim)),
        asked_for_comment=asked_for_comment(review, work.round),
    )
    return needs_of(review.policy, gathered, waivers)


def asked_for_comment(review: ClaimReview, round: int) -> int:
    """How many were asked in this round; whoever was not asked after all does not count. Uses a
    prefetch of ``contacts`` if there is one."""
    return sum(
        contact.round == round and not contact.is_cancelled for contact in review.contacts.all()
    )


def covered_needs(
    review: ClaimReview, work: Assignment, standing: Sequence[Evidence] | None = None
) -> list[Need]:
    """With the waivers in force for that work."""
    return needs_of_work(review, work, Waiver.objects.covering(work), standing)


def open_needs(review: ClaimReview, work: Assignment) -> list[Need]:
    """What keeps its finding from being handed in, as far as the policy asks for it."""
    return [need for need in covered_needs(review, work) if need.is_open]


def that_counted(review: ClaimReview, findings: Iterable[Finding], round: int) -> list[Waiver]:
    """Those of a round without which one of its findings could not have been handed in, with whom
    they are for and by whom they are."""
    findings = list(findings)
    if not findings:
        return []
    given = Waiver.objects.in_force().filter(review=review, round=round)
    waivers = list(given.select_related("assignment__reviewer", "decided_by"))
    if not waivers:
        return []
    needed = {
        (finding.assignment_id, need.requirement)
        for finding in findings
        for need in needs_of_work(review, finding.assignment)
        if not need.is_met
    }
    return [waiver for waiver in waivers if any(waiver.covers(*one) for one in needed)]
