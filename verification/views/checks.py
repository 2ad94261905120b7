"""What is met and what is missing: before a finding is handed in, and before a text is signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verification.models import ClaimReview, Evidence, Finding, Hand, Requirement, Tier, Waiver
from verification.own_evidence import recompute
from verification.provenance.independence import independence_of, losses_between
from verification.provenance.passages import passage_of
from verification.provenance.speaker import speaker_of
from verification.questions import needs_of as answers_needed
from verification.requirements import Gathered, Need, Way, asked_for_comment, needs_of

from .weighing import EvidenceLine


@dataclass(frozen=True, slots=True)
class Check:
    """``needed`` ones block; the others only inform. ``css`` lets the page tick it while one
    types. ``way`` is where it is done, ``otherwise`` the other thing that can be done; ``need`` the
    requirement of the policy that it is about, ``waived`` why that need not be met."""

    sentence: str
    is_met: bool
    needed: bool = True
    css: str = ""
    way: Way | None = None
    need: Need | None = None
    waived: str = ""
    otherwise: Way | None = None


# Once the findings are in, only who words the verdict can explain a reservation.
NEXT = (
    "Sign, and it stands outside the tally: readers are told why at the piece. Or send it back "
    "with a note, for its writer to say why it counts, or what to make of it"
)
# Where the answers of a finding are given, by what the page ticks them with.
WAYS = {
    "check-said": Way("Answer it", "#finding_was_it_said_0", "Q"),
    "check-said-reasons": Way("Write what shows it", "#finding_said_reasons"),
    "check-rating": Way("Rate it", "#finding_rating_1", "1"),
    "check-reasons": Way("Write why", "#finding_reasons", "W"),
    "check-departs": Way("Write why", "#finding_departs_because"),
}

ASKED_BY_AN_ANSWER = {
    "check-said-reasons": "What shows whether it was said",
    "check-departs": "Why the rating departs from the numbers",
}


def before_submitting(
    review: ClaimReview,
    finding: Finding | None,
    mine: Sequence[Evidence],
    among: Sequence[Evidence],
    waivers: Sequence[Waiver] = (),
    *,
    departs: str = "",
) -> list[Check]:
    """``among`` is all that may be read, for lines of descent to go through; ``waivers`` are those
    in force for this work; ``departs`` says how the rating departs from the numbers, if it does."""
    standing = [item for item in mine if not item.is_withdrawn]
    gathered = Gathered(
        evidence=standing,
        independence=independence_of(standing, among, speaker=speaker_of(review.claim)),
        asked_for_comment=asked_for_comment(review, review.round),
    )
    checks = [check_of(need) for need in needs_of(review.policy, gathered, waivers)]
    checks += [
        Check(need.sentence, need.is_met, need.needed, need.css, WAYS.get(need.css))
        for need in answers_needed(review, finding, departs)
    ]
    return [
        *checks,
        *of_calculations(standing),
        *of_independence(review, standing, among),
        *of_the_evidence(standing, first_hand=not review.policy.first_hand_needed),
        *of_contacts(review),
    ]


def not_yet_asked(review: ClaimReview, checks: Sequence[Check]) -> list[Check]:
    """What only another answer would ask for: the page shows it as soon as that is given."""
    could_be = {
        "check-said-reasons": review.claim.is_quoted,
        "check-departs": review.claim.is_rated,
    }
    asked = {check.css for check in checks}
    return [
        Check(sentence, False, css=css, way=WAYS[css])
        for css, sentence in ASKED_BY_AN_ANSWER.items()
        if could_be[css] and css not in asked
    ]


def check_of(need: Need) -> Check:
    """A line of the policy's requirements, as it stands."""
    waived = need.waiver.reason if need.waiver and not need.is_met else ""
    way = need.line.way if need.is_open else None
    return Check(need.sentence, need.is_met, way=way, need=need, waived=waived)


def before_signing(
    review: ClaimReview,
    findings: Sequence[Finding],
    evidence: Sequence[Evidence],
    *,
    interest: str = "",
    waived: Sequence[Waiver] = (),
    lines: Sequence[EvidenceLine] = (),
) -> list[Check]:
    """``interest`` is what whoever reads it declared, and keeps them from signing; ``waived`` are
    the waivers that one of the findings needed; ``lines`` is the evidence held against the claim.
    """
    used = {finding.pk for finding in findings}
    standing = [item for item in evidence if item.finding_id in used and not item.is_withdrawn]
    return [
        Check(
            "All findings are in" if len(findings) > 1 else "The finding is in",
            len(findings) >= review.policy.reviewers,
        ),
        *of_confidence(standing),
        *of_waivers(waived),
        *of_all_origins(review, standing, evidence, waived),
        *of_lineage(review, standing),
        *of_reservations([line for line in lines if line.evidence in standing]),
        *of_the_evidence(standing),
        *of_contacts(review),
        of_interest(interest),
        Check("No legal hold", not review.on_hold),
    ]


def of_interest(interest: str) -> Check:
    if interest:
        return Check(f"You declared an interest in {interest}", False)
    return Check("You declared no interest in it", True)


