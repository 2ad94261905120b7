"""The forms of the moves that somebody has on a claim now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
)
from verification.models import ClaimReview
from verification.operations.answers import found_in
from verification.operations.handing_over import able_colleagues
from verification.staff import Staff

from .moves import Moves
from .offering import own_copies
from .questions import ABOUT_ANSWERS, draft_of, words_of_answers
from .so_far import SoFar
from .text_forms import drafts_of, text_form

NO_ROOM = "Needed where somebody has no room for more."


def forms_for(found: SoFar, moves: Moves, bars: Mapping[int, str]) -> dict[str, Any]:
    """Only the forms of legal moves; the templates show a move where its form is there. ``bars``
    says whom an interest keeps from it."""
    user, review = found.user, found.review
    staff = Staff()
    forms: dict[str, Any] = {"reason_form": ReasonForm()}
    if moves.work:
        forms["finding_form"] = FindingForm(review=review, initial=draft_of(found.own))
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
        drafts = forms["text_drafts"] = drafts_of(user, review)
        forms["verdict_form"] = text_form(
            review, user, drafts, {"writer": user.pk, **wording_of(found)}
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
    if moves.hand_over and found.mine:
        able = able_colleagues(found.mine, staff=staff, bars=bars)
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


def wording_of(found: SoFar) -> dict[str, Any]:
    """Where the writer starts: from the last wording, or from the reasons of what it was settled
    on, or from the first reviewer's."""
    verdict, findings, settled = found.verdict, found.findings, found.settled
    if verdict:
        columns = ("conclusion", "explanation", *ABOUT_ANSWERS)
        words = {name: getattr(verdict, name) for name in columns}
        return {**words, "writer": verdict.writer_id, "seen": verdict.pk}
    if not findings:
        return {}
    begins = (settled.takes or settled) if settled else findings[0]
    return {
        "explanation": begins.reasons,
        **words_of_answers(found_in(findings, settled), begins, findings),
    }


def evidence_forms(
    user: User, review: ClaimReview, moves: Moves, evidence: dict[str, Any]
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
