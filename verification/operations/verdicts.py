"""From findings to a verdict: settling, wording, confirming."""

from __future__ import annotations

import re

from django.db import transaction
from django.utils import timezone

from newsroom.accounts.models import User
from newsroom.notices.models import NoticeKind
from newsroom.notices.operations import tell
from verification.clean_hands import able_to_sign
from verification.errors import NotReady, Overtaken, UnknownReference
from verification.models import (
    ClaimReview,
    Confirmation,
    Evidence,
    Finding,
    Rating,
    ReviewVerb,
    Settlement,
    SuggestedEdit,
    Verdict,
)
from verification.states import ReviewState
from verification.wording import confirmers_of

from .answers import WITHOUT_TEXT, Answers, answers_in_words, settled_answers
from .barring import barred
from .findings import submitted_findings, tell_writer
from .interest_bar import require_no_interest
from .locking import lock_review, require_state
from .reviews import require_reason
from .seen import refuse_unseen
from .steps import begin_step
from .text_drafts import forget_text_drafts
from .verdict_text import check_named_writer
from .whose_move import require_adjudicating, require_own_finding, require_settling, require_wording

NOBODY_CONFIRMS = "No other reviewer is left to confirm it, so it counts as decided without."
NEWER_TEXT = (
    "{who} has saved a newer text, so yours was not saved. Copy what you wrote, reload the page, "
    "and put the two together."
)
EARLIER_TEXT = (
    "This starts from a text of an earlier round, so nothing was saved. Read what was found in "
    "this round first, then write its verdict."
)
# [1], [12]: a year in brackets, [2015], is an editor's insertion.
REFERENCE = re.compile(r"\[(\d{1,3})\]")


@transaction.atomic
def propose_settlement(
    review: ClaimReview,
    *,
    by: User,
    reasons: str,
    rating: Rating | None = None,
    was_it_said: str = "",
    takes: Finding | None = None,
    seen: str | None = None,
) -> Settlement:
    """One reviewer says how they would settle it, on record; it holds once the other agrees.
    ``takes`` is the finding, one's own or the other's, that is to stand as it is; without it both
    are combined under ``rating``. ``seen`` is what ``seen_of`` made of the proposal that was there
    (``proposed_now``)."""
    review = lock_review(review.pk)
    require_settling(review, by)
    answers = settled_answers(review, rating=rating, was_it_said=was_it_said, takes=takes)
    reasons = require_reason(reasons, "settling")
    latest = review.settlements.filter(round=review.round).last()
    if latest and proposed_in(latest) == (by, answers, reasons, takes):
        raise Overtaken("This is your proposal already. It was not made again.")
    refuse_unseen(seen, proposed_now(latest), what="What is proposed")
    proposal = Settlement.objects.create(
        review=review,
        round=review.round,
        how=Settlement.How.TOGETHER,
        rating=answers.rating,
        was_it_said=answers.was_it_said,
        takes=takes,
        reasons=reasons,
        decided_by=by,
    )
    review.record(
        ReviewVerb.PROPOSED,
        actor=by,
        note=proposal.reasons,
        settlement=proposal.pk,
        answers=answers.words,
    )
    tell_reviewers(review, f"{by.name} proposes how to settle: {review.claim.statement}", but=by.pk)
    return proposal


def proposed_in(settlement: Settlement) -> tuple[User, Answers, str, Finding | None]:
    """Who proposed what."""
    answers = Answers(settlement.rating, settlement.was_it_said)
    return settlement.decided_by, answers, settlement.reasons, settlement.takes


def proposed_now(latest: Settlement | None) -> dict[str, int | None]:
    """For ``seen_of``: proposals are never changed, so which is the last says it all."""
    return {"settlement": latest.pk if latest else None}


def tell_reviewers(review: ClaimReview, text: str, *, but: int) -> None:
    """Tell those who gave a finding in this round, but for one."""
    for finding in submitted_findings(review):
        if finding.reviewer_id != but:
            tell(finding.reviewer, text, review.get_absolute_url(), kind=NoticeKind.SETTLE)


