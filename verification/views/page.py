"""One claim's workspace, put together for whoever looks at it.

Everything is read through the reader's rights, in a number of queries that does not depend on
how much there is. Nothing is written: work starts with the first thing saved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from claims.models import ClaimEvent
from newsroom.accounts.models import User
from verification.forms.by_hand import (
    GiveTextForm,
    HandOverForm,
    MoreTimeForm,
    TakeBackForm,
    ToSomebodyForm,
)
from verification.forms.citing import EvidenceForm, SaveForm, citable_sources
from verification.forms.finding import ContactForm, FindingForm
from verification.forms.own_evidence import CalculationForm, ConversationForm
from verification.forms.review import (
    FinalReasonForm,
    PublishForm,
    ReasonForm,
    ScheduleForm,
    SettlementForm,
    verdict_form,
)
from verification.models import (
    Assignment,
    ClaimReview,
    Contact,
    Evidence,
    Finding,
    Interest,
    Rating,
    ReviewVerb,
    Settlement,
    Verdict,
    Waiver,
)
from verification.operations.answers import found_in
from verification.operations.handing_over import able_colleagues
from verification.operations.interest_bar import bars_of
from verification.requirements import that_counted
from verification.staff import Staff
from verification.states import ReviewState
from verification.wording import is_to_be_worded

from .checks import before_signing, before_submitting
from .descent import lineage_context
from .earlier import earlier_lines
from .fact_sheet import facts_context
from .in_hands import in_hands, left_open
from .moves import moves_of, steps_of
from .offering import own_copies
from .passage import chip_parts, passage_of
from .past import events_of, told
from .questions import (
    ABOUT_ANSWERS,
    draft_of,
    preset,
    question_asked,
    questions_context,
    words_of_answers,
)
from .rounds import beginnings_of, earlier_rounds
from .side_by_side import differ_in, sides_of
from .text import text_context
from .undo import offered_undo
from .waiver_list import covering, readable_waivers, waivers_context
from .weighing import EvidenceLine, public_numbers, weigh

LATEST_EVENTS = 6
NO_ROOM = "Needed where somebody has no room for more."
NOT_YOURS = "This claim is not, or no longer, assigned to you. What you saved is kept."


def reviews_for(user: User) -> QuerySet[ClaimReview]:
    """Through the user's rights, each with what its page shows of it."""
    return (
        ClaimReview.objects.visible_to(user)
        .select_related(
            "claim__claimant",
            "claim__document",
            "claim__topic",
            "policy",
            "scale",
            "kept_for",
            "text_by",
        )
        .prefetch_related(
            "claim__figures",
            Prefetch(
                "assignments", Assignment.objects.select_related("reviewer").with_time_asked()
            ),
            Prefetch("contacts", Contact.objects.select_related("asked_by")),
        )
    )


def review_of(request: HttpRequest, claim_pk: int) -> ClaimReview:
    """The claim's review through the user's rights; a 404 where there is none to see."""
    return get_object_or_404(reviews_for(request.user), claim_id=claim_pk)


def own_assignment(request: HttpRequest, review: ClaimReview) -> Assignment:
    assignment = review.standing_assignment_of(request.user)
    if assignment is None:
        raise PermissionDenied(NOT_YOURS)
    return assignment


def show_workspace(
    request: HttpRequest, review: ClaimReview, *, status: int = 200, **instead: Any
) -> HttpResponse:
    """The page; ``instead`` holds forms that were refused, to be shown as they were typed, and
    ``stored`` what somebody else saved meanwhile."""
    context = workspace_context(request.user, review) | {"undo": offered_undo(request, review)}
    if asked := question_asked(request, review):
        preset(context, asked)
    context.update(instead)
    return render(request, "verification/workspace.html", context, status=status)