def of_calculations(standing: Sequence[Evidence]) -> list[Check]:
    """Whether each own calculation still follows from what it rests on, where there is one."""
    calculations = [item for item in standing if item.is_calculation and not item.is_withheld]
    if not calculations:
        return []
    problems = [problem for item in calculations if (problem := recompute(item).problem)]
    return [Check("Every calculation comes out as it is stored", not problems)]


def of_confidence(standing: Sequence[Evidence]) -> list[Check]:
    confidential = [item for item in standing if item.is_confidential]
    if not confidential:
        return []
    return [
        Check(
            "What is confidential was seen by an editor",
            all(item.seen_by_id not in (None, item.cited_by_id) for item in confidential),
        )
    ]


def of_waivers(waivers: Sequence[Waiver]) -> list[Check]:
    return [
        Check(
            f"{str(waiver).capitalize()}, waived{whose(waiver)} by {waiver.decided_by}",
            False,
            needed=False,
            waived=waiver.reason,
        )
        for waiver in waivers
    ]


def whose(waiver: Waiver) -> str:
    return f" for {waiver.assignment.reviewer}" if waiver.assignment else ""


def of_independence(
    review: ClaimReview, standing: Sequence[Evidence], among: Sequence[Evidence]
) -> list[Check]:
    """Whether there are two, where the policy asks for none."""
    if review.policy.origins_needed:
        return []
    found = independence_of(standing, among, speaker=speaker_of(review.claim))
    return [Check("Two independent sources", found.has(2), needed=False)]


def of_all_origins(
    review: ClaimReview,
    standing: Sequence[Evidence],
    among: Sequence[Evidence],
    waived: Sequence[Waiver],
) -> list[Check]:
    """What the policy asks for, over the evidence of all findings, unless it was waived; else
    whether there are two."""
    needed = review.policy.origins_needed
    if not needed:
        return of_independence(review, standing, among)
    found = independence_of(standing, among, speaker=speaker_of(review.claim))
    if found.has(needed):
        return [Check(f"Independent origins: {found.origins} of {needed} needed", True)]
    if any(waiver.requirement == Requirement.ORIGINS for waiver in waived):
        return []
    return [Check(f"{found.told_against(needed)}. Cite {found.way_out}", False)]


def of_lineage(review: ClaimReview, standing: Sequence[Evidence]) -> list[Check]:
    """Whether every copy says what its origin says, where there is a copy."""
    by_id = {item.pk: item for item in standing}
    copies = [item for item in standing if item.derives_from_id in by_id]
    if not copies:
        return []
    lost = [item for item in copies if losses_between(item, by_id[item.derives_from_id])]
    if not lost:
        return [Check("Nothing was lost between origin and copy", True, needed=False)]
    return [_loss(review, item, by_id[item.derives_from_id]) for item in lost]


def _loss(review: ClaimReview, copy: Evidence, origin: Evidence) -> Check:
    """What one copy leaves out of its origin, with the way to the piece."""
    lost = " ".join(loss.sentence for loss in losses_between(copy, origin))
    return Check(
        f"Lost between {origin.source.name} and its copy by {copy.source.name}. {lost}",
        False,
        needed=False,
        way=Way("See the piece", f"{review.get_absolute_url()}#evidence-{copy.pk}"),
    )


def of_reservations(lines: Sequence[EvidenceLine]) -> list[Check]:
    """Whether somebody said why each figure with a reservation counts all the same, where there is
    one. It need not count: readers are then told why it does not."""
    reserved = [line for line in lines if line.is_reserved]
    if not reserved:
        return []
    counted = {passage_of(line.evidence) for line in reserved if not line.is_kept_out}
    kept_out = [line for line in reserved if passage_of(line.evidence) not in counted]
    if not kept_out:
        return [Check("Every reservation is explained", True, needed=False)]
    named = "; ".join(
        dict.fromkeys(f"{line.evidence.source.name} ({line.reservation})" for line in kept_out)
    )
    first = kept_out[0].number
    return [
        Check(
            f"Not explained, so not counted: {named}. {NEXT}",
            False,
            needed=False,
            way=Way("See the piece", f"#evidence-{first}") if first else None,
            otherwise=Way("Send back", "#send-back-reason"),
        )
    ]


def of_the_evidence(standing: Sequence[Evidence], *, first_hand: bool = True) -> list[Check]:
    """Without ``first_hand`` where that is a requirement already."""
    pages = [item for item in standing if item.url]
    checks = [
        Check(
            "A primary record",
            any(item.source.tier == Tier.PRIMARY for item in standing),
            needed=False,
        ),
    ]
    if first_hand:
        is_there = any(item.hand == Hand.FIRST for item in standing)
        checks.append(Check("Something first-hand", is_there, needed=False))
    if pages:
        checks.append(
            Check(
                "A saved copy of every page cited",
                all(item.snapshot_id for item in pages),
                needed=False,
            )
        )
    return checks


def of_contacts(review: ClaimReview) -> list[Check]:
    contacts = list(review.contacts.all())
    if not contacts:
        return []
    still_open = [contact.whom for contact in contacts if contact.is_open]
    if still_open:
        return [Check(f"No answer yet from {', '.join(still_open)}", False, needed=False)]
    return [Check("Every question has its answer", True, needed=False)]