@transaction.atomic
def agree_to_settlement(settlement: Settlement, *, by: User) -> Settlement:
    """The other reviewer agrees: the disagreement is settled by both."""
    review = lock_review(settlement.review_id)
    require_settling(review, by)
    latest = review.settlements.filter(round=review.round).last()
    if latest is None or latest.pk != settlement.pk:
        raise Overtaken("There is a newer proposal. Reload the page and read it first.")
    if settlement.decided_by_id == by.pk:
        raise NotReady("The other reviewer has to agree to your proposal.")
    latest.agreed_by = by
    latest.agreed_at = timezone.now()
    latest.save(update_fields=["agreed_by", "agreed_at"])
    review.record(ReviewVerb.SETTLED, actor=by, settlement=latest.pk)
    tell_reviewers(
        review, f"{by.name} agrees; it is settled as you proposed: {review.claim.statement}",
        but=by.pk,
    )  # fmt: skip
    go_on_to_the_verdict(review)
    return latest


@transaction.atomic
def adjudicate(
    review: ClaimReview,
    *,
    by: User,
    reasons: str,
    rating: Rating | None = None,
    was_it_said: str = "",
    takes: Finding | None = None,
    seen: str | None = None,
) -> Settlement:
    """An editor who reviewed nothing of it decides between the findings: ``takes`` is the one
    that stands as it is; without it they are combined under ``rating``."""
    review = lock_review(review.pk)
    require_adjudicating(review, by)
    latest = review.settlements.filter(round=review.round).last()
    answers = settled_answers(review, rating=rating, was_it_said=was_it_said, takes=takes)
    refuse_unseen(seen, proposed_now(latest), what="What is proposed")
    settlement = Settlement.objects.create(
        review=review,
        round=review.round,
        how=Settlement.How.ADJUDICATED,
        rating=answers.rating,
        was_it_said=answers.was_it_said,
        takes=takes,
        reasons=require_reason(reasons, "adjudicating"),
        decided_by=by,
        agreed_by=by,
        agreed_at=timezone.now(),
    )
    review.record(
        ReviewVerb.ADJUDICATED,
        actor=by,
        note=settlement.reasons,
        settlement=settlement.pk,
        answers=answers.words,
    )
    tell_reviewers(
        review, f"{by.name} decided between your findings: {review.claim.statement}", but=by.pk
    )
    go_on_to_the_verdict(review)
    return settlement


def go_on_to_the_verdict(review: ClaimReview) -> None:
    review.move_to(ReviewState.IN_REVIEW)
    tell_writer(review, submitted_findings(review)[0].reviewer)


@transaction.atomic
def draft_verdict(
    review: ClaimReview,
    *,
    by: User,
    conclusion: str,
    explanation: str,
    was_it_said: str = "",
    said_explanation: str = "",
    departs_because: str = "",
    writer: User | None = None,
    seen: Verdict | None = None,
    takes: SuggestedEdit | None = None,
    reply: str = "",
    draft_version: int | None = None,
) -> Verdict:
    """Word the verdict, or reword it. Its answers are what the findings say (``was_it_said``
    counts only where they do not); what shows whether it was said, and why the rating departs
    from the numbers, readers are told in the writer's words. With two reviewers one who did not
    word it confirms the text, if there is one left who can. ``seen`` is the wording the writer
    started from: unless it is this round's latest, ``Overtaken`` is raised, so that nothing is
    superseded unread and no earlier round's text becomes this one's. ``takes`` is what an editor
    suggested and this takes up, as it is or changed; ``reply`` answers who sent the last wording
    back. ``draft_version`` is that of the writer's own draft which they had in sight: what they
    have typed elsewhere since stays, to be copied."""
    review = lock_review(review.pk)
    found = require_wording(review, by)
    current = review.current_verdict
    if seen != current:
        raise Overtaken(NEWER_TEXT.format(who=current.drafted_by.name) if current else EARLIER_TEXT)
    if not conclusion.strip():
        raise NotReady(WITHOUT_TEXT)
    answers = answers_in_words(
        review,
        found,
        was_it_said=was_it_said,
        said_explanation=said_explanation,
        explanation=explanation,
        departs_because=departs_because,
    )
    check_references(review, explanation, "explanation")
    check_references(review, said_explanation, "said_explanation")
    check_named_writer(review, writer, by=by)
    if takes is not None and takes.verdict != current:
        raise Overtaken(
            "What was suggested was for another text. Reload the page; nothing is lost."
        )
    if review.state == ReviewState.DECIDED:
        review.move_to(ReviewState.IN_REVIEW)
        begin_step(review, "verdict", of=by)
    verdict = Verdict.objects.create(
        review=review,
        round=review.round,
        conclusion=" ".join(conclusion.split()),
        **answers,
        writer=writer or by,
        drafted_by=by,
        supersedes=current,
        takes=takes,
        reply=reply.strip(),
    )
    keep_text_with(review, by)
    forget_text_drafts(
        review,
        by,
        takes=takes.pk if takes else 0,
        seen=current.pk if current else 0,
        version=draft_version,
    )
    others = able_to_confirm(review, by)
    alone = not others and review.policy.reviewers > 1
    review.record(
        ReviewVerb.DRAFTED, actor=by, note=NOBODY_CONFIRMS if alone else "", verdict=verdict.pk
    )
    if others:
        ask_to_confirm(review, others)
    else:
        decide(review)
    return verdict