def workspace_context(user: User, review: ClaimReview) -> dict[str, Any]:
    mine = review.standing_assignment_of(user)
    readable = list(
        Finding.objects.readable_by(user, review)
        .filter(review=review)
        .select_related("reviewer", "rating", "assignment")
        .order_by("round", "assignment__role")
    )
    now = [finding for finding in readable if finding.round == review.round]
    own = next((f for f in now if mine and f.assignment_id == mine.pk), None)
    findings = [finding for finding in now if finding.is_submitted]
    handed_in = [finding for finding in readable if finding.is_submitted]
    all_settlements = settlements_of(review, handed_in)
    settlements = [each for each in all_settlements if each.round == review.round]
    proposal = settlements[-1] if settlements else None
    settled = next((each for each in settlements if each.agreed_at), None)
    verdict = current_verdict(review) if findings else None
    bars = bars_of(review)
    moves = moves_of(
        user, review, mine=mine, findings=all_in(review, findings), proposal=proposal,
        verdict=verdict, bars=bars,
    )  # fmt: skip
    beginnings = beginnings_of(review)
    waivers = readable_waivers(user, review)
    ratings = list(review.scale.ratings.on_the_keys()) if review.claim.is_rated else []
    evidence = evidence_context(
        user, review, own, findings, ratings, settlement=settled, interest=moves.interest,
        waivers=covering(waivers, mine),
    )  # fmt: skip
    sources = [line.evidence.source for line in evidence["lines"] if not line.evidence.is_withheld]
    return {
        "nav": "claims",
        "review": review,
        "claim": review.claim,
        "mine": mine,
        "moves": moves,
        "steps": steps_of(review),
        "queue": queue_of(user, review) if mine and mine.is_live else None,
        "passage": passage_of(review.claim),
        "chips": [chip_parts(figure) for figure in review.claim.figures.all()],
        "role": role_words(review, mine),
        "hides_progress": review.is_blind_to(user),
        "own": own,
        "differ": differ_in(findings),
        "findings": findings,
        "sides": sides_of(
            all_in(review, findings), evidence["lines"], me=user.pk, departs=evidence["departs_of"]
        ),
        "earlier_rounds": earlier_rounds(review, readable, all_settlements, beginnings),
        "began": beginnings.get(review.round),
        "proposal": proposal,
        "settlement": settled,
        "verdict": verdict,
        "to_confirm": bool(verdict and not is_to_be_worded(review, verdict)),
        "sent_back": sent_back_with(review, verdict),
        "report": review.latest_report if may_have_a_report(review, handed_in) else None,
        "events": told(events_of(review.claim, review, user)[:LATEST_EVENTS], review, user),
        "ratings": ratings,
        # (key on the keyboard, rating): those in the order of the scale, and those outside it
        "in_order": [pair for pair in enumerate(ratings, 1) if pair[1].position is not None],
        "outside_order": [pair for pair in enumerate(ratings, 1) if pair[1].position is None],
        "in_hands": (hands := in_hands(user, review)),
        "my_hand": next((hand for hand in hands if hand.work.reviewer_id == user.pk), None),
        "left_open": left_open(user, review),
        "waiting_for": [contact for contact in review.contacts.all() if contact.is_waiting],
        **evidence,
        **forms_for(user, review, moves, own, verdict, findings, settled, mine, bars),
        **evidence_forms(user, review, moves, evidence),
        **text_context(user, review, moves, verdict, evidence["lines"]),
        **waivers_context(user, review, mine, waivers, evidence["checks"]),
        **facts_context(user, review, mine, findings, sources),
    }


def all_in(review: ClaimReview, findings: list[Finding]) -> list[Finding]:
    return findings if not review.is_blind else []