def keep_text_with(review: ClaimReview, by: User) -> None:
    """A text that was given to somebody is with whoever worded it last."""
    if review.text_by_id not in (None, by.pk):
        review.text_by = by
        review.save(update_fields=["text_by"])


def able_to_confirm(review: ClaimReview, by: User) -> list[User]:
    """The reviewers who can confirm what this person wrote: here, and without an interest."""
    others = confirmers_of(review, by.pk)
    bars = barred([review], others).get(review.pk, {}) if others else {}
    return [person for person in others if person.pk not in bars]


def check_references(review: ClaimReview, text: str, field: str) -> None:
    """Raise ``UnknownReference`` if the text refers to a number that no evidence has."""
    marks = REFERENCE.findall(text)
    if not marks:
        return
    pieces = Evidence.objects.standing().filter(finding__in=submitted_findings(review)).count()
    unknown = [mark for mark in marks if not 1 <= int(mark) <= pieces]
    if unknown:
        there = "is 1 piece" if pieces == 1 else f"are {pieces} pieces"
        raise UnknownReference(
            f"The text refers to [{unknown[0]}], but there {there} of evidence. Correct the number "
            "and save again.",
            field=field,
        )


def ask_to_confirm(review: ClaimReview, people: list[User]) -> None:
    for person in people:
        tell(
            person,
            f"Please confirm the verdict on: {review.claim.statement}",
            review.get_absolute_url(),
            kind=NoticeKind.VERDICT,
        )


@transaction.atomic
def confirm_verdict(verdict: Verdict, *, by: User) -> Confirmation:
    """The other reviewer finds the text true to both findings; the review is decided."""
    review = lock_review(verdict.review_id)
    require_own_finding(review, by)
    require_state(review, ReviewState.IN_REVIEW, to="confirm the verdict")
    require_no_interest(review, by, to="confirm the verdict")
    if review.current_verdict != verdict:
        raise Overtaken("The text was changed in the meantime. Read it again below.")
    if verdict.drafted_by_id == by.pk:
        raise NotReady("You wrote this text; the other reviewer confirms it.")
    if verdict.is_confirmed:
        raise NotReady("This text was confirmed before and then sent back. Reword it first.")
    confirmation = Confirmation.objects.create(verdict=verdict, by=by)
    review.record(ReviewVerb.CONFIRMED, actor=by, verdict=verdict.pk)
    decide(review)
    return confirmation


def decide(review: ClaimReview) -> None:
    review.move_to(ReviewState.DECIDED)
    begin_step(review, "sign_off")
    for editor in able_to_sign([review])[review.pk]:
        tell(
            editor,
            f"To sign off: {review.claim.statement}",
            review.get_absolute_url(),
            kind=NoticeKind.SIGN,
        )