def evidence_context(
    user: User,
    review: ClaimReview,
    own: Finding | None,
    findings: list[Finding],
    ratings: list[Rating],
    *,
    settlement: Settlement | None,
    interest: str = "",
    waivers: Sequence[Waiver] = (),
) -> dict[str, Any]:
    evidence = list(
        Evidence.objects.filter(review=review).readable_by(user, review).with_detail().with_proof()
    )
    now = [item for item in evidence if item.round == review.round]
    public = public_numbers(now, {finding.pk for finding in all_in(review, findings)})
    both = all_in(review, findings)
    whose = {finding.pk: finding.reviewer.name for finding in both} if len(both) > 1 else {}
    weighed = weigh(
        review.claim.figures.all(), now, numbers=public, me=user.pk, whose=whose, among=evidence
    )
    mine = [item for item in now if own and item.finding_id == own.pk]
    add_interests(weighed.lines, review, user)
    asked = questions_context(review, own, findings, weighed, ratings, settlement=settlement)
    return {
        "may_note_interest": user.has_perm("verification.note_interest", review),
        **asked,
        "lines": weighed.lines,
        "number_lines": weighed.number_lines,
        "earlier_evidence": earlier_lines(evidence, review, own),
        "repeatable": [item for item in evidence if not item.is_withdrawn],
        "checks": (
            checks := before_submitting(
                review, own, mine, evidence, waivers, departs=asked["own_departs"]
            )
        ),
        "checks_open": [check for check in checks if not check.needed and not check.is_met],
        "sign_checks": before_signing(
            review,
            findings,
            now,
            interest=interest,
            waived=that_counted(review, both, review.round),
        ),
        **lineage_context(own, weighed.lines, evidence),
    }


def citable(user: User, review: ClaimReview) -> list[Evidence]:
    """What stands in this round and may be read: what a calculation can rest on."""
    readable = Evidence.objects.filter(review=review, round=review.round).readable_by(user, review)
    return list(readable.standing().with_detail())


def evidence_forms(
    user: User, review: ClaimReview, moves: Any, evidence: dict[str, Any]
) -> dict[str, Any]:
    """The ways to cite, over one reading of the sources and of what is cited already."""
    if not moves.work:
        return {}
    cited = [line.evidence for line in evidence["lines"]]
    given = {
        "review": review,
        "by": user,
        "sources": citable_sources(user),
        "evidence": evidence["repeatable"],
    }
    return {
        "evidence_form": EvidenceForm(**given),
        "calculation_form": CalculationForm(review=review, evidence=cited),
        "conversation_form": ConversationForm(**given),
    }


def add_interests(lines: list[EvidenceLine], review: ClaimReview, user: User) -> None:
    if not lines:
        return
    standing = Interest.objects.visible_to(user).standing().filter(review=review)
    of_source = defaultdict(list)
    for interest in standing:
        of_source[interest.source_id].append(interest)
    for line in lines:
        line.interests = of_source[line.evidence.source_id]


def forms_for(
    user: User,
    review: ClaimReview,
    moves: Any,
    own: Finding | None,
    verdict: Verdict | None,
    findings: list[Finding],
    settlement: Settlement | None,
    mine: Assignment | None,
    bars: Mapping[int, str],
) -> dict[str, Any]:
    """Only the forms of legal moves; the templates show a move where its form is there."""
    staff = Staff()
    forms: dict[str, Any] = {"reason_form": ReasonForm()}
    if moves.work:
        forms["finding_form"] = FindingForm(review=review, initial=draft_of(own))
        forms["save_form"] = SaveForm()
        forms["own_copies"] = (copies := own_copies(user, review))
        forms["saving"] = any(copy.is_live for copy in copies)
    if moves.contact:
        forms["contact_form"] = ContactForm()
    if moves.settle:
        forms["settlement_form"] = SettlementForm(review=review, by=user, auto_id="settle_%s")
    if moves.adjudicate:
        forms["adjudication_form"] = SettlementForm(review=review, by=user, auto_id="adjudicate_%s")
    if moves.write_verdict:
        forms["verdict_form"] = verdict_form(
            review,
            user,
            initial={"writer": user.pk, **wording_of(verdict, findings, settlement)},
        )
    has_it = [assignment.reviewer_id for assignment in review.current_assignments]
    somebody = {"but": has_it, "bars": bars, "staff": staff}
    if moves.assign:
        forms["assign_form"] = ToSomebodyForm(**somebody, auto_id="assign_%s", help_text=NO_ROOM)
    if moves.reassign and any(a.is_at_work_to(user) for a in review.current_assignments):
        forms["reassign_form"] = ToSomebodyForm(**somebody, auto_id=False)
        forms["back_form"] = TakeBackForm(**somebody, auto_id=False)
    if moves.keep:
        forms["keep_form"] = ToSomebodyForm(
            **somebody, label="For", only_reviewers=True, auto_id="keep_%s"
        )
    if moves.give_text:
        forms["text_form"] = GiveTextForm(bars=bars, staff=staff)
    if moves.hand_over and mine:
        able = able_colleagues(mine, staff=staff, bars=bars)
        forms["handover_form"] = HandOverForm(able=able, staff=staff)
    if moves.ask_time:
        forms["time_form"] = MoreTimeForm()
    if moves.publish:
        forms["publish_form"] = PublishForm(auto_id="publish_%s")
    if moves.schedule:
        forms["schedule_form"] = ScheduleForm(initial={"publish_at": review.publish_at})
    if moves.retract:
        forms["retract_form"] = FinalReasonForm(auto_id="retract_%s")
    return forms


def wording_of(
    verdict: Verdict | None, findings: list[Finding], settlement: Settlement | None
) -> dict[str, Any]:
    """Where the writer starts: from the last wording, or from the reasons of what it was settled
    on, or from the first reviewer's."""
    if verdict:
        columns = ("conclusion", "explanation", *ABOUT_ANSWERS)
        words = {name: getattr(verdict, name) for name in columns}
        return {**words, "writer": verdict.writer_id, "seen": verdict.pk}
    if not findings:
        return {}
    begins = (settlement.takes or settlement) if settlement else findings[0]
    return {
        "explanation": begins.reasons,
        **words_of_answers(found_in(findings, settlement), begins, findings),
    }


def settlements_of(review: ClaimReview, handed_in: list[Finding]) -> list[Settlement]:
    """Of all rounds. There is nothing to settle before two findings are in."""
    if len(handed_in) < 2:
        return []
    return list(
        review.settlements.select_related("rating", "decided_by", "agreed_by", "takes__reviewer")
    )


def may_have_a_report(review: ClaimReview, handed_in: list[Finding]) -> bool:
    """It rests on findings, and what was published ends or goes on to another round."""
    ended = review.state in (ReviewState.PUBLISHED, ReviewState.RETRACTED)
    return bool(handed_in) and (ended or review.round > 1)


def current_verdict(review: ClaimReview) -> Verdict | None:
    return (
        review.verdicts.filter(round=review.round)
        .select_related(
            "rating",
            "writer",
            "drafted_by",
            "confirmation__by",
            "sign_off__editor",
            "takes__by",
            "supersedes",
        )
        .order_by("-id")
        .first()
    )


def sent_back_with(review: ClaimReview, verdict: Verdict | None) -> ClaimEvent | None:
    """Why the current text must be reworded: the history's line, if it was sent back."""
    if verdict is None or review.state != ReviewState.IN_REVIEW:
        return None
    since = ClaimEvent.objects.filter(claim=review.claim_id, at__gte=verdict.drafted_at)
    sent_back = (ReviewVerb.SENT_BACK, ReviewVerb.SUGGESTED)
    return since.filter(verb__in=sent_back).select_related("actor").last()


def queue_of(user: User, review: ClaimReview) -> dict[str, Any] | None:
    """Where this claim stands in the reader's own queue, with its neighbours."""
    claims = list(
        Assignment.objects.live()
        .for_reviewer(user)
        .order_by("due_at", "id")
        .values_list("review__claim_id", flat=True)
    )
    if review.claim_id not in claims:
        return None
    at = claims.index(review.claim_id)
    return {
        "place": at + 1,
        "of": len(claims),
        "previous": claims[at - 1] if at else None,
        "next": claims[at + 1] if at + 1 < len(claims) else None,
    }


def role_words(review: ClaimReview, mine: Assignment | None) -> str:
    """ "second reviewer, blind" for the sub-bar; a lone reviewer needs no number."""
    if mine is None:
        return ""
    if mine.is_adjudicator:
        return mine.get_role_display()
    words = mine.get_role_display() if review.policy.reviewers > 1 else "your claim"
    return f"{words}, blind" if review.is_blind else words
